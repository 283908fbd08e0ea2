"""What her words say of causes, by how people tell of them: naive Bayes over the library's tales of each condition.

Multinomial naive Bayes (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, ch. 13) over the
words that are there now and, as other words, those that are denied; each counts once a tale. An edition holds how many
of a condition's tales hold each word. It moves the order of causes, as overtones do (docs/adr/0022); the condition that
it names counts for how soon to see someone (docs/adr/0025).
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log, log1p
from typing import Any

from agnodice.model.clinical import ConditionId
from agnodice.safety.hunch import concepts_told
from agnodice.text.assertion import Status
from agnodice.text.reading import Item

UNTOLD = 0.1  # tales' worth of every word that no tale of a condition holds
TRUST = 0.35  # of log-odds: words that come together are no witnesses of their own (docs/adr/0035)
AHEAD = 5 * TRUST  # by which the moves of one condition must lead all others for its tales alone to name it
NEAR = 2.5 * TRUST  # of the moves of the best: what tales tell nearly as well is told beside others (docs/adr/0028)
PLACES = 6  # of a move: beyond them machines differ in their logarithms


def told_words(told: Iterable[tuple[Item, Status]]) -> frozenset[str]:
    """What a text tells to learn from: its telling words as concepts, marked where denied. `told`: each with what is
    said of it.
    """
    return frozenset(word for item, status in told for word in concepts_told(item, status))


class Tales:
    """How the conditions of an edition are told."""

    def __init__(self, sizes: Mapping[ConditionId, int], words: Mapping[str, Sequence[int]]) -> None:
        """`sizes`: how many words each condition's tales hold together. `words`: for each word, a condition's place in
        `sizes` and in how many of its tales the word stands, in turns.
        """
        self._names, self._words = tuple(sizes), words
        self._lacking = [-log(size + UNTOLD * len(words)) for size in sizes.values()]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Tales":
        """From the edition's ready-made data."""
        return cls({ConditionId(name): size for name, size in data["sizes"].items()}, data["words"])

    def speaks(self, word: str) -> dict[int, float]:
        """For each condition by its place in `sizes`, the log of how much oftener a word is told with it than usual."""
        row = self._words.get(word)
        if not row:
            return {}
        usual = log1p(sum(row[1::2]) / len(self._names) / UNTOLD)
        return {place: log1p(count / UNTOLD) - usual for place, count in zip(row[::2], row[1::2], strict=True)}

    def moves(self, words: Iterable[str]) -> dict[ConditionId, float]:
        """Log-odds, up to a term that all share, by which words move each condition; none where no tale has them."""
        known = [self._words[word] for word in sorted(set(words)) if word in self._words]
        sums = [len(known) * lacking for lacking in self._lacking]
        for row in known:
            for place, count in zip(row[::2], row[1::2], strict=True):
                sums[place] += log1p(count / UNTOLD)
        return {name: round(TRUST * value, PLACES) for name, value in zip(self._names, sums, strict=True)}


def named_by(moves: Mapping[ConditionId, float]) -> ConditionId | None:
    """The condition that tales name by themselves, leading by AHEAD; None when there is none."""
    best = sorted(moves, key=lambda name: (-moves[name], name))[:2]
    return best[0] if len(best) > 1 and moves[best[0]] - moves[best[1]] >= AHEAD else None


def near_to_best(moves: Mapping[ConditionId, float]) -> frozenset[ConditionId]:
    """The conditions that tales tell best, or by NEAR less; none where all are told alike, for want of a word."""
    best = max(moves.values(), default=0.0)
    found = frozenset(name for name, move in moves.items() if move >= best - NEAR)
    return found if len(found) < len(moves) else frozenset()
