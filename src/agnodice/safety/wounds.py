"""Whether blood is that of a wound at another place: "I cut my finger, it won't stop bleeding", "my knee is bleeding".

Danger comes first: where she says that *she* bleeds, or names a pad, a period or sex, it may be another blood.
"""

from collections.abc import Iterable, Sequence, Set

from agnodice.model.words import Cues
from agnodice.text.phrases import Mention
from agnodice.text.reading import DENIALS, Item

VERB_REACH = 3  # items from "cut" to "finger"
_OWNERS = frozenset({"my", "her", "his", "our", "their", "the", "a", "one"})
_BLEEDING = frozenset({"bled", "bleed", "bleeds", "bleeding"})
_GOES_ON = frozenset({"is", "was", "keeps", "kept", "still", "has", "will", "not", "stop", "stopped", "just", "really"})
_SELF = frozenset({"i", "am", "we"})
_ON = frozenset({"it", "still", "bleeding", "blood", "bled"})  # begin a sentence that goes on with the wound
_STOPPED = frozenset({"stopped", "eased"})


class Wounds:
    """Knows wounds at other places of the body, and what bleeding is theirs."""

    def __init__(self, cues: Cues) -> None:
        self._verbs = frozenset(cues.wound_verbs)
        self._places = frozenset(cues.wound_places)
        self._small = frozenset(cues.wound_small)
        self._ends = frozenset(cues.wound_ends)
        self._bleeds = frozenset(cues.wound_bleeds)
        self._bad = frozenset(cues.wound_bad)
        self._severe = cues.wound_severe

    def told(self, items: Sequence[Item]) -> tuple[int, ...]:
        """The places of wounds in a text, such as the "finger" of "cut my finger"."""
        return tuple(i for i, item in enumerate(items) if self._is_place(item) and self._is_wound(items, i))

    def owner(self, mention: Mention, line: Set[str], items: Sequence[Item], wounds: Sequence[int]) -> str:
        """Whose a mention (of `line`: its owner and parents) is: its own, or, of the blood of a wound, that of bad
        bleeding or nobody's ("").
        """
        of = [wound for wound in wounds if self._is_of(wound, mention, items)]
        if not of or self._bleeds.isdisjoint(line):
            return mention.owner
        return self._severe if any(self._is_bad(wound, mention, line, items) for wound in of) else ""

    def _is_place(self, item: Item) -> bool:
        return not self._places.isdisjoint(item.concepts)

    def _is_wound(self, items: Sequence[Item], place: int) -> bool:
        """Whether something cut it, or it bleeds."""
        ahead = _run(items, range(place - 1, place - 1 - VERB_REACH, -1))
        behind = _run(items, range(place + 1, place + 1 + VERB_REACH))
        bleeds = next((word for word in behind if word not in _GOES_ON), "")
        is_owned = bool(ahead) and ahead[0] in _OWNERS
        return not self._verbs.isdisjoint((*ahead, *behind[:2])) or (is_owned and bleeds in _BLEEDING)

    def _is_of(self, wound: int, mention: Mention, items: Sequence[Item]) -> bool:
        """Whether a mention goes on with a wound, and neither she nor another blood is told of."""
        last = mention.last
        here, there = items[wound].sentence, items[last].sentence
        if last <= wound or there - here > 1:
            return False
        told = [item for item in items if here <= item.sentence <= there]
        if any(not self._ends.isdisjoint(item.concepts) for item in told):
            return False
        goes_on = there == here or next(item.word for item in items if item.sentence == there) in _ON
        return goes_on and not any(item.word in _SELF for item in items[wound + 1 : last + 1])

    def _is_bad(self, wound: int, mention: Mention, line: Set[str], items: Sequence[Item]) -> bool:
        """Whether much blood is told of no small wound, or blood that does not stop; not where it has stopped."""
        here = [item for item in items if item.sentence == items[mention.last].sentence]
        if self._bad.isdisjoint(line) or any(item.word in _STOPPED for item in here):
            return False
        around = items[max(0, wound - VERB_REACH) : wound + VERB_REACH]
        is_small = any(not self._small.isdisjoint((item.word, *item.concepts)) for item in around)
        return not is_small or any(not DENIALS.isdisjoint(items[i].concepts) for i in mention.items)


def _run(items: Sequence[Item], places: Iterable[int]) -> list[str]:
    """The words at some places, up to the next break."""
    words: list[str] = []
    for i in places:
        if not 0 <= i < len(items) or items[i].is_break:
            break
        words.append(items[i].word)
    return words
