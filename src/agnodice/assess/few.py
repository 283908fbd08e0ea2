"""Posteriors when there are too many positive findings for exact work: at most three conditions at once, in log space.

The cost is bounded and no probability can be impossible: every term is positive and all terms are divided by their sum.
Where both can be run, benchmarks/assess.py counts how often the same condition comes first (12 to 15 of 15 random
scenes) and how far the numbers lie apart (up to 0.5): they are too sure, since a fourth condition is never thought of.
docs/adr/0004 says why not otherwise.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import exp, log

from agnodice.assess.inference import Chance, Problem, untouched

MOST_CAUSES = 30  # those most likely alone, and for each finding those that explain it best
BEST_PER_FINDING = 2
MOST_TRIPLES = 12
LEAST = 1e-12


def posterior(problem: Problem) -> list[Chance]:
    """The chances of each cause given any number of findings."""
    kept = _kept(problem)
    terms = [(chosen, _log_term(problem, chosen)) for chosen in _sets(kept)]
    top = max(term for _, term in terms)
    weights = [(chosen, exp(term - top)) for chosen, term in terms]
    whole = sum(weight for _, weight in weights)
    chances = [untouched(cause) for cause in problem.causes]
    for index in kept:
        share = sum(weight for chosen, weight in weights if index in chosen) / whole
        chances[index] = Chance(min(1.0, share), min(1.0, share))
    return chances


def _kept(problem: Problem) -> list[int]:
    """Causes worth combining, the most likely alone first."""
    touched = [i for i, cause in enumerate(problem.causes) if cause.links]
    alone = sorted(touched, key=lambda i: (-_log_term(problem, (i,)), i))
    kept = alone[: MOST_CAUSES - BEST_PER_FINDING * len(problem.leaks) // 2]
    for j in range(len(problem.leaks)):
        able = [i for i in touched if j in problem.causes[i].links]
        able.sort(key=lambda i: (-problem.causes[i].prior * problem.causes[i].links[j], i))
        kept += [i for i in able[:BEST_PER_FINDING] if i not in kept]
    return kept


def _sets(kept: Sequence[int]) -> Iterator[tuple[int, ...]]:
    yield ()
    for index in kept:
        yield (index,)
    yield from combinations(kept, 2)
    yield from combinations(kept[:MOST_TRIPLES], 3)


def _log_term(problem: Problem, chosen: tuple[int, ...]) -> float:
    """log P(these conditions and no others, and all that was said), up to a constant."""
    causes = [problem.causes[index] for index in chosen]
    total = 0.0
    for cause in causes:
        total += log(max(LEAST, cause.prior * cause.silent / max(LEAST, 1 - cause.prior)))
    for j, leak in enumerate(problem.leaks):
        silent = 1 - leak
        for cause in causes:
            silent *= 1 - cause.links.get(j, 0.0)
        total += log(max(LEAST, 1 - silent))
    return total
