"""Sign a guide or a condition: who, in which role, when, and a hash of the text, so that an edit shows.

The signature stands in the text file itself, in its `review = { … }` line.
"""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from agnodice.errors import Problem, UnknownIdError
from agnodice.library.load import Library
from agnodice.library.whole import write_whole

HASH_LETTERS = 16
_LINE = re.compile(r"^review = \{[^\n]*\}$", re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KINDS = (("guides", ".md"), ("conditions", ".toml"))
_PLAIN = re.compile(r"[^\"\\\n]{2,80}")


def content_hash(text: str) -> str:
    """The hash of a file's text, its review line left out; 16 hexadecimal digits of SHA-256."""
    return sha256(_LINE.sub("", text).encode()).hexdigest()[:HASH_LETTERS]


def sign(folder: Path, name: str, by: str, role: str, on: date) -> Path:
    """Sign the guide or condition `name` and give its file.

    Raises UnknownIdError when there is no such text, ValueError when a name or role cannot be written or the id is that
    of a guide and of a condition.
    """
    for words in (by, role):
        if not _PLAIN.fullmatch(words):
            raise ValueError(f"{words!r} cannot be signed with. Use 2 to 80 letters, no quotes or line breaks.")
    path = _one_file(folder, name)
    text = path.read_text("utf-8")
    line = (
        f'review = {{ status = "signed", by = "{by}", role = "{role}", on = {on.isoformat()}, '
        f'content = "{content_hash(text)}" }}'
    )
    write_whole(path, _LINE.sub(lambda _: line, text, count=1).encode())
    return path


def edited_since_signed(folder: Path, library: Library) -> Iterator[Problem]:
    """Texts that changed after they were signed: the signature no longer counts."""
    guides = ((f"guides/{guide.id}.md", guide.review) for guide in library.guides)
    conditions = ((f"conditions/{condition.id}.toml", condition.review) for condition in library.conditions)
    for file, review in (*guides, *conditions):
        path = folder / file
        if review.is_signed and path.is_file() and content_hash(path.read_text("utf-8")) != review.content:
            name = file.rpartition(".")[0]
            what_to_do = f'Write {{ status = "unreviewed" }}, or have it signed again: agnodice review {name}'
            yield Problem(file, "review", f"was edited after {review.by} signed it.", what_to_do)


def _one_file(folder: Path, name: str) -> Path:
    """The file of a guide or condition, by its id or, where both have that id, by `guides/ID` or `conditions/ID`."""
    found = [path for kind, end in _KINDS for path in _named(folder, kind, end, name) if path.is_file()]
    if len(found) > 1:
        raise ValueError(f"{name!r} is a guide and a condition. Write guides/{name} or conditions/{name}.")
    if not found:
        raise UnknownIdError(f"There is no guide or condition {name!r}. `agnodice list` shows the guides.")
    return found[0]


def _named(folder: Path, kind: str, end: str, name: str) -> Iterator[Path]:
    """Where a text of that kind and name would stand; nowhere when the name speaks of another kind or of a path."""
    bare = name.removeprefix(f"{kind}/")
    if _ID.fullmatch(bare):
        yield folder / kind / f"{bare}{end}"
