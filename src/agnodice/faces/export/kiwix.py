"""The words by which Kiwix finds a guide, given to its index and to no reader's eye.

Kiwix's search (Xapian) wants every word of a question in one page, mends no spelling, and ranks by BM25. So each guide
is indexed under every ordinary word; a word that tells of the guide stands there the more often, the more it tells; and
usual slips of such a word stand where the word itself tells, and tell most of what it tells. What a word tells is what
`ask` knows of its concept (ask/likelihood.py), corrected on the wordings as Xapian reads them, stem by stem and without
idioms, with slips mended (ask/teaching.py).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from statistics import median

import Stemmer

from agnodice.ask.answer import sentences_in_order
from agnodice.ask.likelihood import PARTS
from agnodice.ask.teaching import teach
from agnodice.engine import Engine
from agnodice.faces.export.typed import (
    CHAT,
    LEAST_LETTERS,
    LETTERS,
    SHORTENED,
    american,
    slips,
    texted,
    written_numbers,
)
from agnodice.model.content import Guide
from agnodice.text.tokens import pieces, plain

LEAST_TELLING = 0.3  # what a word must add to a guide for its slips to be worth a place there
SHARE_USUAL, SHARE_PER_UNIT, MOST_SHARE = 0.4, 0.2, 0.96  # of the most that BM25 gives to a word
HALF_SHARE = 6.5  # times a word must stand in a guide to get half of it, given how long these texts are beside others
RARER = Path(__file__).parent / "rarer.txt"  # names of people and places, medicines, rarer words
USUAL = 3  # guides that are asked about with a word, from which its slips stand everywhere
SLIP_TELLS = 0.6  # of what a word tells, what a slip of it tells
LEAST_TIMES, TIMES_MORE = 5, 8  # a word that the library never writes has slips from so many; each is so much rarer
LEAST_OF_SLIP = 3  # letters
USUAL_VAGUE = 8  # guides that are asked about with a word, from which "-ish" is put to it
USUAL_PAIR = 8  # times that two words come together, from which they stand everywhere as one
TERM = re.compile(r"[a-z0-9_]+(?:(?:['&](?=[a-z0-9_])|(?<=[0-9])[.,;](?=[0-9]))[a-z0-9_]+)*")
FILLER = "zzzz"  # no question holds it


class FoundBy:
    """For each guide, the text under which it is indexed; one word for each of Xapian's stems."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stem = cache(Stemmer.Stemmer("english").stemWord)
        self._slips_told: dict[str, tuple[Sequence[int], Sequence[int]]] = {}
        self._guides = engine.guides()
        self._wordings = [(place, text) for place, guide in enumerate(self._guides) for text in _wordings(guide)]
        self._usual = Counter(word for guide in self._guides for word in _asked(guide))
        self._words = sorted({*engine.vocabulary(), *self._usual})
        self._written = tuple(self._words_written())
        self._right = {*engine.ordinary(), *self._written}

    @cached_property
    def _everywhere(self) -> Mapping[str, str]:
        """What stands in every guide, by stem: all words, short forms, numbers, slips of what everyone says."""
        short = [form for form, _ in self._engine.cues.contractions]
        spoken = [word[:-1] for word in self._usual if word.endswith("ing") and len(word) > LEAST_LETTERS]
        joined = [first + second for (first, second), number in self._pairs().items() if number >= USUAL_PAIR]
        usual = [word for word in self._words if self._usual[word] >= USUAL and word not in self._meant]
        wrong = [slip for word in (*usual, *self._engine.cues.small_words) for slip in (*slips(word), texted(word))]
        vague = [f"{word}ish" for word, number in self._usual.items() if number >= USUAL_VAGUE]
        read = [*self._written, *self._said(), *RARER.read_text("utf-8").split()]
        abroad = [american(word) for word in (*self._words, *read)]
        made = (*wrong, *abroad, *written_numbers(), *LETTERS, *short, *SHORTENED, *CHAT, *spoken, *joined, *vague)
        return {self._stem(word): word for word in (*made, *read, *self._words)}

    @cached_property
    def _meant(self) -> Mapping[str, str]:
        """For slips of the words that people ask with, the word that is meant: the one that is asked with most."""
        times = Counter(word for _, text in self._wordings for word in set(terms(text)))
        found: dict[str, str] = {}
        for word, number in sorted(times.items(), key=lambda row: (-row[1], row[0])):
            if word in found or not (word in self._right or number >= LEAST_TIMES):
                continue
            for slip in (*slips(word), texted(word)):
                is_slip = len(slip) >= LEAST_OF_SLIP and slip not in self._right
                if is_slip and slip != word and times[slip] * TIMES_MORE <= number:
                    found.setdefault(slip, word)
        return found

    def _pairs(self) -> Counter[tuple[str, str]]:
        """Words that stand one after the other in wordings, for they are run together as well."""
        rows = (terms(text) for _, text in self._wordings)
        return Counter(pair for row in rows for pair in pairwise(row))

    def _words_written(self) -> Iterator[str]:
        """Every word that the library itself writes: medicines, tests, parts of the body."""
        for guide in self._guides:
            for sentence in sentences_in_order(guide):
                yield from terms(sentence.text)
        for condition in self._engine.conditions():
            for text in (condition.name, condition.what, *condition.also):
                yield from terms(text)
        for finding in self._engine.findings():
            yield from terms(finding.name)

    def _said(self) -> Iterator[str]:
        """Every word of what people say of findings."""
        for finding in self._engine.findings():
            for text in finding.say:
                yield from terms(text)

    @cached_property
    def _shortest(self) -> Mapping[str, str]:
        """The shortest word of each stem."""
        asked = {term for _, text in self._wordings for term in terms(text)}
        words = sorted({*self._words, *asked}, key=lambda word: (-len(word), word))
        return {self._stem(word): word for word in words}

    @cached_property
    def _taught(self) -> Mapping[str, Sequence[float]]:
        """For each stem what it adds to each guide, beside what it adds to most."""
        lessons = [(place, self._stems_meant(text)) for place, text in self._wordings]
        taught = teach({stem: self._known(word) for stem, word in self._shortest.items()}, lessons)
        return {stem: _beside_most(row) for stem, row in taught.items() if any(row)}

    def _stems_meant(self, text: str) -> set[str]:
        return {self._stem(self._meant.get(term, term)) for term in terms(text)}

    def _known(self, word: str) -> list[int]:
        """What `ask` knows of a word's concept, in PARTS."""
        told = self._engine.tells(word)
        return [round(PARTS * told.get(guide.id, 0.0)) for guide in self._guides]

    @cached_property
    def _slips(self) -> Mapping[str, str]:
        """A slip for each stem that no right word has, and the stem of the word that is meant."""
        right = set(map(self._stem, self._right))
        found: dict[str, str] = {}
        for slip in self._meant:
            found.setdefault(self._stem(slip), slip)
        return {slip: self._stem(self._meant[slip]) for stem, slip in found.items() if stem not in right}

    @cached_property
    def _texts(self) -> Sequence[list[str]]:
        """The words of each guide that it does not share with all, each as often as it should count."""
        found: list[list[str]] = [[] for _ in self._guides]
        wrong = set(map(self._stem, self._slips))
        for stem, row in self._taught.items():
            if stem not in wrong:
                _add(found, self._shortest[stem], [times - 1 for times in counts(row)])
        for slip, stem in self._slips.items():
            if stem in self._taught:
                _add(found, slip, self._times_of_slip(stem)[self._stem(slip) in self._everywhere])
        return found

    def _times_of_slip(self, stem: str) -> tuple[Sequence[int], Sequence[int]]:
        """How often slips of this word stand in each guide: of those that stand only where it tells, and, beside what
        stands in all, of those that do.
        """
        if stem not in self._slips_told:
            told = self._taught[stem]
            times = counts([SLIP_TELLS * telling for telling in told])
            alone = [number if telling >= LEAST_TELLING else 0 for number, telling in zip(times, told, strict=True)]
            self._slips_told[stem] = alone, [number - 1 for number in times]
        return self._slips_told[stem]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._texts))

    def text(self, guide: str) -> str:
        """The words of a guide, each as often as it should count.

        BM25 counts a word of a longer text less: all are made equally long.
        """
        own = self._texts[next(place for place, other in enumerate(self._guides) if other.id == guide)]
        return " ".join([*self._everywhere.values(), *own, *[FILLER] * (self._longest - len(own))])


