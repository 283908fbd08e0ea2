"""Run a batch with Daft (https://www.daft.ai): its embedded runner, or an existing Ray cluster; then the summary page.

Finished parts are not done again: a part's result is a file that appears whole.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import daft

from agnodice.faces.batch.parts import Part, parts
from agnodice.faces.batch.summary import write_summary
from agnodice.faces.batch.work import audit_part
from agnodice.faces.reading.door import page_of_bytes

_ANY_PAGE = b"<html><body><article><p>Periods come about once a month.</p></article></body></html>"


def run(pattern: str, out: Path, runner: str, strings: Mapping[str, str], tell: Callable[[str], None]) -> None:
    """Audit all pages of `pattern` into `out`: parts/*.parquet and summary.html.

    Raises PageError for no input, and where web pages cannot be read here: better than ten thousand rows that say so.
    """
    page_of_bytes(_ANY_PAGE)
    listed = parts(pattern)
    folder = out / "parts"
    left = [part for part in listed if not (folder / part.name).is_file()]
    done = len(listed) - len(left)
    for _ in _results(left, folder, runner) if left else ():
        done += 1
        tell(strings["audit.batch_progress"].format(done=done, all=len(listed)))
    _sweep(folder, listed)
    write_summary(folder, out / "summary.html", strings)


def _sweep(folder: Path, done: Sequence[Part]) -> None:
    """Remove what a killed run left of parts that are now done."""
    for part in done:
        for left in folder.glob(f".{part.name}.*"):
            left.unlink(missing_ok=True)


def _results(left: Sequence[Part], folder: Path, runner: str) -> Any:
    """Each finished part as it comes."""
    if runner == "ray":
        daft.set_runner_ray(os.environ.get("RAY_ADDRESS"), noop_if_initialized=True)
    work = daft.func(audit_part, return_dtype=daft.DataType.int64(), use_process=runner == "native")
    rows = {
        "path": [str(Path(part.path).resolve()) for part in left],
        "offset": [part.offset for part in left],
        "pages": [part.pages for part in left],
        "out": [str((folder / part.name).resolve()) for part in left],
        "today": [date.today().isoformat()] * len(left),
    }
    frame = daft.from_pydict(rows).into_batches(1)
    columns = [daft.col(name) for name in rows]
    return frame.select(work(*columns).alias("count")).iter_rows()
