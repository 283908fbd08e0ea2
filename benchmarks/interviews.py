"""How interviews end beside the whole text, over every set of texts whose cause is known.

Run: .venv/bin/python -m benchmarks.interviews
Only the first sentence is told, and questions are answered from our own reading of the whole text; what it does not
say is "don't know" (faces/cli/assess_evaluation.py). Of each set one half was looked at while building (dev) and one
was not (held); only shares are printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.casebook import cases
from tests.floors import HALVES

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.faces.cli.assess_evaluation import interviewed
from agnodice.model.assessment import Assessment, Told
from agnodice.model.clinical import CareLevel, Person
from benchmarks import sheet
from benchmarks.shared_set import PLACES

STEMS = (
    *("assess", "heard", "vignette", "vignette_fourth", "vignette_fifth", "vignette_sixth", "vignette_eighth"),
    "vignette_ninth",
    "vignette_tenth",
    *("picture", "picture_third"),
)


@dataclass(frozen=True)
class End:
    """How a text ends: the place of the right cause (0: not among the causes), and how many questions were asked."""

    rank: int
    questions: int
    is_emergency: bool


def main() -> None:
    """A row for each set and half, and one for each half of all."""
    sheet.begin(__doc__)
    engine = open_engine()
    for half in HALVES:
        everything: list[tuple[End, End]] = []
        for stem in STEMS:
            pairs = [ends(engine, row) for row in cases(stem, half) if row["diagnosis"]]
            everything += pairs
            told(f"{stem}, {half}", pairs)
        told(f"all, {half}", everything)


def ends(engine: Engine, row: Mapping[str, Any]) -> tuple[End, End]:
    """A text told at once, and as an interview."""
    told = Told(row["text"], person=Person(age_years=row.get("age")))
    return ended(engine.assess(told), row), ended(interviewed(engine, told), row)


def ended(assessment: Assessment, row: Mapping[str, Any]) -> End:
    """Where the right cause stands at the end."""
    causes = [hypothesis.condition.id for hypothesis in assessment.hypotheses]
    place = next((i for i, cause in enumerate(causes, 1) if cause in row["diagnosis"]), 0)
    return End(place, len(assessment.told.asked), assessment.triage.level is CareLevel.EMERGENCY)


def told(what: str, pairs: Sequence[tuple[End, End]]) -> None:
    """One row: the interview, beside it the whole text and the questions."""
    whole, interview = (shares([pair[way] for pair in pairs]) for way in (0, 1))
    asked = [end.questions for _, end in pairs]
    urgent = [end.questions for _, end in pairs if end.is_emergency]
    mean, most = sum(asked) / len(asked), max(urgent, default=0)
    sheet.row(
        what, f"{interview} of {len(pairs)}", f"whole text {whole}; {mean:.1f} questions, emergencies at most {most}"
    )


def shares(ends: Sequence[End]) -> str:
    """How often the right cause stands first, in the first three and five."""
    counts = {name: sum(0 < end.rank <= most for end in ends) for name, most in PLACES.items()}
    return ", ".join(f"{name} {count / len(ends):.0%}" for name, count in counts.items())


if __name__ == "__main__":
    main()
