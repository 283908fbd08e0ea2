"""Ten minutes of mixed, malformed and slow clients at a served edition: nothing wrong, nothing lost, nothing growing.

    .venv/bin/python -m benchmarks.soak [--seconds 600] [--connections 16] [--pause-ms 250] [--workers 2]

Every answer is compared with the one that the same application gives in this process. Memory is the resident set of
all server processes; latency is as a polite client sees it, pauses of other clients included.
"""

import argparse
import asyncio
import hashlib
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from agnodice.faces.web.pages import LARGEST_FORM_BYTES
from benchmarks.soak_picture import Sample, drawing
from benchmarks.soak_requests import FORM, Exchange, exchanges, request
from benchmarks.web import ROOT, free_port, memory_mb, running

EVERY_SECONDS, FIRST_SECONDS = 5, 60
SHARES = {"ask": 50, "guide": 18, "assess": 12, "api": 10, "audit": 2, "malformed": 8}
LONGEST_WAIT = 30.0
RUDE = ("half", "slow", "stalled", "silent", "oversized")


@dataclass
class Log:
    """What clients saw: (seconds since the start, kind, milliseconds) of right answers, and what went wrong."""

    seconds: float
    pause_seconds: float
    started: float = field(default_factory=time.perf_counter)
    right: list[tuple[float, str, float]] = field(default_factory=list)
    wrong: list[tuple[float, str]] = field(default_factory=list)
    lost: list[tuple[float, str]] = field(default_factory=list)
    rude: Counter[str] = field(default_factory=Counter)

    def now(self) -> float:
        return time.perf_counter() - self.started


async def answer_from(reader: asyncio.StreamReader) -> tuple[tuple[int, str], bool]:
    """Status and digest of an answer, and whether the server hangs up after it."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = re.search(r"content-length: (\d+)", head)
    body = await reader.readexactly(int(length[1]) if length else 0)
    return (int(head.split()[1]), hashlib.sha256(body).hexdigest()), "connection: close" in head


class Line:
    """One client's connection, opened again where the server has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def talk(self, sent: bytes) -> tuple[int, str]:
        """Status and digest of the answer. OSError or EOFError when there is none on a fresh connection either."""
        was_open = self._ends is not None
        try:
            return await asyncio.wait_for(self._once(sent), LONGEST_WAIT)
        except (OSError, EOFError):
            self.hang_up()
            if not was_open:  # a connection that stood idle may have been closed meanwhile; a fresh one may not
                raise
            return await asyncio.wait_for(self._once(sent), LONGEST_WAIT)

    async def _once(self, sent: bytes) -> tuple[int, str]:
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._ends
        writer.write(sent)
        answer, is_last = await answer_from(reader)
        if is_last:
            self.hang_up()
        return answer

    def hang_up(self) -> None:
        if self._ends:
            self._ends[1].close()
        self._ends = None


async def polite_client(line: Line, by_kind: dict[str, list[Exchange]], log: Log, dice: random.Random) -> None:
    """Ask, compare, pause, for as long as the soak lasts."""
    while log.now() < log.seconds:
        kind = dice.choices(list(SHARES), list(SHARES.values()))[0]
        case, start = dice.choice(by_kind[kind]), log.now()
        try:
            is_right = await line.talk(case.sent) == (case.status, case.digest)
        except (OSError, EOFError, TimeoutError):
            line.hang_up()
            log.lost.append((log.now(), kind))
            continue
        if is_right:
            log.right.append((log.now(), kind, 1000 * (log.now() - start)))
        else:
            log.wrong.append((log.now(), kind))
        await asyncio.sleep(dice.uniform(0, 2 * log.pause_seconds))
    line.hang_up()


async def rude_client(port: int, case: Exchange, manner: str, log: Log) -> None:
    """A client without manners, again and again; it may be sent away, but no one may suffer for it."""
    while log.now() < log.seconds:
        try:
            outcome = await asyncio.wait_for(rudely(port, case, manner), LONGEST_WAIT)
        except (OSError, EOFError):
            outcome = "closed"
        except TimeoutError:
            outcome = "held on to"
        log.rude[f"{manner}: {outcome}"] += 1
        if outcome == "wrong":
            log.wrong.append((log.now(), manner))
        if (manner, outcome) in {("slow", "closed"), ("silent", "held on to"), ("stalled", "held on to")}:
            log.lost.append((log.now(), manner))
        await asyncio.sleep(1)


