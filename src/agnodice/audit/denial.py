"""Find the myth that a sentence turns down ("it is not true that …"): it then says what the library says.

The counterpart of making a myth's wording: the same words with an odd number of denials more or less.
"""

from collections.abc import Callable, Iterable, Sequence

from agnodice.audit.folding import Folded
from agnodice.audit.statements import Statements
from agnodice.audit.stretch import BRIEF, Fit, is_made, stretch

CORE = 0.4  # part of the myth's own claim that a sentence must hold
NO_MORE = 0.7  # of the sentence by the myth's words: whatever else it says may be what is denied
TOO_SURE = frozenset({"never", "always", "impossible"})  # "pain is never cancer" says more than "pain is mostly not"
ONLY = "only"

Wording = tuple[str, Sequence[str], int]  # myth, words, denials
CountShare = Callable[[Folded, frozenset[str]], float]
Share = Callable[[Sequence[str], frozenset[str]], float]


def denied_myth(
    claim: Folded,
    wordings: Iterable[Wording],
    statements: Statements,
    shares: tuple[Share, CountShare],
    *,
    is_rejected: bool,
) -> tuple[str, float]:
    """The myth that a claim denies and how well it fits, 0 to 1; "" where it denies none.

    `is_rejected`: the sentence calls what it tells a myth; `shares`: see `Checker`.
    """
    share, count_share = shares
    best, owner = 0.0, ""
    if not TOO_SURE.isdisjoint(claim.plain):
        return owner, best
    for myth, words, denials in wordings:
        near = stretch(claim, words)
        turned = (denials + near.denials + is_rejected) % 2
        if not turned or denials > 1 or claim.denials % 2 != near.denials or not claim.concepts.issuperset(words):
            continue
        if ONLY in claim.concepts and ONLY not in words:
            continue
        known = statements.myths[myth]
        covered, back, whole = share(words, near.concepts), count_share(near, known), count_share(claim, known)
        is_brief = len(claim.words) <= BRIEF
        says_no_more = is_brief and whole == 1.0
        core = statements.cores[myth]
        is_core = max(core, key=statements.weight) in claim.concepts and _held(core, claim) >= CORE
        if (
            is_core
            and whole >= NO_MORE
            and is_made(near, words, Fit(covered, back, is_brief, says_no_more))
            and covered * back > best
        ):
            best, owner = covered * back, myth
    return owner, best


def _held(words: Sequence[str], claim: Folded) -> float:
    return sum(word in claim.concepts for word in words) / (len(words) or 1)
