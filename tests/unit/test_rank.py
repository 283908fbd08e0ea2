"""The ranker's scores and outcomes."""

from collections import Counter
from collections.abc import Iterable
from math import isclose, log, sqrt

from hypothesis import given
from hypothesis import strategies as st

from agnodice.ask.rank import (
    CONTAINMENT,
    CORE,
    FINDING,
    LESS_LIKELY,
    NEARNESS,
    POSSIBLE,
    POSSIBLE_WITH_FINDINGS,
    SURE,
    UNKNOWN_WEIGHT,
    Ranker,
    Wordings,
    outcome,
)
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
    core, other = (RANKER.rank([word], [], {})[0].score for word in ("back", "pain"))
    assert core > other + CORE / 3


@given(
    st.sets(st.sampled_from(["back", "pain", "sex", "breast", "nipple", "shoe"])),
    st.fixed_dictionaries({"a": st.floats(-30, 30), "b": st.floats(-30, 30)}),
)
def test_scores_lie_between_nothing_and_one(asked: set[str], likely: dict[str, float]) -> None:
    for hit in RANKER.rank(asked, [LUMP], likely):
        assert 0 < hit.score <= 1


def slow_scores(asked: set[str], findings: list[FindingId], likely: dict[str, float]) -> dict[str, float]:
    """Every guide's score from the definitions at the head of ask/rank.py, nothing left out beforehand."""
    documents = [frozenset().union(guide.names, *guide.wordings) for guide in (A, B)]
    counts = Counter(concept for document in documents for concept in document)
    idf = {concept: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for concept, n in counts.items()}

    def weight(concepts: Iterable[str]) -> float:
        return sum(idf.get(concept, UNKNOWN_WEIGHT * max(idf.values())) for concept in concepts)

    scores = {}
    for guide in (A, B):
        held = Counter(concept for wording in guide.wordings for concept in wording)
        core = {c: idf[c] * n / len(guide.wordings) for c, n in held.items() if n > 1}
        whole = sum(sorted(core.values())[-3:]) or 1.0
        near = max((weight(asked & w) / sqrt(weight(asked) * weight(w)) for w in guide.wordings if asked), default=0.0)
        contained = max((weight(asked & w) / weight(w) for w in guide.wordings if len(w) > 1), default=0.0)
        told = len(guide.findings & set(findings)) / len(findings) if findings else 0.0
        score = CORE * min(1.0, sum(core.get(c, 0.0) for c in asked) / whole) + CONTAINMENT * contained
        score += NEARNESS * near + FINDING * told
        scores[str(guide.guide)] = score - LESS_LIKELY * (max(likely.values()) - likely[guide.guide])
    return {guide: score for guide, score in scores.items() if score > 0}


@given(
    st.sets(st.sampled_from(["back", "pain", "sex", "breast", "nipple", "shoe"])),
    st.sampled_from([[], [LUMP], [LUMP, FindingId("fever")]]),
    st.fixed_dictionaries({"a": st.floats(-30, 30), "b": st.floats(-30, 30)}),
)
def test_what_is_put_aside_early_would_not_have_counted(
    asked: set[str], findings: list[FindingId], likely: dict[str, float]
) -> None:
    found = {str(hit.guide): hit.score for hit in RANKER.rank(asked, findings, likely)}
    expected = slow_scores(asked, findings, likely)
    far = {guide for guide, score in expected.items() if score > 1e-9}
    assert far <= set(found) <= set(expected) | {guide for guide in found if found[guide] < 1e-9}
    assert all(isclose(found[guide], expected[guide], abs_tol=1e-9) for guide in far)


def test_outcomes() -> None:
    sure, close, weak = (Hit(GuideId("a"), s) for s in (SURE + 0.2, SURE + 0.19, POSSIBLE - 0.01))
    assert outcome([sure], has_findings=False) is Outcome.ANSWERED
    assert outcome([sure, close], has_findings=False) is Outcome.CHOOSE
    assert outcome([weak], has_findings=False) is Outcome.NONE
    assert outcome([weak], has_findings=True) is Outcome.CHOOSE
    assert outcome([Hit(GuideId("a"), POSSIBLE_WITH_FINDINGS - 0.01)], has_findings=True) is Outcome.NONE
    assert outcome([], has_findings=True) is Outcome.NONE
