"""Read the edition: its entries by id, its ready-made tables, and what the words of a question tell of its guides.

The one place of the core that touches sqlite3, on a connection that is handed in. Why so: docs/adr/0002, 0008.
"""

import gc
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar, cast

from agnodice.errors import EditionError, UnknownIdError
from agnodice.model.clinical import Condition, Finding, RedFlag
from agnodice.model.codec import MismatchError, decode
from agnodice.model.content import Criterion, Guide, Myth, Service, Term
from agnodice.model.evidence import Source
from agnodice.model.results import Edition

FORMAT = "8"
PACKED = frozenset({"assess", "audit", "phrases", "tales", "words"})  # large ready-made tables, stored compressed
T = TypeVar("T")
_TABLES: Mapping[type[Any], str] = {
    Guide: "guide",
    Condition: "condition",
    Finding: "finding",
    RedFlag: "red_flag",
    Myth: "myth",
    Source: "source",
    Service: "service",
    Term: "term",
    Criterion: "criterion",
}


def packed(text: str) -> bytes:
    """A ready-made table as it is stored when it is one of PACKED."""
    return zlib.compress(text.encode(), level=9)


def unpacked(value: str | bytes) -> str:
    """The text of a ready-made table as it is stored: `packed`, or as it is."""
    return zlib.decompress(value).decode() if isinstance(value, bytes) else value


class Index:
    """An open edition. Raises EditionError when the file is no edition of this format."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        meta = dict(self._rows("SELECT key, value FROM meta"))
        if meta.get("format") != FORMAT:
            raise EditionError(f"This edition has format {meta.get('format')!r}; this program reads {FORMAT!r}.")
        self.edition = Edition(meta["name"], meta["hash"])
        self._read: dict[type[Any], dict[str, Any]] = {kind: {} for kind in _TABLES}
        self._all: dict[type[Any], tuple[Any, ...]] = {}

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise EditionError(f"The edition cannot be read ({error}). Run `agnodice build`.") from error

    def one(self, kind: type[T], name: str) -> T:
        """The entry `name` of a kind; UnknownIdError when there is none. Entries never change, so each is read once."""
        read: dict[str, T] = self._read[kind]
        if name not in read:
            read[name] = self._one(kind, _TABLES[kind], name)
        return read[name]

    def each(self, kind: type[T], names: Iterable[str]) -> tuple[T, ...]:
        """The entries of these names, as `one` gives them."""
        read: dict[str, T] = self._read[kind]
        return tuple([read[name] if name in read else self.one(kind, name) for name in names])

    def _one(self, kind: type[T], table: str, name: str) -> T:
        sql = f"SELECT json FROM {table} WHERE id = ?"  # noqa: S608  (a fixed table name)
        rows = [] if kind in self._all else self._rows(sql, (name,))
        if not rows:
            raise UnknownIdError(f"There is no {table.replace('_', ' ')} {name!r}.")
        return self._decoded(kind, rows[0][0])

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Every entry of a kind, in the order of ids."""
        if kind not in self._all:
            rows = self._rows(f"SELECT id, json FROM {_TABLES[kind]} ORDER BY id")  # noqa: S608  (a fixed table name)
            read: dict[str, T] = self._read[kind]
            self._read[kind] = {name: read.get(name) or self._decoded(kind, text) for name, text in rows}
            self._all[kind] = tuple(self._read[kind].values())
        return self._all[kind]

    def count(self, kind: type[Any]) -> int:
        """How many entries of a kind there are."""
        if kind in self._all:
            return len(self._all[kind])
        return int(self._rows(f"SELECT count(*) FROM {_TABLES[kind]}")[0][0])  # noqa: S608  (a fixed table name)

    def _decoded(self, kind: type[T], text: str) -> T:
        try:
            return decode(kind, json.loads(text))
        except (MismatchError, ValueError) as error:
            raise EditionError("The edition is damaged. Run `agnodice build`.") from error

    @cached_property
    def features(self) -> Mapping[str, bool]:
        """Which rooms the edition's publisher serves."""
        return cast(Mapping[str, bool], self.ready("features"))

    def ready(self, key: str) -> Any:
        """A table that the build made ready (phrases, wordings, words), as JSON data."""
        rows = self._rows("SELECT value FROM ready WHERE key = ?", (key,))
        if not rows:
            raise EditionError("The edition is damaged. Run `agnodice build`.")
        return json.loads(unpacked(rows[0][0]))

    def known(self, concepts: Collection[str]) -> list[tuple[str, list[int]]]:
        """What each of `concepts` adds to the guides that know it (ask/likelihood.py); unknown ones are left out."""
        marks = ", ".join("?" * len(concepts))
        sql = f"SELECT concept, guides FROM telling WHERE concept IN ({marks})"  # noqa: S608  (question marks only)
        return [(concept, json.loads(guides)) for concept, guides in self._rows(sql, tuple(concepts))]

    def all_known(self) -> list[tuple[str, list[int]]]:
        """The same for every concept that any guide knows."""
        return [(concept, json.loads(guides)) for concept, guides in self._rows("SELECT concept, guides FROM telling")]

    def read_ahead(self) -> None:
        """Read every entry now instead of when it is first asked for."""
        for kind in _TABLES:
            self.all(kind)

    def close(self) -> None:
        """Let go of the file: whoever has read ahead needs it no more."""
        self._connection.close()


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: opening and building throw little away, and searching takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
