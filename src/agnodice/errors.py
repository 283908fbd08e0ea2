"""What can go wrong, said for people: every problem with its place, what is wrong and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place.

    `file` is the file as the reader would name it, `path` the place inside it (`link[3].finding`, `Short answer,
    sentence 2`).
    """

    file: str
    path: str
    wrong: str
    todo: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.path else self.file
        return f"{place}: {self.wrong} {self.todo}".rstrip()


class AgnodiceError(Exception):
    """An error that is shown to the reader as it is, without a traceback."""


class QuestionError(AgnodiceError):
    """The question cannot be read (empty, too long, not text)."""


class UnknownIdError(AgnodiceError):
    """No guide, condition or finding has this id."""


class SettingError(AgnodiceError):
    """A setting that cannot be made."""


class FeatureOffError(AgnodiceError):
    """The publisher of this edition does not serve this room."""


class EditionError(AgnodiceError):
    """The edition file is missing, damaged or of another format."""


class LibraryError(AgnodiceError):
    """The library's text has problems; carries all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class PageError(AgnodiceError):
    """A page that cannot be read or audited (empty, too long, not reachable, not text)."""


class WriteError(AgnodiceError):
    """A file cannot be written (no room, no permission, no such place); the message says what to do."""
