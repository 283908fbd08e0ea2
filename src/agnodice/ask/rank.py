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
from math import fsum, inf, log, sqrt  # fsum: a sum over a set must not depend on its order
from operator import truediv

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
        self._told = {guide.guide: self._wordings_of(guide) for guide in self.guides}
        cores = {guide.guide: self._core_of(guide) for guide in self.guides}
        self._wholes = {name: _whole(core) for name, core in cores.items()}
        self._in_cores = _by_concept(cores)
        self._about = _inverted((guide.guide, guide.findings) for guide in self.guides)
        self._telling = _inverted((name, told.holding) for name, told in self._told.items())

    def rank(
        self, question: Collection[str], findings: Collection[FindingId], likelihoods: Mapping[str, float]
    ) -> tuple[Hit, ...]:
        """Guides for a question's concepts, best first; those that share nothing are left out.

        `likelihoods`: how likely each guide makes the question's words, in nats; none counts as all alike.
        """
        asked = frozenset(question)
        if ELSEWHERE in asked:
            return ()
        weights = [(concept, self._idf[concept]) for concept in sorted(asked & self._idf.keys())]
        whole, cores = sqrt(self._weight(asked)) or 1.0, self.cores(asked)
        best = max(likelihoods.values(), default=0.0)
        shares, most = self._shares(findings), self._most(weights)
        hits: list[Hit] = []
        for name, told in self._told.items():
            score = CORE * cores.get(name, 0.0) - LESS_LIKELY * (best - likelihoods.get(name, best))
            score += FINDING * shares.get(name, 0.0)
            if score + NEARNESS * most.get(name, 0.0) / whole + CONTAINMENT > 0:
                nearness, containment = told.likeness(weights)  # of other guides, no wording could save them
                hits.append(Hit(name, score + NEARNESS * nearness / whole + CONTAINMENT * containment))
        return tuple(sorted((h for h in hits if h.score > 0), key=lambda h: (-h.score, h.guide)))

    def _shares(self, findings: Collection[FindingId]) -> Mapping[GuideId, float]:
        """The share of what she notices that each guide is about."""
        counts = Counter(guide for finding in findings for guide in self._about.get(finding, ()))
        return {guide: count / len(findings) for guide, count in counts.items()}

    def _most(self, asked: Iterable[tuple[str, float]]) -> Mapping[GuideId, float]:
        """What nearness cannot exceed: that of a wording which holds all that any of a guide's shares, and no more."""
        shared: dict[GuideId, list[float]] = {}
        for concept, weight in asked:
            for guide in self._telling.get(concept, ()):
                shared.setdefault(guide, []).append(weight)
        return {guide: sqrt(fsum(weights)) for guide, weights in shared.items()}

    def cores(self, question: Collection[str]) -> dict[GuideId, float]:
        """How much of what each guide is about the question holds, 0 to 1; only guides of which it holds something."""
        held: dict[GuideId, list[float]] = {}
        for concept in set(question):
            for guide, weight in self._in_cores.get(concept, ()):
                held.setdefault(guide, []).append(weight)
        return {guide: min(1.0, fsum(weights) / self._wholes[guide]) for guide, weights in held.items()}

    def _core_of(self, guide: Wordings) -> dict[str, float]:
        counts = Counter(concept for wording in guide.wordings for concept in wording)
        return {c: n / len(guide.wordings) * self._idf[c] for c, n in counts.items() if n > 1}

    def _wordings_of(self, guide: Wordings) -> "_Told":
        weights = [self._weight(wording) for wording in guide.wordings]
        telling = [w if len(words) > 1 else inf for w, words in zip(weights, guide.wordings, strict=True)]
        return _Told(_holding(guide.wordings), list(map(sqrt, weights)), telling)

    def _weight(self, concepts: Iterable[str]) -> float:
        return fsum(self._idf.get(concept, self._unknown) for concept in concepts)


@dataclass(frozen=True)
class _Told:
    """A guide's wordings by their numbers: which hold a concept; by each, the root of what it weighs, and what it
    weighs (without end for a single word, which contains too little).
    """

    holding: Mapping[str, Sequence[int]]
    roots: Sequence[float]
    weights: Sequence[float]

    def likeness(self, asked: Iterable[tuple[str, float]]) -> tuple[float, float]:
        """The best nearness, times the root of what the question weighs, and the best containment."""
        shared: dict[int, float] = {}
        for concept, weight in asked:
            for number in self.holding.get(concept, ()):
                shared[number] = shared.get(number, 0.0) + weight
        nearness = max(map(truediv, shared.values(), map(self.roots.__getitem__, shared)), default=0.0)
        return nearness, max(map(truediv, shared.values(), map(self.weights.__getitem__, shared)), default=0.0)


def outcome(hits: Sequence[Hit], *, has_findings: bool) -> Outcome:
    """Whether the best hit answers, is worth offering among others, or is none.

    `has_findings`: whether the question says that she notices something.
    """
    if not hits or hits[0].score < (POSSIBLE_WITH_FINDINGS if has_findings else POSSIBLE):
        return Outcome.NONE
    lead = hits[0].score - (hits[1].score if len(hits) > 1 else 0.0)
    return Outcome.ANSWERED if hits[0].score >= SURE and lead >= SURE_LEAD else Outcome.CHOOSE


def _inverted(about: Iterable[tuple[GuideId, Iterable[str]]]) -> Mapping[str, Sequence[GuideId]]:
    """The guides that each name stands in."""
    found: dict[str, list[GuideId]] = {}
    for guide, names in about:
        for name in names:
            found.setdefault(name, []).append(guide)
    return found


def _by_concept(cores: Mapping[GuideId, Mapping[str, float]]) -> Mapping[str, Sequence[tuple[GuideId, float]]]:
    """What each concept weighs in the cores that hold it."""
    found: dict[str, list[tuple[GuideId, float]]] = {}
    for guide, core in cores.items():
        for concept, weight in core.items():
            found.setdefault(concept, []).append((guide, weight))
    return found


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
