"""Texts that were once misread, each beside near ones that mean what they say: tests/cases/misread_dev.toml.

`most` and `least` bound the level that is raised (none: nothing is), `flags` must be raised, `quiet` must not; `heard`
are findings that are heard as there, `unheard` such as are not; `age`, `state` and `weeks` are what is understood of
the person.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from agnodice.engine import Engine
from agnodice.model.assessment import Told
from agnodice.model.clinical import CareLevel, Observation, Person, Presence
from tests.casebook import cases

LEVELS = {"none": -1} | {level.slug: int(level) for level in CareLevel}
CASES = cases("misread", "dev")


@pytest.mark.parametrize("case", CASES, ids=[case["say"][:60] for case in CASES])
def test_what_was_misread_is_read(engine: Engine, case: dict[str, Any]) -> None:
    danger = engine.danger(case["say"])
    raised = {told.flag.id for told in danger.raised}
    level = -1 if danger.level is None else int(danger.level)
    assert LEVELS[case.get("least", "none")] <= level <= LEVELS[case.get("most", "emergency")], raised
    assert raised >= set(case.get("flags", ()))
    assert raised.isdisjoint(case.get("quiet", ()))
    present = danger.heard.present()
    assert set(case.get("heard", ())) <= set(present)
    assert present.isdisjoint(case.get("unheard", ()))
    person = danger.person
    told = {"age": person.age_years, "state": person.pregnancy.value, "weeks": person.weeks}
    assert {name: told[name] for name in told if name in case} == {name: case[name] for name in told if name in case}


def asked_of(engine: Engine, text: str, age: int) -> Iterator[str]:
    """All findings that an interview asks for when every answer is no, and those of the signs to watch for."""
    told = Told(text, person=Person(age_years=age))
    for _ in range(12):
        assessment = engine.assess(told)
        question = assessment.question
        for watch in assessment.watch:
            yield watch.flag.id
        if question is None:
            return
        names = tuple(option.id for option in question.options)
        yield from names
        answers = (*told.answers, *(Observation(name, Presence.ABSENT) for name in names))
        told = Told(text, answers, told.person, told.asked | {question.id})


def test_a_girl_is_asked_of_no_coil(engine: Engine) -> None:
    asked = set(asked_of(engine, "My period is ten days late, it came every month before, no pain", 15))
    assert asked
    assert asked.isdisjoint({"coil-in-place", "previous-sterilisation", "fertility-treatment", "past-menopause"})
    older = set(asked_of(engine, "My period is ten days late, it came every month before, no pain", 30))
    assert "coil-in-place" in older


def test_a_woman_past_the_menopause_is_asked_of_no_baby(engine: Engine) -> None:
    text = "My mood is very low for months, hot flushes, no periods for ten years"
    asked = set(asked_of(engine, text, 60))
    assert asked
    asked_too = {"thoughts-of-harming-baby", "missed-period", "harm-to-baby", "needs-emergency-contraception"}
    assert asked.isdisjoint(asked_too)
