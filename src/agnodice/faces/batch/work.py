"""Audit one part and write its rows: what a worker does, on this machine or another."""

import gc
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.errors import AgnodiceError
from agnodice.faces.audit_views import audit_json, counts
from agnodice.faces.batch.parts import Part, Raw, pages
from agnodice.faces.reading.door import page_of_bytes
from agnodice.model.audit import AuditReport, Lack

Row = dict[str, Any]
EMPTY: Row = {
    "site": "",
    "title": "",
    "year": None,
    "guides": [],
    "required": [],
    "missing": [],
    "lacking": [],
    "myths": [],
    "supported": 0,
    "contradicted": 0,
    "not_enough": 0,
    "jama": None,
    "grade": None,
    "has_author": False,
    "has_sources": False,
    "report": "",
    "error": "",
}


@cache
def _engine() -> Engine:
    """One engine a process, taken out of the garbage collector's rounds: nothing of it is ever garbage."""
    engine = open_engine()
    engine.read_ahead()
    gc.collect()
    gc.freeze()
    return engine


def audit_part(path: str, offset: int, count: int, out: str, today: str) -> int:
    """Audit the pages of a part and write them to `out` at once: whole or not there. Gives their number."""
    rows = list(_rows(Part(path, offset, count), date.fromisoformat(today)))
    _store(rows, Path(out))
    return len(rows)


def _rows(part: Part, today: date) -> Iterator[Row]:
    for raw in pages(part):
        yield {"id": raw.id, "url": raw.url, **EMPTY, **_row(raw, today)}


def _row(raw: Raw, today: date) -> Row:
    """What is kept of one page; a page that cannot be audited is a row with its error, never a stop."""
    site = ""
    with suppress(ValueError):
        site = urlsplit(raw.url).netloc
    if raw.error:
        return {"site": site, "error": raw.error}
    try:
        return {"site": site, **_told(_engine().audit(page_of_bytes(raw.data, raw.url), today))}
    except AgnodiceError as error:
        return {"site": site, "error": str(error)}
    except Exception as error:  # one page must not stop ten thousand
        return {"site": site, "error": f"bug ({type(error).__name__})"}


def _told(report: AuditReport) -> Row:
    found = counts(report.claims)
    marks = {rating.criterion: rating.mark.value for rating in report.ratings}
    dated = report.page.reviewed or report.page.dated
    return {
        "title": report.page.title[:300],
        "year": dated.year if dated else None,
        "guides": [str(guide.id) for guide in report.topic.guides],
        "required": [str(row.red_flag) for row in report.required],
        "missing": [o.id for o in report.omissions if o.lack is Lack.DANGER],
        "lacking": [o.id for o in report.omissions if o.lack is not Lack.DANGER],
        "myths": [str(myth) for myth in report.myths],
        "supported": found["supported"],
        "contradicted": found["contradicted"],
        "not_enough": found["not-enough"],
        "jama": report.scores[0].points,
        "grade": report.readability.flesch_kincaid,
        "has_author": marks["C1"] != "not-found",
        "has_sources": marks["C4"] != "not-found",
        "report": json.dumps(audit_json(report, with_text=False), ensure_ascii=False),
    }


def _store(rows: list[Row], path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    text, texts = pa.string(), pa.list_(pa.string())
    kinds = {
        "year": pa.int32(),
        "jama": pa.int32(),
        "grade": pa.float64(),
        "has_author": pa.bool_(),
        "has_sources": pa.bool_(),
    }
    kinds |= dict.fromkeys(("guides", "required", "missing", "lacking", "myths"), texts)
    kinds |= dict.fromkeys(("supported", "contradicted", "not_enough"), pa.int32())
    schema = pa.schema([(name, kinds.get(name, text)) for name in ("id", "url", *EMPTY)])
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), passing, compression="zstd")
    passing.replace(path)
