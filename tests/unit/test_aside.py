"""Work done in a second process: the same text, the same error, and nothing left behind."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from agnodice.library import aside as module
from agnodice.library.aside import aside, may_fork
from agnodice.library.lint import lint

_FLAG = """name = "n"
level = "same-day"
when = []
say = "s"
why = "w"
cite = []
case = "I am well."
near_miss = "I am so."
"""


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


def test_a_library_checked_by_several_processes_has_the_same_problems(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "conditions").mkdir()
    (tmp_path / "conditions" / "a.toml").write_text("no TOML")
    (tmp_path / "ask_back.toml").write_text('[[ask_back]]\nid = "b"\nask = "Is it so"\nflags = ["none"]\n')
    flags = (f'[[red_flag]]\nid = "{name}"\n{_FLAG}' for name in ("c", "d", "e"))
    (tmp_path / "red_flags.toml").write_text("\n".join(flags))
    monkeypatch.setattr(module, "may_fork", lambda: False)
    alone = lint(tmp_path)
    begun = request.getfixturevalue("children")
    assert lint(tmp_path) == alone
    assert len(begun) == 2
    assert {"conditions/a.toml", "ask_back.toml", "red_flags.toml"} <= {problem.file for problem in alone}
    raised_by_none = {problem.path for problem in alone if "the worked person does not raise it" in problem.wrong}
    assert raised_by_none == {f"red_flag {name}.case" for name in ("c", "d", "e")}
