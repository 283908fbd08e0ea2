"""Which rooms a publisher serves: read and change `features.toml`, one line a room."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

from agnodice.errors import SettingError
from agnodice.library.whole import write_whole
from agnodice.model.assessment import Features

_VALUES = {"on": True, "off": False}


def read(folder: Path) -> dict[str, bool]:
    """Each room and whether it is on."""
    path = folder / "features.toml"
    told = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {**_defaults(), **{name: bool(value) for name, value in told.items()}}


def changed(folder: Path, setting: str) -> dict[str, bool]:
    """The rooms after `NAME=on` or `NAME=off`, written to the file. Raises SettingError for anything else."""
    name, _, value = setting.partition("=")
    if name not in _defaults() or value not in _VALUES:
        known = ", ".join(f"{name}=on, {name}=off" for name in _defaults())
        raise SettingError(f"{setting!r} is not a setting. Use one of: {known}.")
    path = folder / "features.toml"
    if not path.is_file():
        raise SettingError("This agnodice was installed ready-made. Change features.toml in a checkout, then build.")
    line = f"{name} = {str(_VALUES[value]).lower()}"
    text, count = re.subn(rf"^{name} = .*$", line, path.read_text("utf-8"), flags=re.MULTILINE)
    write_whole(path, (text if count else f"{text.rstrip()}\n{line}\n").encode())
    return read(folder)


def _defaults() -> dict[str, bool]:
    return asdict(Features())
