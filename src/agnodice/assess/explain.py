"""Why: for every cause what speaks for and against it, in order of weight, and what was not asked.

Weights are log-odds of one finding for one cause alone; the flow of evidence explains a network, as in Madigan,
Mosurski and Almond, Graphical Explanation in Belief Networks. Nothing is written here: names, reasons and sources come
from the library.
"""

from collections.abc import Collection, Iterable, Sequence
from math import log, prod

from agnodice.assess.network import Network
from agnodice.assess.overtones import Overtone
from agnodice.assess.reason import Posterior, Reasoned, Reasoner
from agnodice.model.assessment import Hypothesis, Point, Strength, Watch
from agnodice.model.clinical import (
    NOTICED,
    CareLevel,
    Condition,
    ConditionId,
    Finding,
    FindingId,
    FindingKind,
    Presence,
    RedFlag,
)
from agnodice.model.content import HowCommon
from agnodice.model.entries import Entries
from agnodice.model.evidence import Citation

MOST_SHOWN, LEAST_SHOWN = 6, 0.00002  # shares of a cause; they are surer than right (docs/adr/0036)
MOST_NOT_TO_MISS, LEAST_NOT_TO_MISS = 4, 0.002  # chances that it is there and brought on something
COMMON, LESS_COMMON = 0.25, 0.04
UNUSUAL = 0.1  # a sign so rare in a condition speaks for it only if a source says so: a leak may be a guess too low
MOST_POINTS, MOST_NOT_ASKED = 6, 3
MOST_WATCHED, LEAST_WATCHED, LEAST_WORTH = 4, 0.001, 0.1
LEAST_TO_WATCH = 0.01  # share of a cause that is told, for what it brings on: tired is not yet sad
LATER = 0.06  # the chance that a danger which a guide names comes later, before what it wants is counted
STRONG, MODERATE = log(10), log(3)


