"""Read edited text: every word is believed as it is spelt, and each different word is looked at once.

What is kept from one text to the next are words of the edition's own lists; any other is dropped by `forget`.
"""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from agnodice.model.words import Cues
from agnodice.text.reading import Item, Lexicon, Table
from agnodice.text.spelling import Believer
from agnodice.text.tokens import SENTENCE_BREAKS, placed_pieces, plain, stem

LONGEST_IDIOM = 16  # words
Concepts = tuple[str, ...]


class Part(NamedTuple):
    """A word as it is read wherever it stands; `opens`: an idiom may begin with it."""

    word: str
    concepts: Concepts
    stem: str
    is_break: bool
    is_small: bool
    opens: bool


class EditedLexicon(Lexicon):
    """A lexicon for pages and for the library's own text."""

    def __init__(self, cues: Cues, table: Table, lists: Sequence[Set[str]] = ()) -> None:
        """`lists`: the words that may be kept; none where all text is the library's own."""
        super().__init__(cues, replace(table, library=(), ordinary=()), Believer())
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._lists = lists
        self._strange: list[str] = []

    def read(self, text: str, *, with_slips: bool = False) -> tuple[Item, ...]:
        """The whole text as items, breaks included; slips are never looked for."""
        row: list[Part] = []
        spans: list[tuple[int, int]] = []
        known = self._parts
        for match in placed_pieces(text):
            parts = known.get(match[0]) or self._learnt(match[0])
            row += parts
            spans += (match.span(),) * len(parts)
        return self._measured(self._items(row, spans))

    def _learnt(self, piece: str) -> tuple[Part, ...]:
        parts = tuple(self._part(token.word, token.is_break) for token, _, _ in self._repaired(piece, with_slips=False))
        self._parts[piece] = parts
        if piece[0].isalnum() and not any(plain(piece) in words for words in self._lists):
            self._strange.append(piece)
        return parts

    def _part(self, word: str, is_break: bool) -> Part:
        concepts = () if is_break else tuple(dict.fromkeys(self._with_broader(self.concept(word))))
        is_small = self._is_little(word, concepts)
        return Part(word, concepts, stem(word), is_break, is_small, stem(word) in self._idioms)

    def _items(self, row: Sequence[Part], spans: Sequence[tuple[int, int]]) -> list[Item]:
        items: list[Item] = []
        place, sentence, index = -1, 0, 0
        while index < len(row):
            word, concepts, _, is_break, is_small, opens = row[index]
            start, end = spans[index]
            index += 1
            if opens and (idiom := self._idiom_of(row, index - 1)):
                size, concepts, is_break = idiom[0], self._with_broader(idiom[1]), False
                word = " ".join([part.word for part in row[index - 1 : index - 1 + size]])
                is_small = self._is_little(word, concepts)
                index += size - 1
                end = spans[index - 1][1]
            place += not (is_break or is_small)
            items.append(Item(word, concepts, (), start, end, max(place, 0), sentence, is_small, is_break))
            sentence += is_break and word in SENTENCE_BREAKS
        return items

    def _idiom_of(self, row: Sequence[Part], index: int) -> tuple[int, str] | None:
        return self._idiom_at([part.stem for part in row[index : index + LONGEST_IDIOM]], 0)

    def forget(self) -> None:
        """Drop every word of what was read that is none of the edition's own."""
        for piece in self._strange:
            del self._parts[piece]
        self._strange.clear()
        super().forget()
