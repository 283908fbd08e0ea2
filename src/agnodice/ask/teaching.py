"""Correct what words say of guides by the wordings whose guide is known: an averaged perceptron with a margin.

Where a wording's own guide does not lead the next best by MARGIN, each of its concepts is made to speak a STEP more for
the one and a STEP less for the other; what counts is the mean over all turns (Collins, Discriminative Training Methods
for Hidden Markov Models, EMNLP 2002; Freund and Schapire 1999). Whole numbers, so that every machine gets the same.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from agnodice.ask.lanes import Lanes

STEP, MARGIN = 10, 300  # in parts of likelihood.py
ROUNDS = 6
Wording = tuple[int, Collection[str]]  # the place of its guide, its concepts


def teach(rows: Mapping[str, Sequence[int]], wordings: Sequence[Wording]) -> dict[str, list[int]]:
    """`rows` (what each concept adds to each guide) corrected; the same wordings in the same order give the same."""
    lanes = Lanes(len(next(iter(rows.values()), ())))
    now = {concept: lanes.row(row) for concept, row in rows.items()}
    late = dict.fromkeys(rows, 0)  # corrections by the turn they were made in
    turn = 1
    lessons = [(guide, sorted(concepts)) for guide, concepts in _in_turns(wordings) if concepts]
    for _ in range(ROUNDS):
        wrong = []
        for guide, concepts in lessons:
            sums = lanes.numbers(sum([now[concept] for concept in concepts]))
            other = _too_near(sums, guide)
            if other is not None:
                wrong.append((guide, concepts))
                step = lanes.at(guide, STEP) - lanes.at(other, STEP)
                late_step = turn * step
                for concept in concepts:
                    now[concept] += step
                    late[concept] += late_step
            turn += 1
        lessons = wrong
    return {
        concept: _mean(lanes.numbers(now[concept]), lanes.numbers(late[concept]), turn) if late[concept] else [*row]
        for concept, row in rows.items()
    }


def _in_turns(wordings: Sequence[Wording]) -> list[Wording]:
    """One wording of each guide, then a second of each, and so on."""
    by_guide: dict[int, list[Wording]] = {}
    for wording in wordings:
        by_guide.setdefault(wording[0], []).append(wording)
    return [wording for turn in zip_longest(*by_guide.values()) for wording in turn if wording]


def _too_near(sums: list[int], guide: int) -> int | None:
    """The guide that does best of all others, where `guide` does not lead it far enough. Changes `sums`."""
    own = sums[guide] - MARGIN
    sums[guide] = own
    best = max(sums)
    return sums.index(best) if best > own else None


def _mean(row: Sequence[int], late: Sequence[int], turns: int) -> list[int]:
    return [value - round(part / turns) if part else value for value, part in zip(row, late, strict=True)]
