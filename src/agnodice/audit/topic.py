"""Find what a page is about: guides by its title and by what it names, or nothing, when the library does not cover it.

The title is asked as a question is (ask/rank.py); the text votes by the conditions and findings it names, each weighed
by how few guides are about it and how often it stands there.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p

from agnodice.audit.mentions import Sentence
from agnodice.model.clinical import ConditionId
from agnodice.model.content import GuideId

TITLE, BODY = 0.55, 0.45
SURE, CLOSE = 0.30, 0.82  # least score of a topic; part of the best score that another guide must reach
MOST_GUIDES = 3
LEAD = 2.0  # what a guide's first conditions weigh beside its others
MOST_CONDITIONS = 12


@dataclass(frozen=True)
class GuideWords:
    """A guide's conditions and findings in its own order, the most central first."""

    guide: GuideId
    conditions: Sequence[str]
    findings: Sequence[str]


class Finder:
    """Knows which guides are about a condition or finding, and how few they are."""

    def __init__(self, guides: Sequence[GuideWords]) -> None:
        self._guides = guides
        counts = Counter(name for guide in guides for name in (*guide.conditions, *guide.findings))
        self._rarity = {name: log(1 + len(guides) / n) for name, n in counts.items()}

    def topics(self, titled: Mapping[GuideId, float], sentences: Sequence[Sentence]) -> tuple[GuideId, ...]:
        """The guides a page is about, best first; none when it is outside the library.

        `titled`: how well each guide fits the title, 0 to 1.
        """
        body = self._body(sentences)
        scores = {g.guide: TITLE * titled.get(g.guide, 0.0) + BODY * body.get(g.guide, 0.0) for g in self._guides}
        best = max(scores.values(), default=0.0)
        near = [name for name, score in scores.items() if score >= max(SURE, CLOSE * best)]
        return tuple(sorted(near, key=lambda name: (-scores[name], name))[:MOST_GUIDES])

    def _body(self, sentences: Sequence[Sentence]) -> dict[GuideId, float]:
        """How much of what the text names each guide is about, 0 to 1."""
        named = Counter(str(name) for s in sentences if s.is_text for name in (*s.conditions, *s.findings))
        weight = {name: self._rarity[name] * log1p(n) for name, n in named.items() if name in self._rarity}
        whole = sum(weight.values()) or 1.0
        return {g.guide: min(1.0, self._share(g, weight) / whole) for g in self._guides}

    def _share(self, guide: GuideWords, weight: Mapping[str, float]) -> float:
        central = {*guide.conditions[:1], *guide.findings[:2]}
        names = {*guide.conditions, *guide.findings}
        return sum(weight[name] * (LEAD if name in central else 1.0) for name in names if name in weight)


def conditions_named(sentences: Sequence[Sentence]) -> tuple[ConditionId, ...]:
    """The conditions a page names, most often first."""
    named = Counter(name for s in sentences if s.is_text for name in s.conditions)
    return tuple(sorted(named, key=lambda name: (-named[name], name))[:MOST_CONDITIONS])
