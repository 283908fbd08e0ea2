"""How likely each guide makes the words of a question: naive Bayes over the guides' own words.

For a concept: log of how often the guide uses it over how often guides in general do, smoothed by what is general (20
words' worth) and by the guide's text, causes and findings (40). Made at build; a question reads the rows of its words.
Multinomial naive Bayes as in Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), ch. 13.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

GENERAL, OWN_TEXT = 20.0, 40.0
NAME_WEIGHT = 0.5  # of a word in the guide's names, beside one in a wording
LEAST_COUNT = 0.5
PARTS = 100  # of a nat


@dataclass(frozen=True)
class Spoken:
    """A guide's words as concepts: of each wording, of its names, and of each part of what it says."""

    guide: str
    wordings: Sequence[Collection[str]]
    names: Collection[str]
    parts: Sequence[Collection[str]]


Row = tuple[str, Sequence[int]]  # a concept; then a guide's place and what it adds there, in PARTS, in turns


def rows(guides: Iterable[Spoken]) -> tuple[Mapping[str, float], list[Row]]:
    """What an unknown word adds to each guide, and for each concept what it adds to the guides that know it."""
    kept = list(guides)
    counts = {spoken.guide: _counts(spoken) for spoken in kept}
    parts = {spoken.guide: Counter(c for part in spoken.parts for c in set(part)) for spoken in kept}
    general: Counter[str] = Counter()
    for count in counts.values():
        general.update(count)
    whole = sum(general.values()) + LEAST_COUNT * len(general)
    found: dict[str, list[int]] = {}
    unknown: dict[str, float] = {}
    for place, (name, count) in enumerate(sorted(counts.items())):
        size, told = sum(count.values()) + GENERAL + OWN_TEXT, sum(parts[name].values()) or 1
        unknown[name] = round(log(GENERAL / size), 3)
        for concept in {*count, *parts[name]}:
            usual = (general[concept] + LEAST_COUNT) / whole
            own = count[concept] + GENERAL * usual + OWN_TEXT * parts[name][concept] / told
            found.setdefault(concept, []).extend((place, round(PARTS * log(own / size / usual))))
    return unknown, sorted(found.items())


class Likelihoods:
    """How likely guides make questions; the rows of concepts are read when they come up, or all at once."""

    def __init__(self, unknown: Mapping[str, float], read: Callable[[Collection[str]], Iterable[Row]]) -> None:
        """`unknown` as from `rows`, in the order of names; `read`: the rows of those of some concepts that have one, in
        the order of concepts.
        """
        self._names, self._lacking, self._read = tuple(unknown), list(unknown.values()), read
        self._kept: dict[str, Sequence[float]] = {}

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep every row there is, so that none is read again."""
        self._kept = {concept: self._whole(row) for concept, row in rows}

    def of(self, concepts: Collection[str]) -> dict[str, float]:
        """The log-likelihood ratio of a question's concepts for each guide."""
        asked = sorted(set(concepts))
        if self._kept:
            known = [self._kept[concept] for concept in asked if concept in self._kept]
        else:
            known = [self._whole(row) for _, row in self._read(asked)]
        return dict(zip(self._names, map(sum, zip(*known, strict=True)), strict=True)) if known else {}

    def _whole(self, row: Sequence[int]) -> Sequence[float]:
        """What a concept adds to each guide, in the order of guides."""
        whole = self._lacking.copy()
        for place, parts in zip(row[::2], row[1::2], strict=True):
            whole[place] = parts / PARTS
        return whole


def _counts(spoken: Spoken) -> Counter[str]:
    counts: Counter[str] = Counter()
    for wording in spoken.wordings:
        counts.update(set(wording))
    for concept in set(spoken.names):
        counts[concept] += NAME_WEIGHT  # type: ignore[assignment]  # Counter adds floats as well
    return counts
