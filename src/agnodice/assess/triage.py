"""How soon to see someone: the strongest of red flags, must-not-miss conditions, and least expected harm.

Nothing lowers what a red flag set. Where nothing is known, it is a booked visit (docs/adr/0021). Expected harm follows
decision analysis as in Pauker and Kassirer, N Engl J Med 1980;302:1109, extended to five levels: for each level that
could be advised, its harm in each level that may be needed, weighed by how likely that is. The table of harms is text
that clinicians edit, `knowledge/triage.toml`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from agnodice.assess.network import Network
from agnodice.assess.reason import Posterior
from agnodice.model.assessment import ReasonKind, TriageTable
from agnodice.model.clinical import CareLevel, ConditionId
from agnodice.model.results import AskedBack, HowLikely
from agnodice.safety.rules import Raised

LEADS = 0.5  # the share from which one cause leads: more than all others together
EXPLAINS = 0.75  # the share from which a calmer cause explains her words, so that what is asked back does not count
EXPLAINS_ALL = 0.95  # the share from which one cause explains nearly all of her words
STILL_LIKELY = 0.05  # the share from which another is likely all the same (docs/adr/0026, 0030)


@dataclass(frozen=True)
class Cause:
    """One cause of a care level, by id: a red flag's, a condition's, or "" for the weighing of harms or for none."""

    kind: ReasonKind
    level: CareLevel
    name: str = ""


@dataclass(frozen=True)
class Urgency:
    """A care level with its causes, strongest first."""

    level: CareLevel
    causes: tuple[Cause, ...]


class Weigher:
    """Weighs urgency by one table."""

    def __init__(self, table: TriageTable, network: Network) -> None:
        self._harm = {row.need: row.advised for row in table.harm}
        self._above = {chance.level: chance.above for chance in table.must_not_miss}
        self._believed = frozenset(table.believed)
        self._network = network

    def urgency(
        self, raised: Iterable[Raised], ranked: Sequence[Posterior], asked_back: AskedBack | None = None
    ) -> Urgency:
        """The care level for these red flags, this posterior and what is asked back."""
        ranked = borne_out(ranked)
        causes = [Cause(ReasonKind.RED_FLAG, r.flag.level, r.flag.id) for r in raised]
        causes += [
            Cause(ReasonKind.MUST_NOT_MISS, self._network.care(p.condition), p.condition)
            for p in ranked
            if self._must_not_miss(p, ranked)
        ]
        if any(p.explains > 0 or p.counts > 0 for p in ranked):
            causes.append(Cause(ReasonKind.LEAST_HARM, self.least_harm(self._needs(ranked))))
        if asked_back and (level := self._asked_back(asked_back, ranked, is_all=not causes)) is not None:
            causes.append(Cause(ReasonKind.ASKED_BACK, level, asked_back.flag.id))
        if not causes:
            causes.append(Cause(ReasonKind.NOT_KNOWN, CareLevel.ROUTINE))
        causes.sort(key=lambda cause: -cause.level)
        return Urgency(causes[0].level, tuple(causes))

    def _asked_back(self, asked_back: AskedBack, ranked: Sequence[Posterior], *, is_all: bool) -> CareLevel | None:
        """For which level a danger that is asked back counts, if for any (docs/adr/0025): its red flag's where it is
        very likely, one less where it is likely or all that is known (`is_all`), unless a cause that is calmer than
        that level explains her words. What is believed and very likely is not explained away: it counts for one
        level less.
        """
        level, below = asked_back.flag.level, CareLevel(asked_back.flag.level - 1)
        is_very_likely = asked_back.how_likely is HowLikely.VERY_LIKELY
        if is_very_likely and not self._is_calmer(ranked, level):
            return level
        is_believed = is_very_likely and asked_back.flag.id in self._believed
        is_likely = is_all or asked_back.how_likely >= HowLikely.LIKELY
        is_told = is_believed or (is_likely and not self._is_calmer(ranked, below))
        return below if is_told else None

    def _is_calmer(self, ranked: Sequence[Posterior], level: CareLevel) -> bool:
        """Whether a cause that needs less than this level explains her words."""
        return any(p.share >= EXPLAINS and self._network.care(p.condition) < level for p in ranked)

    def _must_not_miss(self, posterior: Posterior, ranked: Sequence[Posterior]) -> bool:
        """Whether a condition that must not be missed decides by itself; not where another explains nearly all."""
        node = self._network.conditions[posterior.condition]
        if not node.must_not_miss or posterior.counts <= self._above.get(node.care, 1.0):
            return False
        return posterior.share >= STILL_LIKELY or not any(p.share >= EXPLAINS_ALL for p in ranked)

    def _needs(self, ranked: Sequence[Posterior]) -> Mapping[ConditionId, float]:
        """The shares by which harms are weighed.

        Where one cause explains nearly all, the causes have the shares by which they are ranked (docs/adr/0027). What
        no other cause claims is no routine need where one cause leads: silence took it from that cause, which is
        still all that speaks (docs/adr/0020). An emergency gains nothing by either: its leading complaint would have
        been told.
        """
        parts, first = shares(ranked), max(ranked, key=lambda p: p.share)
        if first.share < LEADS or self._network.care(first.condition) is CareLevel.EMERGENCY:
            return parts
        if first.share >= EXPLAINS_ALL:
            return {p.condition: p.share for p in ranked}
        unclaimed, lost = 1 - sum(parts.values()), first.explains - first.counts
        parts[first.condition] = parts.get(first.condition, 0.0) + max(0.0, min(unclaimed, lost))
        return parts

    def least_harm(self, shares: Mapping[ConditionId, float]) -> CareLevel:
        """The level that does least harm when each condition has its share; a tie goes to the more urgent."""
        needed = dict.fromkeys(CareLevel, 0.0)
        for condition, share in shares.items():
            needed[self._network.care(condition)] += share
        needed[CareLevel.ROUTINE] += max(0.0, 1 - sum(shares.values()))  # what no condition explains
        return min(CareLevel, key=lambda level: (self._expected(level, needed), -level))

    def _expected(self, advised: CareLevel, needed: Mapping[CareLevel, float]) -> float:
        return sum(share * self._harm[need][advised] for need, share in needed.items() if share and need in self._harm)


def borne_out(ranked: Iterable[Posterior]) -> Sequence[Posterior]:
    """The causes of which something was heard, or that tales name, with their shares among these: what is told beside
    them because tales tell it nearly as well as any (docs/adr/0028) does not change how soon to go.
    """
    ranked = tuple(ranked)
    kept = [p for p in ranked if not p.is_beside]
    whole = sum(p.share for p in kept)
    is_shared = any(p.is_beside and p.share for p in ranked)
    return [replace(p, share=p.share / whole) for p in kept] if is_shared and whole else ranked


def shares(ranked: Iterable[Posterior]) -> dict[ConditionId, float]:
    """How much each condition counts, as parts of a whole of at most 1."""
    counts = {p.condition: p.counts for p in ranked if p.counts > 0}
    whole = max(1.0, sum(counts.values()))
    return {condition: value / whole for condition, value in counts.items()}
