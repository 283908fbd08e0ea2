"""The library's statements made ready for comparing claims: made at build, searched by their rarer concepts.

A statement is a cited sentence of a guide, what a condition is, or why a danger matters. Its context is what it is
about without saying so: the guide's question, the cause or the danger above it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from typing import Any

from agnodice.audit.folding import PREVENT, Folded
from agnodice.audit.sieve import Bits, Sieve, bits, numbers
from agnodice.audit.stretch import BRIEF, may_miss

COMMON = 400  # statements a concept may stand in and still be searched by
PARTS = 100  # of a weight: sums of whole numbers do not depend on their order
FEW_CONTEXTS = 12  # that a concept may stand in and still tell what a statement is about
MOST_KEPT = 32  # sets of owners


def holder(owner: str) -> str:
    """Who holds a statement: its owner without the statement's number."""
    return owner.partition("#")[0]


@dataclass(frozen=True)
class Statement:
    """One statement: whose it is (`guide:ID#number`, `condition:ID`, `red_flag:ID`, `myth:ID`), and its concepts.

    `context`: what it is about without saying so; `subject`: the names of the condition that it is said of;
    `telling`: its concepts but for those that say how far it goes; `whole`: what these weigh together, 1 at least.
    """

    owner: str
    concepts: frozenset[str]
    context: frozenset[str]
    subject: frozenset[str]
    denials: int
    numbers: frozenset[str]
    denied: frozenset[str]
    telling: frozenset[str]
    whole: int


