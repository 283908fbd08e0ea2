"""Repair spelling against the library's own words: one or two slips a word, and words run together.

Edit distance is Damerau–Levenshtein in its optimal string alignment form. Candidates are sifted by length, by
their first and last letter (with two slips one of these must hold; one slip in a word of five letters leaves the first
two or the last two as they are) and by a bit mask of their letters before the distance is computed, which keeps a
misspelt word under a millisecond.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_LETTERS = 24
MOST_PARTS = 4
LEAST_LETTERS_FOR_PAIRS = 5  # from which one slip cannot touch both the first two letters and the last two
LEAST_LETTERS_OF_ONE = 7  # from which one slip is likelier than two words run together
VOWELS = frozenset("aeiou")
SHORTEST_DRAWN = 3  # letters; "hoo" is no "ho"
LEAST_LETTERS_TO_TRUST = (0, 5, 9)  # by slips


def distance(a: str, b: str, most: int) -> int:
    """Slips (missing, added, wrong or swapped letters) between `a` and `b`; `most` + 1 when there are more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    a, b = _unlike(a, b)
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


def _unlike(a: str, b: str) -> tuple[str, str]:
    """What is left of two words without the letters with which both begin, and both end: no slip lies there."""
    first, last, shorter = 0, 0, min(len(a), len(b))
    while first < shorter and a[first] == b[first]:
        first += 1
    while last < shorter - first and a[-1 - last] == b[-1 - last]:
        last += 1
    return a[first : len(a) - last], b[first : len(b) - last]


def lies_within(a: str, b: str, slips: int) -> bool:
    """Whether `a` and `b` are at most so many slips apart: `distance`, in a third of the time for one or two."""
    if not slips or abs(len(a) - len(b)) > slips:
        return a == b
    same = 0
    for letter, other in zip(a, b, strict=False):
        if letter != other:
            break
        same += 1
    a, b = a[same:], b[same:]  # where they begin to differ a letter is wrong, more, missing, or swapped
    is_swapped = a[:2] == b[1::-1]
    if slips == 1:
        return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (is_swapped and a[2:] == b[2:])
    return (
        lies_within(a[1:], b[1:], slips - 1)
        or lies_within(a[1:], b, slips - 1)
        or lies_within(a, b[1:], slips - 1)
        or (is_swapped and lies_within(a[2:], b[2:], slips - 1))
    )


def slips_allowed(word: str) -> int:
    """How many slips are believed: none up to 3 letters, one for 4, two from 5 on."""
    return 0 if len(word) < 4 else 1 if len(word) == 4 else 2


def _mask(word: str) -> int:
    """A bit for each letter, and another for one that stands there twice or more: a slip changes two at most."""
    mask = 0
    for letter in word:
        bit = 1 << (ord(letter) & 31)
        mask |= bit << 32 if mask & bit else bit
    return mask


Ends = dict[tuple[int, str, str], list[tuple[str, int]]]


@dataclass
class Speller:
    """Knows the library's words (which may be meant) and ordinary words (which are not misspellings)."""

    library: frozenset[str]
    ordinary: frozenset[str]
    _ends: Ends = field(default_factory=dict)
    _cache: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def forget(self) -> None:
        """Drop what was looked up: words that someone typed must not outlive their question."""
        self._cache.clear()

    def knows(self, word: str) -> bool:
        """Whether `word` is spelt as some known word."""
        return word in self.library or word in self.ordinary or not word.isalpha()

    def repairs(self, word: str) -> tuple[str, ...]:
        """Known words that an unknown `word` may stand for, all at the smallest distance; () for none.

        Where some begin as it does, only those: people get the first letter right.
        """
        found = self._cache.get(word)  # not looked up twice: another thread may drop it in between
        if found is None:
            found = self._cache[word] = self._undrawn(word) or self._near(word) if len(word) <= MOST_LETTERS else ()
        return found

    def _near(self, word: str) -> tuple[str, ...]:
        near = self._nearest(word, slips_allowed(word))
        return tuple(other for other in near if other[0] == word[0]) or near

    def _undrawn(self, word: str) -> tuple[str, ...]:
        """Known words that `word` is with a vowel drawn out, which is no slip: "waay too early" is not "waxy"."""
        places = range(1, len(word)) if len(word) > SHORTEST_DRAWN else ()
        doubled = [at for at in places if word[at] == word[at - 1] and word[at] in VOWELS]
        return tuple(dict.fromkeys(w for w in (word[:at] + word[at + 1 :] for at in doubled) if self.knows(w)))

    def trusts(self, word: str) -> bool:
        """Whether `word` is known, or so long and so little changed that its repair is hardly another word."""
        if self.knows(word) or len(word) > MOST_LETTERS:
            return True
        repairs = self.repairs(word)
        slips = distance(word, repairs[0], 2) if repairs else 0
        least = LEAST_LETTERS_TO_TRUST[slips] - (slips == 1 == len(repairs))
        return len(word) >= least and all(other[0] == word[0] for other in repairs)

    def neighbours(self, word: str) -> tuple[str, ...]:
        """Library words one slip from an ordinary `word` (sever/severe): a weak reading."""
        near = self._nearest(word, 1) if 5 <= len(word) <= MOST_LETTERS else ()
        return tuple(other for other in near if other[0] == word[0])

    def _nearest(self, word: str, most: int) -> tuple[str, ...]:
        """The library words with the fewest slips between them and `word`, at most `most`; short ones first."""
        if word in self.library:
            return (word,)
        for slips in range(1, most + 1):  # most words that are misspelt are so by one slip
            found = {near for near in self._candidates(word, slips) if lies_within(word, near, slips)}
            if found:
                return tuple(sorted(found, key=lambda near: (len(near), near)))
        return ()

    def _candidates(self, word: str, slips: int) -> Iterator[str]:
        """Library words that may lie `slips` away: they share the first or the last letter, and most others."""
        mask, by_ends = _mask(word), self.by_ends()
        size = 2 if slips == 1 and len(word) >= LEAST_LETTERS_FOR_PAIRS else 1
        for length in range(len(word) - slips, len(word) + slips + 1):
            most = 2 * slips - abs(length - len(word))  # a letter added or missing changes one bit, not two
            for ends in ((length, word[:size], ""), (length, "", word[-size:])):
                yield from [near for near, letters in by_ends.get(ends, ()) if (mask ^ letters).bit_count() <= most]

    def by_ends(self) -> Ends:
        """Library words with their masks, by length and first, or last, letter or two."""
        if not self._ends:  # made when the first unknown word comes: most questions have none
            for known in sorted(self.library):
                masked, length = (known, _mask(known)), len(known)
                for size in range(1, min(2, length) + 1):
                    for ends in ((length, known[:size], ""), (length, "", known[-size:])):
                        self._ends.setdefault(ends, []).append(masked)
        return self._ends

    def parts(self, word: str) -> tuple[str, ...]:
        """`word` cut into known words that were run together (`chestpain`); () when it cannot be."""
        if len(word) > MOST_LETTERS + 12 or len(word) < 5 or self._is_near(word):
            return ()
        return self._parts(word, MOST_PARTS)

    def _is_near(self, word: str) -> bool:
        """Whether a long word is but one slip from another, which is likelier than that it is two: "afternon"."""
        near = self.repairs(word) if LEAST_LETTERS_OF_ONE <= len(word) <= MOST_LETTERS else ()  # kept: asked again soon
        return bool(near) and near[0][0] == word[0] and lies_within(word, near[0], 1)

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
