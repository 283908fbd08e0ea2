"""Alarms told only loosely are asked back where hardly any danger is meant; told as they are meant, they stay."""

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.safety.hear import Heard
from agnodice.safety.loose import is_told_loosely

CALM = (
    "For about a year my periods come every six weeks and my skin is greasy. My mood is fine, my husband says I am in "
    "control of everything at work. Could it be my hormones?"
)


def raised(engine: Engine, text: str) -> set[str]:
    return {str(told.flag.id) for told in engine.danger(text).raised}


def test_what_is_told_loosely_in_a_calm_text_is_asked_back(engine: Engine) -> None:
    danger = engine.danger(CALM)
    assert "partner-violence" in {str(told.flag.id) for told in danger.doubted}
    assert "partner-violence" not in raised(engine, CALM)
    assert danger.asked_back is not None
    assert danger.asked_back.flag.id == "partner-violence"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("My husband controls me and I am afraid of him.", "partner-violence"),
        (f"{CALM} Afraid of him I am, my husband hits me.", "partner-violence"),
        (f"Thirty paracetamol I took an hour ago. {CALM}", "overdose"),
    ],
)
def test_what_means_a_danger_by_itself_stays_raised(engine: Engine, text: str, flag: str) -> None:
    assert flag in raised(engine, text)


def test_what_is_told_as_a_phrase_stands_is_not_loose(engine: Engine) -> None:
    heard = engine.danger("no control, my husband controls me, and my breasts are tender").heard
    told = [o for o in heard.observations if o.finding == "afraid-of-partner"]
    assert told
    assert not is_told_loosely(told, heard)


def test_an_answer_is_never_loose() -> None:
    answer = Observation(FindingId("afraid-of-partner"), Presence.PRESENT)
    heard = Heard((), {}, (), None, (), frozenset({"afraid-of-partner"}))  # type: ignore[arg-type]
    assert not is_told_loosely([answer], heard)
