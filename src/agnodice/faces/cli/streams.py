"""What goes in and out of a command: typed text, the console, JSON, exit codes."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from agnodice.errors import AgnodiceError, LibraryError, QuestionError

if TYPE_CHECKING:
    from rich.console import Console

ANSWERED, PROBLEMS, USAGE, NO_ANSWER, BUG = 0, 1, 2, 3, 70
LARGEST_INPUT_BYTES = 200_000


def complain(text: str) -> None:
    """A line to standard error."""
    click.echo(text, err=True)


def warn(error: AgnodiceError) -> None:
    """Tell an editor that her text is not what answers, and anyone that no edition could be kept."""
    if isinstance(error, LibraryError):
        count = len(error.problems)
        told = f"The library's text has {count} problems; this answer is from the last good edition."
        complain(f"{told} See: agnodice lint")
    else:
        complain(f"The edition is not kept, so each start takes some seconds. {error}")


def ready_streams() -> None:
    """Give closed streams an end, and let a terminal that lacks a letter show a question mark in its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  (open to the end)
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def drop_output() -> None:
    """Let what cannot be written go, so that Python does not try it again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def typed(prompt: str) -> str:
    """The text from a prompt, or from standard input when that is not a terminal."""
    if sys.stdin.isatty():
        click.echo(prompt, err=True)
        return sys.stdin.readline()
    data = sys.stdin.buffer.read(LARGEST_INPUT_BYTES + 1)
    if len(data) > LARGEST_INPUT_BYTES:
        raise QuestionError(f"The question is longer than {LARGEST_INPUT_BYTES} bytes. Ask it in a few sentences.")
    if b"\x00" in data:
        raise QuestionError("This is not text. Write what you would ask, in your own words.")
    return data.decode("utf-8", errors="replace")


def next_line() -> str | None:
    """The next line typed; None at the end of the input."""
    line = sys.stdin.readline()
    return line or None


def console() -> "Console":
    """A console that shows text as it is."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def dumps(data: Any, indent: int | None = None) -> str:
    """JSON as text."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=indent)


@contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)
