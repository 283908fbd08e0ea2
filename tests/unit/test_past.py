"""What is long past and what may be so now: what the listener hears of it, on a very small library."""

import pytest

from agnodice.model.clinical import Presence
from tests.unit.small import listener

LISTENER = listener()


def is_there(text: str, finding: str = "chest-pain") -> bool:
    said: dict[str, Presence] = {o.finding: o.presence for o in LISTENER.hear(text).observations}
    return said.get(finding) is Presence.PRESENT


@pytest.mark.parametrize(
    "text",
    [
        "years ago I had chest pain",
        "I had chest pain a few years ago",
        "I have had chest pain when I was young",
        "I had chest pain after a fall years ago",
        "years ago, I had chest pain",
        "back when I was young, I had chest pain",
        "I had chest pain after my first baby, can I fly",
        "I had chest pain but that was years ago",
        "chest pain. That was years ago",
        "history of chest pain",
        "years ago I had a fall and had chest pain",
        "I had chest pain and was in bed years ago",
        "I had chest pain years ago, can I have it again",
        "I had chest pain years ago and never had it again",
        "can one still fly years ago chest pain",
        "had chest pain years ago",
    ],
)
def test_a_past_is_heard(text: str) -> None:
    assert not is_there(text)


@pytest.mark.parametrize(
    "text",
    [
        "I had a fall years ago and my chest is in pain",
        "I had a fall years ago and have chest pain",
        "years ago I had a fall and I have chest pain",
        "I have chest pain and had a fall years ago",
        "fell years ago my chest hurts",
        "I have chest pain after a fall years ago",
        "I had chest pain after a fall years ago today",
        "years ago, a fall, I had chest pain",
        "Two years ago I had a fall, was well, I have chest pain",
        "PMH: a fall, now chest pain",
        "years ago: I had chest pain",
        "when I was young, I have chest pain",
        "I had chest pain after my first baby today",
        "I have had chest pain after my first baby and it is bad",
        "I had chest pain after a fall",
        "I have chest pain, that was years ago",
        "since Monday chest pain, that was years ago",
        "chest pain, last time that was years ago",
        "chest pain, that was bad years ago",
        "chest pain, I think that was years ago",
        "chest pain. My aunt was ill. That was years ago",
        "I had chest pain years ago and it is back",
        "I had chest pain years ago. It is back",
        "I had chest pain when I was 20 weeks",
        "I have had chest pain in the past since Monday",
        "I can still feel chest pain years ago",
        "I have had chest pain and had a fall years ago",
        "years ago I had a fall and I have had chest pain",
        "I have had chest pain after my first baby",
        "chest pain like years ago",
    ],
)
def test_what_may_be_so_now_is_so_now(text: str) -> None:
    assert is_there(text)


@pytest.mark.parametrize(
    "text",
    [
        "I had chest pain with my first",
        "with my first, I had chest pain",
        "last labour I had chest pain and was in bed",
        "chest pain with my first. He is 3",
        "last time chest pain, this time I am calm",
        "chest pain last time, this time my legs",
    ],
)
def test_an_earlier_pregnancy_or_time_is_past(text: str) -> None:
    assert not is_there(text)


@pytest.mark.parametrize(
    "text",
    [
        "chest pain with my first",
        "I have chest pain with my first. He is 3",
        "I had chest pain with my first today",
        "I had chest pain with my first, today",
        "I had chest pain since my last labour",
        "I have had chest pain with my first",
        "I had a fall with my first and I have chest pain",
        "last time chest pain",
        "last time chest pain, this time it is worse",
        "chest pain last time, this time every day",
        "chest pain with my first. He is 3 days",
        "chest pain with my first. Ill. Ill. Ill. He is 3",
    ],
)
def test_the_same_words_of_now_are_heard(text: str) -> None:
    assert is_there(text)


@pytest.mark.parametrize("text", ["could not breathe for laughing", "the chest pain of love"])
def test_a_figure_of_speech_is_not_meant(text: str) -> None:
    assert not is_there(text)


def test_a_figure_covers_only_what_stands_wholly_in_it() -> None:
    assert is_there("the pain of love in my chest")


def test_a_supposition_ends_where_she_says_what_she_has() -> None:
    assert not is_there("scared of getting chest pain")
    assert is_there("scared of getting ill, I have chest pain")


def test_a_question_with_still_is_a_question() -> None:
    assert not is_there("can one still fly with chest pain")
    assert is_there("can one fly with chest pain since Monday")
    assert is_there("she can still have chest pain")


def test_a_relative_who_is_ill_now_is_heard() -> None:
    assert not is_there("my wife had chest pain")
    assert is_there("my wife is 66, had chest pain")
    assert is_there("when my aunt had me my chest was in pain")
