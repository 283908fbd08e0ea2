"""How well `assess` does by group of the right cause, on our own labelled texts (tests/cases/assess_*.toml).

Run: .venv/bin/python -m benchmarks.assess_groups (from the repository's folder)
A text belongs to the group of its first right cause. Only scores are printed, of both halves; one looked at while
building (dev), one not (held). Groups are small: one text more or less moves a figure by several points.
"""

from collections import defaultdict
from typing import Any

from tests.casebook import cases
from tests.test_assess_cases import HALVES, scored
from tests.test_knowledge import LIBRARY

from agnodice import open_engine

FIGURES = ("first", "three", "five", "urgency_accepted", "urgency_not_under")


def main() -> None:
    """Print a table for each half."""
    engine = open_engine()
    groups = {str(condition.id): str(condition.group) for condition in LIBRARY.conditions}
    for half in HALVES:
        by_group: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in cases("assess", half):
            by_group[groups[row["diagnosis"][0]]].append(row)
        print(f"{half}: group, texts, {', '.join(FIGURES)}")
        for group, rows in sorted(by_group.items()):
            figures = scored(engine, rows).figures()
            print(f"  {group:8} {len(rows):3}  " + "  ".join(f"{figures[name]:4.0%}" for name in FIGURES))


if __name__ == "__main__":
    main()
