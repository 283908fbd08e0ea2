"""Headline numbers of `ask`, beside peers, in one run: process start to printed answer, one answer, one build.

Run: .venv/bin/python -m benchmarks.ask   (medians)
Whole processes are timed by hyperfine where it is installed (Debian: hyperfine), else by this script.
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
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.shelf import build
from benchmarks import sheet

ASK, EMPTY, RUNS = ("-m", "agnodice", "ask"), ("-c", "pass"), 20
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
    """Whole processes: an answer beside an empty Python."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as question:
        question.write(QUESTION)
        question.flush()
        by = by_hyperfine if shutil.which("hyperfine") else by_this_script
        answered, started = by(question.name)
    sheet.row(
        "process start to printed answer", f"{answered:.0f} ms", f"python -c pass {started:.0f} ms", answered / started
    )


def by_hyperfine(question: str) -> tuple[float, float]:
    """Medians of 20 runs in ms."""
    asked, empty = (f"{sys.executable} {' '.join(what)} < {question}" for what in (ASK, EMPTY))
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = ["hyperfine", "--warmup", "3", "--runs", str(RUNS), "--export-json", out.name]
        subprocess.run([*command, asked, empty], check=True, capture_output=True)
        ours, none = json.loads(Path(out.name).read_text("utf-8"))["results"]
    return ours["median"] * 1000, none["median"] * 1000


def by_this_script(question: str) -> tuple[float, float]:
    """The same, the two in turn."""
    taken: dict[tuple[str, ...], list[float]] = {ASK: [], EMPTY: []}
    for _ in range(1 + RUNS):
        for what, times in taken.items():
            times.append(median_ms(lambda what=what: run(what, question), 1))  # type: ignore[misc]
    answered, started = (statistics.median(times[1:]) for times in taken.values())
    return answered, started


def run(what: tuple[str, ...], question: str) -> None:
    with Path(question).open() as typed:
        subprocess.run([sys.executable, *what], stdin=typed, check=True, capture_output=True)


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
