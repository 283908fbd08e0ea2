"""Exact posteriors by Quickscore (Heckerman 1989, KSL-89-36) in whole-number arithmetic.

Quickscore adds and subtracts 2^m terms for m positive findings, and in floating point loses all its digits when they
are improbable together. Here probabilities are whole numbers of 2^-BITS, so the sums are exact and the only error is
that of about 2^-BITS in each product: no negative mass, no probability outside 0 to 1. Each condition touches few of
the positive findings; its factors are kept as small tables over those and merged in groups, and the 2^m terms are
summed down to each group once, not once a condition.

Beyond MOST_POSITIVES the cost would double with each finding; assess/few.py answers there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import add, mul

BITS = 192
ONE = 1 << BITS
MOST_POSITIVES = 12
MERGED_AT_MOST = 7  # findings in a merged table
Bits = tuple[int, ...]  # findings of a table, ascending
Table = tuple[Bits, list[int]]  # and its 2^len values


@dataclass(frozen=True)
class Cause:
    """A condition in plain numbers.

    `links[j]`: P(positive finding j | only this condition), for those it touches; `silent`: the probability that it
    causes none of the findings that are absent.
    """

    prior: float
    links: Mapping[int, float]
    silent: float = 1.0


@dataclass(frozen=True)
class Problem:
    """Causes, and the leaks of the positive findings."""

    causes: Sequence[Cause]
    leaks: Sequence[float]


@dataclass(frozen=True)
class Chance:
    """A cause after the findings: the chance that it is there, and that it is there and brought on one of them."""

    present: float
    active: float


@dataclass
class Group:
    """Conditions whose findings lie close together, and the product of their factors over those findings."""

    bits: Bits
    values: list[int]
    members: list["Touched"] = field(default_factory=list)


@dataclass(frozen=True)
class Touched:
    """A cause that touches findings: over every subset of them, its activity and what it lets through."""

    index: int
    bits: Bits
    prior: int
    activity: list[int]  # P(no finding of the subset and no absent finding | condition)
    factor: list[int]  # 1 - prior + prior * activity


def posterior(problem: Problem) -> list[Chance]:
    """The chances of each cause given the findings. Raises ValueError for more than MOST_POSITIVES findings."""
    size = len(problem.leaks)
    if size > MOST_POSITIVES:
        raise ValueError(f"{size} positive findings; the most is {MOST_POSITIVES}")
    chances = [untouched(cause) for cause in problem.causes]
    groups = _groups(problem)
    signed = _signed(_joined(groups, problem.leaks), size)
    whole = sum(signed)
    if whole <= 0:  # improbable beyond 2^-BITS: nothing can be learnt
        return [Chance(cause.prior, 0.0) for cause in problem.causes]
    for group in groups:
        left = _summed(signed, tuple(range(size)), group.bits)
        for member in group.members:
            chances[member.index] = _chance(_summed(left, group.bits, member.bits), member)
    return chances


def untouched(cause: Cause) -> Chance:
    """A cause that no positive finding speaks of: only its silence counts."""
    there = cause.prior * cause.silent
    return Chance(there / (there + 1 - cause.prior), 0.0)


def _fixed(value: float) -> int:
    return int(value * (1 << 60)) << (BITS - 60)


def _ratio(part: int, whole: int) -> float:
    return min(1.0, max(0.0, (part << 64) // whole / (1 << 64)))


def _touched(index: int, cause: Cause) -> Touched:
    bits = tuple(sorted(cause.links))
    activity = [_fixed(cause.silent)]
    for j in bits:
        stays = _fixed(1 - cause.links[j])
        activity += [(value * stays) >> BITS for value in activity]
    is_in, is_out = _fixed(cause.prior), _fixed(1 - cause.prior)
    return Touched(index, bits, is_in, activity, [is_out + ((is_in * value) >> BITS) for value in activity])


def _groups(problem: Problem) -> list[Group]:
    """Causes with findings, in groups of at most MERGED_AT_MOST findings; a cause that touches more stands alone."""
    touched = (_touched(index, cause) for index, cause in enumerate(problem.causes) if cause.links)
    groups: list[Group] = []
    for cause in sorted(touched, key=lambda cause: (-len(cause.bits), cause.bits, cause.index)):
        group = _home(groups, cause.bits)
        group.values = _product(group.values, _spread((cause.bits, cause.factor), group.bits))
        group.members.append(cause)
    return groups


def _home(groups: list[Group], bits: Bits) -> Group:
    """The group that these findings fit into, widened where it may be; a new one where there is none."""
    wanted = set(bits)
    for group in groups:
        union = wanted.union(group.bits)
        if len(union) <= MERGED_AT_MOST or group.bits == bits:
            wider = tuple(sorted(union))
            group.values = _spread((group.bits, group.values), wider)
            group.bits = wider
            return group
    groups.append(Group(bits, [ONE] * (1 << len(bits))))
    return groups[-1]


def _joined(groups: Sequence[Group], leaks: Sequence[float]) -> list[int]:
    """The product of all tables over every subset of the findings."""
    everything = tuple(range(len(leaks)))
    whole = [ONE]
    for leak in leaks:
        stays = _fixed(1 - leak)
        whole += [(value * stays) >> BITS for value in whole]
    for group in groups:
        whole = _product(whole, _spread((group.bits, group.values), everything))
    return whole


def _product(one: list[int], other: list[int]) -> list[int]:
    return [product >> BITS for product in map(mul, one, other)]


def _spread(table: Table, bits: Bits) -> list[int]:
    """A table's values over every subset of the wider set `bits`."""
    own, values = table
    if own == bits:
        return values
    index = [0]
    for j in bits:
        step = 1 << own.index(j) if j in own else 0
        index += [i + step for i in index]
    return [values[i] for i in index]


def _signed(values: list[int], size: int) -> list[int]:
    """Values with the sign of inclusion and exclusion: minus where the subset is odd."""
    signs = [1]
    for _ in range(size):
        signs += [-sign for sign in signs]
    return [sign * value for sign, value in zip(signs, values, strict=True)]


def _chance(left: list[int], cause: Touched) -> Chance:
    """The signed sums with the condition surely present, and with it present but silent, over the whole.

    Over the subsets of its findings: what is left * prior * activity / factor. A silent one keeps the activity of none.
    """
    shares = [(value << BITS) // f if f else 0 for value, f in zip(left, cause.factor, strict=True)]
    present = sum(map(mul, shares, cause.activity)) >> BITS
    silent = sum(shares) * cause.activity[0] >> BITS
    prior, whole = cause.prior, sum(left) << BITS
    return Chance(_ratio(present * prior, whole), _ratio((present - silent) * prior, whole))


def _summed(values: list[int], bits: Bits, kept: Bits) -> list[int]:
    """Values over the subsets of `bits` summed over all findings that are not in `kept`."""
    for place in reversed(range(len(bits))):
        if bits[place] not in kept:
            values = _without(values, 1 << place)
    return values


def _without(values: list[int], step: int) -> list[int]:
    """Sum out the bit of weight `step`."""
    kept: list[int] = []
    for start in range(0, len(values), 2 * step):
        kept += map(add, values[start : start + step], values[start + step : start + 2 * step])
    return kept
