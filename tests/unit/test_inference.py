"""The posterior is exact: it agrees with brute force, stays a probability, and does not depend on order."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agnodice.assess import few
from agnodice.assess.inference import MOST_POSITIVES, Cause, Problem, posterior

CHANCE = st.floats(0.001, 0.95)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size = draw(st.integers(0, 4))
    links = st.dictionaries(st.integers(0, max(0, size - 1)), CHANCE, max_size=size)
    rows = draw(st.lists(links if size else st.just({}), min_size=1, max_size=6))
    chances = st.lists(CHANCE, min_size=len(rows), max_size=len(rows))
    causes = [Cause(p, row, s) for p, row, s in zip(draw(chances), rows, draw(chances), strict=True)]
    return Problem(causes, draw(st.lists(CHANCE, min_size=size, max_size=size)))


def brute_force(problem: Problem) -> list[float]:
    """The posterior from its definition: a sum over every combination of conditions."""
    whole, parts = 0.0, [0.0] * len(problem.causes)
    for present in itertools.product([False, True], repeat=len(parts)):
        chance = 1.0
        for cause, is_there in zip(problem.causes, present, strict=True):
            chance *= cause.prior * cause.silent if is_there else 1 - cause.prior
        for j, leak in enumerate(problem.leaks):
            silent = 1 - leak
            for cause, is_there in zip(problem.causes, present, strict=True):
                silent *= 1 - cause.links.get(j, 0.0) if is_there else 1.0
            chance *= 1 - silent
        whole += chance
        parts = [part + chance * is_there for part, is_there in zip(parts, present, strict=True)]
    return [part / whole for part in parts]


def present(problem: Problem) -> list[float]:
    return [chance.present for chance in posterior(problem)]


@given(problems())
@settings(deadline=None)
def test_a_cause_is_active_at_most_as_often_as_present(problem: Problem) -> None:
    for cause, chance in zip(problem.causes, posterior(problem), strict=True):
        assert 0 <= chance.active <= chance.present + 1e-12 <= 1 + 1e-12
        assert cause.links or chance.active == 0


@given(problems())
@settings(deadline=None)
def test_agrees_with_brute_force(problem: Problem) -> None:
    assert present(problem) == pytest.approx(brute_force(problem), abs=1e-9)


@given(problems())
@settings(deadline=None)
def test_order_of_conditions_is_irrelevant(problem: Problem) -> None:
    turned = Problem(problem.causes[::-1], problem.leaks)
    assert present(turned) == pytest.approx(present(problem)[::-1], abs=1e-9)


def test_improbable_findings_lose_no_digits() -> None:
    """Twelve findings of one in a million each: floating point would give negative mass here."""
    causes = [Cause(0.001, dict.fromkeys(range(12), 0.5)), Cause(0.3, {0: 0.01}), Cause(0.2, {})]
    found = present(Problem(causes, [1e-6] * 12))
    assert all(0 <= p <= 1 for p in found)
    assert found[0] == pytest.approx(1.0, abs=1e-6)
    assert found[2] == pytest.approx(0.2, abs=1e-9)


def test_too_many_findings_are_refused() -> None:
    leaks = [0.01] * (MOST_POSITIVES + 1)
    with pytest.raises(ValueError, match="the most is 12"):
        posterior(Problem([Cause(0.1, {})], leaks))


@pytest.mark.parametrize("size", [0, 1, 13, 20])
def test_any_number_of_findings_gives_probabilities(size: int) -> None:
    causes = [Cause(0.001, dict.fromkeys(range(size), 0.5)), Cause(0.3, {0: 0.01} if size else {}), Cause(0.2, {}, 0.5)]
    found = few.posterior(Problem(causes, [1e-4] * size))
    assert all(0 <= chance.present <= 1 for chance in found)
    if size > 12:
        assert found[0].present == pytest.approx(1.0, abs=1e-3)
        assert found[2].present == pytest.approx(0.1 / 0.9)


@given(problems())
@settings(deadline=None)
def test_at_most_three_at_once_is_exact_where_no_more_can_be_there(problem: Problem) -> None:
    """With up to three causes nothing is left out, so that both must agree."""
    small = Problem(problem.causes[:3], problem.leaks)
    touched = [bool(cause.links) for cause in small.causes]
    if all(touched):
        told = [chance.present for chance in few.posterior(small)]
        assert told == pytest.approx(brute_force(small), abs=1e-9)


def test_a_cause_that_touches_nothing_keeps_its_prior_among_few() -> None:
    problem = Problem([Cause(0.1, {0: 0.9}, 1.0), Cause(0.3, {}, 0.5)], [0.01])
    chances = few.posterior(problem)
    assert chances[0].present > 0.8
    assert chances[1].present == pytest.approx(0.3 * 0.5 / (0.3 * 0.5 + 0.7))


def test_an_explanation_of_every_finding_is_thought_of_however_rare() -> None:
    """Thirty likelier causes do not crowd out the only one that explains one of the findings."""
    common = [Cause(0.2, {0: 0.5}, 1.0) for _ in range(40)]
    rare = Cause(0.0001, {1: 0.9}, 1.0)
    chances = few.posterior(Problem([*common, rare], [0.01, 0.00001]))
    assert chances[-1].present > 0.5


def test_too_many_findings_for_exact_work_are_refused() -> None:
    size = MOST_POSITIVES + 1
    with pytest.raises(ValueError, match=f"{size} positive findings"):
        posterior(Problem([Cause(0.1, {0: 0.5}, 1.0)], [0.1] * size))


def test_what_nothing_can_explain_teaches_nothing() -> None:
    chances = posterior(Problem([Cause(0.1, {}), Cause(0.25, {})], [0.0]))
    assert [(chance.present, chance.active) for chance in chances] == [(0.1, 0.0), (0.25, 0.0)]
