"""Find the statement of the library that supports a claim.

Sifted by the words that both hold, then judged one by one (cover.py). Never judged where the claim tells a number
that the statement lacks, goes further than it ("always"), or says that a thing goes the other way.
"""

from collections.abc import Iterator, Sequence

from agnodice.audit.cover import FULL, HEAVY, LEAST_AFAR, LEAST_COVERED, WHOLE, Cover, denies_alike
from agnodice.audit.denial import is_one_way
from agnodice.audit.folding import Alternatives, Folded
from agnodice.audit.mentions import Sentence
from agnodice.audit.sieve import Bits
from agnodice.audit.statements import PARTS, Statement, Statements
from agnodice.audit.telling import LIGHT, is_emptied
from agnodice.model.words import AuditWords

MOST_COMPARED = 24
NEAR_ENOUGH = 0.35  # part of a claim's weight that a statement must share to be compared
_EVERYWHERE: frozenset[str] = frozenset()


class Support:
    """Compares claims with the statements of one edition."""

    def __init__(self, statements: Statements, words: AuditWords) -> None:
        self._statements = statements
        self._kept = frozenset(words.kept)
        self._light = self._kept | LIGHT
        self._absolutes = frozenset(words.absolutes) & self._kept

    def best(self, sentence: Sentence, owners: frozenset[str]) -> tuple[str, float]:
        """Whose statement supports a sentence best and how much of it, 0 to 1; "" where none does.

        `owners`: whose statements are near the page's topic, all where it is empty.
        """
        claim = sentence.folded
        best, found = 0, None
        for statement, cover in self.compared(sentence, owners):
            points = cover.points()
            if points > best and (cover.is_told() or not is_emptied(claim)):
                best, found = points, (statement, cover)
        return (found[0].owner, self._strength(claim, *found)) if found else ("", 0.0)

    def _strength(self, claim: Folded, statement: Statement, cover: Cover) -> float:
        """How much of a claim a statement that supports it says, 0 to 1: by itself counts more than by its context."""
        words = [word for word in claim.words if word[0] not in self._kept]
        own = self._part(words, statement.concepts | statement.subject)
        return cover.covered * (WHOLE + own) / (2 * WHOLE**2)

    def compared(self, sentence: Sentence, owners: frozenset[str]) -> Iterator[tuple[Statement, Cover]]:
        """The statements that may support a sentence, with what both hold of each other."""
        claim = sentence.folded
        own, afar = self._sifted(claim, sentence.subject, owners)
        near = [*self._near(claim, owners, own), *self._near(claim, _EVERYWHERE, afar & ~own)]
        for statement in near:
            if self._may_support(claim, statement):
                yield statement, self._cover(claim, statement)

    def _sifted(self, claim: Folded, subject: Sequence[Alternatives], owners: frozenset[str]) -> tuple[Bits, Bits]:
        """The statements that hold enough words of a claim and are about its subject: of the owners, and of all."""
        words = [word for word in claim.words if word[0] not in self._light]
        sieve = self._statements.sieve
        around = sieve.sifted(words, LEAST_COVERED, subject, is_told=False)
        if not owners or not around:
            return around, 0
        afar = around & sieve.sifted(words, LEAST_AFAR, subject, is_told=True)
        return around & self._statements.owned(owners), afar

    def _near(self, claim: Folded, owners: frozenset[str], sifted: Bits) -> list[Statement]:
        if sifted.bit_count() <= MOST_COMPARED:
            return self._statements.of(sifted)
        return self._statements.near(claim, owners, MOST_COMPARED, NEAR_ENOUGH, sifted)

    def _may_support(self, claim: Folded, statement: Statement) -> bool:
        """Whether nothing speaks against a statement, however much it says of a claim."""
        if not claim.numbers <= statement.numbers or not is_one_way(claim.concepts, statement.concepts):
            return False
        return self._absolutes.intersection(claim.concepts) <= statement.concepts

    def _cover(self, claim: Folded, statement: Statement) -> Cover:
        """What a claim and a statement hold of each other."""
        about = statement.concepts | statement.context
        words = [word for word in claim.words if word[0] not in self._kept]
        shared = [word for word in words if not statement.concepts.isdisjoint(word)]
        most = max(words, key=self._weight, default=())
        return Cover(
            covered=self._part(words, about),
            back=self._back(claim, statement),
            held=min(FULL, len(shared)) * WHOLE // FULL,
            weight=min(HEAVY * PARTS, sum(map(self._weight, shared))) // HEAVY,
            telling=WHOLE * (not about.isdisjoint(most)),
            numbered=WHOLE * (not claim.numbers.isdisjoint(statement.numbers)),
            alike=WHOLE * denies_alike(claim, statement, self._statements.weighed),
        )

    def _weight(self, word: Alternatives) -> int:
        return self._statements.parts(word[0])

    def _part(self, words: Sequence[Alternatives], said: frozenset[str]) -> int:
        """The part of some words that is said, by weight or each counted alike, whichever is less."""
        known = [word for word in words if not said.isdisjoint(word)]
        by_weight = sum(map(self._weight, known)) * WHOLE // (sum(map(self._weight, words)) or 1)
        counted = [word for word in words if word[0] not in self._light]
        return min(by_weight, sum([word[0] not in self._light for word in known]) * WHOLE // (len(counted) or 1))

    def _back(self, claim: Folded, statement: Statement) -> int:
        """The part of a statement that a claim says, by weight."""
        counted = [(self._statements.parts(c), c) for c in statement.concepts if c not in self._kept]
        said = sum([part for part, concept in counted if concept in claim.concepts])
        return said * WHOLE // (sum([part for part, _ in counted]) or 1)
