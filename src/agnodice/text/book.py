"""All phrases of an edition by their rarest word and one beside it, so that a text is compared with few of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain

from agnodice.text.phrases import Anchored, Mention, Phrase, Slot
from agnodice.text.reading import Item
from agnodice.text.rows import Row, row_of


class PhraseBook:
    """All phrases by their rarest word, so that a text is compared with few of them."""

    def __init__(self, table: Anchored, beside: "PhraseBook | None" = None) -> None:
        """`beside`: another that holds much the same phrases, with which it shares their words."""
        self._table = dict(table)
        self._keys = frozenset(table)
        self._made: dict[str, Shelf] = {}
        self._slots: dict[Slot, Slot] = beside._slots if beside else {}  # each once: many phrases share their words

    def _at(self, concept: str) -> "Shelf":
        if concept not in self._made:
            rows = self._table[concept]
            self._made[concept] = Shelf(
                [(Phrase(owner, self._shared(slots), literal), anchor) for owner, slots, anchor, literal in rows]
            )
        return self._made[concept]

    def _shared(self, slots: Iterable[Sequence[str]]) -> tuple[Slot, ...]:
        return tuple([self._slots.setdefault(slot, slot) for slot in map(tuple, slots)])

    def read_ahead(self) -> None:
        """Make every phrase ready now, and let go of the rows that they were made from, so that their memory is used
        again meanwhile.
        """
        for concept in [*self._table]:
            self._at(concept)
            del self._table[concept]

    def find(self, items: Sequence[Item]) -> tuple[Mention, ...]:
        """Every mention, each phrase at most once around an anchor."""
        row = row_of(items)
        return self.matched(row, self.held(row.strong.keys() | row.weak.keys()))

    def held(self, said: Set[str]) -> "Held":
        """The phrases of which every slot has a word in what is said, by their anchor."""
        found: dict[str, Sequence[tuple[Phrase, int]]] = {}
        for concept in said & self._keys:
            shelf = self._made.get(concept) or self._at(concept)
            rows = shelf.single if shelf.keys.isdisjoint(said) else shelf.held(said)
            if rows:
                found[concept] = rows
        return found

    def matched(self, row: "Row", held: "Held") -> tuple[Mention, ...]:
        """Those whose words stand close enough in a row, in its order."""
        mentions: dict[Mention, None] = {}
        places = chain.from_iterable(at.get(concept, ()) for at in (row.strong, row.weak) for concept in held)
        for index in sorted(set(places)):
            item = row.items[index]
            for concept in (*item.concepts, *item.weak) if item.weak else item.concepts:
                if concept not in held:
                    continue
                is_weak = concept not in item.concepts
                for phrase, anchor in held[concept]:
                    found = row.match(phrase, anchor, index, is_weak=is_weak)
                    if found:
                        mentions[found] = None
        return tuple(mentions)


Held = Mapping[str, Sequence[tuple[Phrase, int]]]


class Shelf:
    """The phrases of one anchor by another of their concepts, so that those which a text cannot hold are passed by."""

    def __init__(self, rows: Sequence[tuple[Phrase, int]]) -> None:
        self._rows = rows
        common = Counter(concept for phrase, _ in rows for slot in phrase.slots for concept in slot)
        self._beside: dict[str, list[int]] = {}
        self._rest: list[tuple[Slot, ...]] = []  # of each phrase: its slots but for the anchor and the one beside it
        self.alone = [number for number, (phrase, _) in enumerate(rows) if len(phrase.slots) == 1]
        self.single = [rows[number] for number in self.alone]
        for number, (phrase, anchor) in enumerate(rows):
            others = [slot for at, slot in enumerate(phrase.slots) if at != anchor]
            beside = min(others, key=lambda slot: sum(common[c] for c in slot)) if others else ()
            for concept in set(beside):
                self._beside.setdefault(concept, []).append(number)
            self._rest.append(tuple([slot for slot in others if slot is not beside]))
        self.keys = frozenset(self._beside)

    def held(self, said: Set[str]) -> list[tuple[Phrase, int]]:
        """The phrases of which every slot has a word in what is said, where the anchor's has."""
        beside = [self._beside[concept] for concept in said & self.keys]
        numbers = beside[0] if len(beside) == 1 and not self.alone else sorted({*self.alone, *chain(*beside)})
        rows, rest, is_missing = self._rows, self._rest, said.isdisjoint
        return [rows[n] for n in numbers if not rest[n] or not any(map(is_missing, rest[n]))]
