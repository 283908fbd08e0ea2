"""Rank guides for a question by three named scores, each between 0 and 1, and by how much its words speak for them.

core      how much of what a guide is about the question holds. A concept weighs its idf (Spärck Jones 1972) times the
          share of the guide's wordings that hold it; the sum is taken over that of the three weightiest.
nearness  how close the question is to the nearest of the guide's wordings: the cosine of their sets of concepts,
          weighed by idf.
finding   the share of what the question says she notices that the guide is about.

score = 0.14 core + 0.65 nearness + 0.21 finding, less 0.16 for every unit by which the words speak less for the guide
than for the one for which they speak most (likelihood.py), and less what a word from elsewhere costs. Wordings are how
people ask, so the best of them counts, not their mean. Weights are those of a logistic regression on the library's own
wordings, each left out in its turn (docs/adr/0016), rounded.
"""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import fsum, inf, log, sqrt  # fsum: a sum over a set must not depend on its order
from operator import itemgetter, truediv
from typing import Any

from agnodice.model.clinical import FindingId
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome

CORE, NEARNESS, FINDING = 0.14, 0.65, 0.21
LESS_LIKELY = 0.16  # for each unit
SURE = 0.35
SURE_LEAD = 0.15
# Whether a question is one for the library: a logistic regression on left-out wordings and questions out of scope.
SPOKEN_FOR, WHOLE, KNOWN_SHARE, NOTICED = 0.19, 0.026, 0.35, 0.10
SPOKEN_AGAINST = 0.2  # where the words speak for other subjects (words/elsewhere.toml)
IN_SCOPE = 1.0
ELSEWHERE = "elsewhere"  # the concept of what the library does not cover (words/synonyms.toml)
APART, FEW = 0.6, 5  # what it costs; less where there are more concepts than FEW, for a story may hold it by the way
CORE_SIZE = 3
TELLING = 1.9  # idf of a word that about one guide in seven uses
MOST_HITS = 3
UNKNOWN_WEIGHT = 0.5


@dataclass(frozen=True)
class Wordings:
    """A guide as the ranker sees it: its wordings, each a set of concepts, the concepts of its names, its findings."""

    guide: GuideId
    wordings: tuple[Collection[str], ...]
    names: frozenset[str]
    findings: frozenset[FindingId]


def opened(rows: Mapping[str, Any]) -> Iterator[Wordings]:
    """Every guide's wordings from the edition, which numbers concepts: {concepts, guides: [id, wordings, …]}."""
    concept = rows["concepts"].__getitem__
    for guide, wordings, names, findings in rows["guides"]:
        said = tuple([tuple(map(concept, wording)) for wording in wordings])
        yield Wordings(GuideId(guide), said, frozenset(map(concept, names)), frozenset(map(FindingId, findings)))


