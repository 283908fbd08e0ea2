"""Find the word lists of `words/audit.toml` in a page, all in one pass, each with its exact place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from agnodice.model.audit import Span
from agnodice.model.words import AuditWords
from agnodice.text.tokens import plain

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
    """Knows every listed phrase by its first word. Names: a list's field, `tone:N`, `step:ID`, `danger:ID`."""

    def __init__(self, words: AuditWords) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
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
            words = tuple(plain(match[0]) for match in _TOKEN.finditer(phrase))
            self._by_first.setdefault(words[0], []).append((words, name))

    def find(self, text: str) -> Found:
        """Every place of every list in `text`."""
        tokens = [(plain(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]
        words = [word for word, _, _ in tokens]
        places: dict[str, list[Span]] = {}
        for index, word in enumerate(words):
            for phrase, name in self._by_first.get(word, ()):
                size = len(phrase)
                if size == 1 or tuple(words[index : index + size]) == phrase:
                    places.setdefault(name, []).append(Span(tokens[index][1], tokens[index + size - 1][2]))
        return Found(places)
