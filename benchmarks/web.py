"""Requests a second of the web face beside a bare "hello" of the same framework, in one run.

    .venv/bin/python -m benchmarks.web [--seconds 60] [--connections 64] [--workers 2]

Needs `wrk` (Debian). The load goes to this machine alone. Questions are those of tests/cases/ask_dev.toml, each time
another one; `/ask` is loaded for all the seconds, hello and a guide for a third of them. Memory is that of all server
processes, pages that several share divided among them (PSS). Where there is a Chromium, it also prints how soon a page
is there (first_sight.py).
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import sheet
from benchmarks.first_sight import first_sights

ROOT = Path(__file__).parent.parent
HELLO = """
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def hello(_): return PlainTextResponse("hello")
app = Starlette(routes=[Route("/", hello, methods=["GET", "POST"])])
"""
SCRIPT = """
local bodies = {}
for line in io.lines(%s) do bodies[#bodies + 1] = line end
local at = math.random(#bodies)
wrk.method = "POST"
wrk.headers["content-type"] = "application/x-www-form-urlencoded"
request = function()
  at = at %% #bodies + 1
  return wrk.format(nil, nil, nil, bodies[at])
end
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, **env: str) -> Iterator[int]:
    process = subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def of_group(leader: int) -> Iterator[tuple[Path, list[str]]]:
    """The processes of a group: where each is told of, and the fields of its `stat` from the third on."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # gone meanwhile
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == leader:
                yield stat.parent, fields


def memory_mb(leader: int) -> float:
    """The memory of all processes of a group; what several share is counted once."""
    told = ((process / "smaps_rollup").read_text() for process, _ in of_group(leader))
    return sum(int(kb) for text in told for kb in re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)) / 1024


def processor_seconds(leader: int) -> float:
    """What all processes of a group have used of the processors since they began."""
    ticks = sum(int(fields[11]) + int(fields[12]) for _, fields in of_group(leader))
    return ticks / os.sysconf("SC_CLK_TCK")


def measured(leader: int, url: str, seconds: int, connections: int, script: Path | None) -> dict[str, float]:
    """A row of the table; processor time tells most where a machine is shared with other work."""
    before = processor_seconds(leader)
    row = load(url, seconds, connections, script)
    used = processor_seconds(leader) - before
    return {**row, "seconds": seconds, "processor_ms": 1000 * used / (row["per_second"] * seconds)}


def load(url: str, seconds: int, connections: int, script: Path | None) -> dict[str, float]:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s", url]
    told = subprocess.run(
        [*command, *(["-s", str(script)] if script else [])], capture_output=True, text=True, check=True
    )
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told.stdout)[1])  # type: ignore[index]
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told.stdout)
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told.stdout)
    errors = (int(wrong[1]) if wrong else 0) + (sum(map(int, lost.groups())) if lost else 0)
    return {
        "per_second": rate,
        "p50_ms": _latency(told.stdout, 50),
        "p99_ms": _latency(told.stdout, 99),
        "errors": errors,
    }


def _latency(text: str, percent: int) -> float:
    number, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return round(float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit], 2)


def main() -> None:
    told = sheet.begin(__doc__, seconds=60, connections=64, workers=2)
    if shutil.which("wrk") is None:
        sys.exit("benchmarks.web needs wrk: apt-get install wrk")
    rows, part = {}, max(1, told.seconds // 3)
    with tempfile.TemporaryDirectory() as folder:
        cases = tomllib.loads((ROOT / "tests/cases/ask_dev.toml").read_text("utf-8"))["case"]
        bodies = Path(folder) / "bodies"
        bodies.write_text("\n".join(urlencode({"text": text}) for case in cases for text in case["asks"]))
        script = Path(folder) / "post.lua"
        script.write_text(SCRIPT % json.dumps(str(bodies)))
        (Path(folder) / "hello.py").write_text(HELLO)
        port = free_port()
        hello = [sys.executable, "-m", "uvicorn", "hello:app", "--port", str(port), "--workers", str(told.workers)]
        with running([*hello, "--no-access-log", "--log-level", "warning"], port, PYTHONPATH=folder) as leader:
            rows["hello"] = measured(leader, f"http://127.0.0.1:{port}/", part, told.connections, script)
        port = free_port()
        serve = [sys.executable, "-m", "agnodice", "serve", "--port", str(port), "--workers", str(told.workers)]
        with running(serve, port) as leader:
            load(f"http://127.0.0.1:{port}/ask", 5, told.connections, script)
            before = memory_mb(leader)
            rows["/ask"] = measured(leader, f"http://127.0.0.1:{port}/ask", told.seconds, told.connections, script)
            after = memory_mb(leader)
            rows["/guides/…"] = measured(
                leader, f"http://127.0.0.1:{port}/guides/heavy-periods", part, told.connections, None
            )
            sights = first_sights(f"http://127.0.0.1:{port}")
    for name, row in rows.items():
        sheet.row(
            f"{name}, {told.connections} connections, {row['seconds']} s, {row['errors']} errors",
            f"{row['per_second']:.0f}/s, p50 {row['p50_ms']:.1f} ms, p99 {row['p99_ms']:.1f} ms",
            f"processor {row['processor_ms']:.2f} ms a request",
            row["per_second"] / rows["hello"]["per_second"],
        )
    for page, sight in sights.items():
        sheet.row(
            f"{page} in Chromium, {sight.bytes / 1000:.1f} kB",
            f"first paint {sight.fcp:.0f} ms, largest {sight.lcp:.0f} ms",
            f"layout shift {sight.shift:.3f}, blocked {sight.blocked:.0f} ms",
        )
    sheet.row(f"memory of {told.workers} workers", f"{after:.0f} MB at the end", f"{before:.0f} MB after the first 5 s")


if __name__ == "__main__":
    main()
