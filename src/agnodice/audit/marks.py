"""Find the word lists of `words/audit.toml` in a page, all in one pass, each with its exact place."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from agnodice.model.audit import Span
from agnodice.model.words import AuditWords
from agnodice.text.tokens import LONG_DRAWN, plain

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%:@]")
_PIECES = re.compile(f"({_TOKEN.pattern})")
_PIECES_OF_ASCII = re.compile(r"([A-Za-z0-9]+(?:'[A-Za-z0-9]+)*|[%:@])")  # the same, in less time
LISTS = frozenset(f.name for f in fields(AuditWords)) - {
    "folds",
    "tones",
    "steps",
    "dangers",
    "idle",
    "kept",
    "verbs",
    "scopes",
    "states",
    "private_topics",
}


@dataclass(frozen=True)
class Found:
    """Places of each list in a page, in order."""

    places: Mapping[str, Sequence[Span]]

    def of(self, name: str) -> Sequence[Span]:
        """Where the words of a list stand."""
        return self.places.get(name, ())

    def within(self, name: str, start: int, end: int) -> Span | None:
        """The first place of a list inside a stretch; None when there is none."""
        spans = self.places.get(name, ())
        for at in range(bisect_left(self._starts[name], start), len(spans)) if spans else ():
            if spans[at].start >= end:
                break
            if spans[at].end <= end:
                return spans[at]
        return None

    @cached_property
    def _starts(self) -> Mapping[str, Sequence[int]]:
        """Where each place begins, by list."""
        return {name: [span.start for span in spans] for name, spans in self.places.items()}


class Finder:
    """Knows every listed phrase by its first two words. Names: a list's field, `tone:N`, `step:ID`, `danger:ID`."""

    def __init__(self, words: AuditWords) -> None:
        self._alone: dict[str, list[Listed]] = {}
        self._longer: dict[tuple[str, ...], list[Listed]] = {}  # by their first two words
        self._names: dict[str, list[tuple[int, str]]] = {}  # of phrases of one word, with that number
        self._firsts: set[str] = set()
        self._count = 0
        for name in LISTS:
            self._add(name, getattr(words, name))
        for number, tone in enumerate(words.tones):
            self._add(f"tone:{number}", tone.words)
        for naming in words.dangers:
            self._add(f"danger:{naming.red_flag}", naming.words)
        for step in words.steps:
            self._add(f"step:{step.id}", step.words)

    def _add(self, name: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            words = [plain(match[0]) for match in _TOKEN.finditer(phrase)]
            self._count += 1
            listed = Listed(self._count, words, name)
            if len(words) == 1:
                self._alone.setdefault(words[0], []).append(listed)
                self._names.setdefault(words[0], []).append((1, name))
            else:
                self._longer.setdefault((words[0], words[1]), []).append(listed)
            self._firsts.add(words[0])

    def find(self, text: str) -> Found:
        """Every place of every list in `text`."""
        pieces = (_PIECES_OF_ASCII if text.isascii() else _PIECES).split(text)  # between words, and words, in turn
        ends = list(accumulate(map(len, pieces)))
        words = _lowered(pieces[1::2])
        places: dict[str, list[Span]] = {}
        longer, names, firsts = self._longer, self._names, self._firsts
        for index in [index for index, word in enumerate(words) if word in firsts]:
            rows = longer.get(tuple(words[index : index + 2]))
            start = ends[2 * index]
            for size, name in self._at(words, index, rows) if rows else names.get(words[index], ()):
                span = Span(start, ends[2 * (index + size) - 1])
                if name in places:
                    places[name].append(span)
                else:
                    places[name] = [span]
        return Found(places)

    def _at(self, words: Sequence[str], index: int, longer: Sequence["Listed"]) -> list[tuple[int, str]]:
        """(number of words, name) of each phrase that begins at a word, as they are listed."""
        rows = [row for row in longer if words[index : index + len(row.words)] == row.words]
        rows += self._alone.get(words[index], ())
        return [(len(row.words), row.name) for row in sorted(rows)]


def _lowered(words: Sequence[str]) -> list[str]:
    """Words in lower case, accents and drawn-out letters made ordinary; each different word is looked at once."""
    told = list(dict.fromkeys(words))
    if LONG_DRAWN.search("\n".join(told)):
        read = list(map(plain, told))
    else:
        read = [word.lower() if word.isascii() else plain(word) for word in told]
    return list(map(dict(zip(told, read, strict=True)).__getitem__, words))


class Listed(NamedTuple):
    """A phrase of a list, with its number among all."""

    number: int
    words: Sequence[str]
    name: str
