"""Naive Bayes over guides: known words speak for a guide, unknown ones against it, and shared words for none."""

from math import isclose

from agnodice.ask.likelihood import Spoken, likelihoods, rows

A = Spoken("a", [["back", "pain"], ["back", "sex"]], ["strain"], [["muscle", "back"]])
B = Spoken("b", [["breast", "pain"], ["breast", "lump"]], ["nipple"], [["gland"]])
UNKNOWN, ROWS = rows([A, B])
KNOWN = dict(ROWS)


def test_a_word_speaks_for_the_guide_that_uses_it() -> None:
    found = likelihoods(UNKNOWN, [KNOWN["back"]])
    assert found["a"] > 0 > found["b"]


def test_what_a_guide_says_counts_where_nobody_asked_so() -> None:
    found = likelihoods(UNKNOWN, [KNOWN["muscle"]])
    assert found["a"] > found["b"]


def test_a_word_of_both_decides_little() -> None:
    shared, own = (likelihoods(UNKNOWN, [KNOWN[word]]) for word in ("pain", "lump"))
    assert abs(shared["a"] - shared["b"]) < abs(own["a"] - own["b"])


def test_words_add_up_in_any_order() -> None:
    one = likelihoods(UNKNOWN, [KNOWN["back"], KNOWN["pain"]])
    other = likelihoods(UNKNOWN, [KNOWN["pain"], KNOWN["back"]])
    assert all(isclose(one[name], other[name]) for name in ("a", "b"))
    assert likelihoods(UNKNOWN, []) == {"a": 0, "b": 0}
