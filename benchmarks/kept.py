"""What a program says before a change, kept in a file, and compared with what it says after it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def parser(doc: str | None) -> argparse.ArgumentParser:
    """Takes --keep FILE or --compare FILE."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    way = made.add_mutually_exclusive_group(required=True)
    way.add_argument("--keep", type=Path)
    way.add_argument("--compare", type=Path)
    return made


def unlike(asked: argparse.Namespace, lines: Sequence[str]) -> list[tuple[str, str]]:
    """The lines that differ from those that were kept: (before, now). Where they are to be kept, the program ends."""
    if asked.keep:
        asked.keep.write_text("\n".join(lines), "utf-8")
        print(f"{len(lines)} lines kept in {asked.keep}")
        sys.exit()
    before = asked.compare.read_text("utf-8").split("\n")
    return [(old, new) for old, new in zip(before, lines, strict=True) if old != new]
