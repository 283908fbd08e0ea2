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
        words = " ".join([item.word for item in items]).split(" ")  # those of idioms one by one
        places = _places(items, len(words))
        spans: dict[str, list[Span]] = defaultdict(list)
        known = self._by_second
        for start in [start for start, word in enumerate(words) if word in known]:
            word, then = words[start], words[start + 1] if start + 1 < len(words) else ""
            for rest, kind in known[word].get(then) or self._alone[word]:
                if not rest:
                    spans[kind].append((places[start], places[start]))
                elif words[start + 1 : start + 1 + len(rest)] == rest:
                    spans[kind].append((places[start], places[start + len(rest)]))
        return spans


def _by_second(cues: Sequence[Cue]) -> dict[str, list[Cue]]:
    """Cues of one first word by each second word: those that go on so, and those of one word, as they are listed."""
    seconds = {cue[0][0] for cue in cues if cue[0]}
    return {second: [cue for cue in cues if cue[0][:1] in ([], [second])] for second in seconds}


def _places(items: Sequence[Item], count: int) -> Sequence[int]:
    """The item in which each of so many words stands."""
    if count == len(items):  # no idiom, as in most texts
        return range(count)
    return [index for index, item in enumerate(items) for _ in item.word.split(" ")]