async def rudely(port: int, case: Exchange, manner: str) -> str:
    """What comes of one rude request, in a word."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        if manner == "oversized":
            writer.write(request("POST", "/ask", FORM, b"text=" + b"x" * (LARGEST_FORM_BYTES + 100_000)))
        elif manner in {"half", "stalled"}:
            writer.write(case.sent[:-20])
        elif manner == "slow":
            for start in range(0, len(case.sent), 1 + len(case.sent) // 4):
                writer.write(case.sent[start : start + 1 + len(case.sent) // 4])
                await asyncio.sleep(0.5)
        if manner == "half":
            return "hung up"
        if manner == "slow":
            answer, _ = await answer_from(reader)
            return "right" if answer == (case.status, case.digest) else "wrong"
        head = await reader.read(200)
        return head.split()[1].decode() if head else "closed"
    finally:
        writer.close()


async def sampled(leader: int, log: Log) -> list[Sample]:
    """A sample every few seconds, until the end."""
    samples: list[Sample] = []
    while log.now() < log.seconds:
        since = log.now()
        await asyncio.sleep(EVERY_SECONDS)
        took = sorted(ms for at, _, ms in log.right if at >= since)
        bad = sum(at >= since for at, _ in (*log.wrong, *log.lost))
        memory = await asyncio.to_thread(memory_mb, leader)
        if took:
            samples.append(Sample(log.now(), memory, share(took, 0.5), share(took, 0.99), len(took), bad))
    return samples


def share(values: Sequence[float], part: float) -> float:
    """The value below which a part of sorted values lies."""
    return values[min(len(values) - 1, int(part * len(values)))]


async def soaked(port: int, leader: int, log: Log, connections: int) -> list[Sample]:
    """All clients at once, and what was sampled meanwhile."""
    by_kind = await asyncio.to_thread(exchanges)
    log.started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        sampler = group.create_task(sampled(leader, log))
        for number in range(connections):
            group.create_task(polite_client(Line(port), by_kind, log, random.Random(number)))
        for manner in RUDE:
            group.create_task(rude_client(port, by_kind["ask"][0], manner, log))
    return sampler.result()


def table(log: Log, samples: Sequence[Sample]) -> list[str]:
    """The outcome in lines: by kind, then memory and latency of the start beside the end."""
    lines = [f"{'kind':<10} {'right':>7} {'wrong':>6} {'lost':>5} {'p50 ms':>8} {'p99 ms':>8}"]
    for kind in SHARES:
        took = sorted(ms for _, name, ms in log.right if name == kind)
        wrong, lost = (sum(name == kind for _, name in bad) for bad in (log.wrong, log.lost))
        p50, p99 = (share(took, part) if took else 0.0 for part in (0.5, 0.99))
        lines.append(f"{kind:<10} {len(took):>7} {wrong:>6} {lost:>5} {p50:>8.1f} {p99:>8.1f}")
    first = [sample for sample in samples if sample.at_seconds <= FIRST_SECONDS + EVERY_SECONDS]
    last = samples[-len(first) :]
    lines += [f"rude clients: {', '.join(f'{what} {count}' for what, count in sorted(log.rude.items()))}"]
    wrong, lost = (sum(name in RUDE for _, name in bad) for bad in (log.wrong, log.lost))
    lines += [f"of those, answered wrongly {wrong}, left alone {lost}"]
    for name, values in (("memory MB", "memory_mb"), ("p50 ms", "p50_ms"), ("p99 ms", "p99_ms")):
        start, end = (median([getattr(sample, values) for sample in part]) for part in (first, last))
        lines.append(
            f"{name:<10} first minute {start:8.1f}   last minute {end:8.1f}   {100 * (end / start - 1):+6.1f} %"
        )
    settled = first[-1].memory_mb
    most = max(sample.memory_mb for sample in samples[len(first) :] or samples)
    return [*lines, f"memory after a minute {settled:.1f} MB, most later {most:.1f} MB ({most / settled - 1:+.1%})"]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=600)
    options.add_argument("--connections", type=int, default=16)
    options.add_argument("--pause-ms", type=float, default=250)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--picture", type=Path, default=ROOT / "docs/pictures/soak.svg")
    told = options.parse_args()
    port = free_port()
    log = Log(told.seconds, told.pause_ms / 1000)
    serve = [sys.executable, "-m", "agnodice", "serve", "--port", str(port), "--workers", str(told.workers)]
    with running(serve, port) as leader:
        samples = asyncio.run(soaked(port, leader, log, told.connections))
    print("\n".join(table(log, samples)))
    told.picture.write_text(drawing(samples), "utf-8")
    sys.exit(bool(log.wrong or log.lost))


if __name__ == "__main__":
    main()
