"""The ranker's scores and outcomes."""

from hypothesis import given
from hypothesis import strategies as st

from agnodice.ask.rank import POSSIBLE, POSSIBLE_WITH_FINDINGS, SURE, Ranker, Wordings, outcome
from agnodice.model.clinical import FindingId
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome

LUMP = FindingId("lump")
A = Wordings(
    GuideId("a"), (frozenset({"back", "pain", "sex"}), frozenset({"back", "sex"})), frozenset({"strain"}), frozenset()
)
B = Wordings(GuideId("b"), (frozenset({"breast", "pain"}),), frozenset({"nipple"}), frozenset({LUMP}))
RANKER = Ranker([A, B])


def test_the_nearest_wording_wins() -> None:
    hits = RANKER.rank(["back", "pain", "sex"], [], {})
    assert [hit.guide for hit in hits] == ["a", "b"]
    assert hits[0].score > 0.7


def test_unknown_words_lower_nearness() -> None:
    whole, part = (RANKER.rank(asked, [], {})[0].score for asked in (["back", "sex"], ["back", "sex", "carburettor"]))
    assert whole > part


def test_what_she_notices_counts() -> None:
    assert RANKER.rank(["pain"], [LUMP], {})[0].guide == "b"


def test_the_likelier_guide_goes_first() -> None:
    first, second = RANKER.rank(["pain"], [], {"a": 2.0, "b": 0.0}), RANKER.rank(["pain"], [], {"a": 0.0, "b": 9.0})
    assert (first[0].guide, second[0].guide) == ("a", "b")


def test_a_core_is_what_most_wordings_hold() -> None:
    assert RANKER.cores(["back", "sex"]) == {"a": 1}
    assert RANKER.cores(["pain", "shoe"]) == {}


@given(
    st.sets(st.sampled_from(["back", "pain", "sex", "breast", "nipple", "shoe"])),
    st.fixed_dictionaries({"a": st.floats(-30, 30), "b": st.floats(-30, 30)}),
)
def test_scores_lie_between_nothing_and_one(asked: set[str], likely: dict[str, float]) -> None:
    for hit in RANKER.rank(asked, [LUMP], likely):
        assert 0 < hit.score <= 1


def test_outcomes() -> None:
    sure, close, weak = (Hit(GuideId("a"), s) for s in (SURE + 0.2, SURE + 0.19, POSSIBLE - 0.01))
    assert outcome([sure], has_findings=False) is Outcome.ANSWERED
    assert outcome([sure, close], has_findings=False) is Outcome.CHOOSE
    assert outcome([weak], has_findings=False) is Outcome.NONE
    assert outcome([weak], has_findings=True) is Outcome.CHOOSE
    assert outcome([Hit(GuideId("a"), POSSIBLE_WITH_FINDINGS - 0.01)], has_findings=True) is Outcome.NONE
    assert outcome([], has_findings=True) is Outcome.NONE
