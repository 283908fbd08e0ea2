"""How much each word of a question speaks for each guide: naive Bayes over the guides' own words, then corrected.

For a concept: log of how often the guide uses it over how often guides in general do, smoothed by what is general (20
words' worth) and by the guide's text, causes and findings (40). Multinomial naive Bayes as in Manning, Raghavan and
Schütze, Introduction to Information Retrieval (2008), ch. 13. Words that come together count twice there, so the sums
are then corrected on the wordings themselves (teaching.py). Made at build; a question reads the rows of its words.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

GENERAL, OWN_TEXT = 20.0, 40.0
NAME_WEIGHT = 0.5  # of a word in the guide's names, beside one in a wording
LEAST_COUNT = 0.5
PARTS = 100  # of a nat
ELSEWHERE = "~elsewhere"  # stands among the guides for all that none of them is about; no id can look so
TEMPER = 0.2  # words that come together are no witnesses of their own


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
    from agnodice.ask.teaching import teach  # noqa: PLC0415  (a question needs none of it)

    kept = sorted(guides, key=lambda spoken: spoken.guide)
    unknown, bayes = _bayes(kept)
    taught = teach(bayes, [(place, wording) for place, spoken in enumerate(kept) for wording in spoken.wordings])
    lacking = dict(zip((spoken.guide for spoken in kept), unknown, strict=True))
    found: list[Row] = [(concept, _sparse(row, unknown)) for concept, row in sorted(taught.items())]
    return {name: parts / PARTS for name, parts in lacking.items()}, found


def _sparse(row: Sequence[int], unknown: Sequence[int]) -> list[int]:
    """A whole row without what is as for an unknown word: places and parts in turns."""
    pairs = enumerate(zip(row, unknown, strict=True))
    return [number for place, (parts, usual) in pairs if parts != usual for number in (place, parts)]


def _bayes(guides: Sequence[Spoken]) -> tuple[list[int], dict[str, list[int]]]:
    """For an unknown word, and for each concept, what it adds to each guide, in PARTS, tempered."""
    counts = [_counts(spoken) for spoken in guides]
    parts = [Counter(c for part in spoken.parts for c in set(part)) for spoken in guides]
    general: Counter[str] = Counter()
    for count in counts:
        general.update(count)
    whole = sum(general.values()) + LEAST_COUNT * len(general)
    sizes = [sum(count.values()) + GENERAL + OWN_TEXT for count in counts]
    unknown = [_parts(GENERAL / size) for size in sizes]
    found = {concept: unknown.copy() for concept in {*general, *(c for part in parts for c in part)}}
    for place, (count, part) in enumerate(zip(counts, parts, strict=True)):
        told = sum(part.values()) or 1
        for concept in {*count, *part}:
            usual = (general[concept] + LEAST_COUNT) / whole
            own = count[concept] + GENERAL * usual + OWN_TEXT * part[concept] / told
            found[concept][place] = _parts(own / sizes[place] / usual)
    return unknown, found


def _parts(ratio: float) -> int:
    return round(PARTS * TEMPER * log(ratio))


class Likelihoods:
    """How much questions speak for guides; the rows of concepts are read when they come up, or all at once."""

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
        """How much a question's concepts speak for each guide."""
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
