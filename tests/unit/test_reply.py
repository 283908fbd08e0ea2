"""An answer goes into what was told, and comes out again."""

from dataclasses import replace

import pytest

from agnodice.assess.reply import added, counted, said, skipped, taken_back, ticked
from agnodice.model.assessment import Question, QuestionKind, Told
from agnodice.model.clinical import FindingId, Observation, Person, Presence
from tests.unit.small import FINDINGS

FEVER, PAIN = FindingId("fever"), FindingId("chest-pain")
OPTIONS = tuple(finding for finding in FINDINGS if finding.id in {FEVER, PAIN})
YES_NO = Question("fever", QuestionKind.YES_NO, tuple(f for f in OPTIONS if f.id == FEVER))
SEVERAL = Question("several-1", QuestionKind.WHICH, OPTIONS)
AGE, WEEKS = Question("age", QuestionKind.AGE, ()), Question("weeks", QuestionKind.WEEKS, ())
TOLD = Told("my chest hurts", asked=frozenset({"age"}))


def presences(told: Told) -> dict[FindingId, Presence]:
    return {answer.finding: answer.presence for answer in told.answers}


@pytest.mark.parametrize("presence", Presence)
def test_an_answer_is_kept_and_its_question_asked(presence: Presence) -> None:
    told = said(TOLD, YES_NO, presence)
    assert presences(told) == {FEVER: presence}
    assert told.asked == {"age", "fever"}
    assert (told.text, told.person) == (TOLD.text, TOLD.person)


def test_a_later_answer_stands_in_the_place_of_an_earlier_one() -> None:
    told = said(said(TOLD, YES_NO, Presence.PRESENT), YES_NO, Presence.ABSENT)
    assert told.answers == (Observation(FEVER, Presence.ABSENT),)


def test_ticks_say_what_is_there_and_what_is_not() -> None:
    assert presences(ticked(TOLD, SEVERAL, {PAIN})) == {PAIN: Presence.PRESENT, FEVER: Presence.ABSENT}
    assert set(presences(ticked(TOLD, SEVERAL, ())).values()) == {Presence.ABSENT}
    assert set(presences(said(TOLD, SEVERAL, Presence.UNKNOWN)).values()) == {Presence.UNKNOWN}


@pytest.mark.parametrize(("number", "is_age"), [(8, True), (110, True), (1, False), (45, False)])
def test_numbers(number: int, is_age: bool) -> None:
    told = counted(TOLD, AGE if is_age else WEEKS, number)
    assert told.person == (Person(number) if is_age else Person(weeks=number))
    assert told.asked == {"age"} | ({"age"} if is_age else {"weeks"})


@pytest.mark.parametrize(("number", "is_age"), [(7, True), (111, True), (0, False), (46, False)])
def test_numbers_that_nobody_has(number: int, is_age: bool) -> None:
    with pytest.raises(ValueError, match=str(number)):
        counted(TOLD, AGE if is_age else WEEKS, number)


def test_more_words_are_added_and_a_question_can_be_passed_over() -> None:
    assert added(TOLD, YES_NO, "and a fever").text == "my chest hurts\nand a fever"
    assert added(Told(), YES_NO, "a fever").text == "a fever"
    assert skipped(TOLD, YES_NO) == replace(TOLD, asked=frozenset({"age", "fever"}))


def test_what_is_taken_back_is_unknown() -> None:
    told = taken_back(said(said(TOLD, YES_NO, Presence.PRESENT), SEVERAL, Presence.PRESENT), FEVER)
    assert presences(told) == {PAIN: Presence.PRESENT, FEVER: Presence.UNKNOWN}
