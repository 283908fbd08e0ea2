"""Run the pages of a JSON-lines file through `audit`."""

from collections.abc import Iterable, Iterator
from datetime import date

from agnodice.engine import Engine
from agnodice.faces.audit_views import ranking_json
from agnodice.faces.cli.evaluation import Row, rows
from agnodice.faces.reading.door import page_of_bytes

EMPTY: Row = {"topic": None, "claims": [], "missing_red_flags": [], "myths": [], "criteria": [], "scores": []}


def audited(lines: Iterable[str], engine: Engine, today: date) -> Iterator[Row]:
    """One row for each line {id, text, url (may be left out)}; `text` is plain text or HTML."""

    def run(case: Row) -> Row:
        page = page_of_bytes(str(case["text"]).encode("utf-8", "replace"), str(case.get("url") or ""), "utf-8")
        return ranking_json(engine.audit(page, today))

    return rows(lines, "text", run, EMPTY)
