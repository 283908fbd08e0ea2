"""Read edited text: every word is believed as it is spelt, and each different word is looked at once.

What is kept from one text to the next are words of the edition's own lists; any other is dropped by `forget`.
"""

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from agnodice.model.words import Cues
from agnodice.text.reading import DENIALS, Item, Lexicon, Table
from agnodice.text.spelling import Believer
from agnodice.text.tokens import SENTENCE_BREAKS, pieces, plain, stem

LONGEST_IDIOM = 16  # words
Concepts = tuple[str, ...]


class Word(NamedTuple):
    """A word or break as it is read wherever it stands; `opens`: an idiom may begin with it.

    `is_measured`: a number that means something here by the words around it, so that its concepts are of this place.
    """

    word: str
    concepts: Concepts
    stem: str
    is_break: bool
    is_small: bool
    denies: bool
    opens: bool
    is_measured: bool = False


class Line:
    """A read sentence. Its items are made when they are asked for, without places in the text."""

    def __init__(self, row: Sequence[Word]) -> None:
        self.words = row
        self.said: frozenset[str] = frozenset().union(*[part.concepts for part in row])

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its words as items."""
        return tuple(items(self.words))


def items(row: Sequence[Word]) -> list[Item]:
    """Words as items; the places of their letters are 0."""
    made: list[Item] = []
    place, sentence = -1, 0
    for word, concepts, _, is_break, is_small, _, _, _ in row:
        place += not (is_break or is_small)
        made.append(Item(word, concepts, (), 0, 0, max(place, 0), sentence, is_small, is_break))
        sentence += is_break and word in SENTENCE_BREAKS
    return made


class EditedLexicon(Lexicon):
    """A lexicon for pages and for the library's own text."""

    def __init__(self, cues: Cues, table: Table, lists: Sequence[Set[str]] = ()) -> None:
        """`lists`: the words that may be kept; none where all text is the library's own."""
        super().__init__(cues, replace(table, library=(), ordinary=()), Believer())
        self._seen: dict[str, tuple[Word, ...]] = {}
        self._lists = lists
        self._strange: list[str] = []

    def line(self, text: str) -> Line:
        """A sentence, read."""
        known = self._seen
        row: list[Word] = []
        for piece in pieces(text):
            row += known.get(piece) or self._learnt(piece)
        opening = [index for index, part in enumerate(row) if part.opens]
        if opening:
            row = self._idioms_joined(row, opening)
        if [part for part in row if part.word[:1].isdecimal()]:
            self._measure(row)
        return Line(row)

    def is_own(self, word: str) -> bool:
        """Whether a word stands in the edition's own lists, or is no word."""
        return not word[:1].isalnum() or any(word in listed for listed in self._lists)

    def _learnt(self, piece: str) -> tuple[Word, ...]:
        row = tuple(self._word(token.word, token.is_break) for token, _, _ in self._repaired(piece, with_slips=False))
        self._seen[piece] = row
        if not self.is_own(plain(piece)):
            self._strange.append(piece)
        return row

    def _word(self, word: str, is_break: bool) -> Word:
        concepts = () if is_break else tuple(dict.fromkeys(self._with_broader(self.concept(word))))
        return self._made(word, concepts, stem(word), is_break)

    def _made(self, word: str, concepts: Concepts, stemmed: str, is_break: bool = False) -> Word:
        denies = not DENIALS.isdisjoint(concepts)
        is_small = word in self.small and not denies
        return Word(word, concepts, stemmed, is_break, is_small, denies, stemmed in self._idioms)

    def _idioms_joined(self, row: list[Word], opening: Sequence[int]) -> list[Word]:
        joined: list[Word] = []
        done = 0
        for index in opening:
            ahead = [(part.stem,) for part in row[index : index + LONGEST_IDIOM]] if index >= done else ()
            idiom = self._idiom_at(ahead, 0) if ahead else None
            if idiom:
                word = " ".join([part.word for part in row[index : index + idiom[0]]])
                joined += row[done:index]
                joined.append(self._made(word, self._with_broader(idiom[1]), "")._replace(opens=False))
                done = index + idiom[0]
        return joined + row[done:] if done else row

    def _measure(self, row: list[Word]) -> None:
        """Numbers that mean something beside a word, read as what they mean."""
        measured = self._measured(items(row))
        for index, item in enumerate(measured):
            if item.concepts != row[index].concepts:
                row[index] = row[index]._replace(concepts=item.concepts, is_measured=True)

    def forget(self) -> None:
        """Drop every word of what was read that is none of the edition's own."""
        for piece in self._strange:
            del self._seen[piece]
        self._strange.clear()
        super().forget()
