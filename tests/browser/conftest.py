"""A real server process and a real headless Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright


@dataclass(frozen=True)
class Server:
    """A running server: its address, and what it has written so far."""

    url: str
    log: Path

    @property
    def exit_to(self) -> str:
        """Where its exit leads: a page of its own, so that no test needs a network."""
        return f"{self.url}/privacy"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def server(edition_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    edition = folder / "edition.sqlite"
    edition.write_bytes(edition_bytes)
    running = Server(f"http://127.0.0.1:{free_port()}", folder / "log")
    command = [sys.executable, "-m", "agnodice", "serve", "--port", running.url.rpartition(":")[2]]
    env = {**os.environ, "AGNODICE_EDITION": str(edition)}
    with running.log.open("wb") as log:
        process = subprocess.Popen([*command, "--exit-to", running.exit_to], stdout=log, stderr=log, env=env)
    try:
        wait_for(running)
        yield running
    finally:
        process.terminate()
        process.wait(10)


def wait_for(running: Server) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(running.url, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(running.log.read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes browser contexts, without motion, and closes them."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