class Ranker:
    """Knows every guide's wordings and how telling each concept is."""

    def __init__(self, guides: Iterable[Wordings]) -> None:
        self.guides = tuple(guides)
        self._idf = _idf([frozenset().union(guide.names, *guide.wordings) for guide in self.guides])
        self._unknown = UNKNOWN_WEIGHT * max(self._idf.values(), default=1.0)
        self._told: dict[GuideId, _Told] = {}
        self._names = [guide.guide for guide in self.guides]
        self._about = _by_finding(self.guides)
        cores = [self._core_of(guide) for guide in self.guides]
        self._wholes = [_whole(core) for core in cores]
        self._in_cores = _by_concept(cores)
        self._rows: dict[str, Sequence[float]] = {}

    def read_ahead(self) -> None:
        """Make ready now what is otherwise made when a guide or a concept first comes up."""
        for guide in self.guides:
            self._wordings_of(guide)
        for concept in self._in_cores:
            self._core_row(concept)

    def rank(
        self,
        question: Collection[str],
        findings: Collection[FindingId],
        likelihoods: Mapping[str, float],
        most: int = MOST_HITS,
    ) -> tuple[Hit, ...]:
        """Guides for a question's concepts, best first: `most` at least, without those that share nothing with it.

        `likelihoods`: how much the question's words speak for each guide (likelihood.py); none counts as all alike.
        """
        asked = frozenset(question) - {ELSEWHERE}
        apart = APART * min(1.0, FEW / (len(asked) or 1)) if ELSEWHERE in question else 0.0
        weights = [(concept, self._idf[concept]) for concept in sorted(asked & self._idf.keys())]
        part = NEARNESS / (sqrt(self._weight(asked)) or 1.0)
        nearest = part * sqrt(fsum([weight for _, weight in weights]))  # of a wording that holds all that is known
        rest = zip(self._without_nearness(asked, findings, likelihoods), self.guides, strict=True)
        best: list[Hit] = []
        for score, guide in sorted(rest, key=itemgetter(0), reverse=True):
            needed = best[most - 1].score if len(best) >= most else -inf
            if score + nearest < needed:
                break  # no wording could bring this guide, or one after it, among the best
            told = self._told.get(guide.guide) or self._wordings_of(guide)
            if score + part * told.most(weights) < needed:
                continue
            nearness = told.likeness(weights)
            if nearness or not guide.findings.isdisjoint(findings):
                insort(best, Hit(guide.guide, score + part * nearness), key=lambda hit: (-hit.score, hit.guide))
        return tuple([Hit(hit.guide, hit.score - apart) for hit in best]) if apart else tuple(best)

    def is_telling(self, concepts: Iterable[str]) -> bool:
        """Whether one of some concepts is used by few guides or none."""
        return any(self._idf.get(concept, inf) >= TELLING for concept in concepts)

    def ground(
        self,
        question: Collection[str],
        likelihoods: Mapping[str, float],
        elsewhere: float = 0.0,
        *,
        has_findings: bool,
    ) -> float:
        """How much there is to think that a question is one for the library, whatever its best hit's score.

        `elsewhere`: how much its words speak for other subjects; `has_findings`: whether it says that she notices
        something.
        """
        asked = frozenset(question) - {ELSEWHERE}
        whole, known = self._weight(asked), self._weight(asked & self._idf.keys())
        share = known / whole if whole else 0.0
        spoken_for = max(likelihoods.values(), default=0.0)
        ours = SPOKEN_FOR * spoken_for + WHOLE * whole + KNOWN_SHARE * share + NOTICED * has_findings
        return ours - SPOKEN_AGAINST * max(0.0, elsewhere)

    def _without_nearness(
        self, asked: frozenset[str], findings: Collection[FindingId], likelihoods: Mapping[str, float]
    ) -> list[float]:
        """What every guide's score is but for its nearness."""
        scores = [CORE * core for core in self._cores(asked)]
        about = Counter(chain.from_iterable(map(self._about.__getitem__, self._about.keys() & findings)))
        for place, count in about.items():
            scores[place] += FINDING * (count / len(findings))
        best = max(likelihoods.values(), default=0.0)
        likely = map(likelihoods.get, self._names, repeat(best))
        return [score - LESS_LIKELY * (best - own) for score, own in zip(scores, likely, strict=True)]

    def _cores(self, question: Iterable[str]) -> list[float]:
        """How much of what each guide is about the question holds, 0 to 1, in the order of guides."""
        held = [self._rows.get(concept) or self._core_row(concept) for concept in question if concept in self._in_cores]
        sums = map(fsum, zip(*held, strict=True)) if held else repeat(0.0, len(self.guides))
        return [weight / whole if weight < whole else 1.0 for weight, whole in zip(sums, self._wholes, strict=True)]

    def _core_row(self, concept: str) -> Sequence[float]:
        """What a concept weighs in the core of each guide."""
        row = [0.0] * len(self.guides)
        for place, weight in self._in_cores[concept]:
            row[place] = weight
        self._rows[concept] = row
        return row

    def _core_of(self, guide: Wordings) -> dict[str, float]:
        counts = Counter(chain.from_iterable(guide.wordings))
        return {c: n / len(guide.wordings) * self._idf[c] for c, n in counts.items() if n > 1}

    def _wordings_of(self, guide: Wordings) -> "_Told":
        roots = [sqrt(self._weight(wording)) or 1.0 for wording in guide.wordings]
        self._told[guide.guide] = _Told(_holding(guide.wordings), roots)
        return self._told[guide.guide]

    def _weight(self, concepts: Iterable[str]) -> float:
        return fsum(map(self._idf.get, concepts, repeat(self._unknown)))


@dataclass(frozen=True)
class _Told:
    """A guide's wordings by their numbers: which hold a concept, and the root of what each weighs, 1 if nothing."""

    holding: Mapping[str, Sequence[int]]
    roots: Sequence[float]

    def most(self, asked: Iterable[tuple[str, float]]) -> float:
        """What nearness cannot exceed: that of a wording which holds all that any of them shares, and no more."""
        return sqrt(fsum([weight for concept, weight in asked if concept in self.holding]))

    def likeness(self, asked: Iterable[tuple[str, float]]) -> float:
        """The best nearness, times the root of what the question weighs."""
        shared = [0.0] * len(self.roots)
        for concept, weight in asked:
            for number in self.holding.get(concept, ()):
                shared[number] += weight
        return max(map(truediv, shared, self.roots), default=0.0)


def outcome(hits: Sequence[Hit], ground: float) -> Outcome:
    """Whether the best hit answers, is worth offering among others, or is none; `ground` as from `Ranker.ground`."""
    if not hits or hits[0].score + ground < IN_SCOPE:
        return Outcome.NONE
    lead = hits[0].score - (hits[1].score if len(hits) > 1 else 0.0)
    return Outcome.ANSWERED if hits[0].score >= SURE and lead >= SURE_LEAD else Outcome.CHOOSE


def _by_finding(guides: Sequence[Wordings]) -> Mapping[FindingId, Sequence[int]]:
    """The places of the guides that are about each finding."""
    found: dict[FindingId, list[int]] = {}
    for place, guide in enumerate(guides):
        for finding in guide.findings:
            found.setdefault(finding, []).append(place)
    return found


def _by_concept(cores: Sequence[Mapping[str, float]]) -> Mapping[str, Sequence[tuple[int, float]]]:
    """What each concept weighs in the cores that hold it, by their guide's place."""
    found: dict[str, list[tuple[int, float]]] = {}
    for place, core in enumerate(cores):
        for concept, weight in core.items():
            found.setdefault(concept, []).append((place, weight))
    return found


def _holding(wordings: Iterable[Collection[str]]) -> Mapping[str, Sequence[int]]:
    """The numbers of the wordings that hold each concept."""
    holding: dict[str, list[int]] = {}
    for number, wording in enumerate(wordings):
        for concept in wording:
            holding.setdefault(concept, []).append(number)
    return holding


def _whole(core: Mapping[str, float]) -> float:
    return sum(sorted(core.values(), reverse=True)[:CORE_SIZE]) or 1.0


def _idf(documents: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(chain.from_iterable(documents))
    return {concept: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for concept, n in counts.items()}
