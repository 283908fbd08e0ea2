"""Whether a stretch of a sentence makes a wording: which stretch, how many of the words, in which order."""

from collections.abc import Sequence
from dataclasses import replace

from agnodice.audit.folding import PREVENT, Folded

WHOLE, LONGER = 4, 7  # words up to which a wording must be made whole, and up to which one may be missing
MYTH_BACK = 0.55  # of the stretch that makes a wording, by all the myth's words
MYTH_COVERED = 0.62  # of a wording that misses a word, by weight
SHORT = 2  # words of a wording that is too little to go by in a long sentence
SPARE = 4  # other telling words that may stand among those of a wording
LONG = 7  # telling words of a sentence of which a claim may be a part
TURNS = frozenset({"by", "if", "when", "because"})


def held(words: Sequence[str], said: frozenset[str]) -> float:
    """The share of words that are said."""
    return sum(word in said for word in words) / (len(words) or 1)


def near(claim: Folded, words: Sequence[str]) -> Folded:
    """The shortest stretch of a sentence in which its words of a wording stand, with the denials of its clauses."""
    wanted = frozenset(words)
    at = [i for i, word in enumerate(claim.words) if not wanted.isdisjoint(word)]
    denied = sum(not claim.denied.isdisjoint(claim.words[i]) for i in at)
    part = claim.words
    if len(part) > LONG:
        first, last = _shortest([wanted.intersection(part[i]) for i in at])
        part = part[at[first] : at[last] + 1]
    return replace(claim, words=part, denials=int(bool(denied) and 2 * denied >= len(at)))


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


def is_made(claim: Folded, words: Sequence[str], covered: float, back: float, *, is_brief: bool) -> bool:
    """Whether a stretch makes a wording: all its words, or nearly all where they are many or hardly any is added."""
    made = [word for word in words if word in claim.concepts or word == PREVENT]
    missing = len(words) - len(made)
    if len(words) == SHORT:
        return is_brief and missing == 0 and len(claim.words) <= SHORT + 1
    if len(words) == SHORT + 1 and len(claim.words) > len(words) + SHORT:
        return False
    may_miss = (0 if len(words) <= WHOLE else 1 if len(words) <= LONGER else 2) + (is_brief and covered >= MYTH_COVERED)
    is_close = len(claim.words) <= len(words) + SPARE and (
        is_brief or _is_in_order(claim, [word for word in made if word != PREVENT])
    )
    return is_close and missing <= may_miss and len(made) > SHORT and back >= MYTH_BACK


def _is_in_order(claim: Folded, words: Sequence[str]) -> bool:
    """Whether a stretch tells its words in the wording's order; told from behind ("is cured by"), any order will do."""
    if not TURNS.isdisjoint(claim.plain):
        return True
    rest = iter(claim.words)
    return all(any(word in alternatives for alternatives in rest) for word in words)
