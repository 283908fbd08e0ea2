"""Work done in a second process: the same text, the same error, and nothing left behind."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from agnodice.library import aside as module
from agnodice.library.aside import aside, may_fork
from agnodice.library.load import Loader


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of second processes; they are begun although the test runner has threads of its own."""
    begun: list[int] = []
    fork = os.fork

    def told() -> int:
        begun.append(fork())
        return begun[-1]

    monkeypatch.setattr(module, "may_fork", lambda: True)
    monkeypatch.setattr(os, "fork", told)
    return begun


def pid() -> str:
    return f"{os.getpid()}\nünder\r\n"


@pytest.mark.usefixtures("children")
def test_work_is_done_elsewhere_and_its_text_comes_back() -> None:
    with aside(pid) as text:
        told = text()
    assert told.endswith("\nünder\r\n")
    assert told != pid()


def test_where_it_is_not_safe_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "may_fork", lambda: False)
    with aside(pid) as text:
        assert text() == pid()


def test_a_process_with_a_second_thread_is_not_copied() -> None:
    done = Event()
    thread = Thread(target=done.wait)
    thread.start()
    assert not may_fork()
    done.set()
    thread.join()


def test_an_error_there_is_an_error_here() -> None:
    def fail() -> str:
        raise ValueError("no such word")

    with aside(fail) as text, pytest.raises(ValueError, match="no such word"):
        text()


def test_nothing_is_left_when_this_process_gives_up(children: list[int]) -> None:
    with pytest.raises(KeyboardInterrupt), aside(lambda: str(Event().wait(60))):
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(children[0], 0)


KILLED = """
import os, time
from agnodice.library import aside
aside.may_fork = lambda: True
inner = lambda: f"{os.getpid()}" + " " * 1_000_000  # more than a pipe holds
with aside.aside(inner), aside.aside(inner):
    print("begun", flush=True)
    time.sleep(60)
"""


def test_nothing_is_left_when_this_process_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.kill()
        assert process.communicate(timeout=30)[0] == ""  # its end comes when the last that could write is gone


@pytest.mark.usefixtures("children")
def test_a_text_cut_off_is_made_again_here() -> None:
    here = os.getpid()

    def killed() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "whole"

    with aside(killed) as text:
        assert text() == "whole"


def test_a_library_read_by_two_processes_is_the_same(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "conditions").mkdir()
    for name, text in {"a": "no TOML", "b": 'id = "b"\nchecked = 2026-11-23\nname = 2026-11-23\n', "c": ""}.items():
        (tmp_path / "conditions" / f"{name}.toml").write_text(text)
    monkeypatch.setattr(module, "may_fork", lambda: False)
    _, alone = Loader(tmp_path).load()
    begun = request.getfixturevalue("children")
    _, told = Loader(tmp_path).load()
    assert told == alone
    assert len(begun) == 1
    assert {problem.file for problem in told} == {f"conditions/{name}.toml" for name in "abc"}
