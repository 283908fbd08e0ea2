"""Short denials that get their meaning from what they stand beside: "my breast is sore, no redness, no lump"."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.model.words import Cues
from agnodice.text.cues import CueFinder, Span
from agnodice.text.reading import DENIALS, Item

_CARRY = frozenset({"or", "nor", "and"})
_OR = frozenset({"or", "nor"})
_TURNS = frozenset({"but", "though", "although", "however", "yet", "so"})
_WELL_BEFORE = frozenset({"normal", "regular", "usual"})  # these also stand ahead: "normal appetite"
_WELL_REACH = 3  # items after a word in which "fine" still speaks of it
_GROUP_REACH = 8  # items after a "no" in which "symptoms" still belongs to it
_LIST_REACH = 12  # items after a comma in which an "or" still carries the "no" on


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
        self._then = frozenset(cues.figures_then)
        self._figures = _by_word((concept, finding, ()) for concept, finding in cues.figure_denials)
        self._grouped = _by_word((word, finding, ()) for word, group in cues.grouped_denials for finding in group)
        self._group_words = frozenset(cues.group_words)

    def read(self, items: Sequence[Item]) -> tuple[Denial, ...]:
        """Every denial in a text, those by a "fine" first."""
        fine = (item for index, item in enumerate(items) if self._is_well(items, index))
        lists = self._lists.find(items)
        alone = (*_denied(items), *_listed(items, lists))
        return (
            *_denials(fine, self._well),
            *_denials(self._of_now(items), self._figures),
            *_denials(alone, self._bare),
            *_denials(self._of_groups(items, lists["lists"]), self._grouped),
        )

    def _of_now(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items, without those in whose part another time is told: "110/70 at booking" denies nothing now."""
        parts: list[list[Item]] = [[]]
        for item in items:
            if item.is_break:
                parts.append([])
            else:
                parts[-1].append(item)
        return [item for part in parts if not self._is_then(part) for item in part]

    def _is_then(self, part: Iterable[Item]) -> bool:
        return any(word in self._then for item in part for word in item.word.split(" "))

    def _of_groups(self, items: Sequence[Item], lists: Sequence[Span]) -> Iterator[Item]:
        """Words that name a group which a "no" denies as a whole: "no urinary or bowel symptoms"."""
        nots = [index for index, item in enumerate(items) if _denies(item)]
        for index in sorted({*nots, *(last for _, last in lists)}):
            run = _run(items, index)
            ends = [place for place, item in enumerate(run) if item.word in self._group_words]
            yield from run[: ends[-1]] if ends else ()

    def _is_well(self, items: Sequence[Item], index: int) -> bool:
        """Whether a word is said to be as it should: "peeing is fine", "normal appetite", not "peeing is not fine"."""
        if self._well.keys().isdisjoint(items[index].concepts):
            return False
        if index and items[index - 1].word in _WELL_BEFORE and (index == 1 or not _denies(items[index - 2])):
            return True
        for item in items[index + 1 : index + 1 + _WELL_REACH]:
            if item.is_break or _denies(item):
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
    for item in [item for item in items if not by_word.keys().isdisjoint(item.concepts)]:
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
        if not _denies(item):
            continue
        place = index + 1
        while place < len(items):
            while place < len(items) and items[place].is_small and items[place].word not in _CARRY:
                place += 1
            if place >= len(items) or items[place].is_break or not _stands_alone(items, place):
                break
            yield items[place]
            if place + 1 >= len(items) or not _carries_on(items, place + 1):
                break
            place += 2


def _carries_on(items: Sequence[Item], place: int) -> bool:
    """Whether a "no" goes on behind a word: at an "and" or "or", and at a comma if an "or" is still to come."""
    if items[place].word != ",":
        return items[place].word in _CARRY
    for item in items[place + 1 : place + 1 + _LIST_REACH]:
        if item.word in _OR:
            return True
        if (item.is_break and item.word != ",") or item.word == "and" or _denies(item):
            return False
    return False


def _stands_alone(items: Sequence[Item], place: int) -> bool:
    """Whether nothing that belongs to it follows but little words: the end, a break, "or", "but", the next denial."""
    for item in items[place + 1 :]:
        if item.is_break or item.word in _CARRY or item.word in _TURNS or _denies(item):
            return True
        if not item.is_small:
            return False
    return True


def _run(items: Sequence[Item], index: int) -> Sequence[Item]:
    """The items behind one, as far as a "no" may reach: to the next denial, turn or break that is no comma."""
    run = []
    for item in items[index + 1 : index + 1 + _GROUP_REACH]:
        if (item.is_break and item.word != ",") or item.word in _TURNS or _denies(item):
            break
        run.append(item)
    return run


def _denies(item: Item) -> bool:
    return not DENIALS.isdisjoint(item.concepts)
