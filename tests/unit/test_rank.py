"""The ranker's scores and outcomes."""

from collections import Counter
from collections.abc import Iterable
from math import isclose, log, sqrt

from hypothesis import given
from hypothesis import strategies as st

from agnodice.ask.rank import (
    APART,
    CORE,
    ELSEWHERE,
    FEW,
    FINDING,
    IN_SCOPE,
    LESS_LIKELY,
    MOST_HITS,
    NEARNESS,
    SURE,
    SURE_LEAD,
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
PAIRS = [
    ("back", "sex"),
    ("pain", "nipple"),
    ("sex", "pain"),
    ("breast", "back"),
    ("nipple", "sex"),
    ("pain", "breast"),
]
MORE = [Wordings(GuideId(f"g{n}"), (frozenset(pair),), frozenset(), frozenset()) for n, pair in enumerate(PAIRS)]
GUIDES = (A, B, *MORE)
MANY = Ranker(GUIDES)


def test_the_nearest_wording_wins() -> None:
    hits = RANKER.rank(["back", "pain", "sex"], [], {})
    assert [hit.guide for hit in hits] == ["a", "b"]
    assert hits[0].score > 0.6


def test_unknown_words_lower_nearness() -> None:
    whole, part = (RANKER.rank(asked, [], {})[0].score for asked in (["back", "sex"], ["back", "sex", "carburettor"]))
    assert whole > part


def test_a_word_from_elsewhere_costs_less_in_a_story() -> None:
    terse, story = ["back", "sex"], ["back", "sex", *(f"word{n}" for n in range(2 * FEW - 2))]
    for asked, cost in ((terse, APART), (story, APART / 2)):
        bare, apart = (MANY.rank(words, [], {}) for words in (asked, [*asked, ELSEWHERE]))
        assert [hit.guide for hit in bare] == [hit.guide for hit in apart]
        assert all(isclose(one.score - other.score, cost) for one, other in zip(bare, apart, strict=True))
        assert MANY.ground(asked, {}, has_findings=False) == MANY.ground([*asked, ELSEWHERE], {}, has_findings=False)


def test_what_she_notices_counts() -> None:
    assert RANKER.rank(["pain"], [LUMP], {})[0].guide == "b"


def test_the_likelier_guide_goes_first() -> None:
    first, second = RANKER.rank(["pain"], [], {"a": 2.0, "b": 0.0}), RANKER.rank(["pain"], [], {"a": 0.0, "b": 9.0})
    assert (first[0].guide, second[0].guide) == ("a", "b")


def test_a_core_is_what_most_wordings_hold() -> None:
    core, other = (RANKER.rank([word], [], {})[0].score for word in ("back", "pain"))
    assert core > other + CORE / 3


def slow_scores(asked: set[str], findings: list[FindingId], likely: dict[str, float]) -> dict[str, float]:
    """Every guide's score from the definitions at the head of ask/rank.py, nothing left out beforehand."""
    documents = [frozenset().union(guide.names, *guide.wordings) for guide in GUIDES]
    counts = Counter(concept for document in documents for concept in document)
    idf = {concept: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for concept, n in counts.items()}

    def weight(concepts: Iterable[str]) -> float:
        return sum(idf.get(concept, UNKNOWN_WEIGHT * max(idf.values())) for concept in concepts)

    scores = {}
    for guide in GUIDES:
        held = Counter(concept for wording in guide.wordings for concept in wording)
        core = {c: idf[c] * n / len(guide.wordings) for c, n in held.items() if n > 1}
        whole = sum(sorted(core.values())[-3:]) or 1.0
        near = max(
            (weight(asked & set(w)) / sqrt(weight(asked) * weight(w)) for w in guide.wordings if asked), default=0.0
        )
        told = len(guide.findings & set(findings)) / len(findings) if findings else 0.0
        score = CORE * min(1.0, sum(core.get(c, 0.0) for c in asked) / whole)
        score += NEARNESS * near + FINDING * told
        if near or told:
            scores[str(guide.guide)] = score - LESS_LIKELY * (max(likely.values()) - likely[guide.guide])
    return scores


@given(
    st.sets(st.sampled_from(["back", "pain", "sex", "breast", "nipple", "shoe"])),
    st.sampled_from([[], [LUMP], [LUMP, FindingId("fever")]]),
    st.fixed_dictionaries({str(guide.guide): st.floats(-9, 9) for guide in GUIDES}),
)
def test_what_is_put_aside_early_would_not_have_counted(
    asked: set[str], findings: list[FindingId], likely: dict[str, float]
) -> None:
    hits = MANY.rank(asked, findings, likely)
    expected = slow_scores(asked, findings, likely)
    best = sorted(expected.values(), reverse=True)[:MOST_HITS]
    assert all(isclose(hit.score, expected[str(hit.guide)], abs_tol=1e-9) for hit in hits)
    assert all(isclose(hit.score, score, abs_tol=1e-9) for hit, score in zip(hits, best, strict=False))
    assert len(hits) >= len(best)


def test_outcomes() -> None:
    ground = IN_SCOPE - SURE
    sure, behind, close = (Hit(GuideId("a"), SURE + lead) for lead in (SURE_LEAD, -0.01, 0.01))
    assert outcome([sure], ground) is Outcome.ANSWERED
    assert outcome([sure, behind], ground) is Outcome.ANSWERED
    assert outcome([sure, close], ground) is Outcome.CHOOSE
    assert outcome([behind], ground) is Outcome.NONE
    assert outcome([behind], ground + 0.02) is Outcome.CHOOSE
    assert outcome([], ground) is Outcome.NONE


def test_known_words_and_what_she_notices_are_ground_for_an_answer() -> None:
    asked = ["back", "sex"]
    bare = RANKER.ground(asked, {"a": 1.0, "b": 0.0}, has_findings=False)
    assert bare < RANKER.ground(asked, {"a": 2.0, "b": 0.0}, has_findings=False)
    assert bare < RANKER.ground(asked, {"a": 1.0, "b": 0.0}, has_findings=True)
    assert RANKER.ground(["shoe"], {}, has_findings=False) < RANKER.ground(["back"], {}, has_findings=False)
