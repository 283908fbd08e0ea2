"""A real terminal: the prompt, colour, and NO_COLOR, through a pseudo-terminal."""

import os
import pty
import sys

import pytest


def in_terminal(typed: str, **env: str) -> str:
    """What `agnodice ask` shows in a terminal when `typed` is typed at its prompt."""
    child, screen = pty.fork()
    if child == 0:
        keep = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME") if name in os.environ}
        os.execve(sys.executable, [sys.executable, "-m", "agnodice", "ask"], {**keep, "TERM": "xterm", **env})
    os.write(screen, typed.encode() + b"\n")
    shown = b""
    try:
        while part := os.read(screen, 65536):
            shown += part
    except OSError:  # Linux tells the end of a pseudo-terminal so
        pass
    os.waitpid(child, 0)
    return shown.decode("utf-8", "replace")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_it_asks_for_the_question_and_colours_the_danger() -> None:
    shown = in_terminal("my back hurts after sex")
    assert "Ask in your own words. Nothing you type is kept or sent." in shown
    assert "Short answer" in shown
    assert "\x1b[1;31m" in shown  # the emergency heading, bold red


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_no_color_is_respected() -> None:
    shown = in_terminal("my back hurts after sex", NO_COLOR="1")
    assert "Short answer" in shown
    assert "31m" not in shown
