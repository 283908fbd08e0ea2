"""Sift the statements that hold enough of a claim's words: a set of statements is one whole number, a bit for each.

Words are counted for all statements at once, by binary counters whose digits are such numbers (bit slices: O'Neil and
Quass, SIGMOD 1997). What is sifted out can support nothing; what is left has still to be compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from agnodice.audit.folding import Alternatives

Bits = int
_SLACK = 1e-9  # parts are compared as floats elsewhere: rather one statement too many


class Sieve:
    """For each concept, the statements that hold it: themselves, by their subject, or by all that they are about."""

    def __init__(self, rows: Sequence[Any], contexts: Iterable[Iterable[str]]) -> None:
        """`rows` and `contexts` as Statements has them."""
        self._own: dict[str, list[int]] = {}
        self._of_context: dict[int, Bits] = {}
        self._of_subject: dict[int, Bits] = {}
        self._contexts: dict[str, list[int]] = {}
        self._about: dict[str, Bits] = {}
        self._told: dict[str, Bits] = {}
        for number, (_, about, concepts, _, _, _, subject) in enumerate(rows):
            for concept in concepts:
                self._own.setdefault(concept, []).append(number)
            for context in about:
                self._of_context[context] = self._of_context.get(context, 0) | 1 << number
            self._of_subject[subject] = self._of_subject.get(subject, 0) | 1 << number
        for context, held in enumerate(contexts):
            for concept in held:
                self._contexts.setdefault(concept, []).append(context)

    def about(self, word: Alternatives) -> Bits:
        """The statements that hold a word or are about it."""
        return self._holding(word, self._about, self._of_context)

    def told(self, word: Alternatives) -> Bits:
        """The statements that hold a word or whose subject does."""
        return self._holding(word, self._told, self._of_subject)

    def holding(self, words: Iterable[Alternatives], least: float, *, is_told: bool) -> Bits:
        """The statements that hold at least a part of some words.

        `is_told`: holding is by themselves or their subject, else by all that they are about.
        """
        return holding(list(map(self.told if is_told else self.about, words)), least)

    def _holding(self, word: Alternatives, known: dict[str, Bits], around: Mapping[int, Bits]) -> Bits:
        held = 0
        for concept in word:
            held |= known[concept] if concept in known else self._learnt(concept, known, around)
        return held

    def _learnt(self, concept: str, known: dict[str, Bits], around: Mapping[int, Bits]) -> Bits:
        """The statements with a concept; kept for the library's own concepts."""
        held = bits(self._own.get(concept, ()))
        for context in self._contexts.get(concept, ()):
            held |= around.get(context, 0)
        if held:
            known[concept] = held
        return held


def bits(numbers: Iterable[int]) -> Bits:
    """A set of statements by their numbers."""
    held = 0
    for number in numbers:
        held |= 1 << number
    return held


def numbers(held: Bits) -> list[int]:
    """The numbers of a set of statements, from the lowest."""
    found = []
    while held:
        lowest = held & -held
        found.append(lowest.bit_length() - 1)
        held ^= lowest
    return found


def holding(sets: Sequence[Bits], part: float) -> Bits:
    """Those that are in at least a part (above 0, to 1) of some sets."""
    least = max(1, ceil(part * len(sets) - _SLACK))
    digits: list[Bits] = []
    for carry in sets:
        for place, digit in enumerate(digits):
            if not carry:
                break
            digits[place], carry = digit ^ carry, digit & carry  # noqa: PLW2901
        if carry:
            digits.append(carry)
    return _reaching(digits, least)


def _reaching(digits: Sequence[Bits], least: int) -> Bits:
    """Those whose counter, lowest digit first, shows at least a number (of 1 or more)."""
    if least >> len(digits):
        return 0
    above, even = 0, -1
    for place in reversed(range(len(digits))):
        if least >> place & 1:
            even &= digits[place]
        else:
            above |= even & digits[place]
            even &= ~digits[place]
    return above | even
