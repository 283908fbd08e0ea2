"""Numbers told in set words: "N years old", "last period N UNIT ago". Each with the items it was read in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from agnodice.text.reading import Item

BREAK = "|"  # how patterns write a comma, a full stop, the start and the end
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_TENS = frozenset({"20", "30", "40", "50", "60", "70"})
_UNITS_OF_TEN = {"one": 1, **{str(unit): unit for unit in range(1, 10)}}
_ONES = frozenset({"a", "one"})


@dataclass(frozen=True)
class Told:
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
class _Word:
    word: str
    item: int


def told(items: Sequence[Item], patterns: Iterable[str], *, without_small: bool = False) -> Iterator[Told]:
    """Every number that stands where N stands in one of `patterns`, in the patterns' order, then from left to right."""
    row = _row(items, without_small=without_small)
    numbers = [place for place, word in enumerate(row) if word.word in _ONES or word.word.isdecimal()]
    for pattern in patterns if numbers else ():
        parts, ahead_of_it = _parts(pattern)
        for start in (place - ahead_of_it for place in numbers):
            window = row[max(0, start) : start + len(parts)]
            read = _fits(parts, [word.word for word in window]) if start >= 0 and len(window) == len(parts) else None
            if read:
                places = [word.item for word in window if word.word != BREAK]
                ahead = row[start - 1].word if start else BREAK
                follows = row[start + len(parts)].word if start + len(parts) < len(row) else BREAK
                yield Told(*read, min(places), max(places), ahead, follows)


def _row(items: Sequence[Item], *, without_small: bool) -> list[_Word]:
    """Plain words, BREAK at breaks, start and end; "thirty one" (as 30, one) made 31."""
    row = [_Word(BREAK, 0)]
    for index, item in enumerate(items):
        if without_small and item.is_small and not _counts_one(items, index):
            continue
        for word in [BREAK] if item.is_break else _words(item):
            if word in _UNITS_OF_TEN and row[-1].word in _TENS:
                row[-1] = _Word(str(int(row[-1].word) + _UNITS_OF_TEN[word]), row[-1].item)
            else:
                row.append(_Word(word, index))
    return [*row, _Word(BREAK, len(items))]


@cache
def _parts(pattern: str) -> tuple[tuple[str, ...], int]:
    """A pattern's words, and how many stand ahead of its last N."""
    parts = tuple(pattern.replace("-", " ").split())
    return parts, len(parts) - 1 - parts[::-1].index("N")


def _words(item: Item) -> list[str]:
    """The words of an item as written; a misspelt unit ("weesk") as it is read."""
    slips = [f"{concept}s" for concept in item.concepts if f"{concept}s" in UNITS]
    is_slip = slips and " " not in item.word and item.word not in UNITS
    return slips[:1] if is_slip else item.word.split(" ")


def _counts_one(items: Sequence[Item], index: int) -> bool:
    """Whether an "a" is a number: "a month ago"."""
    return items[index].word in _ONES and index + 1 < len(items) and items[index + 1].word in UNITS


def _fits(parts: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    """The number at N and the days of UNIT when `words` fit."""
    value, days = -1, 1
    for place, (part, word) in enumerate(zip(parts, words, strict=True)):
        then = parts[place + 1] if place + 1 < len(parts) else BREAK
        if part == "N" and word in _ONES and then.isdecimal():
            return None  # "A 40-year-old" is no first week of 40
        if part == "N" and (word in _ONES or (word.isdecimal() and len(word) < 5)):
            value = 1 if word in _ONES else int(word)
        elif part == "UNIT" and word in UNITS:
            days = UNITS[word]
        elif part != word:
            return None
    return (value, days) if value >= 0 else None
