"""Word groups as an editor writes them, and where they are found, on the small library."""

import pytest

from agnodice.text.book import PhraseBook
from agnodice.text.phrases import anchored, listed, phrase_of
from tests.unit.small import LEXICON


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("heavy bleeding", (("heavi",), ("bleed",))),
        ("soak pad/towel hour", (("soak",), ("pad", "towel"), ("hour",))),
        ("pain in my chest", (("pain",), ("chest",))),  # little words drop out
        ("pain +in chest", (("pain",), ("in",), ("chest",))),  # but for those that an editor marks
        ("pain +in/on chest", (("pain",), ("in", "on"), ("chest",))),  # any of several
        ("cannot pee", (("not",), ("urine",))),  # any denial
        ("pain chest ache", (("pain",), ("chest",))),  # one meaning, once
    ],
)
def test_a_group_is_a_slot_a_word(words: str, slots: tuple[tuple[str, ...], ...]) -> None:
    assert phrase_of("x", words, LEXICON).slots == slots


def test_a_group_of_one_meaningful_word_stands_as_it_is_written() -> None:
    phrase = phrase_of("x", "out of my breath", LEXICON)
    assert phrase.is_literal
    assert phrase.slots == (("out",), ("of",), ("my", "her"), ("breath",))


@pytest.mark.parametrize(
    ("words", "text", "is_found"),
    [
        ("heavy bleeding", "bleeding so very heavily", True),
        ("heavy bleeding", "heavy. bleeding", False),
        ("pain +in chest", "pain in the chest", True),
        ("pain +in chest", "chest pain", False),
        ("out of breath", "I am out of breath", True),
        ("out of breath", "a breath out of doors", False),
        ("cannot pee", "pee cannot", False),
        ("pee not", "I pee not", True),
        ("pee not", "I pee, no shoe", False),  # a "no" behind a comma begins something else
        ("smelly discharge", "smell discharge", True),  # one word may be a slip
        ("smelly", "smell", False),  # but not the only one
    ],
)
def test_where_a_group_is_found(words: str, text: str, is_found: bool) -> None:
    book = PhraseBook(anchored(listed([phrase_of("x", words, LEXICON)])))
    assert bool(book.find(LEXICON.read(text))) is is_found
