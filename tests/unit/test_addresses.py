"""`lint --sources`: what each address says becomes a problem with a way out; a small server on this machine answers."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agnodice.errors import Problem
from agnodice.library import addresses
from agnodice.library.addresses import Reply, opened, problems_of_addresses
from agnodice.model.codec import Place
from agnodice.model.evidence import Source, SourceId
from tests.test_knowledge import LIBRARY

STATUS = {
    "/fine": 200,
    "/empty": 200,
    "/long": 200,
    "/moved": 301,
    "/for-now": 302,
    "/gone": 404,
    "/closed": 403,
    "/ill": 503,
}
ASKED: list[tuple[str, str]] = []


class Answering(BaseHTTPRequestHandler):
    """Says what the path asks for."""

    def do_GET(self) -> None:
        ASKED.append((self.path, self.headers["User-Agent"]))
        if self.path == "/slow":
            time.sleep(1.5)
        self.send_response(STATUS.get(self.path, 200))
        if self.path in {"/moved", "/for-now"}:
            self.send_header("Location", "/fine")
        self.end_headers()
        with suppress(OSError):  # the asker may have heard enough
            self.wfile.write(b"" if self.path == "/empty" else b"text " * (10_000_000 if self.path == "/long" else 1))

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def source(name: str, url: str) -> Source:
    return replace(LIBRARY.sources[0], id=SourceId(name), url=url)


def asked(sources: list[Source], **more: object) -> tuple[Problem, ...]:
    files = {("source", str(s.id)): Place("sources/x.toml", f"source[{n}]") for n, s in enumerate(sources, 1)}
    library = replace(LIBRARY, sources=tuple(sources), files=files)
    return problems_of_addresses(library, sources, **{"told": lambda: None, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/moved", "has moved to {base}/fine. Read it there; if it says the same, change `url` and `seen`."),
        ("/for-now", "leads on to {base}/fine. Open it: if the text stands there to stay"),
        ("/gone", "is gone (404). Look for the text at its publisher, or cite another source"),
        ("/closed", "does not let programs in (403). Open it in a browser"),
        ("/ill", "failed (503). Try again tomorrow"),
        ("/empty", "holds nothing. Open it in a browser"),
    ],
)
def test_what_is_wrong_with_an_address_is_told(base: str, path: str, said: str) -> None:
    (problem,) = asked([source("one", base + path)])
    assert str(problem).startswith(f"sources/x.toml: source[1]: {base}{path} " + said.format(base=base))


def test_what_answers_is_no_problem_and_a_long_page_is_not_read_whole(base: str) -> None:
    start = time.monotonic()
    assert asked([source("one", base + "/fine"), source("two", base + "/long")]) == ()
    assert time.monotonic() - start < 5


def test_all_problems_come_at_once_in_the_order_of_the_files(base: str) -> None:
    told: list[int] = []
    paths = ["/gone", "/fine", "/closed"]
    found = asked([source(f"s{n}", base + p) for n, p in enumerate(paths)], told=lambda: told.append(1))
    assert [problem.path for problem in found] == ["source[1]", "source[3]"]
    assert len(told) == len(paths)


def test_a_redirect_is_not_followed_and_nothing_is_sent_but_the_name_of_the_program(base: str) -> None:
    ASKED.clear()
    asked([source("one", base + "/moved")])
    ((path, agent),) = ASKED
    assert path == "/moved"
    assert agent.startswith("agnodice-lint/")


def test_waiting_ends(base: str) -> None:
    reply = opened(base + "/slow", seconds=0.2)
    assert reply.status == 0
    assert "timed out" in reply.reason


def test_no_answer_and_other_schemes_are_told() -> None:
    def opener(url: str) -> Reply:
        return opened(url, seconds=2)

    (closed,) = asked([source("one", "http://127.0.0.1:9/")], opener=opener)
    assert "did not answer (" in closed.wrong
    assert closed.todo == "Check the address, and try again later."
    assert opened("file:///etc/hostname") == Reply(0, reason="no http or https address")


def test_one_host_is_asked_one_thing_at_a_time() -> None:
    busy: dict[str, int] = {}
    most: list[int] = []

    def opener(url: str) -> Reply:
        host = url.split("/")[2]
        busy[host] = busy.get(host, 0) + 1
        most.append(busy[host])
        time.sleep(0.01)
        busy[host] -= 1
        return Reply(200)

    assert asked([source(f"s{n}", f"https://host{n % 2}.example/{n}") for n in range(12)], opener=opener) == ()
    assert (len(most), max(most)) == (12, 1)


def test_every_status_of_the_web_is_either_in_order_or_told() -> None:
    fine = {status for status in range(100, 600) if addresses.said_of(Reply(status)) is None}
    assert fine == set(range(200, 300))
