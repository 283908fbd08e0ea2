"""Find cue phrases (negation, past, someone else …) in read text, as spans of items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agnodice.text.reading import Item

Span = tuple[int, int]
_NO_WORD = ""  # behind the last word of a text: no cue goes on with it


class CueFinder:
    """Knows every cue phrase, word behind word (a trie: Fredkin, Commun ACM 1960;3:490)."""

    def __init__(self, kinds: Mapping[str, Sequence[str]]) -> None:
        """`kinds`: cue phrases (plain words, contractions opened) by kind."""
        self.kinds = tuple(kinds)
        self._begin = Node([], {})
        for kind, phrases in kinds.items():
            for phrase in phrases:
                node = self._begin
                for word in phrase.split():
                    node = node.then.setdefault(word, Node([], {}))
                node.kinds.append(kind)

    def find(self, items: Sequence[Item]) -> dict[str, list[Span]]:
        """Spans (first and last item, inclusive) of each kind, in order; of two with the same beginning the shorter
        comes first.
        """
        words = " ".join([item.word for item in items]).split(" ")  # those of idioms one by one
        places = _places(items, len(words))
        spans: dict[str, list[Span]] = defaultdict(list)
        begin = self._begin.then
        begun = [(start, begin[word]) for start, word in enumerate(words) if word in begin]
        words.append(_NO_WORD)
        for start, first in begun:
            at, node = start, first
            while True:
                for kind in node.kinds:
                    spans[kind].append((places[start], places[at]))
                at += 1
                if words[at] not in node.then:
                    break
                node = node.then[words[at]]
        return spans


class Node(NamedTuple):
    """Where the cues of some first words end or go on: the kinds that end here, and what stands behind each word."""

    kinds: list[str]
    then: dict[str, "Node"]


def _places(items: Sequence[Item], count: int) -> Sequence[int]:
    """The item in which each of so many words stands."""
    if count == len(items):  # no idiom, as in most texts
        return range(count)
    return [index for index, item in enumerate(items) for _ in item.word.split(" ")]
