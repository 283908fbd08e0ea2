"""Find the statement of the library that supports a claim.

Sifted by the words that both hold, then judged one by one (cover.py). Never judged where the claim tells a number
that the statement lacks, goes further than it ("always"), or says that a thing goes the other way.
"""

from collections.abc import Iterator, Sequence

from agnodice.audit.cover import LEAST_AFAR, LEAST_COVERED, WHOLE, Cover
from agnodice.audit.denial import is_one_way
from agnodice.audit.folding import Folded
from agnodice.audit.mentions import Sentence
from agnodice.audit.scales import Scales
from agnodice.audit.sieve import Bits
from agnodice.audit.statements import Statement, Statements
from agnodice.audit.telling import LIGHT, is_emptied
from agnodice.model.words import AuditWords

MOST_COMPARED = 24
NEAR_ENOUGH = 0.35  # part of a claim's weight that a statement must share to be compared
_EVERYWHERE: frozenset[str] = frozenset()


class Support:
    """Compares claims with the statements of one edition."""

    def __init__(self, statements: Statements, words: AuditWords) -> None:
        self._statements = statements
        self._light = statements.kept | LIGHT
        self._absolutes = frozenset(words.absolutes) & statements.kept

    def best(self, sentence: Sentence, owners: frozenset[str]) -> tuple[str, float]:
        """Whose statement supports a sentence best and how much of it, 0 to 1; "" where none does.

        `owners`: whose statements are near the page's topic, all where it is empty.
        """
        claim = sentence.folded
        near = self._near(sentence, owners)
        if not near:
            return "", 0.0
        scales = self._scales(claim)
        best, found = 0, None
        for statement in near:
            most = scales.at_most(statement)
            if most.points() <= best:  # as four of five: the rest of the comparison cannot save it
                continue
            cover = scales.cover(statement, most)
            points = cover.points()
            if points > best and (cover.is_told() or not is_emptied(claim)):
                best, found = points, (statement, cover)
        return (found[0].owner, _strength(scales, *found)) if found else ("", 0.0)

    def compared(self, sentence: Sentence, owners: frozenset[str]) -> Iterator[tuple[Statement, Cover]]:
        """The statements that may support a sentence, with what both hold of each other."""
        scales = self._scales(sentence.folded)
        return ((statement, scales.cover(statement)) for statement in self._near(sentence, owners))

    def _scales(self, claim: Folded) -> Scales:
        return Scales(claim, self._statements, self._light)

    def _near(self, sentence: Sentence, owners: frozenset[str]) -> list[Statement]:
        """The statements that may support a sentence: nothing speaks against them, however much they say of it."""
        claim = sentence.folded
        own, afar = self._sifted(sentence, owners)
        near = [*self._nearest(claim, owners, own), *self._nearest(claim, _EVERYWHERE, afar)]
        absolutes = self._absolutes & claim.concepts
        return [
            statement
            for statement in near
            if claim.numbers <= statement.numbers
            and absolutes <= statement.concepts
            and is_one_way(claim.concepts, statement.concepts)
        ]

    def _sifted(self, sentence: Sentence, owners: frozenset[str]) -> tuple[Bits, Bits]:
        """The statements that hold enough words of a claim and are about its subject: of the owners, and of others."""
        words = [word for word in sentence.folded.words if word[0] not in self._light]
        sieve = self._statements.sieve
        around = sieve.holding(words, LEAST_COVERED, is_told=False)
        for word in sentence.subject if around else ():
            around &= sieve.about(word)
        if not owners or not around:
            return around, 0
        own = around & self._statements.owned(owners)
        afar = around ^ own
        return own, afar & sieve.holding(words, LEAST_AFAR, is_told=True) if afar else 0

    def _nearest(self, claim: Folded, owners: frozenset[str], sifted: Bits) -> Sequence[Statement]:
        if not sifted:
            return ()
        if sifted.bit_count() <= MOST_COMPARED:
            return self._statements.of(sifted)
        return self._statements.near(claim, owners, MOST_COMPARED, NEAR_ENOUGH, sifted)


def _strength(scales: Scales, statement: Statement, cover: Cover) -> float:
    """How much of a claim a statement that supports it says, 0 to 1: by itself counts more than by its context."""
    return cover.covered * (WHOLE + scales.part(statement.concepts, statement.subject)) / (2 * WHOLE**2)
