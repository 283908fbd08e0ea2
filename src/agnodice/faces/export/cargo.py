"""The edition as a page carries it: what `audit` alone reads is left out, and nothing stands in it twice.

Two of its tables, the words and the phrases, travel apart from the rest: the danger check (browser/danger/) needs them
before Python runs. browser/danger/tables.js opens them again; `inside.py` puts them back.
"""

import heapq
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import Any

NOT_CARRIED = ("audit", "audit_words")  # pages are audited on a server or at a terminal
APART = ("words", "phrases")
MOST_SHARED = 9  # letters that two words can share: one digit
Row = tuple[str, list[list[str]], int, bool]  # owner, slots, place of the rarest slot, literal


@dataclass(frozen=True)
class Cargo:
    """An edition in three pieces: a SQLite file, and two tables as JSON."""

    file: bytes
    words: str
    phrases: str


def cut(edition: bytes) -> Cargo:
    """An edition (the bytes of its file) as cargo; the same edition gives the same cargo."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(edition)
        ready = dict(connection.execute("SELECT key, value FROM ready"))
        marks = ", ".join("?" * len(NOT_CARRIED + APART))
        connection.execute(f"DELETE FROM ready WHERE key IN ({marks})", (*NOT_CARRIED, *APART))  # noqa: S608
        connection.execute("DELETE FROM criterion")
        for name in _tables(connection):
            _without_index(connection, name)
        connection.commit()
        connection.execute("VACUUM")
        return Cargo(connection.serialize(), *(_json(pack(json.loads(ready[key]))) for key, pack in _PACKED.items()))


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]


def _without_index(connection: sqlite3.Connection, name: str) -> None:
    """The table as plain rows in the order of its key; an index weighs more than it takes to make it again."""
    connection.execute(f"CREATE TABLE plain AS SELECT * FROM {name} ORDER BY 1")  # noqa: S608  (our own table names)
    connection.execute(f"DROP TABLE {name}")
    connection.execute(f"ALTER TABLE plain RENAME TO {name}")


def packed_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The table of words; of its two long lists, each word without the letters it shares with the one before."""
    return {**words, **{name: _shortened(words[name].split(" ")) for name in ("library", "ordinary")}}


def _shortened(words: Iterable[str]) -> str:
    """`abaci abacus` as `0abaci4us`: a digit for the shared letters, then the rest."""
    found, before = [], ""
    for word in words:
        shared = len(_same(before, word)[:MOST_SHARED])
        found.append(f"{shared}{word[shared:]}")
        before = word
    return "".join(found)


def _same(one: str, other: str) -> list[tuple[str, str]]:
    """The letters that two words begin with in common."""
    return list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def packed_phrases(table: Mapping[str, list[Row]]) -> list[Any]:
    """The phrases, each once: [owner, [slots, place, literal], …], so ordered that each concept gets its own again."""
    rows = _in_order(table)
    groups = groupby(rows, key=lambda row: row[0])
    return [[owner, *([slots, place, int(literal)] for _, slots, place, literal in held)] for owner, held in groups]


def _in_order(table: Mapping[str, list[Row]]) -> list[Row]:
    """Every row once, in one order that agrees with that of each concept (Kahn 1962); owners stay together."""
    rows: dict[str, Row] = {}
    after: dict[str, set[str]] = {}
    for listed in table.values():
        names = [_json(row) for row in listed]
        rows |= zip(names, listed, strict=True)
        for first, then in pairwise(names):
            after.setdefault(first, set()).add(then)
    before = dict.fromkeys(rows, 0)
    for follower in (name for followers in after.values() for name in followers):
        before[follower] += 1
    free = sorted(name for name, count in before.items() if not count)
    ordered = []
    while free:
        name = heapq.heappop(free)  # names begin with the owner
        ordered.append(rows[name])
        for follower in sorted(after.get(name, ())):
            before[follower] -= 1
            if not before[follower]:
                heapq.heappush(free, follower)
    return ordered


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


_PACKED = {"words": packed_words, "phrases": packed_phrases}