def _add(texts: Sequence[list[str]], word: str, times: Sequence[int]) -> None:
    for text, number in zip(texts, times, strict=True):
        if number > 0:  # in few guides
            text.extend([word] * number)


def _beside_most(row: Sequence[int]) -> list[float]:
    usual = median(row)
    return [(parts - usual) / PARTS for parts in row]


def terms(text: str) -> list[str]:
    """A text's words as Xapian reads them: without accents, in small letters, joined where it joins them ("d&c")."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return TERM.findall(bare.replace("’", "'").lower())


def _wordings(guide: Guide) -> tuple[str, ...]:
    return (guide.question, *guide.also, *guide.too)


def _asked(guide: Guide) -> set[str]:
    """The words of a guide's wordings, and what Xapian takes for one word there ("d&c")."""
    return {word for text in _wordings(guide) for word in (*map(plain, pieces(text)), *terms(text))}


def counts(row: Sequence[float]) -> tuple[int, ...]:
    """How often a word must stand in each text for BM25 to count it by what it tells of each; as seldom as will do."""
    usual = min(SHARE_USUAL, 1 / (1 + HALF_SHARE) - SHARE_PER_UNIT * min(row))
    return tuple(_times(usual + SHARE_PER_UNIT * telling) for telling in row)


def _times(share: float) -> int:
    kept = min(MOST_SHARE, max(0.0, share))
    return max(1, round(HALF_SHARE * kept / (1 - kept)))
