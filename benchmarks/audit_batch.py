"""A batch of made WARC pages with the native runner: pages a second, and the memory of all its processes over time.

Run: .venv/bin/python -m benchmarks.audit --batch 10000    Needs the extras `audit` and `crawl`.
Memory is read from /proc (Linux) every few seconds: the sum of what each process holds alone (Pss where the kernel
tells it, else Rss). It is flat when its later tenths do not rise above those after the start.
"""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import sheet
from benchmarks.made_pages import made_page

EVERY = 3.0  # seconds between two looks
KILOBYTES = 20  # of a page
FLAT = 1.1  # the last third may hold so much more than the second


def batch(rows: Sequence[dict[str, str]], count: int) -> None:
    """Make the archive, run the batch, print pages a second and memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_archive(folder / "made.warc.gz", rows, count)
        start = time.perf_counter()
        told = list(watched(folder / "made.warc.gz", folder / "report"))
        taken = time.perf_counter() - start
        parts = list((folder / "report" / "parts").glob("*.parquet"))
    sheet.row(
        f"batch, native runner, {count} pages in {len(parts)} parts", f"{count / taken:.1f} pages/s", f"{taken:.0f} s"
    )
    tell_memory(told)


def write_archive(path: Path, rows: Sequence[dict[str, str]], count: int) -> None:
    """`count` made pages as WARC responses."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415  (only for a batch)
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(count):
            row = rows[number % len(rows)]
            page = made_page(row["focus"], row["text"], number, KILOBYTES).encode()
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            address = f"https://site{number % 50}.example/{number}"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=head)
            )


def watched(source: Path, out: Path) -> Iterator[float]:
    """Run the command; the memory of its processes in MB, look by look."""
    command = [sys.executable, "-m", "agnodice", "audit", "--batch", str(source), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            yield sum(map(held, family(process.pid))) / 1e6
            time.sleep(EVERY)
    if process.returncode:
        sys.exit(f"The batch ended with {process.returncode}.")


def family(pid: int) -> list[int]:
    """A process and all that it started, directly or not."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:  # it ended
                continue
    return found


def held(pid: int) -> int:
    """Bytes that a process holds; 0 when it has ended."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
        except OSError:
            continue
        return next((1024 * int(line.split()[1]) for line in lines if line.startswith(key)), 0)
    return 0


def tell_memory(told: Sequence[float]) -> None:
    """The mean of each tenth, and whether the last third lies above the second."""
    if len(told) < 10:
        sheet.row("memory of a batch", "too short a run to tell")
        return
    size = len(told) / 10
    tenths = [told[int(i * size) : max(int(i * size) + 1, int((i + 1) * size))] for i in range(10)]
    means = " ".join(f"{sum(t) / len(t):.0f}" for t in tenths)
    sheet.row("memory by tenths of the run, MB", means, f"most {max(told):.0f}")
    third = len(told) // 3
    second, last = (sum(part) / len(part) for part in (told[third : 2 * third], told[2 * third :]))
    how = "flat" if last <= FLAT * second else "rising"
    sheet.row("memory, last third over second third", how, ratio=last / second)
