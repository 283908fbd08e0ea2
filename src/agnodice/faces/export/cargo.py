"""The edition as a page carries it: what no page reads is left out, and nothing stands in it twice.

Three of its tables, the words, the phrases and the cues, travel apart from the rest: the danger check
(browser/danger/) needs them before Python runs. browser/danger/tables.js opens them again; `inside.py` puts them back.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from agnodice.ask.index import PACKED, unpacked
from agnodice.faces.export.gaps import IN_READY, closed, gapped

NOT_CARRIED = ("audit", "audit_words")  # pages are audited on a server or at a terminal
APART = ("words", "phrases", "cues")
OF_THE_BUILD: Mapping[str, Mapping[str, object]] = {  # fields that no page reads, and what stands there instead
    "guide": {"also": [], "too": []},
    "finding": {"say": []},
    "myth": {"say": []},
    "red_flag": {"case": "", "near_miss": ""},
}
MOST_SHARED = 9  # letters that two words can share: one digit
MOST_SHARED_OF_A_CUE, LEAST_PACKED = 57, 2  # a letter from "A" to "z"; one word alone shares nothing


@dataclass(frozen=True)
class Cargo:
    """An edition in four pieces: a SQLite file, and three tables as JSON."""

    file: bytes
    words: str
    phrases: str
    cues: str


def cut(edition: bytes) -> Cargo:
    """An edition (the bytes of its file) as cargo; the same edition gives the same cargo."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(edition)
        ready = {key: unpacked(value) for key, value in connection.execute("SELECT key, value FROM ready")}
        marks = ", ".join("?" * len(NOT_CARRIED + APART))
        connection.execute(f"DELETE FROM ready WHERE key IN ({marks})", (*NOT_CARRIED, *APART))  # noqa: S608
        plain = [(ready[key], key) for key in PACKED.difference(NOT_CARRIED, APART)]  # the whole is compressed anyway
        connection.executemany("UPDATE ready SET value = ? WHERE key = ?", sorted(plain))
        _close_gaps(connection, ready)
        connection.execute("DELETE FROM criterion")
        for name, emptied in OF_THE_BUILD.items():
            rows = connection.execute(f"SELECT json, id FROM {name}").fetchall()  # noqa: S608  (our own table names)
            without = [(text_without(text, emptied), key) for text, key in rows]
            connection.executemany(f"UPDATE {name} SET json = ? WHERE id = ?", without)  # noqa: S608
        for name in _tables(connection):
            _without_index(connection, name)
        connection.commit()
        connection.execute("VACUUM")
        return Cargo(
            connection.serialize(),
            _json(packed_words(json.loads(ready["words"]))),
            _json(packed_phrases(json.loads(ready["phrases"]))),
            ready["cues"],
        )


def text_without(text: str, emptied: Mapping[str, object]) -> str:
    """An entry's JSON with some fields emptied."""
    return _json({**json.loads(text), **emptied})


def _close_gaps(connection: sqlite3.Connection, ready: Mapping[str, str]) -> None:
    """The rows that hold places and numbers in turns, with gaps for places."""
    rows = connection.execute("SELECT guides, concept FROM telling").fetchall()
    shorter = [(gapped(json.loads(guides)), concept) for guides, concept in rows]
    connection.executemany("UPDATE telling SET guides = ? WHERE concept = ?", shorter)
    tables = [(closed(json.loads(ready[key]), field), key) for key, field in IN_READY.items()]
    connection.executemany("UPDATE ready SET value = ? WHERE key = ?", tables)


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


def packed_phrases(listed: Sequence[Sequence[Any]]) -> str:
    """The table of word groups as lines, a sixth less when compressed: `=owner`, then a group a line, its slots apart,
    the words of a slot joined by `/`, the rarest slot behind a `*`, and `!` at the end of one to be taken as written.
    """
    lines = []
    for owner, *groups in listed:
        lines.append(f"={owner}")
        for slots, rarest, is_literal in groups:
            told = ["*" * (place == rarest) + "/".join(slot) for place, slot in enumerate(slots)]
            lines.append(" ".join(told) + "!" * bool(is_literal))
    return "\n".join(lines)


def packed_cues(cues: Any) -> Any:
    """The cues, each list of words as lines behind an empty one, a third less when compressed: a letter for how many
    letters a line shares with the one before ("A" for none), then the rest.
    """
    if isinstance(cues, Mapping):
        return {name: packed_cues(value) for name, value in cues.items()}
    if not isinstance(cues, Sequence) or isinstance(cues, str):
        return cues
    if len(cues) < LEAST_PACKED or not all(isinstance(cue, str) for cue in cues):
        return [packed_cues(cue) for cue in cues]
    return "\n" + "\n".join(chr(ord("A") + shared) + rest for shared, rest in _less_shared(cues, MOST_SHARED_OF_A_CUE))


def _shortened(words: Iterable[str]) -> str:
    """`abaci abacus` as `0abaci4us`: a digit for the shared letters, then the rest."""
    return "".join(f"{shared}{rest}" for shared, rest in _less_shared(words, MOST_SHARED))


def _less_shared(words: Iterable[str], most: int) -> Iterator[tuple[int, str]]:
    """Of each word how many letters, at most so many, it begins with in common with the one before, and the rest."""
    before = ""
    for word in words:
        shared = len(_same(before, word)[:most])
        yield shared, word[shared:]
        before = word


def _same(one: str, other: str) -> list[tuple[str, str]]:
    """The letters that two words begin with in common."""
    return list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
