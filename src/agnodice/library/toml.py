"""Read TOML: compiled (tomli) where an editor has it, else with Python's own reader, which is the same, slower code."""

try:
    from tomli import TOMLDecodeError, loads
except ImportError:
    from tomllib import TOMLDecodeError, loads  # type: ignore[assignment]

__all__ = ["TOMLDecodeError", "loads"]
