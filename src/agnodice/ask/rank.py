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
ROUNDING = 1e-9  # a bound on a score may lie so far below it


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
        self._cores = [self._core_of(guide) for guide in self.guides]
        self._in_cores = _parts(self._cores)
        self._in_wordings = _places(frozenset().union(*guide.wordings) for guide in self.guides)
        self._about = _places(guide.findings for guide in self.guides)
        self._told: dict[int, _Told] = {}

    def read_ahead(self) -> None:
        """Look through every guide's wordings now instead of when it may first be a hit."""
        for place in range(len(self.guides)):
            self._told_at(place)

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
        whole, best = sqrt(self._weight(asked)) or 1.0, max(likelihoods.values(), default=0.0)
        less = [LESS_LIKELY * (best - likelihoods.get(guide.guide, best)) for guide in self.guides]
        hits: list[Hit] = []
        for place in self._possible(weights, whole, findings, less):
            guide, told = self.guides[place], self._told_at(place)
            score = CORE * told.core_in(asked) - less[place]
            score += FINDING * _share(guide.findings, findings)
            nearness, containment = told.likeness(weights)
            hits.append(Hit(guide.guide, score + NEARNESS * nearness / whole + CONTAINMENT * containment))
        return tuple(sorted((h for h in hits if h.score > 0), key=lambda h: (-h.score, h.guide)))

    def _possible(
        self,
        weights: Sequence[tuple[str, float]],
        whole: float,
        findings: Collection[FindingId],
        less: Sequence[float],
    ) -> list[int]:
        """The places of the guides whose score may be above 0: of the others, no wording could save them.

        Nearness cannot exceed that of a wording which holds all that any of the guide's wordings shares, and no more.
        """
        most = [CONTAINMENT + ROUNDING - lost for lost in less]
        shared = [0.0] * len(most)
        for concept, weight in weights:
            for place, part in self._in_cores.get(concept, ()):
                most[place] += CORE * part
            for place in self._in_wordings.get(concept, ()):
                shared[place] += weight
        for finding in findings:
            for place in self._about.get(finding, ()):
                most[place] += FINDING / len(findings)
        return [i for i, rest in enumerate(most) if rest + NEARNESS * sqrt(shared[i]) / whole > 0]

    def _told_at(self, place: int) -> "_Told":
        if place not in self._told:
            self._told[place] = self._told_of(self.guides[place], self._cores[place])
        return self._told[place]

    def _told_of(self, guide: Wordings, core: Mapping[str, float]) -> "_Told":
        weights = [self._weight(wording) for wording in guide.wordings]
        telling = [w if len(words) > 1 else inf for w, words in zip(weights, guide.wordings, strict=True)]
        return _Told(core, _whole(core), _places(guide.wordings), list(map(sqrt, weights)), telling)

    def _core_of(self, guide: Wordings) -> dict[str, float]:
        counts = Counter(concept for wording in guide.wordings for concept in wording)
        return {c: n / len(guide.wordings) * self._idf[c] for c, n in counts.items() if n > 1}

    def _weight(self, concepts: Iterable[str]) -> float:
        return fsum(self._idf.get(concept, self._unknown) for concept in concepts)


@dataclass(frozen=True)
class _Told:
    """What a guide is about (its core, and what the weightiest of that weigh), and its wordings by their numbers: which
    hold a concept; by each, the root of what it weighs, and what it weighs (without end for a single word, which
    contains too little).
    """

    core: Mapping[str, float]
    whole: float
    holding: Mapping[str, Sequence[int]]
    roots: Sequence[float]
    weights: Sequence[float]

    def core_in(self, asked: Iterable[str]) -> float:
        """How much of what the guide is about a question holds, 0 to 1."""
        return min(1.0, fsum([self.core[concept] for concept in asked if concept in self.core]) / self.whole)

    def likeness(self, asked: Iterable[tuple[str, float]]) -> tuple[float, float]:
        """The best nearness, times the root of what the question weighs, and the best containment."""
        shared: dict[int, float] = {}
        so_far, holding, roots, weights = shared.get, self.holding, self.roots, self.weights
        for concept, weight in asked:
            for number in holding.get(concept, ()):
                shared[number] = so_far(number, 0.0) + weight
        nearness = max([share / roots[number] for number, share in shared.items()], default=0.0)
        return nearness, max([share / weights[number] for number, share in shared.items()], default=0.0)


def outcome(hits: Sequence[Hit], *, has_findings: bool) -> Outcome:
    """Whether the best hit answers, is worth offering among others, or is none.

    `has_findings`: whether the question says that she notices something.
    """
    if not hits or hits[0].score < (POSSIBLE_WITH_FINDINGS if has_findings else POSSIBLE):
        return Outcome.NONE
    lead = hits[0].score - (hits[1].score if len(hits) > 1 else 0.0)
    return Outcome.ANSWERED if hits[0].score >= SURE and lead >= SURE_LEAD else Outcome.CHOOSE


def _share(of_guide: frozenset[FindingId], findings: Collection[FindingId]) -> float:
    """The share of what she notices that a guide is about."""
    return len(of_guide.intersection(findings)) / len(findings) if findings else 0.0


def _parts(cores: Iterable[Mapping[str, float]]) -> Mapping[str, Sequence[tuple[int, float]]]:
    """By concept, the places of the cores that hold it, and the part of the whole that it is there."""
    found: dict[str, list[tuple[int, float]]] = {}
    for place, core in enumerate(cores):
        whole = _whole(core)
        for concept, weight in core.items():
            found.setdefault(concept, []).append((place, weight / whole))
    return found


def _places(named: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """By name, the places at which it is named."""
    found: dict[str, list[int]] = {}
    for place, names in enumerate(named):
        for name in names:
            found.setdefault(name, []).append(place)
    return found


def _whole(core: Mapping[str, float]) -> float:
    return sum(sorted(core.values(), reverse=True)[:CORE_SIZE]) or 1.0


def _idf(documents: Sequence[frozenset[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for document in documents:
        for concept in document:
            counts[concept] = counts.get(concept, 0) + 1
    return {concept: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for concept, n in counts.items()}
