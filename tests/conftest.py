"""Shared pieces: one engine over a fresh edition, the reference folder, and the rule that CI skips nothing."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from agnodice.ask.index import Index
from agnodice.engine import Engine
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.shelf import build
from agnodice.library.whole import write_whole

ROOT = Path(__file__).parent.parent
settings.register_profile("mutants", max_examples=15, deadline=None, derandomize=True)  # [tool.mutmut]


@pytest.fixture(scope="session")
def edition_bytes(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> bytes:
    """The edition of the library as it stands; processes of one run share it, and the second waits for the first.

    Commands find it in the cache from then on: what a first start does is tested where it is meant.
    """
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    with FileLock(shared / "edition.lock"):
        path = shared / "edition.sqlite"
        if not path.is_file():
            write_whole(path, build(KNOWLEDGE))
        data = path.read_bytes()
    shelved(data)
    return data


def shelved(edition: bytes, source: Path = ROOT / "src", **surroundings: str) -> None:
    """Put an edition where the program in a source folder, whose text is the same, looks for its own."""
    script = "from agnodice.library.shelf import *; print(cached(fingerprint(KNOWLEDGE)))"
    env = {**os.environ, "PYTHONPATH": str(source), **surroundings}
    told = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    path = Path(told.stdout.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, edition)


@pytest.fixture(scope="session")
def engine(edition_bytes: bytes) -> Engine:
    """An engine over that edition, in memory."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(edition_bytes)
    return Engine(Index(connection))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the user's cache folder."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    yield folder
    os.environ.pop("XDG_CACHE_HOME")
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Under AGNODICE_CI a skipped promise is a failure."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if os.environ.get("AGNODICE_CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
