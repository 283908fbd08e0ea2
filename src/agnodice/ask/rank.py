"""Rank guides for a question by four named scores, each between 0 and 1, and by how likely they make its words.

core         how much of what a guide is about the question holds. A concept weighs its idf (Spärck Jones 1972) times
             the share of the guide's wordings that hold it; the sum is taken over that of the three weightiest.
containment  how much of one of the guide's wordings stands in the question, however much else does.
nearness     how close question and wording are as a whole: the cosine of their sets of concepts, weighed by idf.
finding      the share of what the question says she notices that the guide is about.

score = 0.25 core + 0.17 containment + 0.38 nearness + 0.20 finding, less 0.038 for every nat by which the guide makes
the question less likely than the likeliest guide does (likelihood.py). Wordings are how people ask, so the best of them
counts, not their mean. Weights are those of a logistic regression on the development half of the cases (docs/adr/0008),
rounded; they are reported on the half not looked at.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt  # fsum: a sum over a set must not depend on its order

from agnodice.model.clinical import FindingId
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome

CORE, CONTAINMENT, NEARNESS, FINDING = 0.25, 0.17, 0.38, 0.20
LESS_LIKELY = 0.038  # for each nat
SURE = 0.42
SURE_LEAD = 0.03
POSSIBLE = 0.29
POSSIBLE_WITH_FINDINGS = 0.20  # she notices something that the library knows
ELSEWHERE = "elsewhere"  # the concept of what the library does not cover (words/synonyms.toml)
CORE_SIZE = 3
UNKNOWN_WEIGHT = 0.5
Likeness = tuple[float, float]  # nearness and containment


@dataclass(frozen=True)
class Wordings:
    """A guide as the ranker sees it: its wordings as sets of concepts, all concepts of its names, its findings."""

    guide: GuideId
    wordings: tuple[frozenset[str], ...]
    names: frozenset[str]
    findings: frozenset[FindingId]


class Ranker:
    """Knows every guide's wordings and how telling each concept is."""

    def __init__(self, guides: Iterable[Wordings]) -> None:
        self.guides = tuple(guides)
        self._idf = _idf([frozenset().union(guide.names, *guide.wordings) for guide in self.guides])
        self._unknown = UNKNOWN_WEIGHT * max(self._idf.values(), default=1.0)
        self._rows = [(g.guide, len(w) > 1, self._weight(w)) for g in self.guides for w in g.wordings]
        self._holding = _holding(wording for g in self.guides for wording in g.wordings)
        self._cores = {g.guide: self._core_of(g) for g in self.guides}
        self._wholes = {name: _whole(core) for name, core in self._cores.items()}

    def rank(
        self, question: Collection[str], findings: Collection[FindingId], likelihoods: Mapping[str, float]
    ) -> tuple[Hit, ...]:
        """Guides for a question's concepts, best first; those that share nothing are left out.

        `likelihoods`: how likely each guide makes the question's words, in nats; none counts as all alike.
        """
        asked = frozenset(question)
        if ELSEWHERE in asked:
            return ()
        best = max(likelihoods.values(), default=0.0)
        lacks = {g.guide: LESS_LIKELY * (best - likelihoods.get(g.guide, best)) for g in self.guides}
        alike = self._likeness(asked)
        hits = (Hit(g.guide, self._score(g, asked, findings, alike) - lacks[g.guide]) for g in self.guides)
        return tuple(sorted((h for h in hits if h.score > 0), key=lambda h: (-h.score, h.guide)))

    def core(self, guide: GuideId, question: Collection[str]) -> float:
        """How much of what a guide is about the question holds, 0 to 1."""
        weights = self._cores[guide]
        held = fsum([weights[concept] for concept in set(question) if concept in weights])
        return min(1.0, held / self._wholes[guide])

    def _core_of(self, guide: Wordings) -> dict[str, float]:
        counts = Counter(concept for wording in guide.wordings for concept in wording)
        return {c: n / len(guide.wordings) * self._idf[c] for c, n in counts.items() if n > 1}

    def _score(
        self, guide: Wordings, asked: frozenset[str], findings: Collection[FindingId], alike: Mapping[GuideId, Likeness]
    ) -> float:
        told = len(guide.findings.intersection(findings)) / len(findings) if findings else 0.0
        nearness, containment = alike.get(guide.guide, (0.0, 0.0))
        core = self.core(guide.guide, asked)
        return CORE * core + CONTAINMENT * containment + NEARNESS * nearness + FINDING * told

    def _likeness(self, asked: frozenset[str]) -> Mapping[GuideId, Likeness]:
        """For each guide that shares a concept, the best nearness and the best containment over its wordings."""
        whole = self._weight(asked) or 1.0
        nearest: dict[GuideId, float] = {}
        contained: dict[GuideId, float] = {}
        for number, shared in self._shared(asked).items():
            guide, is_telling, weight = self._rows[number]
            nearness = shared / sqrt(whole * weight)
            if nearness > nearest.get(guide, 0.0):
                nearest[guide] = nearness
            if is_telling and shared > contained.get(guide, 0.0) * weight:
                contained[guide] = shared / weight
        return {guide: (nearness, contained.get(guide, 0.0)) for guide, nearness in nearest.items()}

    def _shared(self, asked: frozenset[str]) -> Mapping[int, float]:
        """The weight of what the question shares with each wording that shares anything."""
        shared: dict[int, float] = {}
        for concept in sorted(asked & self._holding.keys()):
            weight = self._idf[concept]
            for number in self._holding[concept]:
                shared[number] = shared.get(number, 0.0) + weight
        return shared

    def _weight(self, concepts: Iterable[str]) -> float:
        return fsum(self._idf.get(concept, self._unknown) for concept in concepts)


def outcome(hits: Sequence[Hit], *, has_findings: bool) -> Outcome:
    """Whether the best hit answers, is worth offering among others, or is none.

    `has_findings`: whether the question says that she notices something.
    """
    if not hits or hits[0].score < (POSSIBLE_WITH_FINDINGS if has_findings else POSSIBLE):
        return Outcome.NONE
    lead = hits[0].score - (hits[1].score if len(hits) > 1 else 0.0)
    return Outcome.ANSWERED if hits[0].score >= SURE and lead >= SURE_LEAD else Outcome.CHOOSE


def _holding(wordings: Iterable[frozenset[str]]) -> Mapping[str, Sequence[int]]:
    """The numbers of the wordings that hold each concept."""
    holding: dict[str, list[int]] = {}
    for number, wording in enumerate(wordings):
        for concept in wording:
            holding.setdefault(concept, []).append(number)
    return holding


def _whole(core: Mapping[str, float]) -> float:
    return sum(sorted(core.values(), reverse=True)[:CORE_SIZE]) or 1.0


def _idf(documents: Sequence[frozenset[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for document in documents:
        for concept in document:
            counts[concept] = counts.get(concept, 0) + 1
    return {concept: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for concept, n in counts.items()}
