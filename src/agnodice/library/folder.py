"""Where the text lies that people edit; by itself, so that whoever needs no more than that reads no more."""

from pathlib import Path

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
