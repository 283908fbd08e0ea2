"""Word groups written out where a choice in them would never be heard: it is read as one with the word beside it.

"Left/right side numb" is a choice of two words before "side", and a text that says "left side" is read as one thing.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product

from agnodice.text.phrases import CHOICE, NEEDED
from agnodice.text.reading import Lexicon, Table
from agnodice.text.rows import PAIR
from agnodice.text.tokens import stem

MANY = 5  # words that mean one thing, from which it is an everyday thing


class Choices:
    """Knows which words are read as one where they stand beside each other."""

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        """`table`: that of the lexicon."""
        self._lexicon = lexicon
        self._begun = frozenset(told[:2] for listed in table.idioms.values() for told, _ in listed)
        counts = Counter(table.single.values())
        self._everyday = frozenset(concept for concept, words in counts.items() if words >= MANY)

    def opened(self, words: str) -> Iterator[str]:
        """A word group again for each of its choices that is read as one with its neighbour. Not of a group of two:
        nothing would stand beside it.
        """
        row = words.split()
        if len(row) <= PAIR or CHOICE not in words:
            return
        for at, pair in enumerate(pairwise(row)):
            if not any(CHOICE in word for word in pair) or any(word.startswith(NEEDED) for word in pair):
                continue
            for first, then in product(*(word.split(CHOICE) for word in pair)):
                if (stem(first), stem(then)) in self._begun and self._is_swallowed(first, then):
                    yield " ".join([*row[:at], first, then, *row[at + 2 :]])

    def _is_swallowed(self, first: str, then: str) -> bool:
        """Whether two words are read as one in which not all that they tell apart can be found; not where many words
        mean as much, for that says too little: "killing me" is read as any pain.
        """
        together = [concepts for concepts, _ in self._lexicon.meant(f"{first} {then}")]
        apart = [
            concepts[0] for word in (first, then) for concepts, is_small in self._lexicon.meant(word) if not is_small
        ]
        if len(together) != 1 or together[0][0] in self._everyday:
            return False
        return len(apart) > 1 or not set(apart) <= set(together[0])
