"""Rows of places and numbers in turns as text, with gaps for places, which weighs less when compressed.

`[4, 7, 5, -2, 9, 1]`, number 7 at place 4 and so on, is `5:7 -2 4:1`: a gap of one goes without saying, and the first
is counted from -1. It runs in the reader's browser, too (inside.py).
"""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

_written = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
IN_READY = {"tales": "words", "ask_backs": "weights"}  # ready-made tables, and which of their fields holds rows by word


def gapped(row: Sequence[int]) -> str:
    """A row as text. `row`: places, from 0 on and rising, and numbers, in turns."""
    before, told = -1, []
    for place, number in zip(row[::2], row[1::2], strict=True):
        gap, before = place - before, place
        told.append(str(number) if gap == 1 else f"{gap}:{number}")
    return " ".join(told)


def filled(text: str) -> str:
    """The row of a text that `gapped` made, as JSON."""
    place, told = -1, []
    for one in text.split():
        gap, _, number = one.rpartition(":")
        place += int(gap or 1)
        told.append(f"{place},{number}")
    return f"[{','.join(told)}]"


def closed(table: Mapping[str, Any], field: str) -> str:
    """A table as JSON, the rows of one field as `gapped` writes them."""
    rows = {word: gapped(row) for word, row in table[field].items()}
    return _written({**table, field: rows})


def opened(table: str, field: str) -> str:
    """The JSON of which `closed` made this."""
    told = json.loads(table)
    rows = ",".join(f"{_written(word)}:{filled(row)}" for word, row in told.pop(field).items())
    return f"{_written(told)[:-1]},{_written(field)}:{{{rows}}}}}"
