"""Write files whole or not at all, however the program ends; what a killed run left behind goes with the next one.

Things are made in a folder beside their place, which is locked while its program lives, and are then renamed.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from agnodice.errors import WriteError

if sys.platform != "win32":  # nothing is locked there, and nothing swept
    from fcntl import LOCK_EX, LOCK_NB, flock

LEFT_AFTER_SECONDS = 60


def write_whole(path: Path, data: bytes) -> None:
    """Write one file: others see the old one or the whole new one. Raises WriteError with what to do."""
    with beside(path) as fresh, fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A path to write to; what stands there takes the place of `path` once it is whole. Raises WriteError."""
    target = Path(os.path.realpath(path))  # a link stays a link
    if target.exists() and not target.is_file():
        raise WriteError(f"{path} is no file but a folder or a device. Give the name of a file.")
    with workplace(target) as folder:
        fresh = folder / target.name
        yield fresh
        if target.is_file():
            shutil.copymode(target, fresh)
        fresh.replace(target)


@contextmanager
def workplace(path: Path) -> Iterator[Path]:
    """A folder beside `path` to make things in; afterwards it is gone, and so is what killed runs left of such.

    Raises WriteError, with what to do, for whatever cannot be written inside the `with`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=_prefix(path)) as name, held(Path(name)):
            yield Path(name)
    except OSError as error:
        raise WriteError(_what_to_do(path, error)) from error


@contextmanager
def held(folder: Path, *, waits: bool = True) -> Iterator[bool]:
    """Hold the lock of a folder; whether it could be had. It ends with the program, however that ends."""
    handle = None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle is not None and _is_locked(handle, waits)
    finally:
        if handle is not None:
            os.close(handle)


def _is_locked(handle: int, waits: bool) -> bool:
    if sys.platform == "win32":
        return False
    with suppress(OSError):
        flock(handle, LOCK_EX if waits else LOCK_EX | LOCK_NB)
        return True
    return False


def _prefix(path: Path) -> str:
    return f".{path.name}.agnodice-"


def _sweep(path: Path) -> None:
    """Remove the folders that killed runs left beside `path`: nobody holds them, and they are not just being made."""
    for folder in path.parent.glob(f"{_prefix(_literal(path))}*"):
        with suppress(OSError):
            is_old = time.time() - folder.stat().st_mtime > LEFT_AFTER_SECONDS
            with held(folder, waits=False) as is_free:
                if is_old and is_free:
                    shutil.rmtree(folder, ignore_errors=True)


def _literal(path: Path) -> Path:
    """The path with what `glob` would read as a pattern made literal."""
    return path.with_name("".join(f"[{letter}]" if letter in "*?[" else letter for letter in path.name))


def _what_to_do(path: Path, error: OSError) -> str:
    why = f"{path} cannot be written ({error.strerror or error})."
    return f"{why} What was there before is untouched. Make room, or name a place where you may write."
