"""Find cue phrases (negation, past, someone else …) in read text, as spans of items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from agnodice.text.reading import Item

Span = tuple[int, int]


class CueFinder:
    """Knows every cue phrase by its first word, and which words come second."""

    def __init__(self, kinds: Mapping[str, Sequence[str]]) -> None:
        """`kinds`: cue phrases (plain words, contractions opened) by kind."""
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        self._alone: dict[str, list[tuple[list[str], str]]] = {}
        self._seconds: dict[str, set[str]] = {}
        self.kinds = tuple(kinds)
        for kind, phrases in kinds.items():
            for phrase in phrases:
                first, *rest = phrase.split()
                self._by_first.setdefault(first, []).append((rest, kind))
                self._seconds.setdefault(first, set()).update(rest[:1])
                if not rest:
                    self._alone.setdefault(first, []).append((rest, kind))

    def find(self, items: Sequence[Item]) -> dict[str, list[Span]]:
        """Spans (first and last item, inclusive) of each kind, in order."""
        words, places = _words(items)
        spans: dict[str, list[Span]] = defaultdict(list)
        for start, word in [(start, word) for start, word in enumerate(words) if word in self._by_first]:
            goes_on = start + 1 < len(words) and words[start + 1] in self._seconds[word]
            for rest, kind in self._by_first[word] if goes_on else self._alone.get(word, ()):
                end = start + 1 + len(rest)
                if not rest or words[start + 1 : end] == rest:
                    spans[kind].append((places[start], places[end - 1]))
        return spans


def _words(items: Sequence[Item]) -> tuple[list[str], list[int]]:
    """Every word, those of idioms one by one, and the item in which it stands."""
    words: list[str] = []
    places: list[int] = []
    for index, item in enumerate(items):
        parts = item.word.split(" ")
        words += parts
        places += [index] * len(parts)
    return words, places
