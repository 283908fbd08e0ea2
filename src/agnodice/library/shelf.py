"""Find the current edition, or build it on first use into the user's cache folder.

Order: a file named by AGNODICE_EDITION; the cache, when it was built from exactly this text; the edition that the wheel
ships. Building is atomic (a temporary file renamed), so two processes at once are fine and a killed one leaves nothing
half written. A damaged file is built again. Where nothing can be written, the edition lives in memory.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from agnodice.ask.index import FORMAT
from agnodice.errors import EditionError, LibraryError
from agnodice.library.load import KNOWLEDGE
from agnodice.release import VERSION

SHIPPED = Path(__file__).parent.parent / "edition.sqlite"
NAME = ".".join(VERSION.split(".")[:2])
_MAGIC = b"SQLite format 3\x00"


def open_edition(on_problems: Callable[[LibraryError], None] = lambda _: None) -> sqlite3.Connection:
    """A read-only connection to the current edition. Raises EditionError or LibraryError with what to do.

    When the text has problems, `on_problems` is told and the last good edition is opened, if there is one.
    """
    named = os.environ.get("AGNODICE_EDITION")
    if named:
        return _opened(Path(named))
    if not KNOWLEDGE.is_dir() or not _is_checkout():
        return _opened(SHIPPED)
    path = cached(fingerprint(KNOWLEDGE))
    try:
        return _opened(path)
    except EditionError:
        return _built(path, on_problems)


def edition_bytes() -> bytes:
    """The current edition as one file's bytes, as `open_edition` opens it."""
    with closing(open_edition()) as connection:
        return connection.serialize()


def _is_checkout() -> bool:
    """Whether the text may be newer than a shipped edition: true unless a wheel put one here."""
    return not SHIPPED.is_file()


def _built(path: Path, on_problems: Callable[[LibraryError], None]) -> sqlite3.Connection:
    """A fresh edition, stored at `path` where possible; the last good one when the text has problems."""
    try:
        data = build(KNOWLEDGE)
    except LibraryError as error:
        last = newest()
        if last is None:
            raise
        on_problems(error)
        return _opened(last)
    try:
        store(data, path)
    except OSError:
        return _in_memory(data)
    return _opened(path)


def build(folder: Path) -> bytes:
    """The edition of the library in `folder`. Raises LibraryError when it cannot be read, names what is not
    there, or says something without a source.
    """
    from agnodice.library.compile import compile_edition  # noqa: PLC0415  (a current edition needs none of this)
    from agnodice.library.lint import guides, references  # noqa: PLC0415
    from agnodice.library.load import load  # noqa: PLC0415

    library = load(folder)
    unsourced = [problem for guide in library.guides for problem in guides.unsourced(guide)]
    problems = tuple(sorted([*references.broken(library), *unsourced]))
    if problems:
        raise LibraryError(problems)
    return compile_edition(library, NAME)


def store(data: bytes, path: Path) -> None:
    """Write `data` to `path` atomically: others see the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".edition-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def cache_folder() -> Path:
    """Where editions are kept: $XDG_CACHE_HOME/agnodice, or ~/.cache/agnodice; holds library text only, nothing of
    anyone's.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path(os.path.expanduser("~")) / ".cache") / "agnodice"  # noqa: PTH111


def cached(print_of_text: str) -> Path:
    """The cache file for a text with this fingerprint."""
    return cache_folder() / f"edition-{FORMAT}-{print_of_text[:16]}.sqlite"


def newest() -> Path | None:
    """The last edition that was built, if there is one."""
    with suppress(OSError):
        found = sorted(cache_folder().glob(f"edition-{FORMAT}-*.sqlite"), key=lambda p: p.stat().st_mtime)
        return found[-1] if found else None
    return None


def fingerprint(folder: Path) -> str:
    """A hash over names, sizes and times of the library's files and this program: changes when any is edited."""
    digest = sha256(VERSION.encode())
    program = Path(__file__).parent.parent
    for root in (folder, program / "library", program / "text", program / "model", program / "assess"):
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


def _opened(path: Path) -> sqlite3.Connection:
    if not _is_whole(path):
        raise EditionError(f"There is no readable edition at {path}. Run `agnodice build`.")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _is_whole(path: Path) -> bool:
    """Whether the file is a complete SQLite database of our making, judged by its head, its length and its meta
    table.
    """
    with suppress(OSError, sqlite3.DatabaseError), path.open("rb") as file:
        head = file.read(100)
        size, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
        size = 65536 if size == 1 else size
        if head[:16] != _MAGIC or path.stat().st_size != size * pages:
            return False
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            return bool(connection.execute("SELECT value FROM meta WHERE key = 'hash'").fetchone())
    return False


def _in_memory(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(data)
    return connection
