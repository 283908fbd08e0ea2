"""Find the word lists of `words/audit.toml` in a page, all in one pass, each with its exact place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from agnodice.model.audit import Span
from agnodice.model.words import AuditWords
from agnodice.text.tokens import LONG_DRAWN, plain

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%:@]")
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
        return next((span for span in self.of(name) if start <= span.start and span.end <= end), None)


class Finder:
    """Knows every listed phrase by its first two words. Names: a list's field, `tone:N`, `step:ID`, `danger:ID`."""

    def __init__(self, words: AuditWords) -> None:
        self._alone: dict[str, list[Listed]] = {}
        self._longer: dict[tuple[str, str], list[Listed]] = {}
        self._count = 0
        for name in LISTS:
            self._add(name, getattr(words, name))
        for number, tone in enumerate(words.tones):
            self._add(f"tone:{number}", tone.words)
        for naming in words.dangers:
            self._add(f"danger:{naming.red_flag}", naming.words)
        for step in words.steps:
            self._add(f"step:{step.id}", step.words)
        self._first = frozenset([*self._alone, *(first for first, _ in self._longer)])

    def _add(self, name: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            words = [plain(match[0]) for match in _TOKEN.finditer(phrase)]
            self._count += 1
            listed = Listed(self._count, words, name)
            if len(words) == 1:
                self._alone.setdefault(words[0], []).append(listed)
            else:
                self._longer.setdefault((words[0], words[1]), []).append(listed)

    def find(self, text: str) -> Found:
        """Every place of every list in `text`."""
        matches = list(_TOKEN.finditer(text))
        is_drawn = LONG_DRAWN.search(text) is not None
        found = [match[0] for match in matches]
        words = [plain(word) if is_drawn or not word.isascii() else word.lower() for word in found]
        places: dict[str, list[Span]] = {}
        first = self._first
        for index in [i for i, word in enumerate(words) if word in first]:
            start = matches[index].start()
            for size, name in self._at(words, index):
                places.setdefault(name, []).append(Span(start, matches[index + size - 1].end()))
        return Found(places)

    def _at(self, words: Sequence[str], index: int) -> list[tuple[int, str]]:
        """(number of words, name) of each phrase that begins at a word, as they are listed."""
        rows = [*self._alone.get(words[index], ())]
        after = words[index + 1] if index + 1 < len(words) else ""
        longer = self._longer.get((words[index], after), ())
        rows += [row for row in longer if words[index : index + len(row.words)] == row.words]
        return [(len(row.words), row.name) for row in sorted(rows)]


class Listed(NamedTuple):
    """A phrase of a list, with its number among all."""

    number: int
    words: Sequence[str]
    name: str
