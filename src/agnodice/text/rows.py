"""One read text with the positions of its concepts, in which the library's word groups are sought (see phrases.py)."""

from collections.abc import Sequence
from typing import Protocol

from agnodice.text.counts import TIMES
from agnodice.text.phrases import Mention, Phrase, Slot
from agnodice.text.reading import DENIALS, INABILITY, Item

SPARE_WORDS = 3
PAIR = 2  # slots, as most phrases have
SPARE_SMALL_WORDS = 1
OPEN_DENIALS = frozenset({"no", "not", "without"})  # these deny what follows, "nothing" denies what came before
Positions = dict[str, list[int]]
_PARTS = frozenset({"and", "but"})
_WHENS = frozenset({"when", "while", "if"})  # "not when I pee" does not deny the peeing; "cannot, when I try, pee" does
_CLOCK = frozenset({"pm"})
_DATED = frozenset({
    "day", "week", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip


class Read(Protocol):
    """What a phrase asks of a word as it was read: see `Item`."""

    @property
    def word(self) -> str:
        """The word, lower case."""
        ...

    @property
    def concepts(self) -> tuple[str, ...]:
        """Its possible meanings."""
        ...

    @property
    def weak(self) -> tuple[str, ...]:
        """Its meanings as a slip."""
        ...

    @property
    def is_small(self) -> bool:
        """Whether it is a little word."""
        ...

    @property
    def is_break(self) -> bool:
        """Whether it is punctuation."""
        ...

    @property
    def is_guess(self) -> bool:
        """Whether it is repaired far."""
        ...


class Row:
    """One read text with the positions of its concepts."""

    def __init__(
        self, items: Sequence[Read], places: Sequence[int], sentences: Sequence[int], *, is_judged: bool = True
    ) -> None:
        """`places` and `sentences`: those of the items; `is_judged`: whether it is looked at how sure a mention is,
        else all are told as sure.
        """
        self.items, self._places, self._sentences = items, places, sentences
        self._is_judged = is_judged
        self.strong: Positions = {}
        self.weak: Positions = {}
        for positions, held in ((self.strong, [i.concepts for i in items]), (self.weak, [i.weak for i in items])):
            for index, concepts in enumerate(held):
                for concept in concepts:
                    if concept in positions:
                        positions[concept].append(index)
                    else:
                        positions[concept] = [index]

    def match(self, phrase: Phrase, anchor: int, index: int, *, is_weak: bool) -> Mention | None:
        """`phrase` with its anchor slot at `items[index]`, or None. At most one slot may be read weakly."""
        if phrase.is_literal:
            return None if is_weak else self._literal(phrase, anchor, index)
        if is_weak and len(phrase.slots) < 2:
            return None
        if len(phrase.slots) == 1 and not self.items[index].word.isdecimal():
            return Mention(phrase.owner, (index,), not self.items[index].is_guess)
        if len(phrase.slots) == PAIR and not (phrase.is_ordered or self.weak):
            chosen = self._pair(phrase.slots[1 - anchor], anchor, index)
        else:
            chosen = self._chosen(phrase, anchor, index, may_be_weak=not is_weak)
        if chosen is None:
            return None
        spread = self._places[max(chosen)] - self._places[min(chosen)] + 1
        if phrase.is_ordered and not self._is_in_order(phrase, chosen):
            return None
        if spread > len(phrase.slots) + SPARE_WORDS:
            return None
        return Mention(phrase.owner, chosen, not self._is_judged or self._is_sure(phrase, chosen, spread))

    def _is_sure(self, phrase: Phrase, chosen: tuple[int, ...], spread: int) -> bool:
        """Whether the words are read as they stand, all but one that the others bear out, with no comma in between.

        `spread`: words from the first to the last of them.
        """
        if spread > len(chosen) + (2 if len(chosen) < 3 else 3):
            return False
        guesses = sum([self.items[place].is_guess for place in chosen])
        if guesses and (guesses > 1 or len(chosen) == 1):
            return False
        for slot, place in zip(phrase.slots, chosen, strict=True):
            if not any(concept in slot for concept in self.items[place].concepts):
                return False  # read as a slip
        is_whole = not self._has_break(chosen) or self._is_list(chosen)
        return is_whole and not self._borrows(chosen)

    def _has_break(self, chosen: tuple[int, ...]) -> bool:
        return any(item.is_break for item in self.items[min(chosen) : max(chosen)])

    def _borrows(self, chosen: tuple[int, ...]) -> bool:
        """Whether a number is taken from a time that the phrase does not hold: "two partners" from "for two months"."""
        numbers = [place for place in chosen if self.items[place].word.isdecimal()]
        return any(self._time_at(place) not in {-1, *chosen} for place in numbers)

    def _time_at(self, number: int) -> int:
        """The item that makes a number a time: "2 months", "2 pm", "day 2", "March 2"; -1 when there is none."""
        if number + 1 < len(self.items) and self.items[number + 1].word in TIMES | _CLOCK:
            return number + 1
        is_dated = number > 0 and self.items[number - 1].word in _DATED
        return number - 1 if is_dated else -1

    def _is_list(self, chosen: tuple[int, ...]) -> bool:
        """Whether commas do no more than list: "a red, hot, sore breast" has one word between two of them."""
        run = 0
        for i in range(min(chosen) + 1, max(chosen)):
            item = self.items[i]
            if item.is_break and item.word != ",":
                return False
            run = 0 if item.is_break else run + (not item.is_small and i not in chosen)
            if run > 1:
                return False
        return True

    def _is_in_order(self, phrase: Phrase, chosen: tuple[int, ...]) -> bool:
        """Whether the words stand in the phrase's order, each "not" close before what it denies."""
        if list(chosen) != sorted(chosen):
            return False
        nots = [number for number, slot in enumerate(phrase.slots) if not DENIALS.isdisjoint(slot)]
        if nots[-1:] == [len(chosen) - 1] and self._begins(chosen[-2], chosen[-1]):
            return False
        return all(self._denies(chosen[number], chosen[number + 1]) for number in nots if number + 1 < len(chosen))

    def _begins(self, before: int, denial: int) -> bool:
        """Whether a denial at the end begins something else: "sex, no smell", but not "sex, I felt nothing"."""
        is_open = self.items[denial].word in OPEN_DENIALS
        return is_open and any(item.is_break for item in self.items[before:denial])

    def _denies(self, first: int, then: int) -> bool:
        between = self.items[first + 1 : then]
        ends = _PARTS if INABILITY in self.items[first].concepts else _PARTS | _WHENS
        is_one = not any(item.is_break or item.word in ends for item in between)
        return is_one and self._places[then] - self._places[first] <= 1

    def _pair(self, slot: Slot, anchor: int, index: int) -> tuple[int, ...] | None:
        """As `_chosen`, for two slots in any order: the item of the other slot that is nearest to the anchor."""
        places, sentences = self._places, self._sentences
        here, sentence = places[index], sentences[index]
        nearest, least = -1, PAIR + SPARE_WORDS
        for concept in slot:
            for at in self.strong.get(concept, ()):
                apart = abs(places[at] - here)
                if apart < least and at != index and sentences[at] == sentence:
                    nearest, least = at, apart
        if nearest < 0:
            return None
        return (nearest, index) if anchor else (index, nearest)

    def _chosen(self, phrase: Phrase, anchor: int, index: int, *, may_be_weak: bool) -> tuple[int, ...] | None:
        """The item for each slot, the nearest to the anchor; None when a slot has none."""
        size, here = len(phrase.slots), self._places[index]
        chosen = [-1] * size
        chosen[anchor] = index
        for number, slot in enumerate(phrase.slots):
            if number == anchor:
                continue
            near = self._near(slot, index, self.strong, size, chosen)
            if not near and may_be_weak and self.weak:
                near = self._near(slot, index, self.weak, size, chosen)
                may_be_weak = False
            if near and phrase.is_ordered:
                near = [i for i in near if (i > index) == (number > anchor)]
            if not near:
                return None
            chosen[number] = near[0] if len(near) == 1 else min(near, key=lambda i: abs(self._places[i] - here))
        return tuple(chosen)

    def _near(self, slot: Slot, index: int, positions: Positions, size: int, taken: Sequence[int]) -> list[int]:
        """The items near an anchor that fill a slot and are not taken."""
        places, sentences, reach = self._places, self._sentences, size + SPARE_WORDS
        here, sentence = places[index], sentences[index]
        return [
            at
            for concept in slot
            for at in positions.get(concept, ())
            if -reach < places[at] - here < reach and sentences[at] == sentence and at not in taken
        ]

    def _literal(self, phrase: Phrase, anchor: int, index: int) -> Mention | None:
        """`phrase` word by word around its anchor; one little word may stand between two of its words."""
        chosen = {anchor: index}
        for step in (-1, 1):
            place = index
            for number in range(anchor + step, len(phrase.slots) if step > 0 else -1, step):
                place = self._next(place, step, phrase.slots[number])
                if place < 0:
                    return None
                chosen[number] = place
        row = tuple(chosen[number] for number in range(len(phrase.slots)))
        between = set(range(row[0], row[-1])) - set(row)
        if not all(self.items[i].is_small for i in between):
            return None
        return Mention(phrase.owner, row, not any(self.items[i].is_guess for i in row))

    def _next(self, place: int, step: int, slot: Slot) -> int:
        """The next item that fills `slot`, at most one little word away; -1 when there is none."""
        for gap in range(1, SPARE_SMALL_WORDS + 2):
            at = place + step * gap
            if 0 <= at < len(self.items) and any(concept in slot for concept in self.items[at].concepts):
                return at
        return -1


def row_of(items: Sequence[Item]) -> Row:
    """The row of read items."""
    return Row(items, [item.place for item in items], [item.sentence for item in items])
