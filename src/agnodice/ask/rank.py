"""Rank guides for a question by four named scores, each between 0 and 1.

nearness   the closest of a guide's own wordings: the cosine of the two sets of concepts, each weighed by its idf
           (Spärck Jones 1972). "Also" wordings are how people ask, so the nearest of them counts, not their mean.
coverage   the share of the question's weight that the guide's wordings and names know at all. It is low for a question
           about something else, however well one word fits.
passage    bm25 of the guide's best passage (Robertson and Zaragoza 2009), squashed by s / (s + 6).
finding    the share of what the question says she notices that the guide is about.

score = 0.55 nearness + 0.25 coverage + 0.12 passage + 0.08 finding. The weights and the two thresholds were set on the
development half of tests/cases/ask.toml and reported on the half that was not looked at.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from agnodice.model.clinical import FindingId
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome

NEARNESS, COVERAGE, PASSAGE, FINDING = 0.55, 0.25, 0.12, 0.08
SURE = 0.50
SURE_LEAD = 0.03
POSSIBLE = 0.36
LEAST_COVERAGE = 0.45
PASSAGE_HALF = 6.0
UNKNOWN_WEIGHT = 0.6


@dataclass(frozen=True)
class Wordings:
    """A guide as the ranker sees it: its wordings as sets of concepts, and all concepts of its names."""

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
        self._norms = {g.guide: tuple(sqrt(self._weight(w)) for w in g.wordings) for g in self.guides}
        self._known = {g.guide: g.names.union(*g.wordings) for g in self.guides}

    def rank(
        self, question: Collection[str], passages: Mapping[str, float], findings: Collection[FindingId]
    ) -> tuple[Hit, ...]:
        """Guides for a question's concepts, best first; those that share nothing are left out."""
        asked = frozenset(question)
        hits = (Hit(g.guide, self._score(g, asked, passages, findings)) for g in self.guides)
        return tuple(sorted((h for h in hits if h.score > 0), key=lambda h: (-h.score, h.guide)))

    def coverage(self, guide: GuideId, question: Collection[str]) -> float:
        """The share of the question's weight that a guide knows."""
        asked = frozenset(question)
        return self._weight(asked & self._known[guide]) / (self._weight(asked) or 1.0)

    def _score(
        self,
        guide: Wordings,
        asked: frozenset[str],
        passages: Mapping[str, float],
        findings: Collection[FindingId],
    ) -> float:
        found = passages.get(guide.guide, 0.0)
        told = len(guide.findings.intersection(findings)) / len(findings) if findings else 0.0
        parts = (
            (NEARNESS, self._nearness(guide, asked)),
            (COVERAGE, self.coverage(guide.guide, asked)),
            (PASSAGE, found / (found + PASSAGE_HALF)),
            (FINDING, told),
        )
        return sum(weight * part for weight, part in parts)

    def _nearness(self, guide: Wordings, asked: frozenset[str]) -> float:
        norm = sqrt(self._weight(asked)) or 1.0
        pairs = zip(guide.wordings, self._norms[guide.guide], strict=True)
        return max((self._weight(asked & wording) / (norm * (own or 1.0)) for wording, own in pairs), default=0.0)

    def _weight(self, concepts: Iterable[str]) -> float:
        return sum(self._idf.get(concept, self._unknown) for concept in concepts)


def outcome(hits: Sequence[Hit], coverage: float) -> Outcome:
    """Whether the best hit answers, is worth offering among others, or is none. `coverage` is the best hit's."""
    if not hits or hits[0].score < POSSIBLE or coverage < LEAST_COVERAGE:
        return Outcome.NONE
    lead = hits[0].score - (hits[1].score if len(hits) > 1 else 0.0)
    return Outcome.ANSWERED if hits[0].score >= SURE and lead >= SURE_LEAD else Outcome.CHOOSE


def _idf(documents: Sequence[frozenset[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for document in documents:
        for concept in document:
            counts[concept] = counts.get(concept, 0) + 1
    return {concept: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for concept, n in counts.items()}
