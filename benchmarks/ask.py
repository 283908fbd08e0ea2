"""Headline numbers of `ask`, beside peers, in one run: process start to printed answer, one answer, one build.

Run: .venv/bin/python benchmarks/ask.py   (medians; the machine and the commands are printed)
Needs hyperfine for the process figures (Debian: hyperfine); without it they are left out, and it says so.
"""

import json
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from agnodice import open_engine
from agnodice.library.load import KNOWLEDGE
from agnodice.library.shelf import build

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
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
        print("process start: not measured (hyperfine is not installed)")
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
    ratio = ours["median"] / none["median"]
    print(f"process start to printed answer   median {ours['median'] * 1000:6.1f} ms   {asked}")
    print(f"python -c pass                    median {none['median'] * 1000:6.1f} ms   ratio {ratio:.1f}")


def main() -> None:
    """Print every figure."""
    print(f"{platform.machine()}, Python {platform.python_version()}, SQLite in Python, warm")
    processes()
    from tests.casebook import cases  # noqa: PLC0415  (only here, after the path is set)

    engine = open_engine()
    asks = [ask for case in cases("ask", "dev") for ask in case["asks"]]
    taken = sorted(median_ms(lambda ask=ask: engine.ask(ask), 3) for ask in asks)  # type: ignore[misc]
    p95 = taken[int(len(taken) * 0.95)]
    print(f"engine.ask, {len(asks)} questions          p50 {statistics.median(taken):.2f} ms, p95 {p95:.2f} ms")
    print(f"open_engine                       median {median_ms(open_engine, 15):.1f} ms")
    print(f"edition build                     median {median_ms(lambda: build(KNOWLEDGE), 3) / 1000:.2f} s")


if __name__ == "__main__":
    main()
