"""How well `assess` does by group of the right cause, on our own labelled texts (tests/cases/assess_*.toml).

Run: .venv/bin/python -m benchmarks.assess_groups
A text belongs to the group of its first right cause. Only scores are printed, of both halves; one looked at while
building (dev), one not (held). Groups are small: one text more or less moves a figure by several points.
"""

from collections import defaultdict
from typing import Any

from tests.casebook import cases
from tests.test_assess_cases import HALVES, scored
from tests.test_knowledge import LIBRARY

from agnodice import open_engine
from benchmarks import sheet

FIGURES = ("first", "three", "five", "urgency_accepted", "urgency_not_under")


def main() -> None:
    """Print a row for each group and half."""
    sheet.begin(__doc__)
    engine = open_engine()
    groups = {str(condition.id): str(condition.group) for condition in LIBRARY.conditions}
    for half in HALVES:
        by_group: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in cases("assess", half):
            by_group[groups[row["diagnosis"][0]]].append(row)
        for group, rows in sorted(by_group.items()):
            figures = scored(engine, rows).figures()
            told = ", ".join(f"{name.replace('_', ' ')} {figures[name]:.0%}" for name in FIGURES)
            sheet.row(f"{group}, {half} ({len(rows)} texts)", told)


if __name__ == "__main__":
    main()
