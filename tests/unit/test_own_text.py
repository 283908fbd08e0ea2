"""The library's own text is read a word at a time, each word once: as anything else, but for places in the text."""

from copy import copy

import pytest

from agnodice.text.reading import Lexicon
from tests.unit.small import LEXICON

TEXTS = (
    "I passed out, and my belly hurts!",
    "Passed out. Can't pee: no fever",
    "it's been 3 days, temperature of 39.5",
    "pasd out; chestpain… soooo bad",
    "",
    "passed",
)


@pytest.fixture(scope="module")
def ready() -> Lexicon:
    """A lexicon that has read ahead."""
    lexicon = copy(LEXICON)
    lexicon.read_ahead()
    return lexicon


@pytest.mark.parametrize("text", TEXTS * 2)
def test_own_text_reads_as_any_other(text: str) -> None:
    own = [item._replace(start=0, end=0) for item in LEXICON.read_own(text)]
    assert own == [item._replace(start=0, end=0) for item in LEXICON.read(text, with_slips=False)]
    meant = [(item.concepts, item.is_small) for item in own if not item.is_break]
    assert LEXICON.meant(text) == meant
    assert LEXICON.concepts(text) == tuple(c for concepts, is_small in meant if not is_small for c in concepts)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_read_ahead_is_read_as_when_it_comes_up(ready: Lexicon, text: str) -> None:
    assert ready.read(text) == LEXICON.read(text)
