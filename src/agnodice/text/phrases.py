"""Find the library's word groups in read text: all meaningful words close together, in any order.

A group with a negative word in it ("cannot pee") must stand in its order. A group with a single meaningful word ("out
of breath", "on the pill") must stand as it is written. docs/library.md states the rules for editors.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from agnodice.text.reading import DENIALS, INABILITY, Item, Lexicon

NEEDED = "+"  # an editor's mark: this little word must stand there; "+cannot" is no other denial
CHOICE = "/"  # between words of which any may stand there
Slot = tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """A word group of an owner (a finding, a red flag): one slot a word, each with its alternatives."""

    owner: str
    slots: tuple[Slot, ...]

    is_literal: bool = False

    @cached_property
    def is_ordered(self) -> bool:
        """Whether the words must stand in this order."""
        return any(not DENIALS.isdisjoint(slot) for slot in self.slots)


class Mention(NamedTuple):
    """A phrase found in a text: the indexes of its items, in the phrase's order.

    It is sure when no word is read as a slip of another ordinary word, at most one of several is repaired far, and no
    comma but those of a list stands inside.
    """

    owner: str
    items: tuple[int, ...]
    is_sure: bool = True

    @property
    def first(self) -> int:
        """Index of its first item in the text."""
        return self.items[0] if len(self.items) == 1 else min(self.items)  # as many are

    @property
    def last(self) -> int:
        """Index of its last item in the text."""
        return self.items[0] if len(self.items) == 1 else max(self.items)

    @property
    def is_in_order(self) -> bool:
        """Whether its words stand in the phrase's order."""
        return list(self.items) == sorted(self.items)

    def words_between(self, items: Sequence[Item]) -> int:
        """How many telling words stand between its own. `items`: of the text."""
        between = (items[i] for i in range(self.first, self.last) if i not in self.items)
        return sum(not (item.is_small or item.is_break) for item in between)


def phrase_of(owner: str, words: str, lexicon: Lexicon) -> Phrase:
    """A phrase as an editor writes it: `soak pad/towel every hour`; `pain +every month` needs its little word too."""
    slots: list[tuple[Slot, bool]] = []
    run: list[str] = []
    for word in words.split():
        if word.startswith(NEEDED):
            slots += _run(run, lexicon)
            run = []
            slots += _needed(word.replace(NEEDED, ""), lexicon)
        elif CHOICE in word:
            slots += _run(run, lexicon)
            run = []
            options = (
                concepts for option in word.split(CHOICE) for concepts, _ in lexicon.meant(option)[:1] if concepts
            )
            slots.append((tuple(dict.fromkeys(map(_meant, options))), False))
        else:
            run.append(word)
    slots += _run(run, lexicon)
    telling = tuple(dict.fromkeys(slot for slot, is_small in slots if slot and not is_small))
    if len(slots) > 1 and len(telling) <= 1:
        return Phrase(owner, tuple(_of_either(slot, lexicon.of_her) for slot, _ in slots), is_literal=True)
    particles = lexicon.cues.particles
    return Phrase(owner, tuple(dict.fromkeys(slot for slot, small in slots if not small or slot[0] in particles)))


def _needed(word: str, lexicon: Lexicon) -> list[tuple[Slot, bool]]:
    """A little word that must be there, or any one of several: "+my/her", "+my/+her"."""
    options = [[read[0] for read, _ in lexicon.meant(option) if read] for option in word.split(CHOICE)]
    if len(options) == 1:
        return [((one,), False) for one in options[0]]
    return [(tuple(dict.fromkeys(one for option in options for one in option[:1])), False)]


def _of_either(slot: Slot, of_her: Mapping[str, str]) -> Slot:
    """A little word of the one who writes, and the same word told of another: "my" and "her"."""
    return tuple(dict.fromkeys((*slot, *(of_her[word] for word in slot if word in of_her))))


def _run(words: Sequence[str], lexicon: Lexicon) -> list[tuple[Slot, bool]]:
    """(slot, whether it is a little word) of each word."""
    read = lexicon.meant(" ".join(words)) if words else ()
    return [((_meant(concepts),), is_small) for concepts, is_small in read if concepts]


def _meant(concepts: Sequence[str]) -> str:
    """What a word of a phrase stands for: a "cannot" for any denial ("cannot pee" is heard in "not peeing")."""
    return "not" if concepts[0] == INABILITY else concepts[0]


Listed = Sequence[Sequence[Any]]  # [owner, [slots, index of the rarest slot, literal (0 or 1)], …] for each owner
Anchored = Mapping[str, Sequence[tuple[str, Sequence[Sequence[str]], int, bool]]]


def listed(phrases: Iterable[Phrase]) -> Listed:
    """Phrases as the edition holds them, each once. Made at build."""
    kept = [phrase for phrase in phrases if phrase.slots]
    common = Counter(concept for phrase in kept for slot in phrase.slots for concept in slot)
    rows = groupby(kept, key=lambda phrase: phrase.owner)
    return [[owner, *([p.slots, _rarest(p, common), int(p.is_literal)] for p in of_owner)] for owner, of_owner in rows]


def _rarest(phrase: Phrase, common: Mapping[str, int]) -> int:
    rarity = [sum(common[concept] for concept in slot) for slot in phrase.slots]
    return rarity.index(min(rarity))


def anchored(rows: Listed) -> Anchored:
    """Listed phrases by each concept of their rarest slot: (owner, slots, index of that slot, literal)."""
    found: dict[str, list[tuple[str, Sequence[Sequence[str]], int, bool]]] = defaultdict(list)
    for owner, *of_owner in rows:
        for slots, anchor, literal in of_owner:
            row = (owner, slots, anchor, bool(literal))
            for concept in slots[anchor]:
                found[concept].append(row)
    return dict(found)
