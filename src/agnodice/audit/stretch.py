"""Find the part of a sentence in which the words of a wording stand, and whether they stand in its order."""

from collections.abc import Sequence
from dataclasses import replace

from agnodice.audit.folding import Folded

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


def is_in_order(claim: Folded, words: Sequence[str], *, may_turn: bool) -> bool:
    """Whether a stretch tells its words in the wording's order; told from behind ("is cured by"), any order will do."""
    if may_turn and not TURNS.isdisjoint(claim.plain):
        return True
    rest = iter(claim.words)
    return all(any(word in alternatives for alternatives in rest) for word in words)
