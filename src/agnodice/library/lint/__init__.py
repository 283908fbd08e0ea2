"""Check the library's text: every rule of docs/library.md, every problem at once."""

from datetime import date
from pathlib import Path

from agnodice.errors import Problem
from agnodice.library.lint import cases, entries, grades, guides, references
from agnodice.library.load import KNOWLEDGE, Library, Loader
from agnodice.library.review import edited_since_signed


def lint(folder: Path = KNOWLEDGE, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem of the library in `folder`, sorted by place. `today` is for tests; default: the clock's."""
    library, problems = Loader(folder).load()
    edited = edited_since_signed(folder, library)
    return tuple(sorted({*problems, *check(library, today or date.today()), *edited}))


def check(library: Library, today: date) -> list[Problem]:
    """Every problem of a library that could be read."""
    return [
        *references.check(library),
        *guides.check(library),
        *grades.check(library),
        *entries.check(library, today),
        *cases.check(library),
    ]
