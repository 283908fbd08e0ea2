"""A claim laid out once for being compared with many statements: what each of its words weighs, and all together."""

from collections.abc import Set
from typing import NamedTuple

from agnodice.audit.cover import AT_MOST, FULL, HEAVY, WHOLE, Cover, denies_alike
from agnodice.audit.folding import Alternatives, Folded
from agnodice.audit.statements import PARTS, Statement, Statements


class Weighed(NamedTuple):
    """A word of a claim with its weight; `counts`: whether it is none of the light ones."""

    word: Alternatives
    weight: int
    counts: bool


class Scales:
    """One claim, ready to be compared."""

    def __init__(self, claim: Folded, statements: Statements, light: Set[str]) -> None:
        """`light`: words that say how far a claim goes, or when; they do not count where words are counted alike."""
        self._claim, self._statements = claim, statements
        words = [word for word in claim.words if word[0] not in statements.kept]
        self._words = [Weighed(word, statements.parts(word[0]), word[0] not in light) for word in words]
        self._whole = sum([word.weight for word in self._words]) or 1
        self._count = sum([word.counts for word in self._words]) or 1
        most = max(self._words, key=lambda word: word.weight, default=None)
        self._most = most.word if most else ()
        self._numbered = AT_MOST.numbered if claim.numbers else 0

    def at_most(self, statement: Statement) -> Cover:
        """What both may at most hold of each other: only what they share was looked at."""
        said = statement.concepts
        shared = [weight for word, weight, _ in self._words if not said.isdisjoint(word)]
        held = min(FULL, len(shared)) * WHOLE // FULL
        weight = min(HEAVY * PARTS, sum(shared)) // HEAVY
        back = sum(map(self._statements.parts, statement.telling & self._claim.concepts)) * WHOLE // statement.whole
        return Cover(AT_MOST.covered, back, held, weight, AT_MOST.telling, self._numbered, AT_MOST.alike)

    def cover(self, statement: Statement, most: Cover | None = None) -> Cover:
        """What both hold of each other; `most`: as from `at_most`, where it is known."""
        _, back, held, weight, _, _, _ = most or self.at_most(statement)
        claim, said, around = self._claim, statement.concepts, statement.context
        return Cover(
            covered=self.part(said, around),
            back=back,
            held=held,
            weight=weight,
            telling=WHOLE * (not (said.isdisjoint(self._most) and around.isdisjoint(self._most))),
            numbered=WHOLE * (not claim.numbers.isdisjoint(statement.numbers)),
            alike=WHOLE * denies_alike(claim, statement, self._statements.weighed),
        )

    def part(self, said: frozenset[str], around: frozenset[str]) -> int:
        """The part of the claim that is said in either, by weight or each word counted alike, whichever is less."""
        known = [word for word in self._words if not (said.isdisjoint(word.word) and around.isdisjoint(word.word))]
        by_weight = sum([word.weight for word in known]) * WHOLE // self._whole
        return min(by_weight, sum([word.counts for word in known]) * WHOLE // self._count)
