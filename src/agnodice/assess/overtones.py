"""What her words say of causes beyond the findings that were heard in them.

A finding is heard when a phrase of it stands there whole. Words of half a phrase would be lost, and with them one said
finding in four; so each word also speaks a little for the conditions whose findings are told in it: naive Bayes over
the phrases of their findings (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, ch. 13), and
beside it over tales of the conditions (tales.py). It moves the order of causes alone, never a red flag
(docs/adr/0017); how soon to see someone only through the one condition that tales name (docs/adr/0025).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, log, log1p, sqrt

from agnodice.assess.network import Network
from agnodice.assess.tales import Tales, named_by, near_to_best
from agnodice.model.clinical import ConditionId, FindingId
from agnodice.text.phrases import Listed

A_LINK = 5.0  # words' worth of a finding that always comes with a condition
GENERAL = 60.0  # words' worth of what is general that every condition has beside its own
TRUST = 0.15  # of log-odds: words that come together are no witnesses of their own
FULL = 12  # words that count in full; more of them count together as their root
PLACES = 6  # of a move: beyond them machines differ in their logarithms
LOUD, MOST_LOUD = log(8), 3  # how much oftener than in general a word is told with a condition to be worth showing


@dataclass(frozen=True)
class Said:
    """A word of hers that is there now: as she wrote it, what it means, and whether it goes without showing, as a
    number and a word in which a finding was heard do.
    """

    word: str
    concepts: Sequence[str]
    is_plain: bool


@dataclass(frozen=True)
class Overtone:
    """What the words of one text add: log-odds by which they move each condition, in the order alone; which one they
    name, told though nothing of it was heard; those near to it, told beside others; and which words are loud for it.
    """

    moves: Mapping[ConditionId, float] = field(default_factory=dict)
    named: ConditionId | None = None  # what tales name by themselves (tales.py)
    near: frozenset[ConditionId] = frozenset()  # what tales tell nearly as well as any
    _places: Mapping[ConditionId, int] = field(default_factory=dict)
    _unheard: Mapping[str, Sequence[Mapping[int, float]]] = field(default_factory=dict)  # a word: by place

    def loudest(self, condition: ConditionId) -> tuple[str, ...]:
        """The words without a finding that speak most for a condition, loudest first, as she wrote them."""
        place = self._places[condition]
        worth = {word: max((of.get(place, 0.0) for of in told), default=0.0) for word, told in self._unheard.items()}
        loud = sorted((word for word in worth if worth[word] >= LOUD), key=lambda word: (-worth[word], word))
        return tuple(loud[:MOST_LOUD])


NO_OVERTONE = Overtone()


class Overtones:
    """How much words speak for conditions, by the phrases of the findings that come with them."""

    def __init__(self, phrases: Listed, tales: Tales, network: Network) -> None:
        """`phrases`: those of the edition (text/phrases.py); owners that are no finding of the network do not count."""
        self._names, self.tales = tuple(network.conditions), tales
        self._places = {name: place for place, name in enumerate(self._names)}
        self._told: dict[str, list[tuple[FindingId, float]]] = {}
        for owner, *rows in phrases:
            if owner in network.findings:
                for concept, share in _shares(rows):
                    self._told.setdefault(concept, []).append((owner, share))
        self._links: dict[FindingId, list[tuple[int, float]]] = {}
        sizes = [0.0] * len(self._names)
        for place, name in enumerate(self._names):
            for finding, link in network.conditions[name].links.items():
                self._links.setdefault(finding, []).append((place, A_LINK * link))
                sizes[place] += A_LINK * link
        self._whole = fsum(sizes)
        self._lacking = [log(GENERAL / (size + GENERAL)) for size in sizes]

    def of(self, words: Iterable[Said], told: Iterable[str] = ()) -> "Overtone":
        """What words add to the heard findings. `told`: the same, and those that are denied (tales.py)."""
        words = tuple(words)
        more = {c: self._more(c) for c in sorted({c for word in words for c in word.concepts} & self._told.keys())}
        sums = [len(more) * lacking for lacking in self._lacking]
        for of_word in more.values():
            for place, value in of_word.items():
                sums[place] += value
        trust = TRUST * min(1.0, sqrt(FULL / len(more))) if more else 0.0
        tales = self.tales.moves(told)
        moves = {
            name: round(trust * value, PLACES) + tales.get(name, 0.0)
            for name, value in zip(self._names, sums, strict=True)
        }
        unheard = {
            word.word: [of for c in word.concepts for of in (more.get(c, {}), self.tales.speaks(c))]
            for word in words
            if not word.is_plain
        }
        return Overtone(moves, named_by(tales), near_to_best(tales), self._places, unheard)

    def _more(self, concept: str) -> Mapping[int, float]:
        """For each condition that a word is told with, the log of how much oftener than in general."""
        own: dict[int, float] = {}
        for finding, share in self._told.get(concept, ()):
            for place, link in self._links.get(finding, ()):
                own[place] = own.get(place, 0.0) + share * link
        usual = fsum(own.values()) * GENERAL / self._whole
        return {place: log1p(value / usual) for place, value in own.items()}


def _shares(rows: Iterable[Sequence[Sequence[Sequence[str]]]]) -> Iterable[tuple[str, float]]:
    """Each word of a finding's phrases with its share of them all."""
    counts = Counter(concept for slots, *_ in rows for slot in slots for concept in slot)
    whole = sum(counts.values())
    return [(concept, count / whole) for concept, count in counts.items()]
