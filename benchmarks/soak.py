"""Ten minutes of mixed, malformed and slow clients at a served edition: nothing wrong, nothing lost, nothing growing.

    python -m benchmarks.soak [--seconds 600] [--connections 16] [--pause-ms 250] [--workers 2] [--picture FILE]

Every answer is compared with the one that the same application gives in this process. Memory is the resident set of
all server processes; latency is as a polite client sees it, pauses of other clients included.
"""

import argparse
import asyncio
import hashlib
import json
import os
import random
import re
import socket
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from starlette.testclient import TestClient

from agnodice import open_engine
from agnodice.faces.web.app import make_app
from agnodice.faces.web.pages import LARGEST_FORM_BYTES
from benchmarks.soak_picture import Sample, drawing
from benchmarks.web import ROOT, free_port, resident_mb, running
from tests.casebook import cases

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
EVERY_SECONDS, FIRST_SECONDS = 5, 60
SHARES = {"ask": 50, "guide": 18, "assess": 12, "api": 10, "audit": 2, "malformed": 8}
LONGEST_WAIT = 30.0
RUDE = ("half", "slow", "stalled", "silent", "oversized")


@dataclass(frozen=True)
class Exchange:
    """A request as it travels, and the status and digest of its only right answer."""

    kind: str
    sent: bytes
    status: int
    digest: str


@dataclass
class Log:
    """What clients saw: (seconds since the start, kind, milliseconds) of right answers, and what went wrong."""

    started: float
    right: list[tuple[float, str, float]] = field(default_factory=list)
    wrong: list[tuple[float, str]] = field(default_factory=list)
    lost: list[tuple[float, str]] = field(default_factory=list)
    rude: Counter[str] = field(default_factory=Counter)

    def now(self) -> float:
        return time.perf_counter() - self.started


def request(method: str, path: str, kind: str, body: bytes) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nhost: soak\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def exchanges() -> dict[str, list[Exchange]]:
    """Requests by kind, with what the application in this process answers."""
    found: dict[str, list[Exchange]] = {}
    with TestClient(make_app(open_engine()), raise_server_exceptions=False) as client:
        for kind, method, path, content_type, body in [*polite(), *malformed(), *interviews(client)]:
            reply = client.request(method, path, content=body, headers={"content-type": content_type})
            digest = hashlib.sha256(reply.content).hexdigest()
            made = Exchange(kind, request(method, path, content_type, body), reply.status_code, digest)
            found.setdefault(kind, []).append(made)
    return found


Asked = tuple[str, str, str, str, bytes]


def polite() -> Iterator[Asked]:
    """What readers and programs send."""
    asks = [text for case in cases("ask", "dev") for text in case["asks"]]
    told = [str(case["text"]) for case in cases("assess", "dev")]
    for text in asks[::3]:
        yield "ask", "POST", "/ask", FORM, urlencode({"text": text}).encode()
    for case in cases("ask", "dev"):
        yield "guide", "GET", f"/guides/{case['guide']}", FORM, b""
    for text in asks[1::12]:
        yield "api", "POST", "/api/v1/ask", JSON, json.dumps({"question": text, "country": "GB"}).encode()
    for text in told[::4]:
        yield "api", "POST", "/api/v1/assess", JSON, json.dumps({"text": text}).encode()
    for text in told[1::8]:
        yield "audit", "POST", "/audit", FORM, urlencode({"text": f"{text}\n\nDouching keeps you clean."}).encode()


def interviews(client: TestClient) -> Iterator[Asked]:
    """Turns of interviews, each question skipped, and their results."""
    for case in cases("assess", "dev")[::6]:
        fields = [("text", str(case["text"]))]
        for _ in range(4):
            body = urlencode(fields).encode()
            yield "assess", "POST", "/assess", FORM, body
            page = client.post("/assess", content=body, headers={"content-type": FORM}).text
            if '<section class="question"' not in page:
                break
            form = page.split('<section class="question"')[1].split("<form", 1)[1].split("</form>", 1)[0]
            hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
            fields = [*((name, unescape(value)) for name, value in hidden), ("reply", "skip")]
        yield "assess", "POST", "/assess", FORM, urlencode([*fields, ("result", "1")]).encode()


