"""Write a folder whole or not at all: into a new one beside it, which then takes its place.

Files that did not change are carried over as they are (a hard link where the disk can), so that copying tools see only
what is new. An export that is interrupted leaves the previous one untouched. A mark in the folder tells what it was
made of and what it holds: where both are the same as before, nothing is made at all.
"""

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from agnodice.errors import AgnodiceError
from agnodice.library.whole import workplace

MARK = ".agnodice-export"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE in Linux


class FolderError(AgnodiceError):
    """The folder cannot be written; the message says what to do."""


@dataclass(frozen=True)
class Written:
    """What a write did: how many files there are, and how many of them are new or changed."""

    files: int
    changed: int
    size_bytes: int


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]], made_of: str = "") -> Written:
    """Write (path, bytes) pairs as `folder`. Raises FolderError when something else stands there, WriteError when it
    cannot be written.

    `made_of` names everything that the files depend on: where the folder was made of the same and is still whole,
    `files` are not asked for.
    """
    folder = Path(os.path.realpath(folder))  # a link stays a link
    with workplace(folder) as place:
        _check(folder)
        if made_of and (kept := _unchanged(folder, made_of)):
            return kept
        fresh = place / folder.name
        written = Written(0, 0, 0)
        sums: dict[str, str] = {}
        for name, data in files:
            is_new = not _carried(folder / name, fresh / name, data)
            sums[name] = sha256(data).hexdigest()
            written = Written(written.files + 1, written.changed + is_new, written.size_bytes + len(data))
        fresh.mkdir(parents=True, exist_ok=True)
        (fresh / MARK).write_text(json.dumps({"made_of": made_of, "files": sums}, sort_keys=True), "utf-8")
        _take_place(fresh, folder)
    return written


def _unchanged(folder: Path, made_of: str) -> Written | None:
    """What the folder holds when its mark says that it was made of the same, and every file is as it was written."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        mark = json.loads((folder / MARK).read_text("utf-8"))
        if mark["made_of"] == made_of and mark["files"] == (found := _sums(folder)):
            return Written(len(found), 0, sum((folder / name).stat().st_size for name in found))
    return None


def _sums(folder: Path) -> Mapping[str, str]:
    """The hash of every file below `folder` but its mark."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


def _check(folder: Path) -> None:
    """Raises FolderError when the folder holds something that no export wrote."""
    aside = _aside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)  # an export was stopped in the instant between its two renames
    is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if not is_free and not (folder / MARK).is_file():
        raise FolderError(f"{folder} holds something that agnodice did not write. Name an empty or a new folder.")


def _aside(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.previous"


def _carried(old: Path, new: Path, data: bytes) -> bool:
    """Put `data` at `new`; whether the old file could be carried over because it holds the same."""
    new.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        if old.read_bytes() == data:
            os.link(old, new)
            return True
    new.write_bytes(data)
    return False


def _take_place(fresh: Path, folder: Path) -> None:
    """Put the new folder where the old one stands, at once where the system can, else with two renames."""
    if folder.exists() and _exchanged(fresh, folder):
        return
    aside = _aside(folder)
    shutil.rmtree(aside, ignore_errors=True)
    if folder.exists():
        folder.rename(aside)
    fresh.rename(folder)
    shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two could change places in one step: Linux can, by renameat2 with RENAME_EXCHANGE."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
