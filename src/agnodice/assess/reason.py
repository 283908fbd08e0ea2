"""From evidence to hypotheses: the posterior of every condition that can apply, most likely first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import exp, log

from agnodice.assess import alone, few, inference
from agnodice.assess.inference import MOST_POSITIVES, Cause, Chance, Problem
from agnodice.assess.network import Evidence, Excluded, Network, Piece
from agnodice.assess.overtones import NO_OVERTONE, Overtone
from agnodice.assess.untold import Untold
from agnodice.model.clinical import ConditionId, FindingId, Observation, Person, Presence

NOTHING_SAID = Person()
ROUNDING = 1e-9
FROM_HISTORY = 0.2  # how much likelier history alone must make a condition to count for urgency; an estimate
LEAST_WEIGHT = 0.05  # log-odds below which a finding says nothing worth telling


@dataclass(frozen=True)
class Posterior:
    """A condition after what was said.

    `probability`: that it is there; `explains`: that it is there and has brought on something of what was said; where
    only history was told, how much likelier that made it. `share`: its part if one cause were behind everything; by
    it causes are ranked (alone.py). `counts`: what of `explains` counts for urgency (docs/adr/0015): less for leading
    complaints left untold, and nothing where only history was told that made it little likelier; of the condition that
    tales name, at least its share (docs/adr/0025). `is_beside`: it is told beside others because tales tell it nearly
    as well as any, though nothing of it was heard (docs/adr/0028).
    """

    condition: ConditionId
    probability: float
    explains: float
    share: float = 0.0
    counts: float = 0.0
    is_beside: bool = False


@dataclass(frozen=True)
class Reasoned:
    """All conditions that can apply, the best explanation first; those that cannot; and what counted."""

    ranked: tuple[Posterior, ...]
    excluded: tuple[Excluded, ...]
    evidence: Evidence


class Reasoner:
    """Reasons over one network."""

    def __init__(self, network: Network) -> None:
        self.network, self._untold = network, Untold(network)

    def reason(
        self,
        observed: Iterable[Observation],
        person: Person,
        asked: Iterable[FindingId] = (),
        overtone: Overtone = NO_OVERTONE,
    ) -> Reasoned:
        """The posterior given what was observed of this person. `asked`: findings that were asked about."""
        observed = tuple(observed)
        evidence = self.network.evidence(observed)
        before = {name: prior for name, prior in self.network.priors(person).items() if prior > 0}
        pieces = [p for p in evidence.present if any(self._speaks(name, p) for name in before)]
        problem = self._problem(before, pieces, evidence)
        chances = (inference.posterior if len(pieces) <= MOST_POSITIVES else few.posterior)(problem)
        gains = not pieces  # where nothing but history was told, what history made likelier is all there is
        explained = [_explained(c, p if gains else 1.0) for c, p in zip(chances, before.values(), strict=True)]
        spoken = self._spoken((*(o.finding for o in observed if o.presence is not Presence.UNKNOWN), *asked))
        untold = [self._untold.complaints(name, spoken) for name in before]
        beyond = [
            overtone.moves.get(name, 0.0) + (alone.log_silence(links) + self._unsaid(name, spoken))
            for name, links in zip(before, untold, strict=True)
        ]
        once = alone.counted_once(_places(pieces, observed))
        shares = alone.shares(problem, list(before.values()), _told(before, explained, overtone), beyond, once)
        heard = [_counts(e, links, is_history=gains) for e, links in zip(explained, untold, strict=True)]
        counts = _for_urgency(heard, shares, [name == overtone.named for name in before])
        beside = [not e and name != overtone.named for name, e in zip(before, explained, strict=True)]
        rows = zip(before, chances, explained, shares, counts, beside, strict=True)
        made = (Posterior(name, chance.present, *rest) for name, chance, *rest in rows)
        ranked = sorted(made, key=lambda p: (-p.share, -p.probability, p.condition))
        return Reasoned(tuple(ranked), self.network.excluded(person), evidence)

    def _unsaid(self, condition: ConditionId, spoken: frozenset[FindingId]) -> float:
        return alone.log_unsaid(self._untold.history(condition, spoken))

    def fits(
        self, observed: Iterable[Observation], person: Person, among: Iterable[ConditionId]
    ) -> dict[ConditionId, float]:
        """How well each of these conditions alone fits what was said, as shares among them; 0 where nothing speaks for
        it. The order is that of `reason`, without the work of a posterior over all conditions, and without what was
        left untold: who asks a question does not tell all.
        """
        evidence = self.network.evidence(observed)
        prior = self._usual.__getitem__ if person == NOTHING_SAID else partial(self.network.prior, person=person)
        before = {name: chance for name in among if (chance := prior(name)) > 0}
        pieces = evidence.present
        problem = self._problem(before, pieces, evidence)
        pairs = zip(problem.causes, before.values(), strict=True)
        told = [bool(cause.links) if pieces else _raised(cause, chance) for cause, chance in pairs]
        return dict(zip(before, alone.shares(problem, list(before.values()), told), strict=True))

    @cached_property
    def _usual(self) -> Mapping[ConditionId, float]:
        """The priors for someone who told nothing of herself, as most do."""
        return {name: self.network.prior(name, NOTHING_SAID) for name in self.network.conditions}

    def _spoken(self, named: Iterable[FindingId]) -> frozenset[FindingId]:
        """Findings told, denied or asked about, with their parents."""
        named = {finding for finding in named if finding in self.network.findings}
        return frozenset({*named, *(parent for finding in named for parent in self.network.above(finding))})

    def _speaks(self, condition: ConditionId, piece: Piece) -> bool:
        return self.network.chance(condition, piece) > self.network.base(piece)

    def _problem(self, before: Mapping[ConditionId, float], pieces: Sequence[Piece], evidence: Evidence) -> Problem:
        """What is to be solved for conditions with these priors, where these pieces are there."""
        causes = [self._cause(name, prior, pieces, evidence) for name, prior in before.items()]
        return Problem(causes, [self.network.base(piece) for piece in pieces])

    def _cause(self, name: ConditionId, prior: float, pieces: Sequence[Piece], evidence: Evidence) -> Cause:
        odds = self.network.odds(name, evidence) * prior / (1 - prior)
        links = {j: self._beyond_leak(name, piece) for j, piece in enumerate(pieces)}
        silent = 1.0
        for piece in evidence.absent:
            silent *= 1 - self._beyond_leak(name, piece)
        return Cause(odds / (1 + odds), {j: link for j, link in links.items() if link > 0}, silent)

    def _beyond_leak(self, condition: ConditionId, piece: Piece) -> float:
        """The noisy-OR strength that, together with the leak, gives the library's frequency."""
        chance, base = self.network.chance(condition, piece), self.network.base(piece)
        return max(0.0, (chance - base) / (1 - base))

    def weights(self, condition: ConditionId, evidence: Evidence) -> Mapping[FindingId, float]:
        """What each finding does to this condition alone, as log-odds: above 0 for it, below against it."""
        found: dict[FindingId, float] = {}
        for piece in evidence.present:
            chance, base = self.network.chance(condition, piece), self.network.base(piece)
            ratio = chance / base if chance > base else self.network.contrary_factor(condition, piece)
            found[piece.finding] = found.get(piece.finding, 0.0) + log(ratio)
        for piece in evidence.absent:
            found[piece.finding] = log(1 - self._beyond_leak(condition, piece))
        for finding, is_so in evidence.background:
            found[finding] = log(self.network.background_factor(condition, finding, is_so=is_so))
        kept = ((f, w) for f, w in found.items() if abs(w) >= LEAST_WEIGHT)
        return dict(sorted(kept, key=lambda pair: (-abs(pair[1]), pair[0])))


