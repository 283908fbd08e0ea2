"""Exact posteriors by Quickscore (Heckerman 1989, KSL-89-36) in whole-number arithmetic.

Quickscore adds and subtracts 2^m terms for m positive findings, and in floating point loses all its digits when they
are
improbable together. Here probabilities are whole numbers of 2^-BITS, so the sums are exact and the only error is that
of
about 2^-BITS in each product: no negative mass, no probability outside 0 to 1. Each condition touches few of the
positive
findings; its factors are kept as small tables over those and merged, and only a few tables reach the full 2^m.

Beyond MOST_POSITIVES the findings that tell the conditions apart least are left out (`folded`), which bounds the cost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BITS = 192
ONE = 1 << BITS
MOST_POSITIVES = 12
MERGED_AT_MOST = 6  # findings in a merged table
Table = tuple[tuple[int, ...], list[int]]  # bits (ascending) and 2^len values


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


def posterior(problem: Problem) -> list[Chance]:
    """The chances of each cause given the findings. Raises ValueError for more than MOST_POSITIVES findings."""
    size = len(problem.leaks)
    if size > MOST_POSITIVES:
        raise ValueError(f"{size} positive findings; fold them to {MOST_POSITIVES} first")
    factors = [_factor(cause) for cause in problem.causes]
    leaks = [_leak_table(j, leak) for j, leak in enumerate(problem.leaks)]
    signed = _signed(_joined([*leaks, *factors], size), size)
    whole = sum(signed)
    if whole <= 0:  # improbable beyond 2^-BITS: nothing can be learnt
        return [Chance(cause.prior, 0.0) for cause in problem.causes]
    pairs = zip(problem.causes, factors, strict=True)
    return [_chance(signed, size, cause, factor) for cause, factor in pairs]


def fold(links: Sequence[Mapping[int, float]], leaks: Sequence[float], most: int = MOST_POSITIVES) -> list[int]:
    """The `most` findings to keep: those whose likelihood ratios differ most between conditions, in ascending order."""

    def telling(j: int) -> float:
        ratios = [link[j] / leaks[j] for link in links if j in link]
        return max(ratios, default=0.0)

    kept = sorted(range(len(leaks)), key=lambda j: (-telling(j), j))[:most]
    return sorted(kept)


def _fixed(value: float) -> int:
    return int(value * (1 << 60)) << (BITS - 60)


def _ratio(part: int, whole: int) -> float:
    return min(1.0, max(0.0, (part << 64) // whole / (1 << 64)))


def _activity(cause: Cause) -> Table:
    """P(no finding of S and no absent finding | condition) for every subset S of the findings it touches."""
    bits = tuple(sorted(cause.links))
    values = [_fixed(cause.silent)]
    for j in bits:
        stays = _fixed(1 - cause.links[j])
        values += [(value * stays) >> BITS for value in values]
    return bits, values


def _factor(cause: Cause) -> Table:
    """1 - prior + prior * activity: what a condition, present or not, lets through."""
    bits, values = _activity(cause)
    is_in, is_out = _fixed(cause.prior), _fixed(1 - cause.prior)
    return bits, [is_out + ((is_in * value) >> BITS) for value in values]


def _leak_table(j: int, leak: float) -> Table:
    return (j,), [ONE, _fixed(1 - leak)]


def _joined(tables: list[Table], size: int) -> list[int]:
    """The product of all tables over every subset of the `size` findings."""
    groups: list[Table] = []
    for table in sorted(tables, key=lambda t: (len(t[0]), t[0])):
        for index, (bits, values) in enumerate(groups):
            union = tuple(sorted({*bits, *table[0]}))
            if len(union) <= max(MERGED_AT_MOST, len(bits), len(table[0])):
                groups[index] = (union, _product(_spread((bits, values), union), _spread(table, union)))
                break
        else:
            groups.append(table)
    everything = tuple(range(size))
    whole = [ONE] * (1 << size)
    for table in groups:
        whole = _product(whole, _spread(table, everything))
    return whole


def _product(one: list[int], other: list[int]) -> list[int]:
    return [(a * b) >> BITS for a, b in zip(one, other, strict=True)]


def _spread(table: Table, bits: tuple[int, ...]) -> list[int]:
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


def _chance(signed: list[int], size: int, cause: Cause, factor: Table) -> Chance:
    """The signed sums with the condition surely present, and with it present but silent, over the whole.

    Over the subsets of its findings: what is left * prior * activity / factor. A silent one keeps the activity of none.
    """
    bits, values = factor
    left = _summed(signed, size, bits)
    active = _activity(cause)[1]
    shares = [((value << BITS) // f) * _fixed(cause.prior) >> BITS for value, f in zip(left, values, strict=True) if f]
    present = sum(share * a for share, a in zip(shares, active, strict=True)) >> BITS
    silent = sum(share * active[0] for share in shares) >> BITS
    whole = sum(left)
    return Chance(_ratio(present, whole), _ratio(present - silent, whole))


def _summed(signed: list[int], size: int, bits: tuple[int, ...]) -> list[int]:
    """`signed` summed over all findings that are not in `bits`."""
    values = signed
    for j in reversed(range(size)):
        if j not in bits:
            values = _without(values, 1 << j)
    return values


def _without(values: list[int], step: int) -> list[int]:
    """Sum out the bit of weight `step`."""
    kept: list[int] = []
    for start in range(0, len(values), 2 * step):
        kept += map(int.__add__, values[start : start + step], values[start + step : start + 2 * step])
    return kept
