"""The two-layer noisy-OR network of conditions and findings.

The shape is that of QMR-DT (Shwe et al., Methods Inf Med 1991;30:241). A link says how often a finding comes with a
condition alone; a leak, how often it comes without any. Three things keep one fact from being counted twice:

* a refinement replaces its parent: "low on the left" counts, "belly" does not count again;
* several refinements of one parent count as the parent once, and each as what it adds to it;
* history, risk factors and background are not brought on by a condition: they change how likely it is beforehand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from agnodice.assess.nodes import ConditionNode, FindingNode, PriorNode
from agnodice.model.clinical import (
    CareLevel,
    ConditionId,
    FindingId,
    FindingKind,
    Observation,
    Person,
    Pregnancy,
    Presence,
)

UNKNOWN_AGE = 30
PREGNANT_WHEN_POSSIBLE = ((44, 0.15), (49, 0.05), (200, 0.01))  # up to an age, of women who do not say: estimates
MOST_PRIOR = 0.5
LEAST_SHARE, MOST_SHARE = 0.05, 0.6  # of women with a complaint, those with a refinement of it
LEAST_LEAK, MOST_LEAK = 1e-6, 0.9
MOST_LINK = 0.99
MOST_ODDS = 30.0  # how far one fact of the background may move a condition, up or down
BACKGROUND = frozenset({FindingKind.HISTORY, FindingKind.RISK_FACTOR, FindingKind.BACKGROUND})


@dataclass(frozen=True, order=True)
class Piece:
    """One piece of evidence: a finding, or what it adds to its parent `beyond` when that is counted by itself."""

    finding: FindingId
    beyond: FindingId | None = None


@dataclass(frozen=True)
class Evidence:
    """What counts for the posterior: pieces present, pieces denied, and background that is so or is not so."""

    present: tuple[Piece, ...]
    absent: tuple[Piece, ...]
    background: tuple[tuple[FindingId, bool], ...]


@dataclass(frozen=True)
class Excluded:
    """A condition that cannot apply to this person, and why: "age" or the pregnancy state."""

    condition: ConditionId
    reason: str


class Network:
    """Links, leaks and priors of one edition."""

    def __init__(self, conditions: Iterable[ConditionNode], findings: Iterable[FindingNode]) -> None:
        self.conditions = {condition.id: condition for condition in conditions}
        self.findings = {finding.id: finding for finding in findings}
        self._leaks: dict[FindingId, float] = {}
        self._found: dict[tuple[ConditionId, FindingId], float] = {}

    @cached_property
    def _children(self) -> Mapping[FindingId, tuple[FindingId, ...]]:
        children: dict[FindingId, tuple[FindingId, ...]] = {}
        for finding in self.findings.values():
            if finding.refines:
                children[finding.refines] = (*children.get(finding.refines, ()), finding.id)
        return children

    def children(self, finding: FindingId) -> tuple[FindingId, ...]:
        """The findings that refine this one directly."""
        return self._children.get(finding, ())

    def is_background(self, finding: FindingId) -> bool:
        """Whether a finding is no effect of a condition but changes its prior."""
        return self.findings[finding].kind in BACKGROUND

    def leak(self, finding: FindingId) -> float:
        """How often the finding comes without any of our conditions; a refinement, as a share of its parent."""
        if finding not in self._leaks:
            own, parent = min(MOST_LEAK, max(LEAST_LEAK, self.findings[finding].leak)), self.findings[finding].refines
            if parent and not self.is_background(finding):
                above = self.leak(parent)
                own = above * min(MOST_SHARE, max(LEAST_SHARE, own / above))
            self._leaks[finding] = own
        return self._leaks[finding]

    def link(self, condition: ConditionId, finding: FindingId) -> float:
        """P(finding | only this condition): its own link, or one implied by a child's or passed on from a parent's."""
        key = condition, finding
        if key not in self._found:
            self._found[key] = self._link(condition, finding)
        return self._found[key]

    def _link(self, condition: ConditionId, finding: FindingId) -> float:
        links = self.conditions[condition].links
        if finding in links:
            return links[finding]
        below = max((links[child] for child in self.below(finding) if child in links), default=0.0)
        if below > 0:
            return below
        for parent in self.above(finding):
            if parent in links:
                return links[parent] * self.leak(finding) / self.leak(parent)
        return 0.0

    def family(self, finding: FindingId) -> frozenset[FindingId]:
        """A finding with all that refine it and all that it refines: what is said of one is said of it."""
        return frozenset({finding, *self.above(finding), *self.below(finding)})

    def below(self, finding: FindingId) -> Iterator[FindingId]:
        """Every finding that refines this one, at any depth."""
        for child in self.children(finding):
            yield child
            yield from self.below(child)

    def above(self, finding: FindingId) -> Iterator[FindingId]:
        """The finding's parent, its parent's parent and so on."""
        step = self.findings[finding].refines if finding in self.findings else None
        while step:
            yield step
            step = self.findings[step].refines

    def chance(self, condition: ConditionId, piece: Piece) -> float:
        """P(piece | only this condition), given its parent where it counts beyond that."""
        link = self.link(condition, piece.finding)
        if piece.beyond is None:
            return min(MOST_LINK, link)
        parent = self.link(condition, piece.beyond)
        return min(MOST_LINK, link / parent) if parent else 0.0

    def base(self, piece: Piece) -> float:
        """P(piece | none of our conditions), given its parent where it counts beyond that."""
        leak = self.leak(piece.finding)
        return leak if piece.beyond is None else leak / self.leak(piece.beyond)

    def has_link(self, condition: ConditionId, finding: FindingId) -> bool:
        """Whether the library itself speaks of this finding for this condition."""
        return finding in self.conditions[condition].links

    def evidence(self, observed: Iterable[Observation]) -> Evidence:
        """What counts of `observed`, each fact once, in an order that does not depend on theirs."""
        known = [o for o in observed if o.finding in self.findings]
        said = {o.finding for o in known if o.presence is Presence.PRESENT}
        implied = {parent for finding in said for parent in self.above(finding)}
        denied = {o.finding for o in known if o.presence is Presence.ABSENT} - said - implied
        denied = {finding for finding in denied if denied.isdisjoint(self.above(finding))}
        particular = said - implied
        effects = sorted(finding for finding in particular if not self.is_background(finding))
        told = [(f, True) for f in sorted(particular) if self.is_background(f)]
        told += [(f, False) for f in sorted(denied) if self.is_background(f)]
        lacking = (Piece(f, self._nearest(f, said | implied)) for f in denied if not self.is_background(f))
        return Evidence(tuple(self._pieces(effects)), tuple(sorted(lacking, key=_by_names)), tuple(told))

    def _nearest(self, finding: FindingId, present: set[FindingId]) -> FindingId | None:
        """The nearest ancestor that is present: a denied refinement counts against that alone."""
        return next((parent for parent in self.above(finding) if parent in present), None)

    def _pieces(self, effects: list[FindingId]) -> Iterator[Piece]:
        """Findings with no common ancestor as they are; of several with one, the ancestor and what each adds."""
        families: dict[FindingId, list[FindingId]] = {}
        for finding in effects:
            families.setdefault((finding, *self.above(finding))[-1], []).append(finding)
        for root, members in sorted(families.items()):
            if len(members) == 1:
                yield Piece(members[0])
                continue
            yield Piece(root)
            for member in members:
                yield Piece(member, root)

    def excluded(self, person: Person) -> tuple[Excluded, ...]:
        """Conditions that cannot apply to this person."""
        found = ((c.id, self._reason(c, person)) for c in self.conditions.values())
        return tuple(Excluded(name, reason) for name, reason in found if reason)

    def _reason(self, condition: ConditionNode, person: Person) -> str:
        if person.age_years is not None and not condition.age_min <= person.age_years <= condition.age_max:
            return "age"
        return "" if condition.states.intersection(_states(person.pregnancy)) else person.pregnancy.value

    def priors(self, person: Person) -> Mapping[ConditionId, float]:
        """How likely each condition is before anything is said; excluded conditions are left out."""
        out = {excluded.condition for excluded in self.excluded(person)}
        kept = (c for c in self.conditions.values() if c.id not in out)
        return {c.id: _prior(c, person) for c in kept}

    def prior(self, condition: ConditionId, person: Person) -> float:
        """How likely one condition is before anything is said; 0 when it cannot apply."""
        node = self.conditions[condition]
        return 0.0 if self._reason(node, person) else _prior(node, person)

    def care(self, condition: ConditionId) -> CareLevel:
        """The usual care level of a condition."""
        return self.conditions[condition].care

    def odds(self, condition: ConditionId, evidence: Evidence) -> float:
        """How much the background, and findings that the condition hardly ever has, multiply its odds."""
        factor = 1.0
        for finding, is_so in evidence.background:
            factor *= self.background_factor(condition, finding, is_so=is_so)
        for piece in evidence.present:
            factor *= self.contrary_factor(condition, piece)
        return factor

    def background_factor(self, condition: ConditionId, finding: FindingId, *, is_so: bool) -> float:
        """Women with the condition of whom this is so (or not so), over women in general."""
        link, leak = self._background_link(condition, finding), self.leak(finding)
        if link is None:
            return 1.0
        ratio = link / leak if is_so else (1 - min(MOST_LINK, link)) / (1 - leak)
        return min(MOST_ODDS, max(1 / MOST_ODDS, ratio))

    def _background_link(self, condition: ConditionId, finding: FindingId) -> float | None:
        """The link of a background finding, its own or a relative's; None where none is known."""
        links = self.conditions[condition].links
        if finding in links:
            return links[finding]
        below = max((links[child] for child in self.below(finding) if child in links), default=0.0)
        if below > self.leak(finding):
            return below
        for parent in self.above(finding):
            if parent in links:
                return min(MOST_LINK, self.leak(finding) * links[parent] / self.leak(parent))
        return None

    def contrary_factor(self, condition: ConditionId, piece: Piece) -> float:
        """Below 1 where the library says that this finding is rarer with the condition than without."""
        if not self.has_link(condition, piece.finding):
            return 1.0
        return max(1 / MOST_ODDS, min(1.0, self.chance(condition, piece) / self.base(piece)))


