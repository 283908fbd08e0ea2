"""What an answer is expected to change: the urgency, in levels, and the order of causes, in nats.

The order is weighed by the shares by which causes are told (alone.py), evened out, since the first words of a story do
not make a cause as sure as its share says. A list of things to tick is chosen one by one; what tells of a cause that
the list asks about already counts for less, so that the list speaks of different causes. Taking the best one by one is
near the best list where more adds ever less: Nemhauser, Wolsey and Fisher, Math Program 1978;14:265.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from agnodice.assess.network import Network
from agnodice.assess.reason import Reasoned
from agnodice.assess.triage import Urgency, Weigher, shares
from agnodice.model.assessment import FLAGGED
from agnodice.model.clinical import CareLevel, ConditionId, FindingId

PLAUSIBLE = 0.004  # part of what was said below which a condition no longer shapes the questions
MOST_PLAUSIBLE = 25
LEAST_RANKED, MOST_RANKED = 0.002, 20  # shares of the causes whose order matters
EVENED = 0.6  # power to which shares are raised before questions are weighed; measured, as flat as from 0.4
OVERLAP = 0.5  # how much of what a list tells of a cause already takes from further options on it; measured, 0.5 to 1
LEAST_CHANCE, MOST_CHANCE = 0.003, 0.99  # of a yes
LEAST_CHANCE_OF_DANGER = 0.05  # a red flag is asked for as if at least this likely
LEAST_OPTION = 0.004  # of what stands in a list
PLACES = 9  # of a worth: beyond them machines differ in sums and logarithms, and equal worths would not be equal
MOST_WEIGHED = 40  # options, the most telling first, from which a list is chosen
Shares = Mapping[ConditionId, float]
Values = Mapping[FindingId, "Value"]


@dataclass(frozen=True)
class Value:
    """What an answer is expected to change: levels of urgency, and the nats it tells of each cause; `whole`: of all."""

    change: float
    told: Shares
    whole: float


class Worth:
    """The worth of questions at one moment of an interview."""

    def __init__(self, network: Network, weigher: Weigher, reasoned: Reasoned, urgency: Urgency) -> None:
        self._network, self._weigher = network, weigher
        plausible = list(shares(reasoned.ranked).items())[:MOST_PLAUSIBLE]
        self.plausible = {name: share for name, share in plausible if share >= PLAUSIBLE}
        self._rest = max(0.0, 1 - sum(self.plausible.values()))
        ranked = {p.condition: p.share for p in reasoned.ranked[:MOST_RANKED] if p.share >= LEAST_RANKED}
        self._ranked = _evened(ranked)
        self.causes = tuple({**self.plausible, **self._ranked})
        self.level = urgency.level
        self._flagged = max((c.level for c in urgency.causes if c.kind in FLAGGED), default=CareLevel(0))
        self._cares = {name: network.care(name) for name in self.plausible}
        self._stand_in = {care: name for name, care in self._cares.items()}  # one condition for all of a care level

    def of(self, finding: FindingId, danger: CareLevel | None) -> Value:
        """The value of asking for a finding that would complete a red flag of level `danger`, or none."""
        chances = {name: self._chance(name, finding) for name in self.causes}
        told = _told(self._ranked, chances)
        change = self._change(finding, chances, danger)
        return Value(change, told, round(change + _weighed(self._ranked, told), PLACES))

    def several(self, values: Values, most: int) -> tuple[tuple[FindingId, ...], float]:
        """The options of one list, none of them a refinement of another, and what the list is worth."""
        weights = dict(self._ranked)
        by_value = sorted((f for f in values if values[f].whole >= LEAST_OPTION), key=lambda f: (-values[f].whole, f))
        left, chosen, whole = by_value[:MOST_WEIGHED], list[FindingId](), 0.0
        while left and len(chosen) < most:
            worth = {f: round(values[f].change + _weighed(weights, values[f].told), PLACES) for f in left}
            best = max(left, key=lambda f: (worth[f], f))
            if worth[best] < LEAST_OPTION:
                break
            chosen.append(best)
            whole += worth[best]
            family = {best, *self._network.above(best), *self._network.below(best)}
            left = [f for f in left if f not in family]
            weights = {name: weight * exp(-OVERLAP * values[best].told[name]) for name, weight in weights.items()}
        return tuple(chosen), whole

    def _change(self, finding: FindingId, chances: Shares, danger: CareLevel | None) -> float:
        """Levels by which the urgency is expected to move."""
        if_yes, if_no = dict.fromkeys(self._stand_in, 0.0), dict.fromkeys(self._stand_in, 0.0)
        for name, share in self.plausible.items():
            if_yes[self._cares[name]] += share * chances[name]
            if_no[self._cares[name]] += share * (1 - chances[name])
        yes = sum(if_yes.values()) + self._rest * self._network.leak(finding)
        likely = max(yes, LEAST_CHANCE_OF_DANGER) if danger is not None else yes
        raised = abs(self._level(if_yes, yes, danger) - self.level)
        return likely * raised + (1 - yes) * abs(self._level(if_no, 1 - yes) - self.level)

    def _level(self, parts: Mapping[CareLevel, float], whole: float, danger: CareLevel | None = None) -> CareLevel:
        """The care level after an answer, by the parts of `whole` that need each level."""
        needed = {self._stand_in[care]: part / whole for care, part in parts.items()}
        return max(self._flagged, danger or CareLevel(0), self._weigher.least_harm(needed))

    def _chance(self, condition: ConditionId, finding: FindingId) -> float:
        """P(yes | this condition alone); what the library does not link comes as often as without it."""
        link = self._network.link(condition, finding)
        if link or self._network.has_link(condition, finding):
            return min(MOST_CHANCE, max(LEAST_CHANCE, link))
        return self._network.leak(finding)


def _evened(ranked: Shares) -> dict[ConditionId, float]:
    raised = {name: share**EVENED for name, share in ranked.items()}
    whole = sum(raised.values())
    return {name: part / whole for name, part in raised.items()}


def _told(ranked: Shares, chances: Shares) -> Shares:
    """For each cause, the nats that an answer tells when it is that one: Kullback–Leibler divergences, none below 0."""
    yes = sum(share * chances[name] for name, share in ranked.items())
    pairs = ((name, chances[name]) for name in ranked)
    return {name: p * log(p / yes) + (1 - p) * log((1 - p) / (1 - yes)) for name, p in pairs}


def _weighed(weights: Shares, told: Shares) -> float:
    return sum(weight * told[name] for name, weight in weights.items())
