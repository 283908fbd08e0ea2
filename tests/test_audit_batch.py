"""Many pages: a batch killed in the middle goes on where it was, and its rows equal those of an undisturbed run."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from agnodice.errors import PageError
from agnodice.faces.batch.parts import PAGES, parts

ROOT = Path(__file__).parent.parent
PARTS = 4
PATIENCE_SECONDS = 900


def _command(source: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "agnodice", "audit", "--batch", str(source), "--out", str(out)]


def _rows(out: Path) -> list[dict[str, Any]]:
    from pyarrow.parquet import read_table

    rows = [row for path in (out / "parts").glob("*.parquet") for row in read_table(path).to_pylist()]
    return sorted(rows, key=lambda row: int(row["id"]))


def _finished(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (out / "parts").glob("*.parquet")}


def _killed_midway(source: Path, out: Path) -> dict[str, int]:
    """Start a batch, kill it and all it started (-9) once a part is done; the parts that stand then."""
    process = subprocess.Popen(
        _command(source, out), cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + PATIENCE_SECONDS
    while not _finished(out) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return _finished(out)


def test_a_batch_that_cannot_read_web_pages_says_so_before_the_first(tmp_path: Path, monkeypatch: Any) -> None:
    pytest.importorskip("daft")
    from agnodice.faces.batch.run import run

    source = tmp_path / "pages.jsonl"
    source.write_text('{"id": "1", "html": "<p>Thrush can cause itching.</p>"}', "utf-8")
    monkeypatch.setitem(sys.modules, "trafilatura", None)  # as where pip left out a part of the extra
    with pytest.raises(PageError, match=r"HTML needs the extra `audit`: pip install 'agnodice\[audit\]'"):
        run(str(source), tmp_path / "out", "native", {}, print)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_a_killed_batch_goes_on_where_it_was(tmp_path: Path) -> None:
    pytest.importorskip("daft")
    source = tmp_path / "pages.jsonl"
    told = (
        {"id": str(n), "text": f"Thrush {n}\n\nThrush can cause itching. It is page {n}."} for n in range(PAGES * PARTS)
    )
    source.write_text("\n".join(map(json.dumps, told)), "utf-8")
    out, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"

    before = _killed_midway(source, out)
    assert 0 < len(before) < PARTS, "the batch was to be killed after its first part and before its last"
    subprocess.run(_command(source, out), cwd=ROOT, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
    subprocess.run(_command(source, undisturbed), cwd=ROOT, check=True, capture_output=True, timeout=PATIENCE_SECONDS)

    after = _finished(out)
    assert set(after) == {part.name for part in parts(str(source))}
    assert {name: after[name] for name in before} == before, "a finished part was done again"
    assert _rows(out) == _rows(undisturbed)
    assert len(_rows(out)) == PAGES * PARTS
    assert [path for path in (out / "parts").iterdir() if path.suffix != ".parquet"] == []
