"""Numbers that mean something by the words around them: a temperature of 39, an upper blood pressure of 160."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from agnodice.model.words import Cues
from agnodice.text.counts import DIGITS, value_of

if TYPE_CHECKING:
    from agnodice.text.reading import Item

OVER = "over"  # as two pressures are spoken
REACH = 4  # items between a number and the word before it that says what it measures
REACH_AFTER = 2
REACH_OF_TWO = 8  # before two numbers as a pressure has them: "pressure at the chemist this morning 118/74"
TWO_UPPER, TWO_LOWER, TWO_APART = range(90, 140), 40, 20  # mmHg
ALONE = "(alone)"  # in the place of that word, where there is none
PAIR = "(pair)"  # the same, of two numbers that stand as two pressures do: "150/95 today"
MOST_UPPER, LEAST_LOWER, LEAST_APART = 230, 80, 30  # mmHg; farther out a pair is a strength of tablets or a date
MARK = 3  # letters of a mark between two numbers: "150/95", "150 / 95"
MMHG = "mm"  # the one unit that a pressure has
ONE = "one"  # of a hundred: "one fifty over ninety"


class Measures:
    """What numbers measure, by the lists of `words/cues.toml`."""

    def __init__(self, cues: Cues) -> None:
        self._measures = cues.measures
        self.words = frozenset(word for measure in cues.measures for word in measure.words)
        self._units = frozenset(cues.units)

    def found(self, items: "Sequence[Item]") -> "Iterator[tuple[int, str]]":
        """The places of numbers in a text, each with the concept that its number means; a number read before, with what
        it now means, may say what the next one measures.
        """
        numbers = [index for index, item in enumerate(items) if item.word[:1].isdecimal()]
        values = {index: value for index in numbers if (value := _value(items, index)) is not None}
        for index, value in values.items():
            if _ahead(items, index) in values:
                continue  # the lower of two: "blood pressure 118/72", "118 over 72"
            word = self._word(items, index)
            pair = PAIR if self._is_pair(items, index, values) else None
            concept = self._concept(word, value) or self._concept(pair, value)
            if concept:
                yield index, concept

    def _concept(self, word: str | None, value: float) -> str | None:
        """What a number means with the word that says what it measures."""
        if word is None:
            return None
        fitting = (m.concept for m in self._measures if word in m.words and m.low <= value <= m.high)
        return next(fitting, None)

    def _word(self, items: "Sequence[Item]", index: int) -> str | None:
        """The nearest word before a number that says what it measures, or else one right after it ("39 of fever")."""
        reach = REACH_OF_TWO if _is_two(items, index) else REACH
        before = range(index - 1, max(-1, index - 1 - reach), -1)
        after = range(index + 1, min(len(items), index + 1 + REACH_AFTER))
        words = self.words
        for place in (*before, *after):
            item = items[place]
            if item.word in words or not words.isdisjoint(item.concepts):
                names: tuple[str, ...] = (item.word, *item.concepts)
                return next(name for name in names if name in words)
        return ALONE if self._is_alone(items, index) else None

    def _is_pair(self, items: "Sequence[Item]", index: int, values: Mapping[int, float]) -> bool:
        """Whether a number and the next stand as a blood pressure does, with one mark or an "over" between, a plausible
        distance and no other unit: not "160/80 mg", "150 over 90 days".
        """
        place = _lower(items, index)
        upper, lower, then = values[index], values.get(place), items[place + 1 : place + 2]
        return (
            lower is not None
            and upper <= MOST_UPPER
            and LEAST_LOWER <= lower <= upper - LEAST_APART
            and all(item.word == MMHG or item.word not in self._units for item in then)
        )

    def _is_alone(self, items: "Sequence[Item]", index: int) -> bool:
        """Whether a number with a decimal follows no telling word, and no unit it: "24 weeks, 38.6, a sore throat"."""
        is_open = not index or items[index - 1].is_break or items[index - 1].is_small
        return (
            has_decimal(items[index].word)
            and is_open
            and all(item.word not in self._units for item in items[index + 1 : index + 2])
        )


def _value(items: "Sequence[Item]", index: int) -> float | None:
    """What a number says; "fifty" after a "one" is 150."""
    item, value = items[index], value_of(items[index].word)
    if value is None or not index or items[index - 1].word != ONE:
        return value
    is_spoken = len(item.word) < item.end - item.start and 10 <= value < 100
    return value + 100 if is_spoken else value


def _is_two(items: "Sequence[Item]", index: int) -> bool:
    """Whether a number and the next stand as a pressure that is not high."""
    place, upper = _lower(items, index), _value(items, index)
    lower = _value(items, place) if place < len(items) else None
    return upper in TWO_UPPER and lower is not None and TWO_LOWER <= lower <= (upper or 0) - TWO_APART


def _lower(items: "Sequence[Item]", index: int) -> int:
    """Where the lower number stands when this is the upper of two; past the end where none can."""
    place = index + 1
    place += place < len(items) and items[place].word in DIGITS  # "one fifty five"
    if place < len(items) and items[place].word == OVER:
        return place + 1 + (place + 1 < len(items) and items[place + 1].word == ONE)
    is_next = place < len(items) and items[place].start - items[index].end in range(1, MARK + 1)
    return place if is_next else len(items)


def _ahead(items: "Sequence[Item]", index: int) -> int:
    """Where the upper number stands when this is the lower of two."""
    index -= 1
    index -= index > 0 and items[index].word == ONE
    return index - 1 if index > 0 and items[index].word == OVER else index


def has_decimal(word: str) -> bool:
    """Whether a word is a number such as 38.6."""
    return word[:1].isdecimal() and not word.isdecimal() and value_of(word) is not None
