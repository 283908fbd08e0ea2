"""The audit on pages of trusted bodies: removed dangers noticed, present ones found, nothing wrongly contradicted.

Run: .venv/bin/python -m benchmarks.audit [--list] [--batch 10000]    (--batch: made pages and memory, audit_batch.py)
Needs AGNODICE_SHARED (pages_trusted.jsonl) and the extra `audit`.
A danger counts as present when a pattern of audit_dangers.toml (written apart from the matcher) is there. Then all
passages that hold it, in the patterns' eyes or the audit's, are removed, and the audit must report it as left out.
"""

import gc
import re
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.model.audit import Lack, Verdict
from benchmarks import sheet
from benchmarks.audit_batch import batch
from benchmarks.made_pages import made_page, shared_pages

HERE = Path(__file__).parent
TODAY = date(2026, 11, 26)
NEAR = 250
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|$)|\n|[.!?]+")


def spans(text: str, groups: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Stretches of `text` that hold all patterns of a group near each other."""
    for first, *rest in groups:
        for match in re.finditer(first, text, re.I):
            low, high = max(0, match.start() - NEAR), match.end() + NEAR
            if all(re.search(other, text[low:high], re.I) for other in rest):
                yield match.span()


def without(text: str, cut: Sequence[tuple[int, int]]) -> str:
    """`text` without the sentences that overlap any of the stretches."""
    kept = (m[0] for m in SENTENCE.finditer(text) if not any(a < m.end() and m.start() < b for a, b in cut))
    return "".join(kept)


def dangers(engine: Engine, rows: Sequence[dict[str, str]], *, is_listed: bool) -> None:
    """Recall of removed dangers, and how often a present one is reported as left out."""
    patterns = tomllib.loads((HERE / "audit_dangers.toml").read_text("utf-8"))
    present = missed = removed = noticed = 0
    for row in rows:
        text = row["text"]
        report = engine.audit(text, TODAY)
        for required in report.required:
            found = list(spans(text, patterns.get(required.red_flag, [])))
            if not found:
                continue
            present += 1
            missed += not required.spans
            if is_listed and not required.spans:
                print(
                    "  false missing:", required.red_flag, "|", row["focus"], "|", text[found[0][0] : found[0][1]][:90]
                )
            again = engine.audit(_cut(engine, text, required.red_flag, found), TODAY)
            if report.topic.guides[:1] != again.topic.guides[:1]:
                continue
            removed += 1
            lacks = {o.id for o in again.omissions if o.lack is Lack.DANGER}
            noticed += required.red_flag in lacks
            if is_listed and required.red_flag not in lacks:
                print("  not noticed:", required.red_flag, "|", row["focus"])
    sheet.row("dangers there and said to be left out", f"{missed} of {present}", "goal at most 10 %", missed / present)
    sheet.row("dangers removed and noticed", f"{noticed} of {removed}", "goal at least 95 %", noticed / removed)


def _cut(engine: Engine, text: str, flag: str, found: Sequence[tuple[int, int]]) -> str:
    """The page without a danger: what the patterns see, and once what the audit sees in the rest."""
    cut = without(text, found)
    seen = [(s.start, s.end) for r in engine.audit(cut, TODAY).required if r.red_flag == flag for s in r.spans]
    return without(cut, seen) if seen else cut


def contradicted(engine: Engine, rows: Sequence[dict[str, str]]) -> None:
    """Every contradicted sentence of the pages, to be checked by hand (docs/audit.md tells what was found)."""
    claims = {c.text: c for row in rows for c in engine.audit(row["text"], TODAY).claims}
    wrong = [c for c in claims.values() if c.verdict is Verdict.CONTRADICTED]
    counts = {v.value: sum(c.verdict is v for c in claims.values()) for v in Verdict}
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    sheet.row("different statements of trusted pages", str(len(claims)), told)
    for claim in wrong:
        sheet.row(f"contradicted by {claim.myth.id if claim.myth else '?'}", claim.text[:160].replace("|", "/"))


def speed(engine: Engine, rows: Sequence[dict[str, str]]) -> None:
    """Pages a second on one core: the whole audit beside trafilatura's extraction alone, on the same pages."""
    try:
        from trafilatura import extract  # noqa: PLC0415

        from agnodice.faces.reading.html import html_page  # noqa: PLC0415
    except ImportError:
        sheet.row("speed", "not measured: the extra `audit` is not installed")
        return
    engine.read_ahead()
    sources = [made_page(row["focus"], row["text"], number) for number, row in enumerate(rows)]
    for source in sources:  # a crawl is longer than what is learnt once
        extract(source)
        engine.audit(html_page(source), TODAY)
    gc.collect()
    gc.freeze()  # as a batch does: neither is then timed with what the other keeps
    taken = {}
    for name, run in (
        ("trafilatura extraction alone", extract),
        ("reading and whole audit", lambda s: engine.audit(html_page(s), TODAY)),
    ):
        start = time.process_time()
        for source in sources:
            run(source)
        taken[name] = time.process_time() - start
    size = sum(map(len, sources)) / len(sources) / 1000
    alone, whole = (len(sources) / seconds for seconds in taken.values())
    what = f"reading and whole audit, pages of {size:.0f} kB"
    sheet.row(
        what, f"{whole:.1f} pages/s/core", f"trafilatura's extraction alone {alone:.1f} pages/s/core", alone / whole
    )


def main() -> None:
    """Print every figure; with --batch, those of a batch alone."""
    told = sheet.begin(__doc__, list=False, batch=0)
    pages, door = shared_pages(), open_engine()
    if not pages:
        sys.exit("The trusted pages are not there: set AGNODICE_SHARED.")
    if told.batch:
        batch(pages, told.batch)
        return
    dangers(door, pages, is_listed=told.list)
    contradicted(door, pages)
    speed(door, pages)


if __name__ == "__main__":
    main()
