"""Compile the library into one edition: a read-only SQLite file. The same text gives the same bytes."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from agnodice.ask.answer import sentences_in_order
from agnodice.ask.index import FORMAT, PACKED, packed, uncollected
from agnodice.ask.likelihood import ELSEWHERE, Spoken
from agnodice.ask.likelihood import rows as likelihood_rows
from agnodice.assess.nodes import ConditionNode, FindingNode
from agnodice.audit.folding import Folder
from agnodice.audit.stating import Texts
from agnodice.audit.stating import rows as statement_rows
from agnodice.library.aside import aside
from agnodice.library.learning import Known, Text, learnt, lessons
from agnodice.library.load import Library
from agnodice.library.phrasing import Heard, condition_phrases, heard
from agnodice.library.retelling import tale_counts
from agnodice.library.seal import sealed
from agnodice.model.clinical import Condition, FindingId, FindingKind
from agnodice.model.codec import encode
from agnodice.model.content import Guide
from agnodice.safety.hear import traits
from agnodice.text.edited import EditedLexicon
from agnodice.text.reading import Lexicon

# Plain tables for long rows: they waste less space in them than WITHOUT ROWID.
_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE guide (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE condition (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE finding (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE red_flag (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE myth (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE service (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE term (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE criterion (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE telling (concept TEXT PRIMARY KEY, guides TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ready (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_BYTES = "latin-1"  # a letter for each byte
_HEADER_BYTES, _INNER, _LEAVES = 100, {2, 5}, {10, 13}
_READY = (
    *("phrases", "wordings", "unknown", "neighbours", "traits", "cues", "strings"),
    *("assess", "ask_backs", "tales", "names", "audit", "audit_words", "features", "words"),
)
Rows = list[tuple[Any, ...]]


@uncollected()
def compile_edition(library: Library, name: str, understood: Heard | None = None) -> bytes:
    """The edition as the bytes of a SQLite file. `name` is year.month of the release; `understood` saves reading the
    word groups again where the linter has just done it.
    """
    understood = understood or heard(library)
    with aside(lambda: _json(_read(library, understood))) as others:
        asked = {text: understood.lexicon.read_own(text) for guide in library.guides for text in _asked(guide)}
        texts = lessons(library, understood.lexicon, asked)
        with aside(lambda: _json(_ask_backs(library, texts))) as ask_backs:
            entries = _entries(library)
            telling, ready = _compared(library, understood.lexicon, asked)
            made, compressed = json.loads(others())
            ready |= made
            ready["ask_backs"] = ask_backs()
    stored = {key: value.encode(_BYTES) for key, value in compressed.items()}
    tables: dict[str, Rows] = {**entries, "telling": telling, "ready": [(key, ready[key]) for key in _READY]}
    digest = sha256(json.dumps([FORMAT, name, tables], sort_keys=True).encode()).hexdigest()
    tables["meta"] = [("format", FORMAT), ("hash", digest), ("name", name)]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")  # so that a full disk does not matter
        connection.execute("PRAGMA secure_delete = ON")  # unused space is zeros: else it differs by SQLite's version
        connection.executescript(_SCHEMA)
        tables["ready"] = [(key, stored.get(key, value)) for key, value in tables["ready"]]
        for table, rows in tables.items():
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  (our own table names)
        connection.commit()
        connection.execute("VACUUM")
        return sealed(_cleared(connection.serialize()))


def _cleared(data: bytes) -> bytes:
    """The file with zeros where its pages are unused: versions of SQLite leave different remains there.

    A page of a table or index opens with its kind, the number of cells and where their content begins
    (https://www.sqlite.org/fileformat.html, section 1.6); any other page opens with a zero.
    """
    cleared = bytearray(data)
    size = int.from_bytes(data[16:18], "big")
    for start in range(0, len(data), size):
        head = start or _HEADER_BYTES
        begin = head + (12 if data[head] in _INNER else 8) + 2 * int.from_bytes(data[head + 3 : head + 5], "big")
        end = start + int.from_bytes(data[head + 5 : head + 7], "big")
        if data[head] in _INNER or data[head] in _LEAVES:
            cleared[begin:end] = bytes(end - begin)
    return bytes(cleared)


def _entries(library: Library) -> dict[str, Rows]:
    """The tables of what people edit, entry by entry."""
    return {
        "guide": _rows(library.guides, "id"),
        "condition": _rows(library.conditions, "id"),
        "finding": _rows(library.findings, "id"),
        "red_flag": _rows(library.red_flags, "id"),
        "myth": _rows(library.myths, "id"),
        "source": _rows(library.sources, "id"),
        "service": _rows(library.services, "country"),
        "term": _rows(library.terms, "word"),
        "criterion": _rows(library.criteria, "id"),
    }


def _rows(things: tuple[Any, ...], key: str) -> Rows:
    return [(getattr(thing, key), _json(encode(thing))) for thing in things]


def _read(library: Library, understood: Heard) -> tuple[dict[str, str], dict[str, str]]:
    """The tables made ready of words and entries, statements and tales, a third of the work; and what is PACKED of
    them as it is stored, its bytes told as text.
    """
    ready = _made_ready(library, understood)
    return ready, {key: packed(ready[key]).decode(_BYTES) for key in sorted(PACKED)}


def _made_ready(library: Library, understood: Heard) -> dict[str, str]:
    table = understood.table
    edited = EditedLexicon(library.words.cues, table)
    spellings = {"library": " ".join(table.library), "ordinary": " ".join(table.ordinary)}
    words = {"single": table.single, "idioms": table.idioms, "broader": table.broader, **spellings}
    neighbours = [{"id": g.id, "question": g.question, "teaser": g.teaser} for g in library.guides]
    return {
        "phrases": _json(understood.phrases),
        "neighbours": _json(neighbours),
        "traits": _json({name: [t.refines, t.lasts] for name, t in traits(library.findings).items()}),
        "cues": _json(encode(library.words.cues)),
        "strings": _json(dict(library.words.strings)),
        "assess": _json(_assess(library)),
        "tales": _json(tale_counts(library, understood.lexicon)),
        "names": _json(condition_phrases(library, edited)),
        "audit": _json(_audit(library, edited)),
        "audit_words": _json(encode(library.words.audit)),
        "features": _json(asdict(library.features)),
        "words": _json(words),
    }


def _compared(library: Library, lexicon: Lexicon, asked: Known) -> tuple[Rows, dict[str, str]]:
    """What each concept tells of the guides, and the tables made ready of what guides and questions say."""
    wordings = [_wordings(library, guide, lexicon, asked) for guide in library.guides]
    unknown, telling = likelihood_rows(_spoken(library, wordings, lexicon))
    ready = {"wordings": _json(_numbered(wordings)), "unknown": _json(unknown)}
    return [(concept, _json(row)) for concept, row in telling], ready


def _assess(library: Library) -> dict[str, Any]:
    """What the room `assess` needs at once (assess/room.py)."""
    named: dict[str, list[tuple[int, int, str]]] = {}
    for guide in library.guides:
        for place, condition in enumerate(guide.conditions):
            named.setdefault(condition, []).append((place, len(guide.conditions), guide.id))
    return {
        "conditions": [ConditionNode.of(condition).row() for condition in library.conditions],
        "findings": [FindingNode.of(finding).row() for finding in library.findings],
        "triage": encode(library.triage),
        "openings": encode(library.openings),
        # The guide that is most about a condition first: it names the condition early and few others.
        "guides": {condition: [name for *_, name in sorted(rows)] for condition, rows in named.items()},
        "about": {guide.id: [guide.findings, guide.red_flags] for guide in library.guides},
    }


def _ask_backs(library: Library, texts: Sequence[Text]) -> dict[str, Any]:
    """What may be asked back, and by which words (safety/hunch.py). `texts`: to learn that from."""
    weights = learnt(library, texts)
    rows = [[ask_back.id, ask_back.ask, ask_back.flags, ask_back.worse] for ask_back in library.ask_backs]
    return {"rows": rows, "labels": weights.labels, "weights": weights.of}


def _audit(library: Library, lexicon: EditedLexicon) -> dict[str, Any]:
    """What the room `audit` needs at once (audit/room.py)."""
    texts = Texts(library.guides, library.conditions, library.red_flags, library.myths, library.sources)
    parents = {finding.id: finding.refines for finding in library.findings}
    signs = frozenset(f.id for f in library.findings if f.kind not in {FindingKind.HISTORY, FindingKind.RISK_FACTOR})
    links = {condition.id: _linked(condition, parents, signs) for condition in library.conditions}
    return {
        **statement_rows(texts, lexicon, Folder(library.words.audit)),
        "links": links,
    }


def _linked(
    condition: Condition, parents: Mapping[FindingId, FindingId | None], signs: Collection[FindingId]
) -> dict[str, int]:
    """The number of the condition's cited link to each sign, and to what that sign refines where it has none.

    A history or risk goes with a condition in either direction ("the pill lowers the risk"), so it supports no claim.
    """
    numbers: dict[str, int] = {}
    cited = [(n, link) for n, link in enumerate(condition.links) if link.cite and link.frequency.value]
    cited = [(n, link) for n, link in cited if link.finding in signs]
    for number, link in cited:
        numbers[link.finding] = number
    for number, link in cited:
        parent = parents.get(link.finding)
        while parent:
            numbers.setdefault(parent, number)
            parent = parents.get(parent)
    return numbers


def _asked(guide: Guide) -> tuple[str, ...]:
    return guide.question, *guide.also, *guide.too


def _wordings(library: Library, guide: Guide, lexicon: Lexicon, read: Known) -> list[Any]:
    """[id, wordings as concepts, concepts of names, findings] for the ranker. `read`: all wordings."""
    names = {c.id: (c.name, *c.also) for c in library.conditions}
    told = [guide.question, guide.teaser, *(n for c in guide.conditions for n in names.get(c, ())[:1])]
    asked = [sorted({c for item in read[text] if not item.is_small for c in item.concepts}) for text in _asked(guide)]
    return [guide.id, asked, sorted(set(lexicon.concepts(". ".join(told)))), list(guide.findings)]


def _numbered(wordings: list[list[Any]]) -> dict[str, Any]:
    """The wordings with a number for each concept, which the list `concepts` tells; the most frequent come first."""
    counts = Counter(c for _, asked, names, _ in wordings for said in (*asked, names) for c in said)
    concepts = sorted(counts, key=lambda concept: (-counts[concept], concept))
    number = {concept: n for n, concept in enumerate(concepts)}.__getitem__
    guides = [
        [name, [sorted(map(number, said)) for said in asked], sorted(map(number, names)), findings]
        for name, asked, names, findings in wordings
    ]
    return {"concepts": concepts, "guides": guides}


def _spoken(library: Library, wordings: list[list[Any]], lexicon: Lexicon) -> Iterator[Spoken]:
    """What guides, their conditions and findings say, part by part, for naive Bayes; then what other questions say."""
    names = {c.id: set(lexicon.concepts(". ".join((c.name, *c.also)))) for c in library.conditions}
    said = {f.id: lexicon.gathered((f.name, *f.say)) for f in library.findings}
    for guide, (name, asked, called, _) in zip(library.guides, wordings, strict=True):
        parts: tuple[set[str], ...] = (
            set().union(*asked, lexicon.concepts(guide.teaser)),
            set().union(*(names.get(c, ()) for c in guide.conditions)),
            set().union(*(said.get(f, ()) for f in guide.findings)),
            lexicon.gathered(sentence.text for sentence in sentences_in_order(guide)),
        )
        yield Spoken(name, asked, called, parts)
    yield Spoken(ELSEWHERE, [sorted(set(lexicon.concepts(text))) for text in library.words.elsewhere], (), ())


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