def _by_names(piece: Piece) -> tuple[str, str]:
    return piece.finding, piece.beyond or ""


def _states(pregnancy: Pregnancy) -> tuple[Pregnancy, ...]:
    """The states that a person may be in; a woman after a birth can also be pregnant again, which is asked."""
    if pregnancy is Pregnancy.POSSIBLE:
        return (Pregnancy.NOT_PREGNANT, Pregnancy.PREGNANT)
    return (pregnancy,)


def _prior(condition: ConditionNode, person: Person) -> float:
    """The prior of a condition, averaged over the pregnancy states that are possible."""
    age = person.age_years if person.age_years is not None else UNKNOWN_AGE
    pregnant = next(share for oldest, share in PREGNANT_WHEN_POSSIBLE if age <= oldest)
    weights = {Pregnancy.NOT_PREGNANT: 1 - pregnant, Pregnancy.PREGNANT: pregnant}
    states = _states(person.pregnancy)
    total = 0.0
    for state in states:
        if state in condition.states:
            total += _matching(condition.priors, age, state) * (weights[state] if len(states) > 1 else 1.0)
    return min(total, MOST_PRIOR)


def _matching(priors: tuple[PriorNode, ...], age: int, state: Pregnancy) -> float:
    """The prior of the entry for this age and state; where none fits, a tenth of the smallest."""
    fits = [p for p in priors if p.age_min <= age <= p.age_max and (not p.states or state in p.states)]
    if fits:
        return max(p.chance for p in fits)
    return min((p.chance for p in priors), default=0.0) / 10
