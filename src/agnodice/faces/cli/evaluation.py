"""Run cases of a JSON-lines file through a room; a bad line is a row with its error, never a stop."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from agnodice.errors import AgnodiceError
from agnodice.faces.views import ranking_json
from agnodice.model.results import Answer

Row = dict[str, Any]
NO_GUIDE: Row = {"guides": [], "outcome": "none", "care": None, "red_flags": [], "ask_back": None, "no_answer": True}


def evaluated(lines: Iterable[str], ask: Callable[[str], Answer]) -> Iterator[Row]:
    """One row for each line {id, question}."""
    return rows(lines, "question", lambda case: ranking_json(ask(str(case["question"]))), NO_GUIDE)


def rows(lines: Iterable[str], needed: str, run: Callable[[Row], Row], empty: Row) -> Iterator[Row]:
    """One row for each line {id, `needed`, …}: what `run` says of it; `empty` and the error where it cannot."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            name, _ = case["id"], case[needed]
        except (ValueError, TypeError, KeyError):
            yield {"id": None, "error": f"line {number} is not a JSON object with id and {needed}"}
            continue
        try:
            yield {"id": name, **run(case)}
        except AgnodiceError as error:
            yield {"id": name, **empty, "error": str(error)}
