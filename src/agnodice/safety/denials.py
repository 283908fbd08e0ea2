"""Short denials that get their meaning from what they stand beside: "my breast is sore, no redness, no lump"."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.model.words import Cues
from agnodice.text.cues import CueFinder, Span
from agnodice.text.reading import DENIALS, Item

_CARRY = frozenset({"or", "nor", "and"})
_WELL_REACH = 3  # items after a word in which "fine" still speaks of it


@dataclass(frozen=True)
class Denial:
    """A finding that a word denies where one of `beside` is there; where `beside` is empty, wherever it stands."""

    observation: Observation
    beside: tuple[str, ...] = ()


class DenialReader:
    """Knows which single words deny what: after a "no", or before a "fine"."""

    def __init__(self, cues: Cues) -> None:
        self._well_words = frozenset(cues.well_words)
        self._lists = CueFinder({"lists": cues.list_negations, "ends": cues.list_breakers})
        self._well = _by_word((word, finding, ()) for word, finding in cues.well_denials)
        self._bare = _by_word(cues.bare_denials)

    def read(self, items: Sequence[Item]) -> tuple[Denial, ...]:
        """Every denial in a text, those by a "fine" first."""
        fine = (item for index, item in enumerate(items) if self._is_well(items, index))
        alone = (*_denied(items), *_listed(items, self._lists.find(items)))
        return (*_denials(fine, self._well), *_denials(alone, self._bare))

    def _is_well(self, items: Sequence[Item], index: int) -> bool:
        """Whether a word is said to be as it should: "peeing is fine", but not "peeing is not fine"."""
        if self._well.keys().isdisjoint(items[index].concepts):
            return False
        for item in items[index + 1 : index + 1 + _WELL_REACH]:
            if item.is_break or not DENIALS.isdisjoint(item.concepts):
                return False
            if item.word in self._well_words:
                return True
        return False


def told_by_denials(denials: Iterable[Denial], present: Container[FindingId]) -> Iterator[Observation]:
    """What denials tell, given what is there (`present`, parents included)."""
    for denial in denials:
        if not denial.beside or any(FindingId(name) in present for name in denial.beside):
            yield denial.observation


_Told = tuple[int, str, tuple[str, ...]]  # place in the cues, finding, beside which


def _by_word(rows: Iterable[tuple[str, str, tuple[str, ...]]]) -> Mapping[str, Sequence[_Told]]:
    found: dict[str, list[_Told]] = {}
    for order, (word, finding, beside) in enumerate(rows):
        found.setdefault(word, []).append((order, finding, beside))
    return found


def _denials(items: Iterable[Item], by_word: Mapping[str, Sequence[_Told]]) -> Iterator[Denial]:
    """What each item denies, in the order of the cues."""
    for item in items:
        for _, finding, beside in sorted(told for concept in item.concepts for told in by_word.get(concept, ())):
            yield Denial(Observation(FindingId(finding), Presence.ABSENT, item.start, item.end), beside)


def _listed(items: Sequence[Item], found: Mapping[str, Sequence[Span]]) -> Iterator[Item]:
    """Words that stand alone in a list of denials: "denies pain, clots, itching or fever"."""
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