def malformed() -> Iterator[Asked]:
    """What no page of ours sends."""
    rows = [
        ("POST", "/ask", FORM, b""),
        ("POST", "/ask", FORM, b"\xff\xfe%%%=&&&text"),
        ("POST", "/ask", "text/plain", b"hello"),
        ("POST", "/ask", FORM, urlencode({"text": "x" * 30_000}).encode()),
        ("POST", "/assess", FORM, b"text=pain&step=a|b|c|d&correct=nothing=nowhere"),
        ("POST", "/audit", "multipart/form-data; boundary=", b"--\r\n"),
        ("POST", "/api/v1/ask", JSON, b"{"),
        ("POST", "/api/v1/ask", JSON, b'{"question": 5, "age_years": "old", "corrections": [1]}'),
        ("POST", "/api/v1/assess", JSON, b"[" * 5_000),
        ("DELETE", "/ask", FORM, b""),
        ("GET", "/guides/../../etc/passwd", FORM, b""),
        ("GET", "/nope", FORM, b""),
    ]
    return (("malformed", *row) for row in rows)


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
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = re.search(r"content-length: (\d+)", head)
        body = await reader.readexactly(int(length[1]) if length else 0)
        if "connection: close" in head:
            self.hang_up()
        return int(head.split()[1]), hashlib.sha256(body).hexdigest()

    def hang_up(self) -> None:
        if self._ends:
            self._ends[1].close()
        self._ends = None


async def reader_of(port: int, all_kinds: dict[str, list[Exchange]], log: Log, options: argparse.Namespace) -> None:
    """One polite client: ask, compare, pause."""
    dice, line = random.Random(id(log) + len(asyncio.all_tasks())), Line(port)
    while log.now() < options.seconds:
        kind = dice.choices(list(SHARES), list(SHARES.values()))[0]
        case, start = dice.choice(all_kinds[kind]), log.now()
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
        await asyncio.sleep(dice.uniform(0, 2 * options.pause_ms / 1000))
    line.hang_up()


async def rude_client(port: int, case: Exchange, manner: str, log: Log, seconds: float) -> None:
    """A client without manners, again and again; it may be sent away, but no one may suffer for it."""
    while log.now() < seconds:
        try:
            outcome = await asyncio.wait_for(rudely(port, case, manner), LONGEST_WAIT)
        except (OSError, EOFError):
            outcome = "closed"
        except TimeoutError:
            outcome = "held on to"
        log.rude[f"{manner}: {outcome}"] += 1
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
        head = await reader.read(200)
        return head.split()[1].decode() if head else "closed"
    finally:
        writer.close()


async def sampled(leader: int, log: Log, seconds: float) -> list[Sample]:
    """A sample every few seconds, until the end."""
    samples: list[Sample] = []
    while log.now() < seconds:
        since = log.now()
        await asyncio.sleep(EVERY_SECONDS)
        took = sorted(ms for at, _, ms in log.right if at >= since)
        bad = sum(at >= since for at, _ in (*log.wrong, *log.lost))
        memory = await asyncio.to_thread(resident_mb, leader)
        if took:
            samples.append(Sample(log.now(), memory, share(took, 0.5), share(took, 0.99), len(took), bad))
    return samples


def share(values: Sequence[float], part: float) -> float:
    """The value below which a part of sorted values lies."""
    return values[min(len(values) - 1, int(part * len(values)))]


async def soaked(port: int, leader: int, options: argparse.Namespace) -> tuple[Log, list[Sample]]:
    all_kinds = exchanges()
    log = Log(time.perf_counter())
    clients = [reader_of(port, all_kinds, log, options) for _ in range(options.connections)]
    rude = [rude_client(port, all_kinds["ask"][0], manner, log, options.seconds) for manner in RUDE]
    samples, *_ = await asyncio.gather(sampled(leader, log, options.seconds), *clients, *rude)
    return log, samples
