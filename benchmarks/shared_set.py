"""How `assess` does on the shared cases (../shared/data/assess_dev.jsonl): all told at once, and as an interview.

Run: .venv/bin/python -m benchmarks.shared_set
Histories without examination. The half whose ids' SHA-256 is even was looked at while building (look), the other was
not (held); only shares are printed. Causes count by their names, over the cases that a history can decide.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.faces.cli.assess_evaluation import assessed
from agnodice.model.clinical import CareLevel
from benchmarks import sheet

CASES = Path(os.environ.get("AGNODICE_SHARED", "../shared")) / "data" / "assess_dev.jsonl"
Row = Mapping[str, Any]


def main() -> None:
    """A row for each half and way."""
    sheet.begin(__doc__)
    if not CASES.is_file():
        sys.exit(f"{CASES} is not there. Name the folder that holds data/ in AGNODICE_SHARED.")
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    cases = [case for case in cases if case["answerable_from_history"]]
    engine = open_engine()
    for half in ("look", "held"):
        chosen = [case for case in cases if half_of(case["id"]) == half]
        for way in ("whole text", "interview"):
            told(f"shared set, {half}, {way}", chosen, results(engine, chosen, is_interview=way == "interview"))


def half_of(name: str) -> str:
    """The half that a case belongs to."""
    return "held" if int(sha256(name.encode()).hexdigest(), 16) % 2 else "look"


def results(engine: Engine, cases: Iterable[Row], *, is_interview: bool) -> list[Row]:
    """What `agnodice evaluate assess` writes of each."""
    lines = [
        json.dumps({"id": case["id"], "text": case["history_only"] or case["text"], "age": case["age"]})
        for case in cases
    ]
    return list(assessed(lines, engine, interview=is_interview))


def told(what: str, cases: Sequence[Row], found: Sequence[Row]) -> None:
    """One row of the causes, one of the urgency."""
    pairs = list(zip(cases, found, strict=True))
    ranks = [rank(case, result) for case, result in pairs if case["history_only"] and case["diagnosis"]]
    shares = ", ".join(f"{name} {sum(0 < r <= most for r in ranks) / len(ranks):.0%}" for name, most in PLACES.items())
    asked = sum(result["questions"] for result in found) / len(found)
    sheet.row(f"{what}: causes", f"{shares} of {len(ranks)}", f"{asked:.1f} questions" if asked else "")
    steps = [distance(case, result) for case, result in pairs]
    missed = sum(is_missed_emergency(case, result) for case, result in pairs)
    sheet.row(
        f"{what}: urgency",
        f"accepted {steps.count(0) / len(steps):.0%}, under {steps.count(-1) / len(steps):.0%} of {len(steps)}",
        f"emergencies at routine or less: {missed}",
    )


PLACES = {"first": 1, "three": 3, "five": 5}


def rank(case: Row, result: Row) -> int:
    """The place of the right cause, by any of its accepted names; 0 where it is not among the causes."""
    accepted = {plain(name) for name in case["accept"]}
    ranked = [{plain(name) for name in names} for names in result["ddx"]]
    return next((place for place, names in enumerate(ranked, 1) if accepted & names), 0)


def plain(name: str) -> str:
    """Letters and figures in lower case, one space between words."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def level(slug: str | None) -> CareLevel:
    """The shared set says "emergency-now" for our "emergency"; no urgency is self-care."""
    return CareLevel.from_slug((slug or "self-care").removesuffix("-now"))


def distance(case: Row, result: Row) -> int:
    """Whether the urgency is below (-1), within (0) or above (1) the accepted levels."""
    accepted = [level(slug) for slug in case["urgency_accept"]]
    given = level(result["urgency"])
    return (given > max(accepted)) - (given < min(accepted))


def is_missed_emergency(case: Row, result: Row) -> bool:
    """Whether an emergency is told as routine or less."""
    return level(case["urgency"]) is CareLevel.EMERGENCY and level(result["urgency"]) <= CareLevel.ROUTINE


if __name__ == "__main__":
    main()
