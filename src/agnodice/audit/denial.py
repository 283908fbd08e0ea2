"""Compare what a sentence denies with what a wording of a myth denies, and find the myth that a sentence turns down.

A sentence that turns a myth down ("it is not true that …") says what the library says: it makes the same words with
an odd number of denials more or less.
"""

from collections.abc import Callable, Iterable, Sequence

from agnodice.audit.folding import PREVENT, Folded
from agnodice.audit.statements import Statements
from agnodice.audit.stretch import BRIEF, Fit, is_made, stretch
from agnodice.audit.telling import held

CORE = 0.4  # part of the myth's own claim that a sentence must hold
NO_MORE = 0.7  # of the sentence by the myth's words: whatever else it says may be what is denied
TOO_SURE = frozenset({"never", "always", "impossible"})  # "pain is never cancer" says more than "pain is mostly not"
ONLY = "only"
PREGNANT = "pregnant"
BUT = "but"
RISK, DIRECTIONS = "risk", frozenset({"raise", "low"})
# What a wording says of a thing and how far it goes: never missing.
POLAR = frozenset({"safe", "normal", "cheat", "dirty", "endure", "only", "always", "harm", "babyharm"})
# Where such a word is denied, nothing else is.
JUDGED = frozenset({"safe", "normal", "harm", "babyharm", "cure", "dirty"})

Wording = tuple[str, Sequence[str], int]  # myth, words, denials
CountShare = Callable[[Folded, frozenset[str]], float]
Share = Callable[[Sequence[str], frozenset[str]], float]


def is_one_way(claim: frozenset[str], statement: frozenset[str]) -> bool:
    """Whether both say alike which way a thing goes: up, down, or of a risk neither."""
    ways = DIRECTIONS & claim, DIRECTIONS & statement
    return ways[0] == ways[1] or (not (ways[0] and ways[1]) and not (RISK in claim and RISK in statement))


def is_other_only(claim: Folded, words: Sequence[str]) -> bool:
    """Whether a sentence says of one thing alone what a wording says of a thing: that of others it is not so."""
    return ONLY in claim.concepts and ONLY not in words and not claim.concepts.issuperset(words)


def is_denied_alike(claim: Folded, near: Folded, words: Sequence[str], denials: int) -> bool:
    """Whether a sentence denies what a wording denies, as far as words can tell; to prevent a thing denies it, too.

    `near`: the stretch of the sentence in which the wording's `words` stand; `denials`: how often the wording denies.
    """
    is_prevented, prevents = PREVENT in words, PREVENT in near.concepts
    is_both = denials == claim.denials > 1  # "if nobody had it, you will not get it": each clause denies
    if not is_both and (denials + is_prevented - prevents - near.denials) % 2:
        return False
    if prevents and not is_prevented and PREGNANT in words:  # to prevent a pregnancy makes nobody infertile
        return False
    if claim.denials < (denials if denials > 1 else is_prevented > prevents) or claim.denials > denials + 1:
        return False
    is_turned = denials % 2 or is_prevented > prevents  # what is missing may be what it denies
    if is_turned and not claim.concepts.issuperset(word for word in words if word != PREVENT):
        return False
    if not near.denials:
        return not _is_partly_denied(claim, words)
    if PREGNANT in words and PREGNANT not in claim.denied:
        return False
    if BUT in claim.plain and not claim.denied.issuperset(words):  # "no cause is found, but treatment helps"
        return False
    return JUDGED.isdisjoint(claim.concepts.difference(words))


def _is_partly_denied(claim: Folded, words: Sequence[str]) -> bool:
    """Whether some of a wording's words stand in a clause that denies."""
    return any(not claim.denied.isdisjoint(word) for word in claim.words if not set(words).isdisjoint(word))


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
        if denials > 1 or not claim.concepts.issuperset(words):
            continue
        near = stretch(claim, words)
        turned = (denials + near.denials + is_rejected) % 2
        if not turned or claim.denials % 2 != near.denials:
            continue
        if ONLY in claim.concepts and ONLY not in words:
            continue
        known = statements.myths[myth]
        covered, back, whole = share(words, near.concepts), count_share(near, known), count_share(claim, known)
        is_brief = len(claim.words) <= BRIEF
        says_no_more = is_brief and whole == 1.0
        core = statements.cores[myth]
        is_core = max(core, key=statements.weight) in claim.concepts and held(core, claim.concepts) >= CORE
        fit = Fit(covered, back, is_brief, says_no_more)
        if is_core and whole >= NO_MORE and is_made(near, words, fit) and covered * back > best:
            best, owner = covered * back, myth
    return owner, best
