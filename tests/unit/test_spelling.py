import pytest
from hypothesis import given
from hypothesis import strategies as st

from agnodice.text.spelling import Speller, distance, lies_within

WORDS = st.text("abcde", max_size=7)


def slow_distance(a: str, b: str) -> int:
    """Optimal string alignment, written from its definition."""
    if not a or not b:
        return len(a) + len(b)
    options = [
        slow_distance(a[:-1], b) + 1,
        slow_distance(a, b[:-1]) + 1,
        slow_distance(a[:-1], b[:-1]) + (a[-1] != b[-1]),
    ]
    if len(a) > 1 and len(b) > 1 and a[-1] == b[-2] and a[-2] == b[-1]:
        options.append(slow_distance(a[:-2], b[:-2]) + 1)
    return min(options)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_distance_agrees_with_its_definition(a: str, b: str) -> None:
    assert distance(a, b, 9) == slow_distance(a, b)


@given(WORDS, WORDS)
def test_distance_is_symmetric(a: str, b: str) -> None:
    assert distance(a, b, 9) == distance(b, a, 9)


@given(WORDS, WORDS, st.integers(0, 3))
def test_a_bound_never_changes_a_small_distance(a: str, b: str, most: int) -> None:
    true = distance(a, b, 20)
    assert distance(a, b, most) == (true if true <= most else most + 1)


@given(WORDS, WORDS, st.integers(0, 3))
def test_what_lies_within_some_slips_is_as_near_as_its_distance(a: str, b: str, slips: int) -> None:
    assert lies_within(a, b, slips) == (distance(a, b, slips) <= slips)


SPELLER = Speller(
    frozenset({"bleeding", "heavy", "chest", "pain", "pregnant", "vomiting"}), frozenset({"sever", "pane"})
)


@pytest.mark.parametrize(
    ("slip", "word"), [("bleding", "bleeding"), ("blleedign", "bleeding"), ("pregnent", "pregnant"), ("chst", "chest")]
)
def test_slips_are_repaired(slip: str, word: str) -> None:
    assert SPELLER.repairs(slip) == (word,)


def test_short_and_strange_words_are_left_alone() -> None:
    assert SPELLER.repairs("xyz") == ()
    assert SPELLER.repairs("zzzzzzzz") == ()
    assert SPELLER.repairs("a" * 500) == ()


def test_words_run_together_are_cut() -> None:
    assert SPELLER.parts("chestpain") == ("chest", "pain")
    assert SPELLER.parts("heavybleeding") == ("heavy", "bleeding")
    assert SPELLER.parts("chestnut") == ()


def test_an_ordinary_word_has_weak_neighbours_only() -> None:
    assert SPELLER.knows("pane")
    assert SPELLER.neighbours("pane") == ("pain",) or SPELLER.neighbours("pane") == ()


@given(st.sets(st.text("abc", min_size=4, max_size=7), max_size=30), st.text("abc", min_size=5, max_size=7))
def test_no_word_at_one_slip_is_passed_over(library: set[str], word: str) -> None:
    library.discard(word)
    near = {known for known in library if distance(word, known, 1) == 1}
    begun_alike = {known for known in near if known[0] == word[0]}
    speller = Speller(frozenset(library), frozenset({word}))
    assert set(speller.neighbours(word)) == begun_alike
    if near:  # where some begin as it does, only those are repairs
        assert set(Speller(frozenset(library), frozenset()).repairs(word)) == (begun_alike or near)


def test_a_word_of_the_library_stands_for_itself() -> None:
    speller = Speller(frozenset({"sever", "severe"}), frozenset())
    assert speller.repairs("sever") == ("sever",)
