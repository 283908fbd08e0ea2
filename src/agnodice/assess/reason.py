"""From evidence to hypotheses: the posterior of every condition that can apply, most likely first."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from agnodice.assess.inference import MOST_POSITIVES, Cause, Problem, fold, posterior
from agnodice.assess.network import Evidence, Excluded, Network
from agnodice.model.clinical import ConditionId, FindingId, Observation, Person

LEAST_LEAK, MOST_LINK = 1e-6, 0.99


@dataclass(frozen=True)
class Hypothesis:
    """A condition with its chances after what was said: that it is there (`probability`), and that it is there and has
    brought on something of it (`explains`). `weights` say what speaks for (above 0) and against it, in log-odds.
    """

    condition: ConditionId
    probability: float
    explains: float = 0.0
    weights: tuple[tuple[FindingId, float], ...] = ()


@dataclass(frozen=True)
class Reasoned:
    """All hypotheses, what cannot apply, and findings left out to keep the cost bounded."""

    hypotheses: tuple[Hypothesis, ...]
    excluded: tuple[Excluded, ...]
    evidence: Evidence
    folded: tuple[FindingId, ...]


class Reasoner:
    """Reasons over one network."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def reason(self, observed: Iterable[Observation], person: Person) -> Reasoned:
        """The posterior given what was observed of this person."""
        evidence = self.network.evidence(observed)
        priors = self.network.priors(person)
        names = [name for name in priors if priors[name] > 0]
        linked = [f for f in evidence.present if any(self.network.link(c, f) > 0 for c in names)]
        links = [self._links(name, linked) for name in names]
        leaks = [max(LEAST_LEAK, self.network.leak(f)) for f in linked]
        kept = fold(links, leaks) if len(linked) > MOST_POSITIVES else list(range(len(linked)))
        place = {j: at for at, j in enumerate(kept)}
        causes = [
            Cause(priors[name], {place[j]: w for j, w in row.items() if j in place}, self._silent(name, evidence))
            for name, row in zip(names, links, strict=True)
        ]
        problem = Problem(causes, [leaks[j] for j in kept])
        found = zip(names, posterior(problem), strict=True)
        hypotheses = (Hypothesis(name, c.present, c.active, self._weights(name, evidence)) for name, c in found)
        folded = tuple(f for j, f in enumerate(linked) if j not in place)
        ranked = tuple(sorted(hypotheses, key=lambda h: (-h.explains, -h.probability, h.condition)))
        return Reasoned(ranked, self.network.excluded(person), evidence, folded)

    def _links(self, condition: ConditionId, findings: list[FindingId]) -> dict[int, float]:
        row = {j: min(MOST_LINK, self.network.link(condition, f)) for j, f in enumerate(findings)}
        return {j: w for j, w in row.items() if w > 0}

    def _silent(self, condition: ConditionId, evidence: Evidence) -> float:
        """P(the condition causes none of the absent findings)."""
        product = 1.0
        for finding in evidence.absent:
            product *= 1 - min(MOST_LINK, self.network.link(condition, finding))
        return product

    def _weights(self, condition: ConditionId, evidence: Evidence) -> tuple[tuple[FindingId, float], ...]:
        """Log-likelihood ratio of each finding for this condition alone, strongest first."""
        found: list[tuple[FindingId, float]] = []
        for finding in evidence.present:
            link, leak = self.network.link(condition, finding), max(LEAST_LEAK, self.network.leak(finding))
            found.append((finding, log((1 - (1 - leak) * (1 - min(MOST_LINK, link))) / leak)))
        for finding in evidence.absent:
            link = min(MOST_LINK, self.network.link(condition, finding))
            found.append((finding, log(1 - link) if link else 0.0))
        kept = (pair for pair in found if pair[1])
        return tuple(sorted(kept, key=lambda pair: (-abs(pair[1]), pair[0])))
