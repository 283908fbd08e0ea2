"""Own labelled texts: what is understood, the causes, the urgency. Floors: tests/floors.json.

A label counts as heard when it, a refinement or a parent of it was surely heard; a hearing is false when no label is
on its line of parents. Urgency is right within the accepted levels.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from agnodice.engine import Engine
from agnodice.model.assessment import Assessment, Told
from agnodice.model.clinical import CareLevel, FindingId, Person, Presence
from agnodice.safety.hear import traits
from tests import floors
from tests.casebook import cases
from tests.test_knowledge import LIBRARY

FLOORS = floors.FLOORS["assess"]
HALVES = floors.HALVES


@dataclass
class Score:
    """Counts over the texts of one half."""

    heard: int = 0
    unheard: int = 0
    false: int = 0
    denied: int = 0
    undenied: int = 0
    ranks: list[int] = field(default_factory=list)
    urgency: list[int] = field(default_factory=list)  # below (-1), within (0) or above (1) what is accepted

    def figures(self) -> dict[str, float]:
        """Shares, as the floors name them."""
        return {
            "precision": self.heard / (self.heard + self.false),
            "recall": self.heard / (self.heard + self.unheard),
            "denials_recall": self.denied / (self.denied + self.undenied),
            **self.judged(),
        }

    def judged(self) -> dict[str, float]:
        """The shares that tell of causes and urgency alone."""
        ranked = len(self.ranks)
        return {
            "first": sum(rank == 1 for rank in self.ranks) / ranked,
            "three": sum(0 < rank <= 3 for rank in self.ranks) / ranked,
            "five": sum(0 < rank <= 5 for rank in self.ranks) / ranked,
            **self.urgent(),
        }

    def urgent(self) -> dict[str, float]:
        """The shares that tell of urgency alone."""
        judged = len(self.urgency)
        return {
            "urgency_accepted": self.urgency.count(0) / judged,
            "urgency_not_under": 1 - self.urgency.count(-1) / judged,
        }


class Lines:
    """Who is whose parent."""

    def __init__(self) -> None:
        self._parents = {name: trait.refines for name, trait in traits(LIBRARY.findings).items()}

    def up(self, finding: str) -> set[str]:
        """The finding and everything that it refines."""
        found: set[str] = set()
        step: str | None = finding
        while step and step not in found:
            found.add(step)
            step = self._parents.get(step)
        return found

    def meet(self, one: str, other: str) -> bool:
        """Whether one is the other, or a parent of it."""
        return one in self.up(other) or other in self.up(one)


def scored(engine: Engine, rows: list[dict[str, Any]]) -> Score:
    """Every text through the whole way."""
    score, lines = Score(), Lines()
    for row in rows:
        said = engine.danger(row["text"]).heard.sure
        there = {str(o.finding) for o in said if o.presence is Presence.PRESENT}
        not_there = {str(o.finding) for o in said if o.presence is Presence.ABSENT}
        heard = sum(any(lines.meet(label, one) for one in there) for label in row["present"])
        score.heard += heard
        score.unheard += len(row["present"]) - heard
        score.false += sum(not any(lines.meet(label, one) for label in row["present"]) for one in there)
        denied = sum(not not_there.isdisjoint(lines.up(label)) for label in row["absent"])
        score.denied += denied
        score.undenied += len(row["absent"]) - denied
        judge(engine, row, score)
    return score


def judge(engine: Engine, row: dict[str, Any], score: Score) -> None:
    """The place of the cause, and how the urgency stands to the accepted levels, put into `score`.

    Her age is told beside the text where a case has one, as forms ask for it.
    """
    assessment = engine.assess(Told(row["text"], person=Person(age_years=row.get("age"))))
    causes = [hypothesis.condition.id for hypothesis in assessment.hypotheses]
    score.ranks.append(next((i for i, cause in enumerate(causes, 1) if cause in row["diagnosis"]), 0))
    score.urgency.append(beside_accepted(assessment, row))


def beside_accepted(assessment: Assessment, row: dict[str, Any]) -> int:
    """-1 below the accepted levels, 0 within them, 1 above."""
    accepted = [CareLevel.from_slug(slug) for slug in row["urgency"]]
    level = assessment.triage.level
    return (level > max(accepted)) - (level < min(accepted))


@pytest.mark.parametrize("half", HALVES)
def test_own_cases(engine: Engine, half: str) -> None:
    rows = cases("assess", half)
    assert len(rows) >= 75
    figures = scored(engine, rows).figures()
    below = {name: round(value, 3) for name, value in figures.items() if value < FLOORS[half][name]}
    assert not below


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(
    ("stem", "least_rows"),
    [
        *(("vignette", 65), ("picture", 65), ("picture_third", 50), ("vignette_fourth", 60), ("vignette_fifth", 70)),
        *(("vignette_sixth", 40), ("vignette_eighth", 40), ("vignette_ninth", 50), ("vignette_tenth", 50)),
        *(("vignette_eleventh", 59), ("vignette_twelfth", 60), ("vignette_thirteenth", 58)),
        *(("vignette_fourteenth", 40), ("vignette_fifteenth", 40), ("vignette_sixteenth", 40)),
        ("vignette_seventeenth", 60),
        *(("vignette_eighteenth", 64), ("vignette_short", 74)),
    ],
)
def test_vignettes(engine: Engine, stem: str, least_rows: int, half: str) -> None:
    rows, score = cases(stem, half), Score()
    assert len(rows) >= least_rows
    for row in rows:
        judge(engine, row, score)
    least = floors.FLOORS[stem][half]
    below = {name: round(value, 3) for name, value in score.judged().items() if value < least[name]}
    assert not below


@pytest.mark.parametrize(
    ("stem", "least"),
    [
        *(("urgency", 65), ("urgency_third", 30), ("urgency_fourth", 70), ("urgency_fifth", 60)),
        *(("urgency_sixth", 60), ("urgency_eighth", 60), ("urgency_ninth", 50), ("urgency_tenth", 50)),
        *(("urgency_eleventh", 40), ("urgency_twelfth", 40), ("urgency_thirteenth", 70)),
        *(("urgency_calm", 120), ("urgency_calm_second", 60)),
    ],
)
@pytest.mark.parametrize("half", HALVES)
def test_urgency_of_mild_and_urgent_texts(engine: Engine, half: str, stem: str, least: int) -> None:
    rows, score = cases(stem, half), Score()
    assert len(rows) >= least
    for row in rows:
        judge(engine, {"diagnosis": (), **row}, score)
    floors_of = floors.FLOORS[stem][half]
    below = {name: round(value, 3) for name, value in score.urgent().items() if value < floors_of[name]}
    assert not below


def test_labels_are_findings_and_conditions_of_the_library() -> None:
    findings, conditions = {f.id for f in LIBRARY.findings}, {c.id for c in LIBRARY.conditions}
    for half in HALVES:
        for row in cases("assess", half):
            assert findings.issuperset(map(FindingId, (*row["present"], *row["absent"]))), row["id"]
            assert conditions.issuperset(row["diagnosis"]), row["id"]
            assert set(row["present"]).isdisjoint(row["absent"]), row["id"]
        stems = (
            "vignette",
            "picture",
            "picture_third",
            "vignette_fourth",
            "vignette_fifth",
            "vignette_sixth",
            "vignette_eighth",
            "vignette_ninth",
            "vignette_tenth",
            "vignette_eleventh",
            "vignette_twelfth",
            "vignette_thirteenth",
            "vignette_fourteenth",
            "vignette_fifteenth",
            "vignette_sixteenth",
            "vignette_seventeenth",
            "vignette_eighteenth",
            "vignette_short",
        )
        for row in (row for stem in stems for row in cases(stem, half)):
            assert conditions.issuperset(row["diagnosis"]), row["id"]
