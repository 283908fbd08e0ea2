"""The sieve of statements keeps exactly those that hold enough of a claim's words."""

from hypothesis import given
from hypothesis import strategies as st

from agnodice.audit.sieve import Sieve, bits, holding, numbers

CONCEPTS = ("pain", "fever", "bleed", "pregnant", "cure", "often")
CONTEXTS = (("pain", "cure"), ("fever",), ("pregnant", "often"))
words = st.frozensets(st.sampled_from(CONCEPTS), max_size=4)
rows = st.lists(
    st.tuples(words, st.frozensets(st.integers(0, 2), max_size=2), st.integers(-1, 2)), min_size=1, max_size=80
)


@given(rows, st.lists(st.sampled_from(CONCEPTS), min_size=1, max_size=2).map(tuple))
def test_a_word_is_found_where_it_stands(
    told: list[tuple[frozenset[str], frozenset[int], int]], word: tuple[str]
) -> None:
    sieve = Sieve([["guide:a", [*about], [*own], 0, [], [], subject] for own, about, subject in told], CONTEXTS)
    around = [own.union(*(CONTEXTS[n] for n in about)) for own, about, _ in told]
    named = [own.union(CONTEXTS[subject] if subject >= 0 else ()) for own, _, subject in told]
    for _ in range(2):  # what was learnt is the same
        assert sieve.about(word) == bits(n for n, held in enumerate(around) if not held.isdisjoint(word))
        assert sieve.told(word) == bits(n for n, held in enumerate(named) if not held.isdisjoint(word))


@given(st.frozensets(st.integers(0, 7000)))
def test_numbers_and_sets_are_the_same(told: frozenset[int]) -> None:
    assert numbers(bits(told)) == sorted(told)


@given(st.lists(st.frozensets(st.integers(0, 70)), max_size=12), st.sampled_from([0.1, 0.5, 0.6, 0.75, 0.9, 1.0]))
def test_it_counts_as_one_would_by_hand(sets: list[frozenset[int]], part: float) -> None:
    kept = holding([bits(one) for one in sets], part)
    counted = {number: sum(number in one for one in sets) for number in range(71)}
    assert kept == bits(n for n, count in counted.items() if count and count / len(sets) >= part)
