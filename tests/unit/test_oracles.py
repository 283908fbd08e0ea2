"""Our posterior against two libraries that others wrote, on small random networks: pyAgrum and pgmpy.

pyAgrum's leak is that of Henrion, as ours, with `addNoisyORNet`; its other noisy-OR nodes define the leak differently.
"""

import itertools
import random
import warnings

import pytest

from agnodice.assess import few
from agnodice.assess.inference import Cause, Problem, posterior

SEEDS = range(6)


def network(seed: int, causes: int = 5, findings: int = 4) -> tuple[Problem, list[list[int]]]:
    """A random problem with all findings positive, and for each finding the causes linked to it."""
    dice = random.Random(seed)
    rows = [{j: dice.uniform(0.05, 0.95) for j in range(findings) if dice.random() < 0.6} for _ in range(causes)]
    made = [Cause(dice.uniform(0.01, 0.4), row) for row in rows]
    leaks = [dice.uniform(0.005, 0.2) for _ in range(findings)]
    return Problem(made, leaks), [[i for i, row in enumerate(rows) if j in row] for j in range(findings)]


def ours(problem: Problem) -> list[float]:
    return [chance.present for chance in posterior(problem)]


@pytest.mark.parametrize("seed", SEEDS)
def test_agrees_with_pyagrum(seed: int) -> None:
    gum = pytest.importorskip("pyagrum")
    problem, parents = network(seed)
    net = gum.BayesNet()
    for i, cause in enumerate(problem.causes):
        net.add(gum.LabelizedVariable(f"c{i}", "", 2))
        net.cpt(f"c{i}").fillWith([1 - cause.prior, cause.prior])
    for j, leak in enumerate(problem.leaks):
        net.addNoisyORNet(gum.LabelizedVariable(f"f{j}", "", 2), leak)
        for i in parents[j]:
            net.addWeightedArc(f"c{i}", f"f{j}", problem.causes[i].links[j])
    engine = gum.LazyPropagation(net)
    engine.setEvidence({f"f{j}": 1 for j in range(len(problem.leaks))})
    engine.makeInference()
    theirs = [engine.posterior(f"c{i}")[1] for i in range(len(problem.causes))]
    assert ours(problem) == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_agrees_with_pgmpy(seed: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        models, factors = pytest.importorskip("pgmpy.models"), pytest.importorskip("pgmpy.factors.discrete")
        inference = pytest.importorskip("pgmpy.inference")
        problem, parents = network(seed)
        edges = [(f"c{i}", f"f{j}") for j, row in enumerate(parents) for i in row]
        net = models.DiscreteBayesianNetwork(edges)
        net.add_nodes_from([f"c{i}" for i in range(len(problem.causes))] + [f"f{j}" for j in range(len(parents))])
        for i, cause in enumerate(problem.causes):
            net.add_cpds(factors.TabularCPD(f"c{i}", 2, [[1 - cause.prior], [cause.prior]]))
        for j in range(len(parents)):
            net.add_cpds(_noisy_or(factors, problem, j, parents[j]))
        engine = inference.VariableElimination(net)
        evidence = {f"f{j}": 1 for j in range(len(parents))}
        found = [engine.query([f"c{i}"], evidence, show_progress=False) for i in range(len(problem.causes))]
    assert ours(problem) == pytest.approx([float(table.values[1]) for table in found], abs=1e-6)


def _noisy_or(factors: object, problem: Problem, j: int, parents: list[int]) -> object:
    """The full table of one finding, parents in their order, the last one changing fastest."""
    silent = []
    for states in itertools.product([0, 1], repeat=len(parents)):
        stays = 1 - problem.leaks[j]
        for i, is_there in zip(parents, states, strict=True):
            stays *= 1 - problem.causes[i].links[j] if is_there else 1.0
        silent.append(stays)
    table = [silent, [1 - stays for stays in silent]]
    names = [f"c{i}" for i in parents]
    return factors.TabularCPD(f"f{j}", 2, table, names or None, [2] * len(names) or None)  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fallback_ranks_as_the_exact_one_does(seed: int) -> None:
    """At most three causes at once: the same first cause, and never an impossible probability."""
    problem, _ = network(seed, causes=12, findings=8)
    rare = Problem([Cause(c.prior / 20, c.links, c.silent) for c in problem.causes], problem.leaks)
    theirs, exact = [c.present for c in few.posterior(rare)], ours(rare)
    assert all(0 <= p <= 1 for p in theirs)
    assert theirs.index(max(theirs)) == exact.index(max(exact))
