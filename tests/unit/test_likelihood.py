"""Naive Bayes over guides: known words speak for a guide, unknown ones against it, and shared words for none."""

from math import isclose

from agnodice.ask.likelihood import Likelihoods, Spoken, rows

A = Spoken("a", [["back", "pain"], ["back", "sex"]], ["strain"], [["muscle", "back"]])
B = Spoken("b", [["breast", "pain"], ["breast", "lump"]], ["nipple"], [["gland"]])
UNKNOWN, ROWS = rows([A, B])
KNOWN = dict(ROWS)
READ = Likelihoods(UNKNOWN, lambda concepts: [(name, KNOWN[name]) for name in concepts if name in KNOWN])


def test_a_word_speaks_for_the_guide_that_uses_it() -> None:
    found = READ.of(["back"])
    assert found["a"] > 0 > found["b"]


def test_what_a_guide_says_counts_where_nobody_asked_so() -> None:
    found = READ.of(["muscle"])
    assert found["a"] > found["b"]


def test_a_word_of_both_decides_little() -> None:
    shared, own = (READ.of([word]) for word in ("pain", "lump"))
    assert abs(shared["a"] - shared["b"]) < abs(own["a"] - own["b"])


def test_words_add_up_in_any_order() -> None:
    one = READ.of(["back", "pain"])
    other = READ.of(["pain", "back"])
    assert all(isclose(one[name], other[name]) for name in ("a", "b"))
    assert READ.of([]) == {}


def test_rows_kept_tell_the_same_as_rows_read() -> None:
    kept = Likelihoods(UNKNOWN, lambda _: [])
    kept.keep(ROWS)
    for question in (["back", "pain"], ["lump", "carburettor", "lump"], ["carburettor"]):
        assert kept.of(question) == READ.of(question)
