"""Find the current edition, or build it on first use into the user's cache folder.

Order: a file named by AGNODICE_EDITION; the edition that the wheel ships; the cache, when it was built from exactly
this text. Of many that start at once one builds and the others wait for it. Writing is atomic, so a killed process
leaves nothing half written. A damaged file is built again. Where nothing can be written, the edition lives in memory.
"""

import mmap
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from agnodice.ask.index import FORMAT, uncollected
from agnodice.errors import AgnodiceError, EditionError, LibraryError, WriteError
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.seal import is_sealed
from agnodice.release import VERSION

SHIPPED = Path(__file__).parent.parent / "edition.sqlite"
NAME = ".".join(VERSION.split(".")[:2])
MADE_BY = ("library", "text", "model", "safety", "ask", "assess", "audit")  # the rooms whose code makes editions
MOST_KEPT = 8
_MAGIC = b"SQLite format 3\x00"
Told = Callable[[AgnodiceError], None]


def open_edition(on_problems: Told = lambda _: None) -> sqlite3.Connection:
    """A read-only connection to the current edition. Raises EditionError or LibraryError with what to do.

    `on_problems` is told when the text has problems and the last good edition is opened instead (LibraryError), and
    when an edition could not be kept, so that the next start builds it again (WriteError).
    """
    named = os.environ.get("AGNODICE_EDITION")
    if named:
        return _opened(Path(named), "AGNODICE_EDITION names it: name another file, or nothing.")
    if is_installed():
        with suppress(EditionError):
            return _opened(SHIPPED)
    if not KNOWLEDGE.is_dir():
        raise EditionError(f"This agnodice has neither an edition ({SHIPPED}) nor its library. Install it again.")
    try:
        path = cached(fingerprint(KNOWLEDGE))
    except WriteError as error:
        on_problems(error)
        return _in_memory(build(KNOWLEDGE))
    try:
        return _opened(path)
    except EditionError:
        return _built(path, on_problems)


def is_installed() -> bool:
    """Whether a wheel brought this agnodice: then its text is compiled already, and changing it changes no answer."""
    return SHIPPED.is_file()


def ready_edition() -> sqlite3.Connection | None:
    """The current edition if it is there already: nothing is built, nothing told."""
    named = os.environ.get("AGNODICE_EDITION")
    with suppress(AgnodiceError, OSError):
        path = Path(named) if named else SHIPPED
        return _opened(path if path.is_file() else cached(fingerprint(KNOWLEDGE)))
    return None


def edition_bytes() -> bytes:
    """The current edition as one file's bytes, as `open_edition` opens it."""
    with closing(open_edition()) as connection:
        return connection.serialize()


def _built(path: Path, on_problems: Told) -> sqlite3.Connection:
    """A fresh edition, stored at `path` where possible; the last good one when the text has problems."""
    from agnodice.library.whole import held, write_whole  # noqa: PLC0415  (a current edition needs none of this)

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    with held(path.parent):
        with suppress(EditionError):
            return _opened(path)  # another process built it while this one waited
        try:
            data = build(KNOWLEDGE)
        except LibraryError as error:
            return _last(error, on_problems)
        try:
            write_whole(path, data)
        except WriteError as error:
            on_problems(error)
            return _in_memory(data)
        _forget_old()
        return _opened(path)


def _last(error: LibraryError, on_problems: Told) -> sqlite3.Connection:
    """The last good edition, after telling why; raises the error when there is none."""
    for last in reversed(_kept()):
        with suppress(EditionError):
            connection = _opened(last)
            on_problems(error)
            return connection
    raise error


def build(folder: Path) -> bytes:
    """The edition of the library in `folder`. Raises LibraryError when it cannot be read, names what is not
    there, or says something without a source.
    """
    from agnodice.library.compile import compile_edition  # noqa: PLC0415  (a current edition needs none of this)
    from agnodice.library.lint import guides, references  # noqa: PLC0415
    from agnodice.library.load import load  # noqa: PLC0415

    with uncollected():
        library = load(folder)
        unsourced = [problem for guide in library.guides for problem in guides.unsourced(guide)]
        problems = tuple(sorted([*references.broken(library), *unsourced]))
        if problems:
            raise LibraryError(problems)
        return compile_edition(library, NAME)


def cache_folder() -> Path:
    """Where editions are kept: $XDG_CACHE_HOME/agnodice, or ~/.cache/agnodice; holds library text only, nothing of
    anyone's. Raises WriteError where nobody says which folder that is.
    """
    named, home = Path(os.environ.get("XDG_CACHE_HOME", "")), Path(os.path.expanduser("~"))  # noqa: PTH111
    if named.is_absolute():
        return named / "agnodice"
    if not home.is_absolute() or os.environ.get("HOME") == "":
        raise WriteError("There is no home folder to keep an edition in. Set HOME or XDG_CACHE_HOME to a folder.")
    return home / ".cache" / "agnodice"


def cached(print_of_text: str) -> Path:
    """The cache file for a text with this fingerprint. Raises WriteError where there is no cache folder."""
    return cache_folder() / f"edition-{FORMAT}-{print_of_text[:16]}.sqlite"


def _kept() -> list[Path]:
    """The editions in the cache, the last built at the end."""
    with suppress(OSError, WriteError):
        return sorted(cache_folder().glob(f"edition-{FORMAT}-*.sqlite"), key=lambda p: p.stat().st_mtime)
    return []


def _forget_old() -> None:
    """Each edit makes an edition; only the last few are kept."""
    for old in _kept()[:-MOST_KEPT]:
        with suppress(OSError):
            old.unlink()


def fingerprint(folder: Path) -> str:
    """A hash over names, sizes and times of the library's files and this program: changes when any is edited."""
    digest = sha256(VERSION.encode())
    program = Path(__file__).parent.parent
    for root in (folder, *(program / room for room in MADE_BY)):
        for entry in sorted(_files(root)):
            digest.update(repr(entry).encode())
    return digest.hexdigest()


def _files(root: Path) -> list[tuple[str, int, int]]:
    """(path, size, time) of every text file below `root`; scandir, because this runs at every start."""
    found: list[tuple[str, int, int]] = []
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _files(Path(entry.path)) if entry.name != "__pycache__" else []
            elif entry.name.endswith((".toml", ".md", ".txt", ".py")):
                facts = entry.stat()
                found.append((entry.path, facts.st_size, facts.st_mtime_ns))
    return found


def _opened(path: Path, todo: str = "Run `agnodice build`.") -> sqlite3.Connection:
    if not _is_whole(path):
        raise EditionError(f"There is no readable edition at {path}. {todo}")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _is_whole(path: Path) -> bool:
    """Whether the file is a SQLite database of our making and every byte of it as it was made."""
    with (
        suppress(OSError, ValueError),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
        memoryview(mapped) as data,
    ):
        return bytes(data[: len(_MAGIC)]) == _MAGIC and is_sealed(data)
    return False


def _in_memory(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(data)
    return connection
