"""Read edited text: every word is believed as it is spelt, and each different word is looked at once.

What is kept from one text to the next are words of the edition's own lists; any other is known to the reading of one
page alone (`for_page`) and gone with it, so that pages may be read in several threads at once.
"""

import copy
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import NamedTuple, cast

from agnodice.model.words import Cues
from agnodice.text.measures import has_decimal
from agnodice.text.reading import DENIALS, Item, Lexicon, Table, item_of
from agnodice.text.rows import Row
from agnodice.text.spelling import Believer
from agnodice.text.tokens import SENTENCE_BREAKS, Seen, cut, is_of_letters, plain, stem

LONGEST_IDIOM = 16  # words
Concepts = tuple[str, ...]


class Word(NamedTuple):
    """A word or break as it is read wherever it stands.

    `is_measured`: a number that means something here by the words around it, so that its concepts are of this place.
    """

    word: str
    concepts: Concepts
    stem: str
    is_break: bool
    is_small: bool
    denies: bool
    is_measured: bool = False
    weak: Concepts = ()  # edited text is believed: no word is read as a slip of another, or repaired
    is_guess: bool = False


class Line:
    """A read sentence. Its items are made when they are asked for, without places in the text."""

    def __init__(self, row: Sequence[Word]) -> None:
        self.words = row

    @cached_property
    def said(self) -> frozenset[str]:
        """All that its words may mean."""
        return frozenset().union(*[part.concepts for part in self.words])

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its words as items."""
        return tuple(items(self.words))

    def row(self, *, is_judged: bool) -> Row:
        """Its words with their positions; `is_judged`: see `Row`."""
        counted = [not (word.is_break or word.is_small) for word in self.words]
        if True in counted:
            counted[counted.index(True)] = False  # the first place is 0, as it is for little words ahead of it
        ends = [word.is_break and word.word in SENTENCE_BREAKS for word in self.words]
        sentences = accumulate([False, *ends[:-1]])
        return Row(self.words, list(accumulate(counted)), list(sentences), is_judged=is_judged)


def items(row: Sequence[Word]) -> list[Item]:
    """Words as items; the places of their letters are 0."""
    made: list[Item] = []
    place, sentence = -1, 0
    for word, concepts, _, is_break, is_small, _, _, _, _ in row:
        if not (is_break or is_small):
            place += 1
        here = place if place > 0 else 0
        made.append(item_of((word, concepts, (), 0, 0, here, sentence, is_small, is_break, False)))
        if is_break and word in SENTENCE_BREAKS:
            sentence += 1
    return made


class EditedLexicon(Lexicon):
    """A lexicon for pages and for the library's own text."""

    def __init__(self, cues: Cues, table: Table, lists: Sequence[Set[str]] = ()) -> None:
        """`lists`: the words that may be kept; none where all text is the library's own."""
        super().__init__(cues, replace(table, library=(), ordinary=()), Believer())
        self._shared: dict[str, tuple[Word, ...]] = {}
        self._seen = Seen(self._looked_up)
        self._pairs = frozenset((idiom[0], idiom[1]) for rows in table.idioms.values() for idiom, _ in rows)
        self._lists = lists

    def for_page(self) -> "EditedLexicon":
        """The same lexicon for the reading of one page: words that are none of the edition's are gone with it."""
        made = copy.copy(self)
        made._seen = Seen(made._looked_up)
        return made

    def forget(self) -> None:
        """Drop the page's own words now, and not when the garbage collector comes: `_seen` knows who fills it."""
        super().forget()
        self._seen.clear()

    def line(self, text: str) -> Line:
        """A sentence, read."""
        of_letters = is_of_letters(text)
        told = cut(text, of_letters=of_letters)
        found = list(map(self._shared.get, told))
        if not all(found):
            found = [words or self._seen[piece] for words, piece in zip(found, told, strict=True)]
        row = list(chain.from_iterable(cast("list[tuple[Word, ...]]", found)))
        if not self._pairs.isdisjoint(pairwise([part.stem for part in row])):
            row = self._idioms_joined(row)
        if not of_letters:
            self._measure(row)
        return Line(row)

    def is_shared(self, piece: str) -> bool:
        """Whether a piece is one of the edition's own words that was read before, on whatever page."""
        return piece in self._shared

    def openings(self, piece: str) -> list[tuple[Word, frozenset[str]]]:
        """Each word of a piece, with what it, or an idiom that begins with it, may mean."""
        found = []
        for word in self._shared.get(piece) or self._seen[piece]:
            idioms = [self._with_broader(concept) for _, concept in self._idioms.get(word.stem, ())]
            found.append((word, frozenset(word.concepts).union(*idioms)))
        return found

    def is_own(self, word: str) -> bool:
        """Whether a word stands in the edition's own lists, or is no word; without lists every word is."""
        return not (self._lists and word[:1].isalnum()) or any(word in listed for listed in self._lists)

    def _looked_up(self, piece: str) -> tuple[Word, ...]:
        row = self._learnt(piece, word := plain(piece))
        if self.is_own(word):
            self._shared[piece] = row
        return row

    def _learnt(self, piece: str, word: str) -> tuple[Word, ...]:
        if piece.isalpha() and piece.isascii() and word not in self.contractions:  # as nearly all are: one word
            return (self._word(word, is_break=False),)
        read = self._repaired(piece, with_slips=False)
        return tuple([self._word(token.word, token.is_break) for token, _, _ in read])

    def _word(self, word: str, is_break: bool) -> Word:
        stemmed = stem(word)
        concepts = () if is_break else tuple(dict.fromkeys(self._with_broader(self._single.get(stemmed, stemmed))))
        return self._made(word, concepts, stemmed, is_break)

    def _made(self, word: str, concepts: Concepts, stemmed: str, is_break: bool = False) -> Word:
        denies = not DENIALS.isdisjoint(concepts)
        is_small = word in self.small and not denies
        return Word(word, concepts, stemmed, is_break, is_small, denies)

    def _idioms_joined(self, row: list[Word]) -> list[Word]:
        joined: list[Word] = []
        done = 0
        for index, pair in enumerate(pairwise([part.stem for part in row])):
            if pair not in self._pairs:
                continue
            ahead = [(part.stem,) for part in row[index : index + LONGEST_IDIOM]] if index >= done else ()
            idiom = self._idiom_at(ahead, 0) if ahead else None
            if idiom:
                word = " ".join([part.word for part in row[index : index + idiom[0]]])
                joined += row[done:index]
                joined.append(self._made(word, self._with_broader(idiom[1]), ""))
                done = index + idiom[0]
        return joined + row[done:] if done else row

    def _measure(self, row: list[Word]) -> None:
        """Numbers that mean something beside a word, read as what they mean."""
        if not any(part.word[:1].isdecimal() for part in row) or not any(map(self._may_measure, row)):
            return
        measured = self._measured(items(row))
        for index, item in enumerate(measured):
            if item.concepts != row[index].concepts:
                row[index] = row[index]._replace(concepts=item.concepts, is_measured=True)

    def _may_measure(self, part: Word) -> bool:
        """Whether a word says what a number beside it measures, or is a number that may tell by itself."""
        words = self._measures.words
        return part.word in words or has_decimal(part.word) or not words.isdisjoint(part.concepts)
