"""The release of the program; the library it ships is named after its year and month."""

VERSION = "2026.11.0"
