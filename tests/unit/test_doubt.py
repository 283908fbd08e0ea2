"""Alarms that a whole story speaks against are asked back; what is told in a sentence of its own stays raised."""

from itertools import cycle

import pytest

from agnodice.engine import Engine
from agnodice.model.assessment import Told
from agnodice.model.clinical import CareLevel, FindingId, Observation, Person, Presence
from tests.casebook import cases

STORY = (
    "For a year I have had attacks in shops: my heart races, my hands tingle, my throat closes and I am certain that I "
    "will die. They peak in five minutes and are over in twenty. In between I dread the next one, and I order all I "
    "need online. I am 29, drink one coffee a day, and the doctor found nothing."
)


def alarms(engine: Engine, text: str, *answers: Observation) -> set[str]:
    return {str(alarm.flag.id) for alarm in engine.assess(Told(text, answers=answers)).alarms}


def test_what_the_story_speaks_against_is_asked_back(engine: Engine) -> None:
    assert "anaphylaxis-signs" in {str(raised.flag.id) for raised in engine.danger(STORY).raised}
    assessment = engine.assess(Told(STORY))
    assert not assessment.alarms
    assert assessment.asked_back is not None
    assert assessment.asked_back.flag.id == "anaphylaxis-signs"
    assert assessment.triage.level < CareLevel.SAME_DAY


@pytest.mark.parametrize(
    ("danger", "flag"),
    [
        ("I am going to kill myself tonight.", "thoughts-of-suicide"),
        ("Help, I cannot breathe and my lips are blue.", "breathing-trouble"),
        ("He raped me tonight.", "recent-assault"),
        ("I took thirty paracetamol an hour ago.", "overdose"),
    ],
)
def test_a_danger_beside_the_story_stays_raised(engine: Engine, danger: str, flag: str) -> None:
    assert flag in alarms(engine, f"{STORY} {danger}")
    assert flag in alarms(engine, f"{danger} {STORY}")


def test_an_answer_is_believed(engine: Engine) -> None:
    yes = Observation(FindingId("swollen-lips-or-throat"), Presence.PRESENT)
    assert "anaphylaxis-signs" in alarms(engine, STORY, yes)


def test_no_calm_story_talks_a_true_danger_away(engine: Engine) -> None:
    """Every tenth danger in a sentence of its own after a calm history: the urgency is that of the danger alone."""
    stories = cycle(
        row for row in cases("vignette", "dev") if max(row["urgency"], key=_level) in {"routine", "self-care"}
    )
    lost = []
    for case in cases("danger_fresh", "dev")[::10]:
        wanted = engine.danger(case["say"]).level
        if wanted is None or wanted < CareLevel.SAME_DAY:
            continue
        row = next(stories)
        told = Told(f"{row['text']} {case['say']}", person=Person(age_years=row.get("age")))
        if engine.assess(told).triage.level < wanted and engine.danger(told.text).level == wanted:
            lost.append(case["say"])
    assert not lost


def _level(slug: str) -> CareLevel:
    return CareLevel.from_slug(slug)
