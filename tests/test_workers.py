"""Several workers at one port: each has a listening socket of its own, and another program's port is left alone."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SO_REUSEPORT deals connections out on Linux only")
LISTENS = "0A"  # in /proc/net/tcp


def listening(port: int) -> int:
    """How many sockets listen at a port of this machine."""
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return sum(int(row[1].rpartition(":")[2], 16) == port and row[3] == LISTENS for row in rows)


@pytest.fixture(scope="module")
def command(edition_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, str], int]:
    """What starts a server with two workers, and its port."""
    edition = tmp_path_factory.mktemp("workers") / "edition.sqlite"
    edition.write_bytes(edition_bytes)
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    start = [sys.executable, "-m", "agnodice", "serve", "--workers", "2", "--port", str(port)]
    return start, {**os.environ, "AGNODICE_EDITION": str(edition)}, port


@pytest.fixture(scope="module")
def port(command: tuple[list[str], dict[str, str], int]) -> Iterator[int]:
    """The port of a server whose workers are both there."""
    start, env, port = command
    process = subprocess.Popen(start, env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(900):
            if listening(port) == 2:
                break
            time.sleep(0.1)
        yield port
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert listening(port) == 0
    finally:
        process.kill()


def test_each_worker_listens_by_itself(port: int) -> None:
    assert listening(port) == 2


def children(port: int) -> set[int]:
    """The processes that listen at a port, by their sockets."""
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    wanted = {f"socket:[{row[9]}]" for row in rows if int(row[1].rpartition(":")[2], 16) == port and row[3] == LISTENS}
    return {int(link.parent.parent.name) for link in Path("/proc").glob("[0-9]*/fd/*") if read_link(link) in wanted}


def read_link(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # gone meanwhile
        return ""


def test_a_dead_worker_is_replaced(port: int) -> None:
    before = children(port)
    killed = min(before)
    os.kill(killed, signal.SIGKILL)
    for _ in range(100):
        if len(children(port) - {killed}) == 2:
            break
        time.sleep(0.1)
    after = children(port)
    assert len(after) == 2
    assert killed not in after
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/privacy", timeout=20) as answer:
        assert answer.status == 200


def test_workers_share_what_was_read(port: int) -> None:
    rollups = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in children(port)]
    own = [int(re.search(r"Private_Dirty:\s+(\d+)", text)[1]) for text in rollups]  # type: ignore[index]
    whole = [int(re.search(r"Rss:\s+(\d+)", text)[1]) for text in rollups]  # type: ignore[index]
    assert sum(own) < sum(whole) / 2


def test_a_second_server_is_refused(port: int, command: tuple[list[str], dict[str, str], int]) -> None:
    start, env, _ = command
    assert subprocess.run(start, env=env, capture_output=True, timeout=60, check=False).returncode != 0
    assert listening(port) == 2
