"""Run cases of a JSON-lines file through `ask`; a bad line is a row with its error, never a stop."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from agnodice.errors import AgnodiceError
from agnodice.faces.views import ranking_json
from agnodice.model.results import Answer


def evaluated(lines: Iterable[str], ask: Callable[[str], Answer]) -> Iterator[dict[str, Any]]:
    """One row for each line {id, question}."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            name, question = case["id"], str(case["question"])
        except (ValueError, TypeError, KeyError):
            yield {"id": None, "error": f"line {number} is not a JSON object with id and question"}
            continue
        try:
            yield {"id": name, **ranking_json(ask(question))}
        except AgnodiceError as error:
            none: dict[str, Any] = {"guides": [], "outcome": "none", "care": None, "red_flags": [], "no_answer": True}
            yield {"id": name, **none, "error": str(error)}
