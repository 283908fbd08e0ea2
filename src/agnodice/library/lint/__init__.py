"""Check the library's text: every rule of docs/library.md, every problem at once."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from agnodice.ask.index import uncollected
from agnodice.errors import Problem
from agnodice.library.aside import aside
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.lint import (
    ask_backs,
    cases,
    citations,
    closure,
    entries,
    grades,
    guides,
    meanings,
    references,
    tales,
)
from agnodice.library.load import Library, Loader
from agnodice.library.phrasing import Heard, heard
from agnodice.library.review import edited_since_signed


@dataclass(frozen=True)
class Checked:
    """A library as far as it could be read, how it is heard, and every problem, sorted by place."""

    library: Library
    heard: Heard
    problems: tuple[Problem, ...]


def lint(folder: Path = KNOWLEDGE, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem of the library in `folder`, sorted by place. `today` is for tests; default: the clock's."""
    return checked(folder, today).problems


@uncollected()
def checked(folder: Path = KNOWLEDGE, today: date | None = None) -> Checked:
    """The library in `folder` with all its problems; what was read for the check serves the compiler too."""
    library, problems = Loader(folder).load()
    understood = heard(library)
    found = {*problems, *check(library, understood, today or date.today()), *edited_since_signed(folder, library)}
    return Checked(library, understood, tuple(sorted(found)))


def check(library: Library, heard: Heard, today: date) -> list[Problem]:
    """Every problem of a library that could be read; what needs nothing of how it is heard in a second process, and
    half of the cases in a third one, when every word group is read and the danger check is made of them.
    """
    with aside(lambda: _told(_of_text(library))) as of_text:
        found = [*entries.check(library, heard, today), *meanings.check(library, heard)]
        danger = cases.danger_of(library, heard)
        with aside(lambda: _told(cases.check(library, danger, library.red_flags[::2]))) as half:
            found += cases.check(library, danger, library.red_flags[1::2])
            return [*found, *_heard_from(half()), *_heard_from(of_text())]


def _told(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems])


def _heard_from(told: str) -> list[Problem]:
    return [Problem(**problem) for problem in json.loads(told)]


def _of_text(library: Library) -> Iterator[Problem]:
    """The problems that need nothing of how the library is heard."""
    yield from references.check(library)
    yield from citations.check(library)
    yield from guides.check(library)
    yield from closure.check(library)
    yield from grades.check(library)
    yield from ask_backs.check(library)
    yield from tales.check(library)
