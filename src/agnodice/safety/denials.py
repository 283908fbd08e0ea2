"""Short denials that get their meaning from what they stand beside: "my breast is sore, no redness, no lump"."""

from collections.abc import Container, Iterator, Sequence

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.model.words import Cues
from agnodice.text.cues import CueFinder
from agnodice.text.reading import DENIALS, Item

_CARRY = frozenset({"or", "nor", "and"})
_WELL_REACH = 3  # items after a word in which "fine" still speaks of it


def told_by_denials(items: Sequence[Item], present: Container[FindingId], cues: Cues) -> Iterator[Observation]:
    """What single words after a "no", or before a "fine", deny, given what is there (`present`, parents included)."""
    for index, item in enumerate(items):
        for word, finding in cues.well_denials:
            if word in item.concepts and _is_well(items, index, cues.well_words):
                yield Observation(FindingId(finding), Presence.ABSENT, item.start, item.end)
    for item in (*_denied(items), *_listed(items, cues)):
        for word, finding, beside in cues.bare_denials:
            if word in item.concepts and (not beside or any(FindingId(name) in present for name in beside)):
                yield Observation(FindingId(finding), Presence.ABSENT, item.start, item.end)


def _is_well(items: Sequence[Item], index: int, well_words: Container[str]) -> bool:
    """Whether a word is said to be as it should: "peeing is fine", but not "peeing is not fine"."""
    for item in items[index + 1 : index + 1 + _WELL_REACH]:
        if item.is_break or not DENIALS.isdisjoint(item.concepts):
            return False
        if item.word in well_words:
            return True
    return False


def _listed(items: Sequence[Item], cues: Cues) -> Iterator[Item]:
    """Words that stand alone in a list of denials: "denies pain, clots, itching or fever"."""
    finder = CueFinder({"lists": cues.list_negations, "ends": cues.list_breakers})
    found = finder.find(items)
    ends = {first for first, _ in found["ends"]}
    for _, last in found["lists"]:
        for index in range(last + 1, len(items)):
            if items[index].sentence != items[last].sentence or index in ends:
                break
            opens = items[index - 1].is_break or items[index - 1].word in _CARRY or index == last + 1
            if opens and not items[index].is_break and _stands_alone(items, index):
                yield items[index]


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
