"""Slips beside a number: a word that stands where a time or a number does is read as it."""

import pytest

from agnodice.text.counts import CountMender
from agnodice.text.spelling import Speller
from agnodice.text.tokens import tokens

CONTRACTIONS = {"three": ("3",), "seven": ("7",), "thirty": ("30",), "sixty": ("60",), "im": ("i", "am")}
LIBRARY = frozenset({"mouths", "wees", "pain", "weeks", "months"})
MENDER = CountMender(CONTRACTIONS, Speller(LIBRARY, frozenset({"tree", "minuets", "and", "fever"})))


def mended(text: str) -> str:
    return " ".join(token.word for token in MENDER.mended(tokens(text, CONTRACTIONS)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("36 weekks", "36 weeks"),
        ("15 minuets", "15 minutes"),  # an ordinary word, but it stands where a time does
        ("minuets 15", "minuets 15"),
        ("2 mouths", "2 mouths"),  # the library knows it: it is meant
        ("3 seeks", "3 seeks"),  # nobody mistypes the first letter
        ("3 weeeeks", "3 weeks"),  # three of a letter are two (tokens.py), and then it is one slip
        ("3 wexxks", "3 wexxks"),
        ("5 hur", "5 hur"),  # too short to tell
        ("20 wees and pain", "20 weeks and pain"),
        ("34 wees", "34 weeks"),
        ("45 wees", "45 weeks"),
        ("46 wees", "46 wees"),
        ("19 wees", "19 wees"),
        ("20 wees a day", "20 wees a day"),
        ("seeven months", "7 months"),
        ("seeven pain", "seeven pain"),
        ("thiry two weeks", "thiry two weeks"),  # "two" is no figure here, so "thiry" has no digit behind it
        ("thiry 2 weeks", "30 2 weeks"),
        ("thirty tree weeks", "30 3 weeks"),
        ("thirty tree pain", "30 tree pain"),
        ("tree weeks", "tree weeks"),  # a word that stands by itself is meant
        ("40 sixxty weeks", "40 sixxty weeks"),  # no digit goes with forty
        ("sevven 2 weeks", "sevven 2 weeks"),  # no ten
        ("thrre weeks", "3 weeks"),
    ],
)
def test_what_stands_beside_a_number_is_read_as_what_is_counted(text: str, read: str) -> None:
    assert mended(text) == read


def test_places_stay_those_of_the_text() -> None:
    row = list(tokens("now thirty tree weekks", CONTRACTIONS))
    assert [(t.start, t.end) for t in MENDER.mended(row)] == [(t.start, t.end) for t in row]
