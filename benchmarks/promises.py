"""The table of every promise: what was to be shown, the figure, whether it is kept, and the command that shows it.

Run: .venv/bin/python -m benchmarks.promises   (writes docs/promises.md from promises.toml and docs/benchmarks.md)
"""

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "docs" / "benchmarks.md"
PAGE = ROOT / "docs" / "promises.md"
ROOMS = {
    "ask": "Ask",
    "assess": "Assess",
    "library": "The library",
    "web": "Web",
    "audit": "Audit",
    "export": "Export",
    "settle": "The house",
}
OPENING = """# What was promised, and what is

Written by `make bench` from `benchmarks/promises.toml`, not by hand. A figure is a row of
[benchmarks.md](benchmarks.md), where its machine and day stand; tests fail when a line that they show does not hold.
"""
Promise = Mapping[str, Any]


def main() -> None:
    """Write the page."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    write()


def write() -> None:
    """The page as the figures stand now."""
    PAGE.write_text(page(promises(), measured()), "utf-8")


def promises() -> list[Promise]:
    """Every promise as it stands in promises.toml."""
    found: list[Promise] = tomllib.loads((Path(__file__).parent / "promises.toml").read_text("utf-8"))["promise"]
    return found


def measured() -> dict[str, list[list[str]]]:
    """The cells of each row of docs/benchmarks.md, by the part it stands in."""
    found: dict[str, list[list[str]]] = {}
    part: list[list[str]] = []
    for line in BENCHMARKS.read_text("utf-8").splitlines():
        if line.startswith("`.venv/bin/python -m benchmarks."):
            part = found.setdefault(line.split("`")[1].rsplit(".", 1)[1], [])
        elif line.startswith("| ") and not line.startswith("| what |"):
            part.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def page(kept: list[Promise], rows: Mapping[str, list[list[str]]]) -> str:
    """The whole page, a table for each room."""
    parts = [OPENING, f"{sum(p['kept'] for p in kept)} of {len(kept)} are kept.\n"]
    for room, title in ROOMS.items():
        told = [row(promise, rows) for promise in kept if promise["issue"] == room]
        parts.append(
            "\n".join([f"## {title}\n", "| promised | kept | figure | shown by |", "|---|---|---|---|", *told, ""])
        )
    return "\n".join(parts)


def row(promise: Promise, rows: Mapping[str, list[list[str]]]) -> str:
    """One promise."""
    figures = [*figures_of(promise, rows), *([promise["by_hand"]] if "by_hand" in promise else [])]
    said = "<br>".join(figures) or "holds"
    return (
        f"| {promise['line']} | {'yes' if promise['kept'] else '**no**'} | {said} | {'<br>'.join(shown_by(promise))} |"
    )


def figures_of(promise: Promise, rows: Mapping[str, list[list[str]]]) -> Iterator[str]:
    """What each row says, with what stands beside it."""
    for part, begins in promise.get("rows", []):
        found = next((cells for cells in rows.get(part, []) if cells[0].startswith(begins)), None)
        if found is None:
            yield f"{begins}: no such row"
        else:
            what, figure, beside, ratio = found
            yield ": ".join(filter(None, [what, ", ".join(filter(None, [figure, beside, ratio and f"ratio {ratio}"]))]))


def shown_by(promise: Promise) -> Iterator[str]:
    """The commands."""
    for part in dict.fromkeys(part for part, _ in promise.get("rows", [])):
        yield f"`.venv/bin/python -m benchmarks {part}`"
    files = dict.fromkeys(test.split("::")[0] for test in promise.get("tests", []))
    for file in files:
        names = [name for test in promise["tests"] if test.startswith(file) for name in test.split("::")[1:]]
        chosen = " -k '" + " or ".join(names) + "'" if names else ""
        yield f"`.venv/bin/pytest {file}{chosen}`"


if __name__ == "__main__":
    main()
