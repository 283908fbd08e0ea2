"""What decides an urgency above the accepted levels, over the halves that were looked at while building.

Run: .venv/bin/python -m benchmarks.alarms [--texts]
For each set how many texts are accepted, above and below; then, of those above, the highest accepted level beside
ours, and what decided: a red flag, a condition that must not be missed, an asked-back danger, the weighing of harms.
`--texts` prints each such text with its reasons. Halves that were not looked at are never opened.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.casebook import CASES, cases
from tests.test_assess_cases import beside_accepted

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.model.assessment import Assessment, Reason, Told
from agnodice.model.clinical import CareLevel, Person
from benchmarks import shared_set, sheet

WITH_URGENCY = ("assess", "picture", "urgency", "vignette")
NAMES = ("accepted", "above", "below")
Row = dict[str, Any]


def main() -> None:
    """A row for each set, each pair of levels and each reason."""
    wants_texts = sheet.begin(__doc__, texts=False).texts
    engine, pairs, reasons = open_engine(), Counter[str](), Counter[str]()
    for name, rows in sets():
        counts = [0, 0, 0]
        for row in rows:
            assessment = assessed(engine, row)
            place = beside_accepted(assessment, row)
            counts[place] += 1
            if place > 0:
                highest = max(map(CareLevel.from_slug, row["urgency"]))
                pairs[f"{highest.slug} → {assessment.triage.level.slug}"] += 1
                reasons.update(deciding(assessment))
                if wants_texts:
                    told(name, row, assessment)
        sheet.row(name, ", ".join(f"{what} {count}" for what, count in zip(NAMES, counts, strict=True)))
    for counted in (pairs, reasons):
        for what, count in counted.most_common():
            sheet.row(what, str(count))


def sets() -> Iterator[tuple[str, list[Row]]]:
    """Each set with its texts, accepted levels and ages."""
    for path in sorted(CASES.glob("*_dev.toml")):
        stem = path.stem.removesuffix("_dev")
        if stem.startswith(WITH_URGENCY):
            yield stem, [row for row in cases(stem, "dev") if "urgency" in row]
    if shared_set.CASES.is_file():
        lines = map(json.loads, shared_set.CASES.read_text("utf-8").splitlines())
        yield "shared set, look", [shared(line) for line in lines if is_looked_at(line)]


def is_looked_at(line: Row) -> bool:
    """Whether a shared case may be looked at, and can be decided from its history."""
    return bool(line["answerable_from_history"]) and shared_set.half_of(line["id"]) == "look"


def shared(line: Row) -> Row:
    """A shared case as our own are written."""
    urgency = [shared_set.level(slug).slug for slug in line["urgency_accept"]]
    return {"text": line["history_only"] or line["text"], "age": line["age"], "urgency": urgency}


def assessed(engine: Engine, row: Row) -> Assessment:
    """The whole text with her age."""
    age = row.get("age")
    return engine.assess(Told(row["text"], person=Person(age_years=None if age is None else int(age))))


def deciding(assessment: Assessment) -> list[str]:
    """The reasons that stand at the level of the whole."""
    triage = assessment.triage
    return [spoken(reason) for reason in triage.reasons if reason.level is triage.level]


def spoken(reason: Reason) -> str:
    """A reason by its kind and id."""
    about = reason.flag or reason.condition
    return f"{reason.kind.value} {about.id}" if about else reason.kind.value


def told(name: str, row: Row, assessment: Assessment) -> None:
    """One text with what raised it."""
    raised = [f"{alarm.flag.id}: {' | '.join(alarm.said)}" for alarm in assessment.alarms]
    print(f"\n{name} {row['urgency']} {assessment.triage.level.slug}\n{row['text']}\n{deciding(assessment)} {raised}")


if __name__ == "__main__":
    main()
