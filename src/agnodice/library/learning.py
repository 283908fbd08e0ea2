"""Learn, while an edition is built, by which words dangers are told: the weights of safety/hunch.py.

Stochastic gradient descent with a step for each trace that shrinks as it is used (AdaGrad: Duchi, Hazan and Singer,
J Mach Learn Res 2011;12:2121; one step size for a whole row as in Ward, Wu and Bottou, J Mach Learn Res 2020;21:219),
over the library's own text alone. A text's place in the order is its own, whatever else the library says, so a saying
more or less changes little but what it says (a fifth of what it does when texts are taken in strides). A calm text
counts as learnt only when it leads by a margin: what nobody meant is not to be asked back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import ceil, exp, fsum, sqrt
from operator import mul
from types import MappingProxyType
from zlib import crc32

from agnodice.ask.lanes import Lanes
from agnodice.library.load import Library
from agnodice.model.clinical import CareLevel
from agnodice.safety.hunch import CALM, PER_UNIT, THEN, Weights, traces
from agnodice.text.assertion import Judge
from agnodice.text.reading import Item, Lexicon

LEAST_PAIRS = 3  # two words that follow one another in fewer texts teach nothing
ROUNDS = 3
STEP = 1.0
USED = 2.0  # how much a trace counts as used before it is
MARGIN = 1.0  # by which a calm text must lead
SURE = 0.95  # a text whose label is at least so likely teaches nothing more
ONE = 1 << 14  # a likelihood of 1, and a step of 1
UNIT_BITS = 28
UNIT = ONE * ONE  # a weight of 1
_WHOLE_STEP = STEP * ONE
_ENOUGH = int(SURE * ONE)
LEAST_WEIGHT = 0.2  # smaller weights are not kept
_LEAST = ceil(LEAST_WEIGHT * UNIT)  # whole, as what it is compared with is: in half the time

Text = tuple[Sequence[str], str]  # traces, label
Known = Mapping[str, Sequence[Item]]  # texts that were read before


def lessons(library: Library, lexicon: Lexicon, known: Known = MappingProxyType({})) -> list[Text]:
    """Every text to learn from as its traces, with its label."""
    judge = Judge(lexicon.cues)
    read = ((known.get(text) or lexicon.read_own(text), label) for text, label in strewn(told(library)))
    return _without_rare_pairs([(_traces(items, judge), label) for items, label in read])


def learnt(library: Library, texts: Sequence[Text]) -> Weights:
    """What each word adds to each ask-back and to calm, in tenths. `texts`: as from `lessons`."""
    labels = [CALM, *sorted(ask_back.id for ask_back in library.ask_backs)]
    table = _Table(labels)
    for _ in range(ROUNDS):
        texts = [(found, label) for found, label in texts if table.learn(found, label)]
    return Weights(labels, dict(table.kept()))


def told(library: Library) -> Iterator[tuple[str, str]]:
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
    yield from ((text, CALM) for guide in guides for text in (guide.question, *guide.also, *guide.too))


def strewn(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Texts in an order of their own, so that those of one danger do not come one after another."""
    return sorted(texts, key=lambda pair: crc32(pair[0].encode()))


def _traces(items: Sequence[Item], judge: Judge) -> tuple[str, ...]:
    return tuple(dict.fromkeys(traces(items, judge.words(items))))


def _without_rare_pairs(texts: Sequence[Text]) -> list[Text]:
    """The texts without the pairs of words that few of them hold: most pairs are met once, and would only be learnt by
    heart.
    """
    met = Counter(chain.from_iterable([found for found, _ in texts]))
    rare = {trace for trace, count in met.items() if count < LEAST_PAIRS and THEN in trace}
    return [(tuple([trace for trace in found if trace not in rare]), label) for found, label in texts]


class _Table:
    """The weights while they are learnt; each trace has a row of one weight for each label."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._place = {label: place for place, label in enumerate(labels)}
        self._lanes = Lanes(len(labels), UNIT_BITS)
        self._rows: defaultdict[str, int] = defaultdict(int)
        self._used: defaultdict[str, float] = defaultdict(lambda: USED)

    def learn(self, found: Sequence[str], label: str) -> bool:
        """One step for one text; whether there was anything to learn."""
        own = self._place[label]
        grown = self._grown(found, label)
        part = fsum(grown) / ONE
        if grown[own] / part >= _ENOUGH:
            return False
        slopes = list(map(float.__trunc__, [value / part for value in grown]))  # in half the time of `int`
        slopes[own] -= ONE
        move = self._lanes.row(slopes)
        use = sum(map(mul, slopes, slopes)) / UNIT
        rows, uses = self._rows, self._used
        for trace in found:
            uses[trace] = used = uses[trace] + use
            rows[trace] -= move * int(_WHOLE_STEP / sqrt(used))
        return True

    def _grown(self, found: Sequence[str], label: str) -> list[float]:
        """How much a text speaks for each label, beside that for which it speaks most (softmax, but for its sum)."""
        sums = self._lanes.floats(sum(map(self._rows.__getitem__, found)))
        if label == CALM:
            sums[self._place[CALM]] -= MARGIN
        top = max(sums)
        return list(map(exp, [value - top for value in sums]))

    def kept(self) -> Iterator[tuple[str, list[int]]]:
        """(trace, place, weight, place, weight, …) of what weighs enough."""
        for trace, row in sorted(self._rows.items()):
            numbers = enumerate(self._lanes.numbers(row))
            kept = [(place, round(n / UNIT * PER_UNIT)) for place, n in numbers if not -_LEAST < n < _LEAST]
            if kept:
                yield trace, [number for pair in kept for number in pair]
