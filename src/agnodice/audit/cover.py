"""Decide whether a statement covers a claim well enough to support it, from what each holds of the other.

The bars were set on claims looked at, and on "supported" verdicts on trusted pages judged by hand (docs/audit.md);
RETOLD and BACK_OF_FEW on the sources' gists: whether the statement found cites the very source that the gist is of.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from agnodice.audit.folding import Folded
from agnodice.audit.statements import Statement

BARS = ((3, 0.7, 0.95), (3, 0.6, 1.3), (2, 1.0, 1.15))
"""Any of which a statement must reach: words of the claim that it holds itself; part of the claim that it covers with
its context; part of the claim that it holds itself and part of itself that the claim says, together."""
AGREED = 0.1  # as good as so much of a claim: a number that both tell
LEAST_COVERED = min(most for _, most, _ in BARS)  # else no bar is reached
AFAR, BOTH_AFAR = 0.75, 1.3  # the same for a statement that belongs to another topic than the page's
BACK, FEWEST, SHORTEST = 0.2, 3, 2  # of the statement by the claim; words that both share; words of a claim too short
CORE_AND_BACK = 0.9  # of the claim by the statement without the names it stands under, and the other way, together
WHOLE = 0.95  # of a claim and of a statement, each by the other: both say the same of what the statement stands under
FEW_WORDS, FEW_OWN = 5, 1.35  # of so few words one that is not covered may be the point: own and back must be more
ALIKE, ALIKE_IF_EVEN = 0.9, 0.6  # of what is shared, by weight; where both deny as often
FEW_HELD, BACK_OF_FEW = 2, 0.25  # the same of a claim by a statement on its subject that leaves none of its words out
SAME = 0.8  # of a statement by a claim that says nothing else
RETOLD = (0.6, 0.7, 4)  # own, back and held of a claim that says a statement and a little more
FEW_BOTH = 1.6  # own and back where only two words are shared


class Cover(NamedTuple):
    """What a claim and a statement hold of each other; parts are 0 to 1.

    `words`: of the claim; `shared`: of them, those that the statement or the names it stands under hold; `held`: those
    that the statement holds itself; `own`, `core`: the same as parts of the claim; `covered`: with all it is about;
    `back`: the part of the statement that the claim says; `is_numbered`: both tell a number.
    """

    words: int
    shared: int
    held: int
    own: float
    core: float
    covered: float
    back: float
    is_numbered: bool

    def is_enough(self, *, is_afar: bool) -> bool:
        """Whether it is enough to support the claim; `is_afar`: the statement is of another topic than the page's."""
        both = self.own + self.back
        reached = self.covered + (AGREED if self.is_numbered else 0.0)
        if is_afar and not (self.own >= AFAR and self.shared >= FEWEST and both >= BOTH_AFAR):
            return False
        is_reached = any(self.shared >= few and reached >= most and both >= least for few, most, least in BARS)
        if self._is_told_of() or (not is_afar and (self._is_retold() or (self.is_same() and self.is_numbered))):
            return True
        return is_reached and self.words > SHORTEST and not self._is_thin()

    def is_same(self) -> bool:
        """Whether a claim says all of a statement and hardly anything else, however short both are."""
        return self.own == 1.0 and self.back >= SAME

    def _is_told_of(self) -> bool:
        """Whether a statement says all of a claim of the very condition that the claim is about."""
        is_all = self.own == self.covered == 1.0 and self.held < self.shared
        least = BACK_OF_FEW if self.held >= FEW_HELD else WHOLE
        return is_all and self.held > 0 and self.back >= least

    def _is_retold(self) -> bool:
        """Whether a claim says nearly all of a statement, and not much more."""
        own, back, held = RETOLD
        return self.own >= own and self.back >= back and self.held >= held

    def _is_thin(self) -> bool:
        """Whether too little is shared, or one word that is not covered may be the point of so few."""
        is_whole = self.own == 1.0 and self.own + self.back >= FEW_BOTH
        is_whole = is_whole or (min(self.covered, self.back) >= WHOLE and self.words >= FEWEST)
        if self.held < FEWEST - (self.held == FEWEST - 1 and is_whole):
            return True
        if self.back < BACK or self.core + self.back < CORE_AND_BACK:
            return True
        is_open = self.words <= FEW_WORDS and self.covered < WHOLE and not self.is_numbered
        return is_open and self.own + self.back < FEW_OWN


def least_covered(*, is_afar: bool, may_agree: bool) -> float:
    """The part of a claim's words, each counted alike, below which no statement is enough.

    `is_afar`: held by it or its subject; else by all it is about. `may_agree`: the claim tells a number.
    """
    return AFAR if is_afar else LEAST_COVERED - (AGREED if may_agree else 0.0)


def denies_alike(claim: Folded, statement: Statement, weighed: Callable[[Iterable[str]], float]) -> bool:
    """Whether both deny nothing, or what they share stands in clauses that deny alike."""
    if claim.denials == statement.denials == 0:
        return True
    is_even = (claim.denials - statement.denials) % 2 == 0
    if statement.owner.startswith("myth:") and not is_even:
        return False
    shared = claim.concepts & statement.concepts
    alike = [c for c in shared if (c in claim.denied) == (c in statement.denied)]
    least = ALIKE_IF_EVEN if is_even else ALIKE
    return weighed(alike) >= least * weighed(shared)
