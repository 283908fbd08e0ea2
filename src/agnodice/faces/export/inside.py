"""What runs in the reader's browser: one engine over the edition that the page carries; forms in, pages out.

The page's worker (browser/worker.js) starts it in Pyodide and calls it; nothing here knows of a network.
"""

import json
import lzma
import sqlite3
from dataclasses import dataclass
from urllib.parse import parse_qsl

from agnodice.ask.index import Index
from agnodice.engine import Engine
from agnodice.faces.assessment_views import assessment_json
from agnodice.faces.export.gaps import IN_READY, filled, opened
from agnodice.faces.html.form import Form, interview_of
from agnodice.faces.html.scene import Scene
from agnodice.faces.html.site import Site
from agnodice.faces.views import answer_json

KEYED = {"guide": "id", "condition": "id", "finding": "id", "source": "id", "telling": "concept"}
WARM = "result=1&text=I+am+24.+My+lower+back+hurts+after+sex.+Is+that+normal%3F"


@dataclass(frozen=True)
class Inside:
    """An engine in a page."""

    site: Site

    def told(self, room: str, fields: str, prefix: str, suffix: str) -> str:
        """The page after a form (`fields` as in a form's body): JSON {status, body, name}."""
        reply = self.site.told(room, _form(fields), Scene(prefix=prefix, suffix=suffix, is_live=False))
        return json.dumps({"status": reply.status, "body": reply.text, "name": reply.name})

    def data(self, room: str, fields: str) -> str:
        """What `agnodice ask --json` or `agnodice assess --json` prints, without line breaks."""
        form, engine = _form(fields), self.site.press.engine
        interview = interview_of(form, engine)
        if room == "ask":
            found = engine.ask(interview.text, country=form.country, corrections=interview.corrections)
            return json.dumps(answer_json(found), ensure_ascii=False)
        return json.dumps(assessment_json(engine.assess(interview.told(), country=form.country)), ensure_ascii=False)

    def warm(self) -> None:
        """Do once what the first question and the first result would wait for."""
        for room in ("ask", "assess"):
            self.told(room, WARM, "", "")


def start(edition: "bytes | memoryview", words: str = "", phrases: str = "", cues: str = "") -> Inside:
    """An engine over an edition's file, or over that of its cargo with the three tables that travel apart.

    `edition` is compressed with xz; lzma.LZMAError when it is not.
    """
    connection = sqlite3.connect(":memory:")
    connection.deserialize(lzma.decompress(edition))
    if words:
        connection.executemany(
            "INSERT INTO ready VALUES (?, ?)", (("words", words), ("phrases", phrases), ("cues", cues))
        )
        fill_gaps(connection)
        for name, key in KEYED.items():
            connection.execute(f"CREATE UNIQUE INDEX {name}_by_{key} ON {name} ({key})")
    return Inside(Site(Engine(Index(connection))))


def fill_gaps(connection: sqlite3.Connection) -> None:
    """The rows that cargo.py closed, as an edition has them."""
    rows = connection.execute("SELECT guides, rowid FROM telling").fetchall()
    connection.executemany("UPDATE telling SET guides = ? WHERE rowid = ?", [(filled(told), row) for told, row in rows])
    for key, field in IN_READY.items():
        (table,) = connection.execute("SELECT value FROM ready WHERE key = ?", (key,)).fetchone()
        connection.execute("UPDATE ready SET value = ? WHERE key = ?", (opened(table, field), key))


def _form(fields: str) -> Form:
    return Form(tuple(parse_qsl(fields, keep_blank_values=True)))
