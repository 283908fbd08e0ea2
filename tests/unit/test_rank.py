"""The ranker's scores and outcomes."""

from hypothesis import given
from hypothesis import strategies as st

from agnodice.ask.rank import POSSIBLE, SURE, Ranker, Wordings, outcome
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome

A = Wordings(
    GuideId("a"), (frozenset({"back", "pain", "sex"}), frozenset({"back", "sex"})), frozenset({"strain"}), frozenset()
)
B = Wordings(GuideId("b"), (frozenset({"breast", "pain"}),), frozenset({"nipple"}), frozenset())
RANKER = Ranker([A, B])


def test_the_nearest_wording_wins() -> None:
    hits = RANKER.rank(["back", "pain", "sex"], {}, [])
    assert [hit.guide for hit in hits] == ["a", "b"]
    assert hits[0].score > 0.7


def test_unknown_words_lower_coverage() -> None:
    whole, part = (RANKER.rank(asked, {}, [])[0].score for asked in (["back", "sex"], ["back", "sex", "carburettor"]))
    assert whole > part


def test_a_core_is_what_most_wordings_hold() -> None:
    assert RANKER.core(GuideId("a"), ["back", "sex"]) == 1
    assert RANKER.core(GuideId("a"), ["pain", "shoe"]) == 0


@given(st.sets(st.sampled_from(["back", "pain", "sex", "breast", "nipple", "shoe"])))
def test_scores_lie_between_nothing_and_one(asked: set[str]) -> None:
    for hit in RANKER.rank(asked, {"a": 20.0, "b": 3.0}, []):
        assert 0 < hit.score <= 1


def test_outcomes() -> None:
    sure, close, weak = (Hit(GuideId("a"), s) for s in (SURE + 0.2, SURE + 0.19, POSSIBLE - 0.01))
    assert outcome([sure], 0.5) is Outcome.ANSWERED
    assert outcome([sure, close], 0.5) is Outcome.CHOOSE
    assert outcome([weak], 0.5) is Outcome.NONE
    assert outcome([sure], 0.0) is Outcome.NONE
    assert outcome([], 0.0) is Outcome.NONE
