"""Headline numbers of `ask`, beside peers, in one run: process start to printed answer, one answer, one build.

Run: .venv/bin/python -m benchmarks.ask   (medians)
Needs hyperfine for the process figures (Debian: hyperfine); without it they are left out, and it says so.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.casebook import cases

from agnodice import open_engine
from agnodice.library.load import KNOWLEDGE
from agnodice.library.shelf import build
from benchmarks import sheet

QUESTION = "What are the reasons for women's back pain after sex?"


def median_ms(run: Callable[[], object], times: int) -> float:
    """Median of `times` runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def processes() -> None:
    """Whole processes by hyperfine: an answer beside an empty Python."""
    if not shutil.which("hyperfine"):
        sheet.row("process start to printed answer", "not measured: hyperfine is not installed")
        return
    python = sys.executable
    with (
        tempfile.NamedTemporaryFile("w", suffix=".txt") as question,
        tempfile.NamedTemporaryFile(suffix=".json") as out,
    ):
        question.write(QUESTION)
        question.flush()
        asked, empty = (f"{python} {what} < {question.name}" for what in ("-m agnodice ask", "-c pass"))
        command = ["hyperfine", "--warmup", "3", "--runs", "25", "--export-json", out.name]
        subprocess.run([*command, asked, empty], check=True, capture_output=True)
        ours, none = json.loads(Path(out.name).read_text("utf-8"))["results"]
    answered, started = (result["median"] * 1000 for result in (ours, none))
    sheet.row(
        "process start to printed answer", f"{answered:.0f} ms", f"python -c pass {started:.0f} ms", answered / started
    )


def main() -> None:
    """Print every figure."""
    sheet.begin(__doc__)
    processes()
    engine = open_engine()
    asks = [ask for case in cases("ask", "dev") for ask in case["asks"]]
    taken = sorted(median_ms(lambda ask=ask: engine.ask(ask), 3) for ask in asks)  # type: ignore[misc]
    p95 = taken[int(len(taken) * 0.95)]
    sheet.row(f"an answer, {len(asks)} questions", f"p50 {statistics.median(taken):.2f} ms", f"p95 {p95:.2f} ms")
    sheet.row("opening the edition", f"{median_ms(open_engine, 15):.1f} ms")
    sheet.row("building the edition", f"{median_ms(lambda: build(KNOWLEDGE), 3) / 1000:.2f} s")


if __name__ == "__main__":
    main()
