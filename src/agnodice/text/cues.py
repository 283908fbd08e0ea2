"""Find cue phrases (negation, past, someone else …) in read text, as spans of items."""

from collections.abc import Mapping, Sequence

from agnodice.text.reading import Item

Span = tuple[int, int]


class CueFinder:
    """Knows every cue phrase by its first word."""

    def __init__(self, kinds: Mapping[str, Sequence[str]]) -> None:
        """`kinds`: cue phrases (plain words, contractions opened) by kind."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.kinds = tuple(kinds)
        for kind, phrases in kinds.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                self._by_first.setdefault(words[0], []).append((words, kind))

    def find(self, items: Sequence[Item]) -> dict[str, list[Span]]:
        """Spans (first and last item, inclusive) of each kind, in order."""
        flat = [(word, index) for index, item in enumerate(items) for word in item.word.split(" ")]
        words = [word for word, _ in flat]
        spans: dict[str, list[Span]] = {kind: [] for kind in self.kinds}
        for start, word in enumerate(words):
            for phrase, kind in self._by_first.get(word, ()):
                end = start + len(phrase)
                if tuple(words[start:end]) == phrase:
                    spans[kind].append((flat[start][1], flat[end - 1][1]))
        return spans
