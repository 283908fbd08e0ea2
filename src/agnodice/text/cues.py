"""Find cue phrases (negation, past, someone else …) in read text, as spans of items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from agnodice.text.reading import Item

Span = tuple[int, int]
Cue = tuple[list[str], str]  # the words behind the first, and the kind


class CueFinder:
    """Knows every cue phrase by its first word, and which words come second."""

    def __init__(self, kinds: Mapping[str, Sequence[str]]) -> None:
        """`kinds`: cue phrases (plain words, contractions opened) by kind."""
        self.kinds = tuple(kinds)
        by_first: dict[str, list[Cue]] = {}
        for kind, phrases in kinds.items():
            for phrase in phrases:
                first, *rest = phrase.split()
                by_first.setdefault(first, []).append((rest, kind))
        self._alone = {first: [cue for cue in cues if not cue[0]] for first, cues in by_first.items()}
        self._by_second = {first: _by_second(cues) for first, cues in by_first.items()}

    def find(self, items: Sequence[Item]) -> dict[str, list[Span]]:
        """Spans (first and last item, inclusive) of each kind, in order."""
        words, places = _words(items)
        spans: dict[str, list[Span]] = defaultdict(list)
        known = self._by_second
        for start in [start for start, word in enumerate(words) if word in known]:
            word, then = words[start], words[start + 1] if start + 1 < len(words) else ""
            for rest, kind in known[word].get(then) or self._alone[word]:
                end = start + 1 + len(rest)
                if not rest or words[start + 1 : end] == rest:
                    spans[kind].append((places[start], places[end - 1]))
        return spans


def _by_second(cues: Sequence[Cue]) -> dict[str, list[Cue]]:
    """Cues of one first word by each second word: those that go on so, and those of one word, as they are listed."""
    seconds = {cue[0][0] for cue in cues if cue[0]}
    return {second: [cue for cue in cues if cue[0][:1] in ([], [second])] for second in seconds}


def _words(items: Sequence[Item]) -> tuple[list[str], list[int]]:
    """Every word, those of idioms one by one, and the item in which it stands."""
    words: list[str] = []
    places: list[int] = []
    for index, item in enumerate(items):
        parts = item.word.split(" ")
        words += parts
        places += [index] * len(parts)
    return words, places
