"""What tales of conditions say of the words of a text."""

from dataclasses import replace
from math import isclose, log
from pathlib import Path

import pytest

from agnodice.assess.tales import AHEAD, TRUST, UNTOLD, Tales, named_by, told_words
from agnodice.library.load import Loader
from agnodice.library.retelling import tale_counts
from agnodice.model.clinical import ConditionId, Tale
from agnodice.text.assertion import Judge
from tests.unit.small import CUES, LEXICON

STONE, COLD = map(ConditionId, ("stone", "cold"))
TALES = Tales({STONE: 6, COLD: 4}, {"ache": [0, 3, 1, 1], "shiver": [1, 2], "~fever": [0, 1]})


def told(text: str) -> frozenset[str]:
    items = LEXICON.read(text)
    return told_words(zip(items, Judge(CUES).words(items), strict=True))


def test_words_that_are_there_and_words_that_are_denied_are_told_apart() -> None:
    assert {"shiver", "~fever"} <= told("I shiver, no fever")
    assert "fever" not in told("I shiver, no fever")


@pytest.mark.parametrize("text", ["fever years ago", "my aunt had fever", "what if I had fever"])
def test_the_past_others_and_suppositions_tell_nothing_of_it(text: str) -> None:
    assert told(text).isdisjoint({"fever", "~fever"})


def test_a_move_is_the_tempered_log_likelihood_of_multinomial_naive_bayes() -> None:
    moves = TALES.moves(["ache", "ache", "unheard-of"])
    vocabulary = 3
    stone = log((3 + UNTOLD) / UNTOLD) - log(6 + UNTOLD * vocabulary)
    cold = log((1 + UNTOLD) / UNTOLD) - log(4 + UNTOLD * vocabulary)
    assert isclose(moves[STONE] - moves[COLD], TRUST * (stone - cold), abs_tol=1e-5)


def test_a_denied_word_speaks_for_what_is_told_with_its_denial() -> None:
    moves = TALES.moves(told("no fever"))
    assert moves[STONE] > moves[COLD]


def test_words_of_no_tale_move_nothing() -> None:
    assert set(TALES.moves(["kettle"]).values()) == {0.0}


def test_a_word_speaks_for_whom_it_is_told_with_oftener_than_usual() -> None:
    of = TALES.speaks("ache")
    assert of[0] > 0 > of[1]
    assert TALES.speaks("kettle") == {}


def test_a_condition_is_named_only_far_ahead_of_all_others() -> None:
    assert named_by({STONE: AHEAD, COLD: 0.0}) == STONE
    assert named_by({STONE: AHEAD - 0.01, COLD: 0.0}) is None
    assert named_by({STONE: 0.0}) is None
    assert named_by({}) is None


def test_an_edition_counts_in_how_many_tales_of_a_condition_each_word_stands() -> None:
    tales = (Tale(COLD, ("ache ache, no fever", "I shiver and ache")), Tale(STONE, ("ache",)))
    counts = tale_counts(replace(Loader(Path("/nowhere")).load()[0], tales=tales), LEXICON)
    assert counts["sizes"] == {"cold": 5, "stone": 1}  # "ache" and its "no", "fever" and its "shiver"
    assert counts["words"] == {"pain": [0, 2, 1, 1], "not": [0, 1], "~fever": [0, 1], "shiver": [0, 1]}
    assert set(Tales.read(counts).moves(["pain"])) == {COLD, STONE}
