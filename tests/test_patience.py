"""Slow and greedy clients at a real socket: each is sent away in time, and others are served meanwhile."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from agnodice.engine import Engine
from agnodice.faces.web import pages, serve
from agnodice.faces.web.app import make_app

HEAD = b"POST /ask HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def port(engine: Engine) -> Iterator[int]:
    """A server in this process, less patient than usual."""
    with pytest.MonkeyPatch.context() as patch, socket.socket() as found:
        patch.setattr(serve, "HEADER_SECONDS", 0.4)
        patch.setattr(pages, "SLOWEST_FORM_SECONDS", 0.4)
        found.bind(("127.0.0.1", 0))
        config = uvicorn.Config(make_app(engine), http=serve.PatientProtocol, ws="none", log_level="critical")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([found])))
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield int(found.getsockname()[1])
        server.should_exit = True
        thread.join(10)


def talk(port: int, sent: bytes, seconds: float = 5) -> bytes:
    """What comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as line:
        line.sendall(sent)
        parts = []
        while part := line.recv(65536):
            parts.append(part)
        return b"".join(parts)


def test_a_client_that_says_nothing_is_sent_away(port: int) -> None:
    assert talk(port, b"") == b""


def test_headers_that_never_end_are_cut(port: int) -> None:
    assert talk(port, HEAD + b"x-slow: ") == b""


def test_headers_without_measure_are_cut(port: int) -> None:
    try:
        got = talk(port, HEAD + b"".join(b"x-%d: %s\r\n" % (n, b"y" * 1000) for n in range(100)))
    except ConnectionError:
        got = b""
    assert got == b""


def test_a_body_that_never_comes_gets_an_answer_that_says_so(port: int) -> None:
    got = talk(port, HEAD + b"content-length: 100\r\n\r\ntext=Zebulon")
    assert got.startswith(b"HTTP/1.1 408")
    assert b"too long to arrive" in got
    assert b"Zebulon" not in got


def test_others_are_served_while_slow_ones_wait(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(HEAD + b"content-length: 100\r\n\r\ntext=")
        got = talk(port, b"GET /privacy HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 200")


def test_what_is_not_http_gets_a_short_no(port: int) -> None:
    got = talk(port, b"\x16\x03\x01Zebulon\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 400")
    assert b"Zebulon" not in got
