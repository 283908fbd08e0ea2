"""Whether the audit still says the same, byte for byte: every report as JSON, kept in a file and compared with it.

Run before a change: .venv/bin/python -m benchmarks.audit_same --keep before.jsonl
and after it:        .venv/bin/python -m benchmarks.audit_same --compare before.jsonl
Pages: the trusted ones as text and as made web pages, the seed page, and inputs of benchmarks/fuzz_audit.py.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.errors import PageError
from agnodice.faces.audit_views import audit_json
from agnodice.faces.reading.door import page_of_bytes
from benchmarks import kept
from benchmarks.audit import TODAY
from benchmarks.fuzz_audit import made, seeds
from benchmarks.made_pages import made_page, shared_pages

SEED = 11
SHOWN = 300  # characters of a report that differs


def inputs(engine: Engine, fuzzed: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every page that is looked at."""
    rows = shared_pages()
    yield from ((f"trusted {n}", row["text"].encode()) for n, row in enumerate(rows))
    yield from ((f"made {n}", made_page(row["focus"], row["text"], n).encode()) for n, row in enumerate(rows))
    page = Path(os.environ.get("AGNODICE_SHARED", "../shared")) / "data" / "page-back-pain-after-sex.txt"
    if page.is_file():
        yield page.name, page.read_bytes()
    texts = seeds(engine)
    yield from ((f"fuzz {n}", made(random.Random(f"{SEED}:{n}"), texts)) for n in range(fuzzed))
    yield from ((f"long {n}", _long(n, texts)) for n in range(fuzzed // 4))


def _long(number: int, texts: list[str]) -> bytes:
    """Many inputs of the generator one under the other: a page of some length."""
    pieces = (made(random.Random(f"{SEED}:{number}:{part}"), texts) for part in range(12))
    return b"\n\n".join(piece for piece in pieces if b"\x00" not in piece)


def told(engine: Engine, data: bytes) -> str:
    """The report on a page as JSON, without the edition's name; or why there is none."""
    try:
        report = audit_json(engine.audit(page_of_bytes(data), TODAY))
    except PageError as error:
        return str(error)
    return json.dumps({key: value for key, value in report.items() if key != "edition"}, ensure_ascii=False)


def main() -> None:
    """Keep the reports, or compare them with those that were kept; exit 1 where any differs."""
    parser = kept.parser(__doc__)
    parser.add_argument("--fuzzed", type=int, default=200)
    asked = parser.parse_args()
    engine = open_engine()
    lines = [json.dumps([name, told(engine, data)]) for name, data in inputs(engine, asked.fuzzed)]
    others = kept.unlike(asked, lines)
    for old, new in others[:5]:
        at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        print(
            f"{new[:20]} differs:\n  {old[max(0, at - SHOWN) : at + SHOWN]}\n  {new[max(0, at - SHOWN) : at + SHOWN]}"
        )
    print(f"{len(lines) - len(others)} of {len(lines)} reports are the same, byte for byte")
    sys.exit(bool(others))


if __name__ == "__main__":
    main()
