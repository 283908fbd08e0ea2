"""The two-layer noisy-OR network of conditions and findings.

The shape is that of QMR-DT (Shwe et al., Methods Inf Med 1991;30:241). A link says how often a finding comes with a
condition alone; a leak, how often it comes without any. A refinement replaces its parent's evidence, so that one pain
is not counted four times: only the most particular finding said counts, and a condition that is linked to the parent
alone passes on a share of that link.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agnodice.model.clinical import (
    Condition,
    ConditionId,
    Finding,
    FindingId,
    Observation,
    Person,
    Pregnancy,
    Presence,
    Prior,
)

UNKNOWN_AGE = 30
PREGNANT_WHEN_POSSIBLE = 0.15  # of women who do not say; an estimate, on the careful side
LEAST_SHARE, MOST_SHARE = 0.05, 0.6  # of a parent's link that a refinement may inherit


@dataclass(frozen=True)
class Evidence:
    """What counts for the posterior: findings present (most particular only) and absent."""

    present: tuple[FindingId, ...]
    absent: tuple[FindingId, ...]


@dataclass(frozen=True)
class Excluded:
    """A condition that cannot apply to this person, and why: "age" or the pregnancy state."""

    condition: ConditionId
    reason: str


class Network:
    """Links, leaks and priors of one edition."""

    def __init__(self, conditions: Iterable[Condition], findings: Iterable[Finding]) -> None:
        self.conditions = {condition.id: condition for condition in conditions}
        self.findings = {finding.id: finding for finding in findings}
        self._links = {c.id: {k.finding: k.frequency.value for k in c.links} for c in self.conditions.values()}
        self._children: dict[FindingId, list[FindingId]] = {}
        for finding in self.findings.values():
            if finding.refines:
                self._children.setdefault(finding.refines, []).append(finding.id)

    def leak(self, finding: FindingId) -> float:
        """How often the finding comes without any of our conditions."""
        return self.findings[finding].leak.value

    def link(self, condition: ConditionId, finding: FindingId) -> float:
        """P(finding | only this condition): its own link, or one implied by a child's or passed on from a parent's."""
        links = self._links[condition]
        if finding in links:
            return links[finding]
        below = max((links[child] for child in self._below(finding) if child in links), default=None)
        if below is not None:
            return below
        parent = self.findings[finding].refines
        if parent is None:
            return 0.0
        share = min(MOST_SHARE, max(LEAST_SHARE, self.leak(finding) / self.leak(parent)))
        return share * self.link_above(condition, parent)

    def link_above(self, condition: ConditionId, finding: FindingId) -> float:
        """The link of a finding or the nearest of its ancestors that has one."""
        step: FindingId | None = finding
        while step:
            if step in self._links[condition]:
                return self._links[condition][step]
            step = self.findings[step].refines
        return 0.0

    def _below(self, finding: FindingId) -> Iterable[FindingId]:
        for child in self._children.get(finding, ()):
            yield child
            yield from self._below(child)

    def above(self, finding: FindingId) -> Iterable[FindingId]:
        """The finding's parent, its parent's parent and so on."""
        step = self.findings[finding].refines if finding in self.findings else None
        while step:
            yield step
            step = self.findings[step].refines

    def evidence(self, observed: Iterable[Observation]) -> Evidence:
        """What counts of `observed`: no parent of a present finding, nothing that no condition is linked to."""
        known = [o for o in observed if o.finding in self.findings]
        said = {o.finding for o in known if o.presence is Presence.PRESENT}
        spoken_for = {parent for finding in said for parent in self.above(finding)}
        denied = {o.finding for o in known if o.presence is Presence.ABSENT} - said - spoken_for
        return Evidence(tuple(sorted(said - spoken_for)), tuple(sorted(denied)))

    def excluded(self, person: Person) -> tuple[Excluded, ...]:
        """Conditions that cannot apply to this person."""
        found = ((c.id, self._reason(c, person)) for c in self.conditions.values())
        return tuple(Excluded(name, reason) for name, reason in found if reason)

    def _reason(self, condition: Condition, person: Person) -> str:
        applies = condition.applies_to
        if person.age_years is not None and not applies.age_min <= person.age_years <= applies.age_max:
            return "age"
        states = set(_states(person.pregnancy))
        return "" if states.intersection(applies.pregnancy) else person.pregnancy.value

    def priors(self, person: Person) -> Mapping[ConditionId, float]:
        """How likely each condition is before anything is said; excluded conditions are left out."""
        out = {excluded.condition for excluded in self.excluded(person)}
        kept = (c for c in self.conditions.values() if c.id not in out)
        return {c.id: _prior(c, person) for c in kept}


def _states(pregnancy: Pregnancy) -> tuple[Pregnancy, ...]:
    """The states that a person may be in; a woman after a birth can also be pregnant again, which is asked."""
    if pregnancy is Pregnancy.POSSIBLE:
        return (Pregnancy.NOT_PREGNANT, Pregnancy.PREGNANT)
    return (pregnancy,)


def _prior(condition: Condition, person: Person) -> float:
    """The prior of a condition, averaged over the pregnancy states that are possible."""
    age = person.age_years if person.age_years is not None else UNKNOWN_AGE
    weights = {Pregnancy.NOT_PREGNANT: 1 - PREGNANT_WHEN_POSSIBLE, Pregnancy.PREGNANT: PREGNANT_WHEN_POSSIBLE}
    states = _states(person.pregnancy)
    total = 0.0
    for state in states:
        if state in condition.applies_to.pregnancy:
            total += _matching(condition.priors, age, state) * (weights[state] if len(states) > 1 else 1.0)
    return min(total, 0.5)


def _matching(priors: Iterable[Prior], age: int, state: Pregnancy) -> float:
    """The prior of the entry for this age and state; where none fits, a tenth of the smallest."""
    listed = list(priors)
    fits = [p for p in listed if p.age_min <= age <= p.age_max and (not p.pregnancy or state in p.pregnancy)]
    if fits:
        return max(p.frequency.value for p in fits)
    return min((p.frequency.value for p in listed), default=0.0) / 10
