"""How likely words mean a danger that no rule heard: a small linear model over their concepts, learnt from sayings.

Multinomial logistic regression, as in Jurafsky and Martin, Speech and Language Processing (3rd ed.), ch. 5: each word,
and each two that follow one another, adds what it weighs to each danger and to "no danger". Words that are denied count
as other words than those that are not; words of the past, of others and of mere suppositions do not count. What it
finds is asked back, never raised; what rules raise and it finds next to impossible is doubted, and asked back too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress, groupby, repeat
from math import exp
from typing import Any

from agnodice.model.clinical import AskBack, RedFlag, RedFlagId
from agnodice.model.results import HowLikely
from agnodice.text.assertion import OF_OTHERS, Status
from agnodice.text.reading import Item

CALM = ""  # the label of texts that tell no danger
MARK = "?"  # begins the traces of statuses
EACH = "*"  # a trace of every text
DENIED = "~"  # begins the traces of what is denied
THEN = "&"  # stands within the traces of two words
IN_PAIRS = 2  # concepts of a word that are paired with those of the next
PER_UNIT = 10  # weights are whole tenths
ENOUGH = 0.48  # from here on, it is asked back
ENOUGH_BESIDE = 0.62  # where the text also denies, or tells of the past, of others or of a mere supposition
OF_A_SENTENCE = 0.75  # from here on, a sentence by itself is enough amid chatter (docs/adr/0032)
AMID = 0.25  # unless the whole text means a danger less likely than this
MORE_URGENT = 0.4  # from here on, emergencies together are asked back before the likeliest, where that is none
LIKELY, VERY_LIKELY = 0.85, 0.995  # from here on, it counts for how soon to go (docs/adr/0025)
WORTH_A_LOOK = 0.1  # below this, the words are not looked at again for denials and the past
DOUBTED = 0.02  # below this, what rules raised is doubted
FEW = 6  # telling words of a sentence: a long calm story does not talk away a danger told in a few of them
MEANT = 0.5  # from here on, all of a text or a few of its words mean an alarm that the whole story speaks against
OF_A_PART = 0.1  # from here on, a sentence or a few words of it mean a danger by themselves
THERE = frozenset({Status.PRESENT, Status.SPLIT})  # what a word must be said to be, to mean anything now


@dataclass(frozen=True)
class Hunch:
    """The danger that words most likely mean, and how likely they mean any danger (0 to 1).

    `is_plain`: whether the text tells nothing that is denied, past, supposed or another's.
    """

    ask_back: AskBack
    likelihood: float
    is_plain: bool = True

    @property
    def is_enough(self) -> bool:
        """Whether it is likely enough to be asked back."""
        return self.likelihood >= (ENOUGH if self.is_plain else ENOUGH_BESIDE)

    @property
    def how_likely(self) -> HowLikely:
        """Its likelihood in a word, by how it counts for how soon to go."""
        if self.likelihood >= VERY_LIKELY:
            return HowLikely.VERY_LIKELY
        return HowLikely.LIKELY if self.likelihood >= LIKELY else HowLikely.POSSIBLE


@dataclass(frozen=True)
class Weights:
    """What each trace adds to each label, in tenths: (label's place, weight, place, weight, …)."""

    labels: Sequence[str]
    of: Mapping[str, Sequence[int]]


def traces(items: Sequence[Item], statuses: Iterable[Status] | None = None) -> list[str]:
    """What a text leaves to learn from: its words as concepts, marked where denied; each two that follow one another
    within a clause, little words aside; a mark for each other status.

    `statuses`: one for each item; None when all count as there.
    """
    found = [EACH]
    before: Sequence[str] = ()
    for item, status in zip(items, statuses or repeat(Status.PRESENT)):  # noqa: B905  (`repeat` has no end)
        if item.is_small:
            if status in THERE or status is Status.DENIED:
                found.append(f"_{item.word}")
            continue
        if status not in THERE and not item.is_break:
            found.append(f"{MARK}{status}")
        words = concepts_told(item, status)
        paired = words[:IN_PAIRS]
        found += words
        found += [f"{one}{THEN}{other}" for one in before for other in paired]
        before = paired
    return found


def concepts_told(item: Item, status: Status) -> Sequence[str]:
    """What one item tells of now: its concepts, marked where denied; little words and breaks tell nothing."""
    if item.is_small or item.is_break:
        return ()
    if status is Status.DENIED:
        return [DENIED + concept for concept in item.concepts]
    return item.concepts if status in THERE else ()


class Hunches:
    """The ask-backs of an edition with what it has learnt of them."""

    def __init__(self, ask_backs: Iterable[AskBack], weights: Weights) -> None:
        self._ask_backs = {ask_back.id: ask_back for ask_back in ask_backs}
        self._of_flag = {flag: ask_back for ask_back in self._ask_backs.values() for flag in ask_back.flags}
        self._weights = weights
        self._is_danger = [label != CALM for label in weights.labels]

    def of(self, flags: Iterable[RedFlag]) -> Sequence[AskBack]:
        """The ask-backs of some red flags, each once."""
        return tuple(dict.fromkeys(self._of_flag[flag.id] for flag in flags if flag.id in self._of_flag))

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Hunches":
        """From the edition's ready-made data."""
        rows = (
            AskBack(name, ask, tuple(map(RedFlagId, flags)), worse=worse) for name, ask, flags, worse in data["rows"]
        )
        return cls(rows, Weights(data["labels"], data["weights"]))

    def may_mean(self, items: Sequence[Item]) -> bool:
        """Whether words, taken as if all were there now, may mean a danger: then they are worth a second look."""
        return any(self._is_danger) and self._of_any(self._odds(set(traces(items)))) >= WORTH_A_LOOK

    def asked(self, items: Sequence[Item], statuses: Sequence[Status]) -> Hunch | None:
        """What words mean, when it is likely enough to be asked back: all of them or, amid chatter, one sentence."""
        whole = self.best(traces(items, statuses))
        if whole is None or whole.is_enough or whole.likelihood < AMID:
            return whole if whole and whole.is_enough else None
        of_parts = (self.best(traces(items[part], statuses[part])) for part in sentences(items))
        enough = [hunch for hunch in of_parts if hunch and hunch.likelihood >= OF_A_SENTENCE]
        if not enough:
            return None
        return replace(max(enough, key=lambda hunch: hunch.likelihood), likelihood=whole.likelihood)

    def more_urgent(
        self, than: Hunch, urgent: Iterable[AskBack], items: Sequence[Item], statuses: Sequence[Status]
    ) -> Hunch:
        """The likeliest of some more urgent ask-backs where they are likely together; else the hunch itself."""
        likelihoods = self._likelihoods(items, statuses)
        likely = {ask_back: likelihoods.get(ask_back.id, 0.0) for ask_back in urgent}
        return (
            replace(than, ask_back=max(likely, key=likely.__getitem__)) if sum(likely.values()) >= MORE_URGENT else than
        )

    def means(self, flag: RedFlagId, items: Sequence[Item], statuses: Sequence[Status]) -> bool:
        """Whether words, all of them or a few, mean a red flag rather than not; another's danger counts as hers."""
        there, label = with_others(statuses), self._of_flag[flag].id
        looked_at = (slice(0, len(items)), *parts(items))
        return any(self._likelihoods(items[part], there[part])[label] >= MEANT for part in looked_at)

    def doubt(self, items: Sequence[Item], statuses: Sequence[Status]) -> bool:
        """Whether words hardly mean any danger, neither all together nor any part of them; another's danger is one."""
        there = with_others(statuses)
        return self.likelihood(items, there) < DOUBTED and all(
            self.likelihood(items[part], there[part]) < OF_A_PART for part in parts(items)
        )

    def likelihood(self, items: Sequence[Item], statuses: Sequence[Status]) -> float:
        """How likely words mean any danger, 0 to 1; 1 when the edition knows none."""
        return self._of_any(self._odds(set(traces(items, statuses)))) if any(self._is_danger) else 1.0

    def _likelihoods(self, items: Sequence[Item], statuses: Sequence[Status]) -> dict[str, float]:
        odds = self._odds(set(traces(items, statuses)))
        whole = sum(odds)
        return {label: value / whole for label, value in zip(self._weights.labels, odds, strict=True)}

    def question(self, flag: RedFlagId) -> str:
        """What to ask back in the place of a red flag; "" when the edition asks nothing back for it."""
        return self._of_flag[flag].ask if flag in self._of_flag else ""

    def likeliest(self, flags: Iterable[RedFlagId], found: Iterable[str]) -> RedFlagId:
        """The red flag, of some that can be asked back, that traces mean most likely; the first of equals."""
        odds = dict(zip(self._weights.labels, self._odds(set(found)), strict=True))
        return max(flags, key=lambda flag: odds[self._of_flag[flag].id])

    def best(self, found: Iterable[str]) -> Hunch | None:
        """The likeliest danger for traces; None when the edition knows none."""
        left = set(found)
        odds = self._odds(left)
        dangers = list(compress(zip(odds, self._weights.labels, strict=True), self._is_danger))
        if not dangers:
            return None
        is_plain = not any(trace.startswith(MARK) for trace in left)
        return Hunch(self._ask_backs[max(dangers)[1]], self._of_any(odds), is_plain)

    def _of_any(self, odds: Sequence[float]) -> float:
        """How likely any danger is, 0 to 1."""
        return sum(compress(odds, self._is_danger)) / sum(odds)

    def _odds(self, found: Iterable[str]) -> list[float]:
        """How much traces speak for each label, against one another."""
        sums = [0] * len(self._weights.labels)
        of = self._weights.of
        for row in [of[trace] for trace in found if trace in of]:
            for place, weight in zip(row[::2], row[1::2], strict=True):
                sums[place] += weight
        return [exp(value / PER_UNIT) for value in sums]


def with_others(statuses: Iterable[Status]) -> list[Status]:
    """Statuses where what is another's counts as hers, for rules raise that too."""
    return [Status.PRESENT if status in OF_OTHERS else status for status in statuses]


def sentences(items: Sequence[Item]) -> Iterator[slice]:
    """Where each sentence stands."""
    for _, places in groupby(range(len(items)), key=lambda place: items[place].sentence):
        first, *rest = places
        yield slice(first, (rest or [first])[-1] + 1)


def parts(items: Sequence[Item]) -> Iterator[slice]:
    """Each sentence, and within it each few telling words that follow one another."""
    for sentence in sentences(items):
        yield sentence
        places = range(sentence.start, sentence.stop)
        telling = [place for place in places if not (items[place].is_small or items[place].is_break)]
        for first, last in zip(telling, telling[FEW - 1 :], strict=False):
            yield slice(first, last + 1)


NO_HUNCHES = Hunches((), Weights((), {}))
