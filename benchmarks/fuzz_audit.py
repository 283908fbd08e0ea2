"""Fuzz the audit: reading a page and the whole audit of short hostile inputs, the same inputs for the same seed.

Run: .venv/bin/python -m benchmarks.fuzz_audit [--seed 7] [--first 0] [--count 1000000]
A mutational generator: slices of real pages and of the library, with pieces of HTML, odd characters, numbers and words
of the audit's own lists put in, taken out, doubled and turned round. A crash is anything but a PageError, a place that
is not in the text, or a script in the report; each is told with its number and input, and the run goes on.
"""

import argparse
import gc
import json
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.errors import PageError
from agnodice.faces.audit_report import report_html
from agnodice.faces.audit_views import audit_json
from agnodice.faces.reading.door import page_of_bytes
from agnodice.model.audit import AuditReport

TODAY = date(2026, 11, 26)
STEP = 10_000  # inputs between two lines of progress
SHOWN = 40  # one input in so many is also shown as a page and as JSON
LONGEST = 160  # characters of a slice

TAGS = (
    "<p>", "</p>", "<div", ">", "<script>", "</script>", "<!--", "-->", "<h1>", "</h1>", "<a href='", "'>", "<li>- ",
    "<table><tr><td>", "<![CDATA[", "<svg/onload=1>",
    "<meta charset=utf-7>", "<script type='application/ld+json'>{\"@graph\":[{\"author\":", "<title>",
    "<img src=data:,", "<html lang=", "</", "<br/>", "<b><i>", "<template>",
)  # fmt: skip
ODD = (
    "\x00", "\ufeff", "\u202e", "\u2028", "\ud7ff", "\u0301", "ß", "İ", "ﬁ", "²", "½", "٣", "𝟛", "\r\n", "\n\n", "\t",
    "…", "’", "`", "&#0;", "&#x110000;", "&amp;", "\\", "%", "''", "🩸", "１",
)  # fmt: skip
NUMBERS = (
    "0", "1e9", "38,5", "99999999999999999999", "1.2.3.4", "0x10", "-3", "31/02/2020", "2024-13-45", "12 March 0000",
    "1 in 0", "100%", "118/72", "½", "3rd",
)  # fmt: skip
MARKS = (
    "# ", "- ", "* ", "1. ", "<<: ", ">>: ", "Recommend\n", "```", "[x](javascript:1)", "| a | b |", "...", "?", "!",
    ": ", ", ", " not ", " no ", " never ", " it is a myth that ", "© ",
)  # fmt: skip
Dice = random.Random


@dataclass
class Tally:
    """What happened so far."""

    kinds: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)


def seeds(engine: Engine) -> list[str]:
    """Real text to start from: the trusted pages and the seed page where they are, and the library's own sentences."""
    folder = Path(os.environ.get("AGNODICE_SHARED", "../shared")) / "data"
    found = [myth.claim + " " + " ".join(myth.say) for myth in engine.myths()]
    found += [guide.question + "\n\n" + guide.teaser for guide in engine.guides()]
    found += [f"{flag.name}. {flag.why}" for flag in engine.red_flags()]
    if (folder / "pages_trusted.jsonl").is_file():
        lines = (folder / "pages_trusted.jsonl").read_text("utf-8").splitlines()
        found += [json.loads(line)["text"] for line in lines]
        found.append((folder / "page-back-pain-after-sex.txt").read_text("utf-8"))
    return found


def made(dice: Dice, texts: Sequence[str]) -> bytes:
    """One input."""
    kind = dice.random()
    if kind < 0.05:
        return dice.randbytes(dice.randrange(120))
    text = " ".join(_slice(dice, texts) for _ in range(dice.choice((1, 1, 2))))
    if kind < 0.17:
        text = _wrapped(dice, text)
    for _ in range(dice.randrange(6)):
        text = dice.choice(CHANGES)(dice, text)
    data = text.encode(dice.choice(("utf-8",) * 8 + ("utf-16", "cp1252")), "replace")
    return _broken(dice, data) if dice.random() < 0.1 else data


