"""Find the part of a sentence in which the words of a wording stand, and whether it makes that wording."""

from collections.abc import Sequence
from typing import NamedTuple

from agnodice.audit.folding import PREVENT, Folded

WHOLE, LONGER = 4, 7  # words up to which a wording must be made whole, and up to which one may be missing
MYTH_BACK = 0.55  # of the stretch that makes a wording, by all the myth's words
MYTH_COVERED = 0.62  # of a wording that misses a word, by weight
BRIEF = 7  # telling words
SHORT = 2  # words of a wording that is too little to go by in a long sentence
SPARE = 4  # other telling words that may stand among those of a wording
LONG = 7  # telling words of a sentence of which a claim may be a part
TURNS = frozenset({"by", "if", "when", "because"})


def stretch(claim: Folded, words: Sequence[str]) -> Folded:
    """The shortest stretch of a sentence in which its words of a wording stand, with the denials of its clauses."""
    wanted = frozenset(words)
    at = [i for i, word in enumerate(claim.words) if not wanted.isdisjoint(word)]
    denied = sum(not claim.denied.isdisjoint(claim.words[i]) for i in at)
    part = claim.words
    if len(part) > LONG:
        first, last = _shortest([wanted.intersection(part[i]) for i in at])
        part = part[at[first] : at[last] + 1]
    denials = int(bool(denied) and 2 * denied >= len(at))
    return Folded(part, denials, claim.numbers, claim.plain, claim.denied)


def _shortest(row: Sequence[frozenset[str]]) -> tuple[int, int]:
    """The shortest run (first and last) of `row` that holds all that the whole row holds."""
    whole = frozenset().union(*row)
    best = (0, len(row) - 1)
    for first in range(len(row)):
        held: frozenset[str] = frozenset()
        for last in range(first, len(row)):
            held |= row[last]
            if held == whole:
                best = min(best, (first, last), key=lambda run: run[1] - run[0])
                break
    return best


def is_in_order(claim: Folded, words: Sequence[str], *, may_turn: bool) -> bool:
    """Whether a stretch tells its words in the wording's order; told from behind ("is cured by"), any order will do."""
    if may_turn and not TURNS.isdisjoint(claim.plain):
        return True
    rest = iter(claim.words)
    return all(any(word in alternatives for alternatives in rest) for word in words)


def may_miss(words: Sequence[str]) -> int:
    """How many words of a wording a sentence may lack."""
    return 0 if len(words) <= WHOLE else 1 if len(words) <= LONGER else 2


def is_whole(words: Sequence[str], near: Folded) -> bool:
    """Whether a stretch makes a wording of several words whole: then it is about what the myth is about."""
    return len(words) >= WHOLE and near.concepts.issuperset(words)


class Fit(NamedTuple):
    """How a stretch fits a wording: the weight of the wording that it makes and how much of it the myth's words are,
    0 to 1; whether the sentence says hardly anything else; whether it may therefore lack a word more.
    """

    covered: float
    back: float
    is_brief: bool
    is_lax: bool


def is_made(claim: Folded, words: Sequence[str], fit: Fit) -> bool:
    """Whether a stretch makes a wording: all its words, or nearly all where they are many or hardly any is added."""
    made = [word for word in words if word in claim.concepts or word == PREVENT]
    missing = len(words) - len(made)
    if len(words) == SHORT:
        is_bound = len(claim.words) > SHORT or "if" not in claim.plain  # "use it if you do not want to …"
        return fit.is_lax and missing == 0 and len(claim.words) <= SHORT + 1 and is_bound
    if len(words) == SHORT + 1 and len(claim.words) > len(words) + SHORT:
        return False
    lacks_few = missing <= may_miss(words) + (fit.is_lax and fit.covered >= MYTH_COVERED)
    told = [word for word in made if word != PREVENT]
    may_turn = len(words) > SHORT + 1  # of three words, the order tells which brings on which
    is_close = len(claim.words) <= len(words) + SPARE and (fit.is_brief or is_in_order(claim, told, may_turn=may_turn))
    return is_close and lacks_few and len(made) > SHORT and fit.back >= MYTH_BACK
