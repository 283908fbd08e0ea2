"""Numbers told in set words: "N years old", "last period N UNIT ago". Each with the items it was read in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from agnodice.text.reading import Item

BREAK = "|"  # how patterns write a comma, a full stop, the start and the end
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_UNIT_CONCEPTS = frozenset(unit for unit in UNITS if f"{unit}s" in UNITS)
_TENS = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})
_UNITS_OF_TEN = {"one": 1, **{str(unit): unit for unit in range(1, 10)}}
_ONES = frozenset({"a", "one"})
_PLACES = frozenset({"N", "UNIT"})
_STEPS = (-1, 1, 2)  # from an N to a word of its pattern
_NUMBER = re.compile(r"(?<!\S)(?:\d+|a|one)(?!\S)")  # as `_row` takes them


@dataclass(frozen=True)
class Number:
    """A number in the words of a pattern. `days` is the length of the UNIT behind it, 1 without one.

    `first`, `last`: indexes of the first and last item; `then`: the word that follows; `before`: the one ahead.
    """

    value: int
    days: int
    first: int
    last: int
    before: str
    then: str


@dataclass(frozen=True)
class _Row:
    """Plain words with the items they come from, BREAK at breaks, start and end; and where numbers stand."""

    words: list[str]
    items: list[int]
    numbers: list[int]


@dataclass(frozen=True)
class _Pattern:
    """A pattern's words, its place in its list, and how many of its words stand ahead of its last N."""

    order: int
    parts: tuple[str, ...]
    ahead: int


class Numbers:
    """The numbers of one read text. The text is laid out once, however much is asked of it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self._rows: dict[bool, _Row] = {}
        self._may_tell = _NUMBER.search(" ".join([item.word for item in items])) is not None

    def told(self, patterns: tuple[str, ...], *, without_small: bool = False) -> Iterator[Number]:
        """Every number that stands where N stands in one of `patterns`, in the patterns' order, then from left to
        right.
        """
        if not self._may_tell:
            return
        if without_small not in self._rows:
            self._rows[without_small] = _row(self.items, without_small=without_small)
        row = self._rows[without_small]
        table = _by_neighbour(patterns) if row.numbers else {}
        near = (
            (pattern.order, place - pattern.ahead, pattern.parts)
            for place in row.numbers
            for step in _STEPS
            for pattern in table.get((step, row.words[(place + step) % len(row.words)]), ())
        )
        for _, start, parts in sorted(near):
            if read := _read(row, start, parts):
                yield read


def _row(items: Sequence[Item], *, without_small: bool) -> _Row:
    """The row of a text; "thirty one" (as 30, one) made 31."""
    words, places = [BREAK], [0]
    for index, item in enumerate(items):
        if without_small and item.is_small and not _counts_one(items, index):
            continue
        for word in [BREAK] if item.is_break else _words(item):
            if word in _UNITS_OF_TEN and words[-1] in _TENS:
                words[-1] = str(int(words[-1]) + _UNITS_OF_TEN[word])
            else:
                words.append(word)
                places.append(index)
    numbers = [place for place, word in enumerate(words) if word in _ONES or word.isdecimal()]
    return _Row([*words, BREAK], [*places, len(items)], numbers)


@cache
def _by_neighbour(patterns: tuple[str, ...]) -> Mapping[tuple[int, str], Sequence[_Pattern]]:
    """Patterns by one word near their last N, and how far from it: the one ahead, or else the first behind that is no
    UNIT.
    """
    found: dict[tuple[int, str], list[_Pattern]] = {}
    for order, pattern in enumerate(patterns):
        parts = tuple(pattern.replace("-", " ").split())
        ahead = len(parts) - 1 - parts[::-1].index("N")
        step = next(step for step in _STEPS if 0 <= ahead + step < len(parts) and parts[ahead + step] not in _PLACES)
        found.setdefault((step, parts[ahead + step]), []).append(_Pattern(order, parts, ahead))
    return found


def _words(item: Item) -> list[str]:
    """The words of an item as written; a misspelt unit ("weesk") as it is read."""
    if " " in item.word:
        return item.word.split(" ")
    if item.word in UNITS or _UNIT_CONCEPTS.isdisjoint(item.concepts):
        return [item.word]
    return next([f"{concept}s"] for concept in item.concepts if concept in _UNIT_CONCEPTS)


def _counts_one(items: Sequence[Item], index: int) -> bool:
    """Whether an "a" is a number: "a month ago"."""
    return items[index].word in _ONES and index + 1 < len(items) and items[index + 1].word in UNITS


def _read(row: _Row, start: int, parts: Sequence[str]) -> Number | None:
    """The number that a pattern tells when it is laid on a row from `start` on; None when it does not fit."""
    end = start + len(parts)
    if start < 0 or end > len(row.words):
        return None
    read = _fits(parts, row.words[start:end])
    if read is None:
        return None
    places = [row.items[place] for place in range(start, end) if row.words[place] != BREAK]
    ahead = row.words[start - 1] if start else BREAK
    follows = row.words[end] if end < len(row.words) else BREAK
    return Number(*read, min(places), max(places), ahead, follows)


def _fits(parts: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    """The number at N and the days of UNIT when as many `words` fit."""
    value, days = 0, 1
    for part, word, then in zip(parts, words, (*parts[1:], BREAK), strict=True):
        if part == "N" and word in _ONES and then.isdecimal():
            return None  # "A 40-year-old" is no first week of 40
        if part == "N" and (word in _ONES or (word.isdecimal() and len(word) < 5)):
            value = 1 if word in _ONES else int(word)
        elif part == "UNIT" and word in UNITS:
            days = UNITS[word]
        elif part != word:
            return None
    return value, days
