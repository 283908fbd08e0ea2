"""Repair spelling against the library's own words: one or two slips a word, and words run together.

Edit distance is Damerau–Levenshtein in its optimal string alignment form. Candidates are sifted by length, by
their first and last letter (with two slips one of these must hold) and by a bit mask of their letters before the
distance is computed, which keeps a misspelt word under a millisecond.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_LETTERS = 24
MOST_PARTS = 4
LEAST_LETTERS_TO_TRUST = (0, 5, 9)  # by slips


def distance(a: str, b: str, most: int) -> int:
    """Slips (missing, added, wrong or swapped letters) between `a` and `b`; `most` + 1 when there are more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) >= most:  # a swap reaches back two rows
            return most + 1
    return min(row[-1], most + 1)


def slips_allowed(word: str) -> int:
    """How many slips are believed: none up to 3 letters, one for 4, two from 5 on."""
    return 0 if len(word) < 4 else 1 if len(word) == 4 else 2


def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 31)
    return mask


@dataclass
class Speller:
    """Knows the library's words (which may be meant) and ordinary words (which are not misspellings)."""

    library: frozenset[str]
    ordinary: frozenset[str]
    _by_ends: dict[tuple[int, str, str], list[tuple[str, int]]] = field(default_factory=dict)
    _cache: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def forget(self) -> None:
        """Drop what was looked up: words that someone typed must not outlive their question."""
        self._cache.clear()

    def knows(self, word: str) -> bool:
        """Whether `word` is spelt as some known word."""
        return word in self.library or word in self.ordinary or not word.isalpha()

    def repairs(self, word: str) -> tuple[str, ...]:
        """Library words that an unknown `word` may stand for, all at the smallest distance; () for none."""
        if word not in self._cache:
            self._cache[word] = self._nearest(word, slips_allowed(word)) if len(word) <= MOST_LETTERS else ()
        return self._cache[word]

    def trusts(self, word: str) -> bool:
        """Whether `word` is known, or so long and so little changed that its repair is hardly another word."""
        if self.knows(word) or len(word) > MOST_LETTERS:
            return True
        repairs = self.repairs(word)
        slips = distance(word, repairs[0], 2) if repairs else 0
        return len(word) >= LEAST_LETTERS_TO_TRUST[slips] and all(other[0] == word[0] for other in repairs)

    def neighbours(self, word: str) -> tuple[str, ...]:
        """Library words one slip from an ordinary `word` (sever/severe): a weak reading."""
        near = self._nearest(word, 1) if 5 <= len(word) <= MOST_LETTERS else ()
        return tuple(other for other in near if other[0] == word[0])

    def _nearest(self, word: str, most: int) -> tuple[str, ...]:
        mask, best = _mask(word), most
        found: list[str] = []
        for length in range(len(word) - most, len(word) + most + 1):
            longer = abs(length - len(word))  # letters added or missing: each changes one bit, not two
            for candidate, letters in self._candidates(length, word):
                if (mask ^ letters).bit_count() > 2 * best - longer:
                    continue
                slips = distance(word, candidate, best)
                if slips < best:
                    best, found = slips, []
                if slips == best and slips <= most:
                    found.append(candidate)
        return tuple(sorted(found, key=lambda candidate: (len(candidate), candidate)))

    def _candidates(self, length: int, word: str) -> Iterator[tuple[str, int]]:
        """Library words of this length that share the first or the last letter; all others lie two slips away."""
        if not self._by_ends:  # made when the first unknown word comes: most questions have none
            for known in sorted(self.library):
                self._by_ends.setdefault((len(known), known[0], ""), []).append((known, _mask(known)))
                self._by_ends.setdefault((len(known), "", known[-1]), []).append((known, _mask(known)))
        yield from self._by_ends.get((length, word[0], ""), ())
        for candidate, letters in self._by_ends.get((length, "", word[-1]), ()):
            if candidate[0] != word[0]:
                yield candidate, letters

    def parts(self, word: str) -> tuple[str, ...]:
        """`word` cut into known words that were run together (`chestpain`); () when it cannot be."""
        if len(word) > MOST_LETTERS + 12 or len(word) < 5:
            return ()
        return self._parts(word, MOST_PARTS)

    def _parts(self, word: str, most: int) -> tuple[str, ...]:
        options: list[tuple[str, ...]] = []
        for cut in range(2, len(word) - 1):
            head, tail = word[:cut], word[cut:]
            if not self._is_part(head):
                continue
            if self._is_part(tail):
                options.append((head, tail))
            elif most > 2 and len(tail) >= 4 and (rest := self._parts(tail, most - 1)):
                options.append((head, *rest))
        return max(options, key=self._worth, default=())

    def _is_part(self, word: str) -> bool:
        return word in self.library if len(word) > 2 else word in _SHORT_PARTS

    def _worth(self, parts: Iterable[str]) -> tuple[int, int]:
        """Fewer parts first, then the longest short part: `heavy bleeding` beats `he avy …`."""
        sizes = [len(part) for part in parts]
        return -len(sizes), min(sizes)


class Believer(Speller):
    """Takes every word as it is spelt: for edited text, where a strange word is a term and not a slip."""

    def __init__(self) -> None:
        super().__init__(frozenset(), frozenset())

    def knows(self, word: str) -> bool:
        """True: nothing is repaired."""
        return bool(word)


_SHORT_PARTS = frozenset({"my", "no", "in", "is", "am", "at", "on", "to", "of", "it", "so", "me", "up", "if", "im"})
