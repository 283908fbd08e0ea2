"""A claim on the scales: the quick look at a statement never says less than the whole comparison."""

from hypothesis import given
from hypothesis import strategies as st

from agnodice.audit.cover import WHOLE
from agnodice.audit.folding import Folded
from agnodice.audit.scales import Scales
from agnodice.audit.statements import Statement, Statements

CONCEPTS = ("pain", "fever", "bleed", "pregnant", "cure", "often", "always")
KEPT = frozenset({"often", "always"})
WEIGHTS = {"pain": 1.5, "fever": 2.25, "bleed": 0.5, "pregnant": 4.0, "often": 1.0}
EMPTY: dict[str, dict[str, float] | list[str]] = {"wordings": {}, "myths": {}, "cores": {}}
STATEMENTS = Statements({"weights": WEIGHTS, "others": [], "contexts": [], "statements": [], **EMPTY}, KEPT)
some = st.frozensets(st.sampled_from(CONCEPTS), max_size=5)
figures = st.frozensets(st.sampled_from(("3", "10")), max_size=2)
claims = st.builds(
    lambda words, denials, numbers, denied: Folded(tuple((w,) for w in words), denials, numbers, frozenset(), denied),
    st.lists(st.sampled_from(CONCEPTS), max_size=7, unique=True),
    st.integers(0, 2),
    figures,
    some,
)


def statement(said: frozenset[str], around: frozenset[str], numbers: frozenset[str], denials: int) -> Statement:
    telling = said - KEPT
    whole = sum(map(STATEMENTS.parts, telling)) or 1
    return Statement("guide:a#1", said, around, frozenset(), denials, numbers, frozenset(), telling, whole)


@given(claims, st.builds(statement, some, some, figures, st.integers(0, 2)))
def test_the_quick_look_says_no_less_than_the_whole(claim: Folded, told: Statement) -> None:
    scales = Scales(claim, STATEMENTS, KEPT)
    most, cover = scales.at_most(told), scales.cover(told)
    assert scales.cover(told, most) == cover
    assert all(value <= at_most for value, at_most in zip(cover, most, strict=True))
    assert cover.points() <= most.points()


@given(claims.filter(lambda claim: not claim.concepts <= KEPT))
def test_a_statement_that_says_the_claim_covers_it(claim: Folded) -> None:
    scales = Scales(claim, STATEMENTS, KEPT)
    cover = scales.cover(statement(claim.concepts, frozenset(), claim.numbers, claim.denials))
    assert cover.covered == cover.back == cover.telling == WHOLE