def _places(pieces: Iterable[Piece], observed: Iterable[Observation]) -> list[tuple[int, int]]:
    """Where each piece was heard in her words; (0, 0) for what several refinements imply, and for answers."""
    heard = {o.finding: (o.start, o.end) for o in observed if o.presence is Presence.PRESENT}
    return [heard.get(piece.finding, (0, 0)) for piece in pieces]


def _raised(cause: Cause, prior: float) -> bool:
    """Whether history alone made a cause likelier."""
    return inference.untouched(cause).present - prior > ROUNDING


def _explained(chance: Chance, prior: float) -> float:
    """What of a chance is due to what was said; differences of rounding are none."""
    gained = max(chance.active, chance.present - prior)
    return gained if gained > ROUNDING else 0.0


def _told(names: Iterable[ConditionId], explained: Sequence[float], overtone: Overtone) -> list[bool]:
    """Which conditions are told: those that explain something, that her words name, or, beside others, are near to."""
    also = {overtone.named, *overtone.near} if any(explained) else {overtone.named}
    return [share > 0 or name in also for name, share in zip(names, explained, strict=True)]


def _for_urgency(heard: Iterable[float], shares: Iterable[float], is_named: Iterable[bool]) -> list[float]:
    """What counts for urgency of what conditions explain: of the one that tales name, at least its share."""
    return [max(h, share if named else 0.0) for h, share, named in zip(heard, shares, is_named, strict=True)]


def _counts(explained: float, untold: Sequence[float], *, is_history: bool) -> float:
    """What counts for urgency of what a condition explains, when its complaints `untold` were not spoken of."""
    if is_history and explained < FROM_HISTORY:
        return 0.0
    return explained * exp(alone.log_silence(untold))
