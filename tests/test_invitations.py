"""When an interview invites her to tell more in her own words (docs/adr/0024)."""

from itertools import pairwise

import pytest

from agnodice.assess.interview import LISTS, MORE, MOST_QUESTIONS, MOST_TOLD_MORE, MOST_WHEN_URGENT, SOME_WORDS
from agnodice.assess.reply import added, said, skipped
from agnodice.engine import Engine
from agnodice.model.assessment import Assessment, Question, QuestionKind, Told
from agnodice.model.clinical import CareLevel, Person, Presence

LITTLE = (
    "Pain low in my belly since yesterday.",
    "My breasts are sore.",
    "There is an itch down there and some discharge.",
    "It burns when I pee.",
    "I am so tired and my periods are heavy.",
)
MUCH = (
    "For three months my periods have come every three weeks and last for nine days. On two of them I change a "
    "pad every two hours, and there are clots like coins. Between them I am well, but I am tired and get out of "
    "breath on the stairs. I have had no pain, no bleeding after sex, no discharge and no fever, and I have not lost "
    "weight. I do not take any medicine and nobody in my family bleeds easily. I had two children, 4 and 7 years "
    "ago, both born without trouble. My last smear was last year and it was normal."
)
ELSE = ("It is worse at night.", "Nothing that I took helped.", "It comes and goes.", "My mother had it too.")


def interview(engine: Engine, text: str, replies: tuple[str, ...] = ()) -> list[Assessment]:
    """Every moment of an interview in which only words are replied; what is left is passed over."""
    left, moments = list(replies), [engine.assess(Told(text, person=Person(age_years=34)))]
    while question := moments[-1].question:
        moments.append(engine.assess(replied(moments[-1].told, question, left)))
    return moments


def replied(told: Told, question: Question, left: list[str]) -> Told:
    """The next of her words, or nothing."""
    if question.kind is QuestionKind.WORDS and left:
        return added(told, question, left.pop(0))
    return said(told, question, Presence.UNKNOWN) if question.options else skipped(told, question)


def asked(moments: list[Assessment]) -> list[str]:
    """The names of the questions in their order."""
    return [moment.question.id for moment in moments if moment.question]


@pytest.mark.parametrize("text", LITTLE)
def test_who_told_little_is_invited_to_tell_more_before_any_list(engine: Engine, text: str) -> None:
    moments = interview(engine, text, ELSE)
    names = asked(moments)
    before = names[: next(place for place, name in enumerate(names) if name.startswith(MORE))]
    assert any(name.startswith(LISTS) for name in before) is bool(moments[0].alarms)  # a danger is asked about first


@pytest.mark.parametrize("text", [*LITTLE, *(text.replace(" ", "\n") for text in LITTLE), "Hello.\nI am not well."])
def test_who_has_nothing_more_to_tell_is_invited_once(engine: Engine, text: str) -> None:
    assert sum(name.startswith(MORE) for name in asked(interview(engine, text))) == 1


def test_who_replies_once_and_then_no_more_is_not_invited_a_third_time(engine: Engine) -> None:
    names = asked(interview(engine, "My breasts\nare\nsore.", ELSE[:1]))
    assert 1 <= sum(name.startswith(MORE) for name in names) <= 2


@pytest.mark.parametrize("text", LITTLE)
def test_invitations_are_few_and_lists_stand_between_them(engine: Engine, text: str) -> None:
    moments = interview(engine, text, ELSE)
    names = asked(moments)
    places = [place for place, name in enumerate(names) if name.startswith(MORE)]
    assert len(places) <= MOST_TOLD_MORE
    assert len(names) <= MOST_QUESTIONS
    for one, other in pairwise(places):
        is_last = other == len(names) - 1
        assert is_last or any(name.startswith(LISTS) for name in names[one:other])


def test_who_told_much_is_not_invited(engine: Engine) -> None:
    assert len(MUCH.split()) > SOME_WORDS
    assert not any(name.startswith(MORE) for name in asked(interview(engine, MUCH)))


def test_what_she_adds_counts_at_once(engine: Engine) -> None:
    """Words of an invitation are heard as the first ones are, dangers too."""
    moments = interview(engine, "My back hurts.", ("I am numb between my legs and I cannot pee.",))
    assert not moments[0].alarms
    assert moments[-1].triage.level is CareLevel.EMERGENCY
    assert len(asked(moments)) <= MOST_WHEN_URGENT + 1  # what was asked before the danger was known


def test_an_emergency_ends_without_a_last_invitation(engine: Engine) -> None:
    names = asked(interview(engine, "I fainted and have bad pain low in my belly. I am pregnant.", ELSE))
    assert len(names) <= MOST_WHEN_URGENT
    assert not names or not names[0].startswith(MORE)