def _slice(dice: Dice, texts: Sequence[str]) -> str:
    text = dice.choice(texts)
    start = dice.randrange(len(text))
    return text[start : start + dice.randrange(1, LONGEST)]


def _wrapped(dice: Dice, text: str) -> str:
    """The words of a text with tags between some of them."""
    words = [f"{dice.choice(TAGS)}{word}" if dice.random() < 0.2 else word for word in text.split(" ")]
    return dice.choice(("<p>", "<html><body>", "<!doctype html>", "")) + " ".join(words)


def _put(pieces: Sequence[str]) -> Callable[[Dice, str], str]:
    def put(dice: Dice, text: str) -> str:
        at = dice.randrange(len(text) + 1)
        return text[:at] + dice.choice(pieces) + text[at:]

    return put


def _cut(dice: Dice, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.randrange(12) :]


def _double(dice: Dice, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at : at + 12] * dice.randrange(1, 6) + text[at:]


def _turn(dice: Dice, text: str) -> str:
    words = text.split(" ")
    dice.shuffle(words)
    return " ".join(words)


def _recase(dice: Dice, text: str) -> str:
    return dice.choice((text.upper(), text.lower(), text.title(), text[::-1]))


CHANGES = (_put(ODD), _put(NUMBERS), _put(MARKS), _cut, _double, _turn, _recase)


def _broken(dice: Dice, data: bytes) -> bytes:
    """Some bytes made others."""
    changed = bytearray(data)
    for _ in range(min(len(changed), dice.randrange(1, 5))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def tried(engine: Engine, data: bytes, *, is_shown: bool) -> str:
    """What became of an input: refused, outside, topic. Raises what the audit raises, and AssertionError."""
    try:
        report = engine.audit(page_of_bytes(data), TODAY)
    except PageError:
        return "refused"
    _check(report)
    if is_shown:
        json.dumps(audit_json(report))
        assert "<script" not in report_html(report, engine.strings).lower(), "a script in the report"
    return "topic" if report.topic.is_inside else "outside"


def _check(report: AuditReport) -> None:
    text = report.page.text
    spans = [remark.span for remark in report.remarks] + [claim.span for claim in report.claims]
    spans += [span for rating in report.ratings for span in rating.spans]
    assert all(0 <= span.start < span.end <= len(text) for span in spans), "a place outside the text"
    assert all(text[c.span.start : c.span.end] == c.text for c in report.claims), "a claim that is not there"


def run(engine: Engine, seed: int, first: int, count: int) -> Tally:
    """Try inputs `first` to `first + count - 1` of a seed."""
    texts, tally, began = seeds(engine), Tally(), time.perf_counter()
    gc.collect()
    gc.freeze()  # the engine is never garbage
    for number in range(first, first + count):
        data = made(random.Random(f"{seed}:{number}"), texts)
        start = time.process_time()
        try:
            tally.kinds[tried(engine, data, is_shown=number % SHOWN == 0)] += 1
        except Exception as error:  # any kind is what is looked for
            tally.crashes.append(f"{number}: {type(error).__name__}: {error} | {data!r}")
            print("CRASH", tally.crashes[-1], flush=True)
        tally.slowest = max(tally.slowest, (time.process_time() - start, number))
        if (number + 1) % STEP == 0:
            print(f"{number + 1} tried, {time.perf_counter() - began:.0f} s, {dict(tally.kinds)}", flush=True)
    return tally


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("seed", 7), ("first", 0), ("count", 1_000_000)):
        asked.add_argument(f"--{name}", type=int, default=default)
    told = asked.parse_args()
    begun = time.process_time()
    done = run(open_engine(), told.seed, told.first, told.count)
    taken, memory = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"inputs {told.first} to {told.first + told.count - 1} of seed {told.seed}: {dict(done.kinds)}")
    print(f"{1000 * taken / told.count:.2f} ms an input; slowest {done.slowest[0]:.2f} s (number {done.slowest[1]})")
    print(f"crashes: {len(done.crashes)}; at most {memory:.0f} MB of memory")
    sys.exit(bool(done.crashes))
