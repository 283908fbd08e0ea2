"""Judge whether a statement supports a claim, from what each holds of the other.

A logistic regression on claims that were looked at, sentences of trusted pages judged by hand, and myths as false ones
(benchmarks/claims_judge.py learns it again and prints WEIGHTS); whole numbers, so that the same sum comes out anywhere.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from agnodice.audit.folding import Folded
from agnodice.audit.statements import Statement

WHOLE = 100
LENIENT = 75  # hundredths: below even odds, as hardly any false statement is as near (benchmarks/claims_judge.py)
FULL, HEAVY = 6, 30  # words that both share, and their weight: more tell no more
LEAST_COVERED, LEAST_AFAR = 0.6, 0.6  # of a claim's words, each counted alike, below which no statement is looked at
ALIKE, ALIKE_IF_EVEN = 0.9, 0.6  # of what is shared, by weight; where both deny as often


class Cover(NamedTuple):
    """What a claim and a statement hold of each other, each 0 to 100.

    `covered`: the part of the claim that the statement says, with all that it is about; `back`: the part of the
    statement that the claim says; `held`: how many words both share; `weight`: how telling these are together;
    `telling`: whether the statement is about the claim's most telling word; `numbered`: whether both tell a number;
    `alike`: whether both deny the same.
    """

    covered: int
    back: int
    held: int
    weight: int
    telling: int
    numbered: int
    alike: int

    def points(self) -> int:
        """How far a statement is above the bar."""
        return BAR + sum([weight * value for weight, value in zip(WEIGHTS, self, strict=True)])

    def is_told(self) -> bool:
        """Whether a statement tells all that is left of a claim of which little can be compared, or its number."""
        return WHOLE in {self.covered, self.numbered}


WEIGHTS = Cover(covered=129, back=220, held=338, weight=260, telling=49, numbered=88, alike=241)
BAR = 100 * (LENIENT - 811)
AT_MOST = Cover(*[WHOLE * (weight > 0) for weight in WEIGHTS])  # what is not looked at yet tells no more than this


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