class Explainer:
    """Explains one posterior at a time."""

    def __init__(self, entries: Entries, reasoner: Reasoner) -> None:
        self._entries = entries
        self._reasoner = reasoner
        self._network: Network = reasoner.network

    def likely(self, reasoned: Reasoned, overtone: Overtone) -> tuple[Hypothesis, ...]:
        """The most likely causes, best first."""
        return tuple(self._hypothesis(posterior, reasoned, overtone) for posterior in _likely(reasoned))

    def not_to_miss(self, reasoned: Reasoned, overtone: Overtone) -> tuple[Hypothesis, ...]:
        """Dangerous causes that are not among the likely ones and cannot be put aside."""
        return tuple(self._hypothesis(posterior, reasoned, overtone) for posterior in self._grave(reasoned))

    def shares(self, reasoned: Reasoned) -> dict[ConditionId, float]:
        """The share of every cause that `likely` or `not_to_miss` tells, without the reasons."""
        return {p.condition: p.share for p in (*_likely(reasoned), *self._grave(reasoned))}

    def _grave(self, reasoned: Reasoned) -> Sequence[Posterior]:
        later = [p for p in reasoned.ranked[MOST_SHOWN:] if self._network.conditions[p.condition].must_not_miss]
        return [p for p in later if p.explains >= LEAST_NOT_TO_MISS][:MOST_NOT_TO_MISS]

    def watch(self, unraised: Iterable[RedFlag], reasoned: Reasoned, near: Collection[str] = ()) -> tuple[Watch, ...]:
        """Red flags that belong to possible causes and were not raised: what to watch for.

        Each level of urgency counts as twice the chance that a cause of the flag that is told is there and brings on
        what is still wanting: depression alone does not bring on thoughts of hurting a baby. What a guide on the causes
        names (`near`) may come of them later. Only what may still be noticed can be watched for.
        """
        possible = {p.condition: p.explains for p in reasoned.ranked if p.explains >= LEAST_WATCHED}
        told = {p.condition for p in (*_likely(reasoned), *self._grave(reasoned)) if p.share >= LEAST_TO_WATCH}
        said = {piece.finding for piece in reasoned.evidence.present} | {
            f for f, so in reasoned.evidence.background if so
        }

        def worth(flag: RedFlag) -> float:
            wanting = [set(group).difference(said) for group in flag.when]
            noticed = [names for names in wanting if all(self._network.findings[f].kind in NOTICED for f in names)]
            causes = [c for c in flag.conditions if c in possible]
            known = [c for c in causes if c in told]
            now = [possible[c] * prod(self._brings_on(c, f) for f in names) for c in known for names in noticed]
            later = [LATER * 0.5 ** len(names) for names in noticed if flag.id in near and causes]
            return 2.0**flag.level * max((*now, *later), default=0.0)

        found = {f: worth(f) for f in unraised}
        kept = sorted((f for f in found if found[f] >= LEAST_WORTH), key=lambda f: (-found[f], f.id))[:MOST_WATCHED]
        return tuple(Watch(flag) for flag in sorted(kept, key=lambda f: (-f.level, -found[f])))

    def _brings_on(self, condition: ConditionId, finding: FindingId) -> float:
        """How often a condition brings on a finding, or one that refines it; 0 if that is not told."""
        links = self._network.conditions[condition].links
        return max(links.get(f, 0.0) for f in (finding, *self._network.below(finding)))

    def _hypothesis(self, posterior: Posterior, reasoned: Reasoned, overtone: Overtone) -> Hypothesis:
        condition = self._entries.one(Condition, posterior.condition)
        points = self._points(condition, reasoned)
        return Hypothesis(
            condition,
            posterior.probability,
            posterior.share,
            _how_common(condition, posterior.share),
            tuple(p for p in points if p.log_odds > 0 and self._may_speak_for(condition, p))[:MOST_POINTS],
            tuple(point for point in points if point.log_odds < 0)[:MOST_POINTS],
            overtone.loudest(condition.id),
            self._not_asked(condition.id, reasoned),
        )

    def _points(self, condition: Condition, reasoned: Reasoned) -> Sequence[Point]:
        denied = {p.finding for p in reasoned.evidence.absent} | {f for f, so in reasoned.evidence.background if not so}
        points = []
        for name, weight in self._reasoner.weights(condition.id, reasoned.evidence).items():
            presence = Presence.ABSENT if name in denied else Presence.PRESENT
            finding = self._entries.one(Finding, name)
            points.append(Point(finding, presence, weight, _strength(weight), self._cite(condition, name)))
        return points

    def _may_speak_for(self, condition: Condition, point: Point) -> bool:
        is_told_so = bool(point.cite) or point.presence is Presence.ABSENT
        return is_told_so or self._network.link(condition.id, point.finding.id) >= UNUSUAL

    def _cite(self, condition: Condition, finding: FindingId) -> tuple[Citation, ...]:
        """Where the link that counted was read: the finding's own, or the nearest relative's."""
        cites = {link.finding: link.cite for link in condition.links}
        relatives = (finding, *self._network.below(finding), *self._network.above(finding))
        return next((cites[name] for name in relatives if name in cites), ())

    def _not_asked(self, condition: ConditionId, reasoned: Reasoned) -> tuple[Finding, ...]:
        """What would tell most about this cause and was not said."""
        evidence = reasoned.evidence
        said = {p.finding for p in (*evidence.present, *evidence.absent)} | {f for f, _ in evidence.background}
        said |= {parent for finding in said for parent in self._network.above(finding)}
        links = self._network.conditions[condition].links
        open_ones = [f for f in links if f not in said and self._network.findings[f].kind is not FindingKind.CLINICAL]
        open_ones.sort(key=lambda f: (-self._telling(links[f], f), f))
        return tuple(self._entries.one(Finding, f) for f in open_ones[:MOST_NOT_ASKED])

    def _telling(self, link: float, finding: FindingId) -> float:
        return link * log(max(link, 1e-6) / self._network.leak(finding))


def _likely(reasoned: Reasoned) -> Sequence[Posterior]:
    return [p for p in reasoned.ranked[:MOST_SHOWN] if p.share >= LEAST_SHOWN]


def _how_common(condition: Condition, share: float) -> HowCommon:
    if share >= COMMON:
        return HowCommon.COMMON
    is_grave = condition.must_not_miss or condition.care >= CareLevel.SAME_DAY
    return HowCommon.RARE_BUT_SERIOUS if share < LESS_COMMON and is_grave else HowCommon.LESS_COMMON


def _strength(weight: float) -> Strength:
    if abs(weight) >= STRONG:
        return Strength.STRONG
    return Strength.MODERATE if abs(weight) >= MODERATE else Strength.WEAK
