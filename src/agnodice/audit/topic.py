"""Find what a page is about: guides by its title and by what it names, or nothing, when the library does not cover it.

The title is asked as a question is (ask/rank.py); the text votes by the conditions and findings it names, each weighed
by how few guides are about it and how often it stands there.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, log1p, sqrt

from agnodice.audit.mentions import Sentence
from agnodice.model.clinical import ConditionId
from agnodice.model.content import GuideId

TITLE, BODY = 0.55, 0.45
TITLED = 0.6  # a title that fits so well needs no such word
KEYLESS = 0.75  # for a guide whose most telling word is nowhere on the page
SURE, CLOSE = 0.275, 0.82  # least score of a topic; part of the best score that another guide must reach
MOST_GUIDES = 3
FADES = 4.0  # places in a guide's list after which a name weighs half
MOST_CONDITIONS = 12


@dataclass(frozen=True)
class GuideWords:
    """A guide's conditions and findings in its own order, the most central first."""

    guide: GuideId
    conditions: Sequence[str]
    findings: Sequence[str]
    key: str  # the most telling concept of its question


class Finder:
    """Knows which guides are about a condition or finding, and how few they are."""

    def __init__(self, guides: Sequence[GuideWords]) -> None:
        counts = Counter(name for guide in guides for name in {*guide.conditions, *guide.findings})
        self._rarity = {name: log(1 + len(guides) / n) for name, n in counts.items()}
        self._guides = {guide.guide: self._weighed(guide) for guide in guides}
        self._keys = {guide.guide: guide.key for guide in guides}
        self._about: dict[str, list[tuple[GuideId, float]]] = {}
        for name, weighed in self._guides.items():
            for about, weight in weighed.items():
                self._about.setdefault(about, []).append((name, weight))

    def _weighed(self, guide: GuideWords) -> dict[str, float]:
        """What a guide is about, the first named most, as a vector of length 1."""
        weight: dict[str, float] = {}
        for names in (guide.conditions, guide.findings):
            for place, name in enumerate(names):
                weight[name] = self._rarity[name] / (1 + place / FADES)
        length = sqrt(sum(w * w for w in weight.values())) or 1.0
        return {name: w / length for name, w in weight.items()}

    def topics(self, titled: Mapping[GuideId, float], sentences: Sequence[Sentence]) -> tuple[GuideId, ...]:
        """The guides a page is about, best first; none when it is outside the library.

        `titled`: how well each guide fits the title, 0 to 1.
        """
        body = self._body(sentences)
        told = frozenset().union(*[s.folded.concepts for s in sentences if s.is_text])
        scores: dict[GuideId, float] = {}
        for name in titled.keys() | body.keys():  # of any other guide nothing is told
            title = titled.get(name, 0.0)
            fit = 1.0 if self._keys[name] in told or title >= TITLED else KEYLESS
            scores[name] = fit * (TITLE * title + BODY * body.get(name, 0.0))
        best = max(scores.values(), default=0.0)
        near = [name for name, score in scores.items() if score >= max(SURE, CLOSE * best)]
        return tuple(sorted(near, key=lambda name: (-scores[name], name))[:MOST_GUIDES])

    def _body(self, sentences: Sequence[Sentence]) -> dict[GuideId, float]:
        """How near what the text names is to what each guide is about: the cosine, 0 to 1."""
        named = Counter[str](
            chain.from_iterable([*s.conditions, *s.findings] for s in sentences if s.told and s.is_text)
        )
        weight = {name: self._rarity[name] * log1p(n) for name, n in sorted(named.items()) if name in self._rarity}
        length = sqrt(sum(w * w for w in weight.values())) or 1.0
        near: dict[GuideId, float] = {}
        for name, told in weight.items():
            for guide, about in self._about[name]:
                near[guide] = near.get(guide, 0.0) + about * told
        return {guide: whole / length for guide, whole in near.items()}


def conditions_named(sentences: Sequence[Sentence]) -> tuple[ConditionId, ...]:
    """The conditions a page names, most often first."""
    named = Counter(name for s in sentences if s.is_text for name in s.conditions)
    return tuple(sorted(named, key=lambda name: (-named[name], name))[:MOST_CONDITIONS])
