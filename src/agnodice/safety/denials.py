"""Short denials that get their meaning from what they stand beside: "my breast is sore, no redness, no lump"."""

from collections.abc import Container, Iterator, Sequence

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.model.words import Cues
from agnodice.text.reading import DENIALS, Item

_CARRY = frozenset({"or", "nor", "and"})


def told_by_denials(items: Sequence[Item], present: Container[FindingId], cues: Cues) -> Iterator[Observation]:
    """What single words after a "no" deny, given what is there (`present`, parents included)."""
    for item in _denied(items):
        for word, finding, beside in cues.bare_denials:
            if word in item.concepts and (not beside or any(FindingId(name) in present for name in beside)):
                yield Observation(FindingId(finding), Presence.ABSENT, item.start, item.end)


def _denied(items: Sequence[Item]) -> Iterator[Item]:
    """Words that stand alone after a denial: "no itch", "no itch or smell", but not "no itch cream"."""
    for index, item in enumerate(items):
        if DENIALS.isdisjoint(item.concepts):
            continue
        place = index + 1
        while place < len(items):
            while place < len(items) and items[place].is_small and items[place].word not in _CARRY:
                place += 1
            if place >= len(items) or items[place].is_break or not _stands_alone(items, place):
                break
            yield items[place]
            if place + 1 < len(items) and items[place + 1].word in _CARRY:
                place += 2
            else:
                break


def _stands_alone(items: Sequence[Item], place: int) -> bool:
    """Whether nothing that belongs to it follows: the end, a break, "or", or the next denial."""
    then = items[place + 1] if place + 1 < len(items) else None
    return then is None or then.is_break or then.word in _CARRY or not DENIALS.isdisjoint(then.concepts)
