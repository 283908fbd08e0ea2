"""Conditions and findings as the network needs them: numbers without words, small enough to load at each start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agnodice.model.clinical import (
    CareLevel,
    Condition,
    ConditionId,
    Finding,
    FindingId,
    FindingKind,
    Pregnancy,
)

Row = Sequence[Any]
_STATES = tuple(Pregnancy)


@dataclass(frozen=True)
class PriorNode:
    """A prior for an age band (years, inclusive) and pregnancy states; no states means all."""

    chance: float
    age_min: int
    age_max: int
    states: frozenset[Pregnancy]


@dataclass(frozen=True)
class ConditionNode:
    """A condition: whom it can affect, how likely it is, and P(finding | only this condition)."""

    id: ConditionId
    care: CareLevel
    must_not_miss: bool
    age_min: int
    age_max: int
    states: frozenset[Pregnancy]
    priors: tuple[PriorNode, ...]
    links: Mapping[FindingId, float]

    @classmethod
    def of(cls, condition: Condition) -> "ConditionNode":
        """The node of a condition of the library."""
        applies = condition.applies_to
        priors = (PriorNode(p.frequency.value, p.age_min, p.age_max, frozenset(p.pregnancy)) for p in condition.priors)
        links = {link.finding: link.frequency.value for link in condition.links}
        ages = applies.age_min, applies.age_max
        states = frozenset(applies.pregnancy)
        return cls(condition.id, condition.care, condition.must_not_miss, *ages, states, tuple(priors), links)

    def row(self) -> Row:
        """The node as plain data for the edition."""
        priors = [[p.chance, p.age_min, p.age_max, _written(p.states)] for p in self.priors]
        ages = self.age_min, self.age_max
        return [self.id, int(self.care), self.must_not_miss, *ages, _written(self.states), priors, self.links]

    @classmethod
    def read(cls, row: Row) -> "ConditionNode":
        """The node that `row` wrote."""
        name, care, must, youngest, oldest, states, priors, links = row
        made = tuple(PriorNode(chance, a, b, _read(s)) for chance, a, b, s in priors)
        return cls(name, CareLevel(care), must, youngest, oldest, _read(states), made, links)


@dataclass(frozen=True)
class FindingNode:
    """A finding: how common without our conditions, what it refines, what cannot be true with it."""

    id: FindingId
    leak: float
    kind: FindingKind
    refines: FindingId | None
    excludes: tuple[FindingId, ...]

    @classmethod
    def of(cls, finding: Finding) -> "FindingNode":
        """The node of a finding of the library."""
        return cls(finding.id, finding.leak.value, finding.kind, finding.refines, finding.excludes)

    def row(self) -> Row:
        """The node as plain data for the edition."""
        return [self.id, self.leak, self.kind.value, self.refines, list(self.excludes)]

    @classmethod
    def read(cls, row: Row) -> "FindingNode":
        """The node that `row` wrote."""
        name, leak, kind, refines, excludes = row
        return cls(name, leak, FindingKind(kind), refines, tuple(excludes))


def _written(states: frozenset[Pregnancy]) -> list[int]:
    return sorted(_STATES.index(state) for state in states)


def _read(states: Sequence[int]) -> frozenset[Pregnancy]:
    return frozenset(_STATES[index] for index in states)
