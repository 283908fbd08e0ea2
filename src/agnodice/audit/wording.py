"""Spell out the wordings of a myth: "(hrt|hormone therapy) makes you fat" stands for two."""

import re
from collections.abc import Iterator
from itertools import product

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def spelt_out(text: str) -> Iterator[str]:
    """Every wording that a text with choices stands for; the text itself where it has none."""
    pieces = _CHOICE.split(text)  # plain, choice, plain, …
    parts = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    yield from map("".join, product(*parts))