class Statements:
    """All statements and myths of an edition, from the rows made at build."""

    def __init__(self, rows: Mapping[str, Any], kept: Iterable[str] = ()) -> None:
        """`kept`: words that say how far a statement goes ("always", "only")."""
        self.kept = frozenset(kept)
        self.weights: Mapping[str, float] = rows["weights"]
        self.unknown = max(self.weights.values(), default=1.0)
        names = [*self.weights, *rows["others"]]
        self._contexts = [frozenset(map(names.__getitem__, context)) for context in rows["contexts"]]
        self.known = frozenset(self.weights).union(*self._contexts)
        self._rows = [_opened(names, whose, held) for whose, *all_held in rows["statements"] for held in all_held]
        self._by_concept = _by_concept(self._rows)
        self.wordings = {
            anchor: [(row, frozenset(row[1]) - {PREVENT}, may_miss(row[1])) for row in told]
            for anchor, told in rows["wordings"].items()
        }
        self.anchors = frozenset(self.wordings)
        self.myths = {myth: frozenset(concepts) for myth, concepts in rows["myths"].items()}
        self.cores: Mapping[str, Sequence[str]] = rows["cores"]
        self._made: dict[int, Statement] = {}
        self._parts: Mapping[str, int] = {concept: round(PARTS * weight) for concept, weight in self.weights.items()}
        self._unknown_parts: int = round(PARTS * self.unknown)
        self._held: dict[frozenset[str], Mapping[str, Sequence[int]]] = {}
        self._owned: dict[frozenset[str], Bits] = {}
        self.sieve = Sieve(self._rows, self._contexts)
        self._about = self._standing_under()
        self._by_owner: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            self._by_owner.setdefault(holder(row[0]), []).append(number)

    def weight(self, concept: str) -> float:
        """How telling a concept is; one that no statement holds is as telling as the rarest."""
        return self.weights.get(concept, self.unknown)

    def parts(self, concept: str) -> int:
        """How telling a concept is, in whole numbers."""
        return self._parts.get(concept, self._unknown_parts)

    def weighed(self, concepts: Iterable[str]) -> float:
        """The weight of several concepts together."""
        get, unknown = self.weights.get, self.unknown
        return sum([get(concept, unknown) for concept in concepts])

    def _standing_under(self) -> Mapping[str, frozenset[int]]:
        """The rows that stand under a concept without holding it, for concepts that tell a few contexts apart."""
        contexts: dict[str, set[int]] = {}
        for number, context in enumerate(self._contexts):
            for concept in context:
                contexts.setdefault(concept, set()).add(number)
        telling = {concept for concept, numbers in contexts.items() if len(numbers) <= FEW_CONTEXTS}
        rows: dict[str, set[int]] = {}
        for number, row in enumerate(self._rows):
            about = telling.intersection(chain.from_iterable(self._contexts[context] for context in row[1]))
            for concept in about.difference(row[2]):
                rows.setdefault(concept, set()).add(number)
        return {concept: frozenset(numbers) for concept, numbers in rows.items()}

    def about(self, owner: str) -> frozenset[str]:
        """What the statements of an owner are about without saying so."""
        rows = (self._rows[number] for number in self._by_owner.get(owner, ()))
        return frozenset().union(*(self._contexts[number] for row in rows for number in row[1]))

    def told(self, owner: str) -> frozenset[str]:
        """What the statements of an owner say."""
        return frozenset().union(*(self._rows[number][2] for number in self._by_owner.get(owner, ())))

    def makeable(self, claim: Folded) -> Sequence[tuple[str, Sequence[str], int]]:
        """The wordings of which a claim lacks so few words that it may make them (see stretch.is_made)."""
        said, is_brief = claim.concepts, len(claim.words) <= BRIEF
        return [
            row
            for concept in sorted(said & self.anchors)  # of two that fit alike, always the same
            for row, needed, spare in self.wordings[concept]
            if len(needed - said) <= spare + is_brief
        ]

    def near(self, claim: Folded, owners: frozenset[str], most: int, least: float, sifted: Bits) -> list[Statement]:
        """The statements that share most with a claim, by weight; at least the part `least` of it.

        `owners`: whose statements are looked at, all where it is empty; `sifted`: those of them that are asked for.
        """
        found: dict[int, int] = {}
        holding = self._held_by(owners) if owners else self._by_concept
        for concept in claim.concepts:
            weight = self._parts.get(concept, self._unknown_parts)
            for row in holding.get(concept, ()):
                found[row] = found.get(row, 0) + weight
        for concept in claim.specific & self._about.keys():  # "this is done in the clinic": of what it stands under
            weight = self._parts.get(concept, self._unknown_parts)
            for row in self._about[concept] & found.keys():
                found[row] += weight
        needed = least * sum([self._parts.get(word[0], self._unknown_parts) for word in claim.words])
        best = nsmallest(most, [(-shared, row) for row, shared in found.items() if shared >= needed])
        return [self._at(row) for _, row in best if sifted >> row & 1]

    def of(self, sifted: Bits) -> list[Statement]:
        """A set of statements, one by one."""
        return [self._at(row) for row in numbers(sifted)]

    def owned(self, owners: frozenset[str]) -> Bits:
        """The statements of some owners; the last few sets of owners are kept."""
        if owners not in self._owned:
            if len(self._owned) >= MOST_KEPT:
                self._owned.clear()
            self._owned[owners] = bits(row for owner in owners for row in self._by_owner.get(owner, ()))
        return self._owned[owners]

    def _held_by(self, owners: frozenset[str]) -> Mapping[str, Sequence[int]]:
        """Where each concept stands in the statements of some owners; the last few sets of owners are kept."""
        if owners not in self._held:
            if len(self._held) >= MOST_KEPT:
                self._held.clear()
            holding: dict[str, list[int]] = {}
            for row in sorted(row for owner in owners for row in self._by_owner.get(owner, ())):
                for concept in self._rows[row][2]:
                    holding.setdefault(concept, []).append(row)
            self._held[owners] = holding
        return self._held[owners]

    def _at(self, row: int) -> Statement:
        if row not in self._made:
            self._made[row] = self._statement(self._rows[row])
        return self._made[row]

    def _statement(self, row: Sequence[Any]) -> Statement:
        owner, context, concepts, denials, numbers, denied, subject = row
        said = frozenset(concepts)
        telling = said - self.kept
        return Statement(
            owner=owner,
            concepts=said,
            context=frozenset().union(*(self._contexts[c] for c in context)),
            subject=self._contexts[subject] if subject >= 0 else frozenset(),
            denials=denials,
            numbers=frozenset(numbers),
            denied=frozenset(denied),
            telling=telling if len(telling) < len(said) else said,
            whole=sum(map(self.parts, telling)) or 1,
        )


def _opened(names: Sequence[str], whose: str, row: Sequence[Any]) -> Sequence[Any]:
    """A statement of the edition, with its owner and its concepts by name (stating.py)."""
    place, context, told, denials, figures, said_not, subject = row
    owner = f"{whose}#{place}" if place >= 0 else whose
    return owner, context, [names[n] for n in told], denials, figures, [names[n] for n in said_not], subject


def _by_concept(rows: Iterable[Sequence[Any]]) -> Mapping[str, Sequence[int]]:
    """Where each concept stands that is rare enough to be searched by."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for concept in row[2]:
            found.setdefault(concept, []).append(number)
    return {concept: where for concept, where in found.items() if len(where) <= COMMON}
