"""Learn, while an edition is built, by which words dangers are told: the weights of safety/hunch.py.

Stochastic gradient descent with a step for each weight that shrinks as it is used (AdaGrad: Duchi, Hazan and Singer,
J Mach Learn Res 2011;12:2121), over the library's own text alone and always in the same order.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import exp, gcd, sqrt

from agnodice.library.load import Library
from agnodice.model.clinical import CareLevel
from agnodice.safety.hunch import CALM, PER_UNIT, Weights, traces
from agnodice.text.assertion import Judge
from agnodice.text.reading import Lexicon

EVERY_WORDING = 3  # calm is learnt from one guide's question in so many
ROUNDS = 8
STEP = 0.5
LEAST_SLOPE = 0.003  # a label whose likelihood is off by less learns nothing
LEAST_WEIGHT = 0.2  # smaller weights are not kept
_STRIDE = 7919  # texts are taken in strides, so that those of one danger do not come one after another

Text = tuple[Sequence[str], str]  # traces, label


def learnt(library: Library, lexicon: Lexicon) -> Weights:
    """What each word adds to each ask-back and to calm, in tenths."""
    judge = Judge(lexicon.cues)
    texts = [(_read(text, lexicon, judge), label) for text, label in _told(library)]
    labels = [CALM, *sorted(ask_back.id for ask_back in library.ask_backs)]
    table = _Table(labels)
    for _ in range(ROUNDS):
        for found, label in _strewn(texts):
            table.learn(found, label)
    return Weights(labels, dict(table.kept()))


def _told(library: Library) -> Iterator[tuple[str, str]]:
    """Every text to learn from with its label: sayings, cases and near misses of red flags, calm guides' questions."""
    label_of = {flag: ask_back.id for ask_back in reversed(library.ask_backs) for flag in ask_back.flags}
    for ask_back in library.ask_backs:
        yield from ((text, ask_back.id) for text in ask_back.say)
    yield from ((text, CALM) for text in library.calm.say)
    for flag in library.red_flags:
        if flag.case and flag.level >= CareLevel.SAME_DAY and flag.id in label_of:
            yield flag.case, label_of[flag.id]
        if flag.near_miss:
            yield flag.near_miss, CALM
    guides = (guide for guide in library.guides if guide.id not in library.calm.but)
    asked = [text for guide in guides for text in (guide.question, *guide.also)]
    yield from ((text, CALM) for text in asked[::EVERY_WORDING])


def _read(text: str, lexicon: Lexicon, judge: Judge) -> tuple[str, ...]:
    items = lexicon.read_own(text)
    return tuple(sorted(set(traces(items, judge.words(items)))))


def _strewn(texts: Sequence[Text]) -> Iterable[Text]:
    """Every text once, in strides."""
    stride = _STRIDE
    while texts and gcd(stride, len(texts)) > 1:
        stride += 1
    return (texts[index * stride % len(texts)] for index in range(len(texts)))


class _Table:
    """The weights while they are learnt."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = labels
        self._rows: dict[str, tuple[list[float], list[float]]] = {}  # of a trace: weights, and how far each has moved

    def learn(self, found: Sequence[str], label: str) -> None:
        """One step for one text."""
        rows = [self._rows.get(trace) or self._new(trace) for trace in found]
        for place, likely in enumerate(_shares([*map(sum, zip(*(row for row, _ in rows), strict=True))])):
            slope = likely - (self._labels[place] == label)
            if abs(slope) > LEAST_SLOPE:
                for row, squares in rows:
                    squares[place] += slope * slope
                    row[place] -= STEP * slope / sqrt(squares[place])

    def _new(self, trace: str) -> tuple[list[float], list[float]]:
        size = len(self._labels)
        self._rows[trace] = ([0.0] * size, [1.0] * size)
        return self._rows[trace]

    def kept(self) -> Iterator[tuple[str, list[int]]]:
        """(trace, place, weight, place, weight, …) of what weighs enough."""
        for trace, (row, _) in sorted(self._rows.items()):
            kept = [
                (place, round(weight * PER_UNIT)) for place, weight in enumerate(row) if abs(weight) >= LEAST_WEIGHT
            ]
            if kept:
                yield trace, [number for pair in kept for number in pair]


def _shares(sums: Sequence[float]) -> list[float]:
    """What each sum is worth beside the others, from 0 to 1 (softmax)."""
    top = max(sums)
    grown = [exp(value - top) for value in sums]
    whole = sum(grown)
    return [value / whole for value in grown]
