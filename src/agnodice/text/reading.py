"""Read text as a row of concepts: words repaired, idioms joined, synonyms made one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from operator import contains
from typing import Any, NamedTuple, cast

from agnodice.model.words import Cues, Words
from agnodice.text.counts import CountMender
from agnodice.text.measures import Measures
from agnodice.text.spelling import Speller
from agnodice.text.tokens import SENTENCE_BREAKS, Seen, Token, forget, pieces, plain, stem, tokens

INABILITY = "cannot"  # concept of words/synonyms.toml: a kind of "not"
DENIALS = frozenset({"not", "never", INABILITY})  # concepts that keep a phrase in its order
_NUMBER = re.compile(r"\d")

LONG_TEXT = 40  # words from which a text shows whether its writer makes slips
FEWEST_STRANGE = 25  # in a long text, one strange word in so many (names, medicines) is no slip of hers

_NONE: frozenset[str] = frozenset()

Idiom = tuple[Sequence[str], str]  # its words as stems, its concept

Spelling = tuple[Token, tuple[str, ...], tuple[str, ...]]  # a token, its readings, its weak readings


class Reading(NamedTuple):
    """A word, break or idiom as it is read by itself; `stems`: of its readings; `seconds`: of idioms they may begin."""

    token: Token
    concepts: tuple[str, ...]
    weak: tuple[str, ...]
    is_small: bool
    is_break: bool
    stems: tuple[str, ...]
    seconds: Set[str]


class Item(NamedTuple):
    """A word as read. `concepts` are its possible meanings, `weak` those of an ordinary word that may be a slip.

    `is_guess`: the word is repaired further than one can be sure of.
    `place` counts meaningful words only (a little word shares the place of the one before); `sentence` counts
    sentences.
    """

    word: str
    concepts: tuple[str, ...]
    weak: tuple[str, ...]
    start: int
    end: int
    place: int
    sentence: int
    is_small: bool = False
    is_break: bool = False
    is_guess: bool = False


item_of = cast("Callable[[tuple[Any, ...]], Item]", partial(tuple.__new__, Item))  # a text makes many, a page thousands


@dataclass(frozen=True)
class Table:
    """The words of one language made ready for reading: stems with their concepts, idioms by first stem, spellings."""

    single: Mapping[str, str]
    idioms: Mapping[str, Sequence[Idiom]]
    broader: Mapping[str, Sequence[str]]
    library: Sequence[str]
    ordinary: Sequence[str]


def prepare(words: Words, vocabulary: Iterable[str]) -> Table:
    """The table for a language; done once, when the edition is built.

    `vocabulary`: the words of phrases and wordings, to which slips are repaired.
    """
    single: dict[str, str] = {}
    idioms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    known = set(vocabulary) | set(words.cues.small_words)
    contractions = {plain(short): tuple(long.split()) for short, long in words.cues.contractions}
    for long in contractions.values():
        known.update(long)
    of_her = dict(words.cues.of_her)
    for group in words.synonyms:
        for form in group.words:
            parts = [token.word for token in tokens(form, contractions) if not token.is_break]
            known.update(parts)
            stems = tuple(map(stem, parts))
            if len(stems) == 1:
                single[stems[0]] = group.concept
                continue
            for told in dict.fromkeys((stems, tuple(stem(of_her.get(part, part)) for part in parts))):
                idioms.setdefault(told[0], []).append((told, group.concept))
    for first, listed in idioms.items():
        idioms[first] = sorted(set(listed), key=_longest_first)
    library = sorted(word for word in known if word.isalpha())
    broader = {group.concept: group.broader for group in words.synonyms if group.broader}
    return Table(single, idioms, broader, library, words.english)


def _longest_first(idiom: Idiom) -> tuple[int, Sequence[str], str]:
    return -len(idiom[0]), *idiom


def _by_second(listed: Iterable[Idiom]) -> dict[str, list[Idiom]]:
    begun: dict[str, list[Idiom]] = {}
    for idiom in listed:
        begun.setdefault(idiom[0][1], []).append(idiom)
    return begun


class Lexicon:
    """Reads text with the words of one language."""

    def __init__(self, cues: Cues, table: Table, speller: Speller | None = None) -> None:
        """`speller`: another one than that of the table's words; for edited text, one that believes every word."""
        self.cues = cues
        self.contractions = {plain(short): tuple(long.split()) for short, long in cues.contractions}
        self.small = frozenset(cues.small_words)
        self.of_her = dict(cues.of_her)
        self.speller = speller or Speller(frozenset(table.library), frozenset(table.ordinary))
        self._counts = CountMender(self.contractions, self.speller)
        self._single = table.single
        self._idioms = table.idioms
        self._begun = {first: _by_second(listed) for first, listed in table.idioms.items()}
        self._seconds = {first: frozenset(begun) for first, begun in self._begun.items()}
        self._broader = table.broader
        self._own = Seen(self._each_alone)  # of the library's own words; never of what anyone typed
        self._ready: dict[str, tuple[Any, ...]] = {}  # of each of them, what `Reading` tells but for its token
        self._measures = Measures(cues)

    def read_ahead(self) -> None:
        """Look now at every word of the library by itself, instead of each time when it is typed."""
        self._ready = {word: self._alone(Token(word, 0, 0), (word,), ())[1:] for word in self.speller.library}

    def concept(self, word: str) -> str:
        """What a correctly spelt word means: its synonyms' common name, or its stem."""
        stemmed = stem(word)
        return self._single.get(stemmed, stemmed)

    def read(self, text: str, *, with_slips: bool = True) -> tuple[Item, ...]:
        """The whole text as items, breaks included; without weak readings where slips are of no interest."""
        repaired = list(self._repaired(text, with_slips=with_slips))
        if with_slips and self._is_well_spelt(repaired):
            repaired = [(token, readings, ()) for token, readings, _ in repaired]
        items = self._placed(self._joined([self._alone(*spelling) for spelling in repaired]))
        if with_slips:
            items = [item._replace(is_guess=True) if self._is_guess(item) else item for item in items]
        return self._measured(items)

    def _is_well_spelt(self, row: Sequence[Spelling]) -> bool:
        """Whether a long text is spelt so well that its ordinary words are what they say and no slips of others."""
        words = [token.word for token, _, _ in row if token.word.isalpha()]
        if len(words) < LONG_TEXT:
            return False
        strange = sum(not self.speller.knows(word) for word in words)
        return strange * FEWEST_STRANGE <= len(words)

    def _measured(self, items: list[Item]) -> tuple[Item, ...]:
        """Numbers that mean something beside a word, such as a temperature of 39, read as what they mean."""
        for index, concept in self._measures.found(items):
            items[index] = items[index]._replace(concepts=self._with_broader(concept))
        return tuple(items)

    def forget(self) -> None:
        """Drop every word of what was read that is still in memory."""
        self.speller.forget()
        forget()

    def concepts(self, text: str) -> tuple[str, ...]:
        """The meaningful concepts of correctly spelt text (the library's own), in order, broader ones included."""
        read = self.read_own(text) if _NUMBER.search(text) else self._read_own(text)
        return tuple(chain.from_iterable([word.concepts for word in read if not word.is_small]))

    def gathered(self, texts: Iterable[str]) -> set[str]:
        """All meaningful concepts of correctly spelt texts; those without numbers are read as one, a sentence each."""
        told = [*texts]
        read = self._read_own(". ".join([text for text in told if not _NUMBER.search(text)]))
        found = chain.from_iterable([word.concepts for word in read if not word.is_small])
        return {*found, *chain.from_iterable(map(self.concepts, filter(_NUMBER.search, told)))}

    def meant(self, text: str) -> list[tuple[tuple[str, ...], bool]]:
        """(concepts, whether it is a little word) of each word of the library's own text."""
        if _NUMBER.search(text):  # it may be a measure, by the words around it
            return [(item.concepts, item.is_small) for item in self.read_own(text) if not item.is_break]
        return [(reading.concepts, reading.is_small) for reading in self._read_own(text) if not reading.is_break]

    def read_own(self, text: str) -> tuple[Item, ...]:
        """The library's own text, as `read` without slips, but without places in the text; each different word is
        looked at once.
        """
        return self._measured(self._placed(self._read_own(text)))

    def _read_own(self, text: str) -> list[Reading]:
        return self._joined(list(chain.from_iterable(map(self._own.__getitem__, pieces(text)))))

    def _each_alone(self, piece: str) -> tuple[Reading, ...]:
        return tuple([self._alone(*told) for told in self._repaired(piece, with_slips=False)])

    def _repaired(self, text: str, *, with_slips: bool) -> Iterator[Spelling]:
        """(token, readings, weak readings); a run-together word comes as several tokens."""
        row = tokens(text, self.contractions)
        for token in self._counts.mended(row) if with_slips else row:
            word = token.word
            if token.is_break or self.speller.knows(word) or stem(word) in self._single:
                weak = self.speller.neighbours(word) if with_slips and self._may_be_slip(word) else ()
                yield token, (word,), weak
                continue
            parts = self.speller.parts(word)
            if parts:
                for part in parts:
                    for opened in self.contractions.get(part, (part,)):
                        yield Token(opened, token.start, token.end), (opened,), ()
            else:
                repairs = self.speller.repairs(word)
                for first, *others in [self.contractions.get(repairs[0], (repairs[0],))] if repairs else [(word,)]:
                    yield token, (first, *repairs[1:]), ()
                    for opened in others:
                        yield Token(opened, token.start, token.end), (opened,), ()

    def _may_be_slip(self, word: str) -> bool:
        return word.isalpha() and word not in self.speller.library and word not in self.small

    def _alone(self, token: Token, readings: Sequence[str], weak: Sequence[str]) -> Reading:
        """A word by itself, turned into concepts."""
        if token.word in self._ready and readings == (token.word,) and not weak:
            return Reading(token, *self._ready[token.word])
        stems = tuple(map(stem, readings))
        concepts = () if token.is_break else self._meant(readings, stems)
        slips = tuple(map(self.concept, weak)) if weak else ()
        found = [self._seconds[first] for first in stems if first in self._seconds]
        seconds = _NONE.union(*found) if found else _NONE
        is_small = all(self._is_small(word, concepts) for word in readings)
        return Reading(token, concepts, slips, is_small, token.is_break, stems, seconds)

    def _joined(self, row: list[Reading]) -> list[Reading]:
        """The row with its idioms joined to one."""
        pairs = enumerate(pairwise(row))
        begin = [index for index, (first, then) in pairs if first.seconds and not first.seconds.isdisjoint(then.stems)]
        stems = [reading.stems for reading in row] if begin else []
        joined: list[Reading] = []
        done = 0
        for index in begin:
            idiom = self._idiom_at(stems, index) if index >= done else None
            if idiom:
                joined += row[done:index]
                done = index + idiom[0]
                joined.append(self._together(row[index:done], idiom[1]))
        return joined + row[done:] if done else row

    def _together(self, row: Sequence[Reading], concept: str) -> Reading:
        """Words as the idiom that they are."""
        word = " ".join([reading.token.word for reading in row])
        token = Token(word, row[0].token.start, row[-1].token.end)
        concepts = self._with_broader(concept)
        return Reading(token, concepts, (), self._is_small(word, concepts), is_break=False, stems=(), seconds=_NONE)

    def _meant(self, readings: Sequence[str], stems: Sequence[str]) -> tuple[str, ...]:
        """The concepts of a word's readings, each once; `stems`: theirs."""
        if len(readings) == 1:
            return self._with_broader(self._single.get(stems[0], stems[0]))
        return tuple(dict.fromkeys(c for word in readings for c in self._with_broader(self.concept(word))))

    def _with_broader(self, concept: str) -> tuple[str, ...]:
        return (concept, *self._broader[concept]) if concept in self._broader else (concept,)

    def _idiom_at(self, stems: Sequence[Sequence[str]], index: int) -> tuple[int, str] | None:
        """The longest idiom that begins at `index`, not the last: its words stand there, as readings of words."""
        then, most = stems[index + 1], len(stems) - index
        for first in stems[index]:
            begun = self._begun.get(first, {})
            listed = [idiom for second in then if second in begun for idiom in begun[second]]
            for idiom, concept in listed if len(then) == 1 else sorted(listed, key=_longest_first):
                if len(idiom) <= most and all(map(contains, stems[index : index + len(idiom)], idiom)):
                    return len(idiom), concept
        return None

    def _placed(self, row: Iterable[Reading]) -> list[Item]:
        made: list[Item] = []
        place, sentence = -1, 0
        for (word, start, end), concepts, weak, is_small, is_break, _, _ in row:
            place += not (is_break or is_small)
            here = place if place > 0 else 0
            made.append(item_of((word, concepts, weak, start, end, here, sentence, is_small, is_break, False)))
            sentence += is_break and word in SENTENCE_BREAKS
        return made

    def _is_small(self, word: str, concepts: Iterable[str]) -> bool:
        return word in self.small and DENIALS.isdisjoint(concepts)

    def _is_guess(self, item: Item) -> bool:
        if item.is_break or item.word in self.speller.library or item.word in self.speller.ordinary:
            return False
        parts = item.word.split(" ")
        return any(not self.speller.trusts(part) and stem(part) not in self._single for part in parts)
