"""Rules of the tales of conditions: each condition has enough, of a condition that is there, none told twice."""

from collections.abc import Iterator

from agnodice.errors import Problem
from agnodice.library.lint.twice import twice
from agnodice.library.load import Library

FEWEST_TALES = 10


def check(library: Library) -> Iterator[Problem]:
    """Problems of tales; a library without tales has none."""
    known = {condition.id for condition in library.conditions}
    told = {tale.condition for tale in library.tales}
    for tale in library.tales:
        place = library.files["tale", tale.condition]
        if tale.condition not in known:
            yield place.problem("is of no condition.", "Name the file by the id of a condition.")
        if len(tale.tell) < FEWEST_TALES:
            yield place.problem(f"has {len(tale.tell)} tales.", f"Write {FEWEST_TALES} or more.")
    for name in sorted(known - told) if library.tales else ():
        yield library.files["condition", name].problem(
            "is told in no tale.", f"Write {FEWEST_TALES} in tales/{name}.txt."
        )
    yield from twice("tales", ((tale.condition, text) for tale in library.tales for text in tale.tell))
