"""Cues as editors write them short, written out before anything reads them: "tied after my/her last birth/baby".

A word with slashes is one of several, "is_nearly" in it two words that go together, "2..20" any of these numbers.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

_NUMBERS = re.compile(r"(\d+)\.\.(\d+)")


def in_full(rows: Any) -> Any:
    """A list of cues written out, each once, and so the lists within the rows of a table; anything else as it is."""
    if not isinstance(rows, list):
        return rows
    if all(isinstance(cue, str) for cue in rows):
        return list(dict.fromkeys(wording for cue in rows for wording in wordings(cue)))
    return [[in_full(cell) for cell in row] if isinstance(row, list) else row for row in rows]


def wordings(cue: str) -> Iterator[str]:
    """Every wording that a cue stands for."""
    for words in product(*map(_options, cue.split())):
        yield " ".join(words)


def _options(word: str) -> list[str]:
    numbers = _NUMBERS.fullmatch(word)
    if numbers:
        first, last = map(int, numbers.groups())
        return [str(number) for number in range(first, last + 1)]
    return [option.replace("_", " ") for option in word.split("/")]
