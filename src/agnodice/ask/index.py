"""Read the edition: its entries by id, its ready-made tables, and what the words of a question tell of its guides.

The one place of the core that touches sqlite3, on a connection that is handed in. Why so: docs/adr/0002, 0008.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar, cast

from agnodice.errors import EditionError, UnknownIdError
from agnodice.model.clinical import Condition, Finding, RedFlag
from agnodice.model.codec import MismatchError, decode
from agnodice.model.content import Criterion, Guide, Myth, Service, Term
from agnodice.model.evidence import Source
from agnodice.model.results import Edition

FORMAT = "3"
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


class Index:
    """An open edition. Raises EditionError when the file is no edition of this format."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        meta = dict(self._rows("SELECT key, value FROM meta"))
        if meta.get("format") != FORMAT:
            raise EditionError(f"This edition has format {meta.get('format')!r}; this program reads {FORMAT!r}.")
        self.edition = Edition(meta["name"], meta["hash"])
        self._read: dict[tuple[str, str], Any] = {}

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise EditionError(f"The edition cannot be read ({error}). Run `agnodice build`.") from error

    def one(self, kind: type[T], name: str) -> T:
        """The entry `name` of a kind; UnknownIdError when there is none. Entries never change, so each is read once."""
        table = _TABLES[kind]
        if (table, name) not in self._read:
            self._read[table, name] = self._one(kind, table, name)
        return cast(T, self._read[table, name])

    def _one(self, kind: type[T], table: str, name: str) -> T:
        rows = self._rows(f"SELECT json FROM {table} WHERE id = ?", (name,))  # noqa: S608  (a fixed table name)
        if not rows:
            raise UnknownIdError(f"There is no {table.replace('_', ' ')} {name!r}.")
        return self._decoded(kind, rows[0][0])

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Every entry of a kind, in the order of ids."""
        rows = self._rows(f"SELECT json FROM {_TABLES[kind]} ORDER BY id")  # noqa: S608  (a fixed table name)
        return tuple(self._decoded(kind, text) for (text,) in rows)

    def count(self, kind: type[Any]) -> int:
        """How many entries of a kind there are."""
        return int(self._rows(f"SELECT count(*) FROM {_TABLES[kind]}")[0][0])  # noqa: S608  (a fixed table name)

    def _decoded(self, kind: type[T], text: str) -> T:
        try:
            return decode(kind, json.loads(text))
        except (MismatchError, ValueError) as error:
            raise EditionError("The edition is damaged. Run `agnodice build`.") from error

    def ready(self, key: str) -> Any:
        """A table that the build made ready (phrases, wordings, words), as JSON data."""
        rows = self._rows("SELECT value FROM ready WHERE key = ?", (key,))
        if not rows:
            raise EditionError("The edition is damaged. Run `agnodice build`.")
        return json.loads(rows[0][0])

    def known(self, concepts: Collection[str]) -> list[tuple[str, dict[str, float]]]:
        """What each of `concepts` adds to the guides that know it (ask/likelihood.py); unknown ones are left out."""
        marks = ", ".join("?" * len(concepts))
        sql = f"SELECT concept, guides FROM telling WHERE concept IN ({marks})"  # noqa: S608  (question marks only)
        return [(concept, json.loads(guides)) for concept, guides in self._rows(sql, tuple(concepts))]

    def all_known(self) -> list[tuple[str, dict[str, float]]]:
        """The same for every concept that any guide knows."""
        return [(concept, json.loads(guides)) for concept, guides in self._rows("SELECT concept, guides FROM telling")]

    def read_ahead(self) -> None:
        """Read every entry now instead of when it is first asked for."""
        for kind, table in _TABLES.items():
            rows = self._rows(f"SELECT id, json FROM {table}")  # noqa: S608  (a fixed table name)
            self._read |= {(table, name): self._decoded(kind, text) for name, text in rows}
