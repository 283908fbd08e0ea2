"""A batch of made WARC pages with the native runner: pages a second, and the memory of all its processes over time.

Run: .venv/bin/python -m benchmarks.audit --batch 10000    Needs the extras `audit` and `crawl`.
Or:  .venv/bin/python -m benchmarks.audit_batch --count 10000 --runner native --kept FOLDER [--picture FILE.svg]
The second keeps archive, report and looks.jsonl in the folder, goes on with a run that was stopped, and draws.
Memory is read from /proc (Linux) every few seconds: the sum of what each process holds alone (Pss where the kernel
tells it, else Rss). It is flat when its later tenths do not rise above those after the start.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from agnodice.faces.batch.parts import PAGES
from benchmarks import sheet
from benchmarks.made_pages import made_page, shared_pages
from benchmarks.soak_picture import GAP, PANEL_HEIGHT, RIGHT, STYLE, WIDTH, panel

EVERY = 3.0  # seconds between two looks
KILOBYTES = 20  # of a page
FLAT = 1.1  # the last third may hold so much more than the second


@dataclass(frozen=True)
class Look:
    """What was seen at one time: pages of finished parts, and the memory of all processes."""

    at_seconds: float
    pages: int
    memory_mb: float


def batch(rows: Sequence[dict[str, str]], count: int) -> None:
    """Make the archive, run the batch, print pages a second and memory."""
    with tempfile.TemporaryDirectory() as name:
        tell(run(rows, count, Path(name), "native"), "native", count)


def run(rows: Sequence[dict[str, str]], count: int, folder: Path, runner: str) -> list[Look]:
    """Make the archive if it is not there, run the batch, keep every look in the folder as it comes."""
    archive = folder / "made.warc.gz"
    if not archive.is_file():
        write_archive(archive, rows, count)
    looks = []
    with (folder / f"looks-{runner}.jsonl").open("a") as kept:
        for look in watched(archive, folder / f"report-{runner}", runner):
            looks.append(look)
            kept.write(json.dumps(asdict(look)) + "\n")
            kept.flush()
    return looks


def tell(looks: Sequence[Look], runner: str, count: int) -> None:
    """Print pages a second and memory."""
    taken = looks[-1].at_seconds
    sheet.row(f"batch, {runner} runner, {count} pages", f"{count / taken:.1f} pages/s", f"{taken:.0f} s")
    tell_memory([look.memory_mb for look in looks])


def drawing(looks: Sequence[Look]) -> str:
    """Memory over pages, and pages over time, as SVG."""
    said = f"{looks[-1].pages:,} pages in {looks[-1].at_seconds:.0f} seconds"
    tops = (30, 30 + PANEL_HEIGHT + GAP)
    height = tops[1] + PANEL_HEIGHT + GAP
    memory = panel(
        "memory of all processes, MB", [("one", lambda s: s.memory_mb)], looks, tops[0], (lambda s: s.pages, "pages")
    )
    pages = panel("pages done", [("one", lambda s: s.pages)], looks, tops[1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(said)}</title><style>{STYLE}</style>{memory}{pages}"
        f'<text class="small" x="{RIGHT}" y="{height - 8}" text-anchor="end">{escape(said)}</text></svg>\n'
    )


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


def watched(source: Path, out: Path, runner: str) -> Iterator[Look]:
    """Run the command; what is seen of it, look by look, and at its end."""
    command = [sys.executable, "-m", "agnodice", "audit", "--batch", str(source), "--out", str(out), "--runner", runner]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            memory = sum(map(held, [*family(process.pid), *(of_ray() if runner == "ray" else ())])) / 1e6
            if memory:
                yield Look(time.perf_counter() - start, done(out), memory)
            time.sleep(EVERY)
    if process.returncode:
        sys.exit(f"The batch ended with {process.returncode}.")
    yield Look(time.perf_counter() - start, done(out), memory)


def done(out: Path) -> int:
    """Pages of the parts that are finished."""
    return PAGES * sum(not path.name.startswith(".") for path in (out / "parts").glob("*.parquet"))


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


def of_ray() -> list[int]:
    """The processes of a Ray node on this machine: its workers are no children of the batch."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes()
        except OSError:  # it ended
            continue
        if command.startswith(b"ray::") or b"/ray/core/src/ray/" in command:
            found.append(int(path.parent.name))
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


def main() -> None:
    """Run a batch in a folder that is kept, print its figures, draw its memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--runner", choices=["native", "ray"], default="native")
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--picture", type=Path)
    told = parser.parse_args()
    told.kept.mkdir(parents=True, exist_ok=True)
    looks = run(shared_pages(), told.count, told.kept, told.runner)
    tell(looks, told.runner, told.count)
    if told.picture:
        told.picture.write_text(drawing(looks), "utf-8")


if __name__ == "__main__":
    main()
