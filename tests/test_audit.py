"""The third room: what a page gets right, wrong, leaves out and hides; and that hostile pages do no harm."""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agnodice.audit.page import LONGEST_PAGE
from agnodice.engine import Engine
from agnodice.errors import PageError
from agnodice.faces.audit_report import pieces, report_html
from agnodice.faces.audit_views import audit_json
from agnodice.faces.reading import fetch
from agnodice.faces.reading.door import page_from, page_of_bytes
from agnodice.faces.reading.plain import unpacked
from agnodice.model.audit import Lack, Mark, Verdict
from agnodice.model.clinical import CareLevel
from tests import floors
from tests.casebook import cases
from tests.pages import GOOD, HOSTILE, POOR

FLOORS = floors.FLOORS["audit"]
TODAY = date(2026, 11, 26)
SHARED = Path(os.environ.get("AGNODICE_SHARED", "../shared")) / "data"
SEED = SHARED / "page-back-pain-after-sex.txt"

# The twelve that the seed page leaves out (../shared/reference/truth.md, Q0): any of the ids tells it.
TWELVE = (
    {"ruptured-ectopic"},
    {"torsion-or-rupture"},
    {"cauda-equina"},
    {"kidney-infection"},
    {"kidney-stone-signs"},
    {"pelvic-inflammatory-disease"},
    {"endometriosis", "adenomyosis", "fibroids"},
    {"cervical-cancer"},
    {"pelvic-floor-muscle-pain", "vaginismus", "genitourinary-syndrome-of-menopause"},
    {"pelvic-venous-disorder"},
    {"genital-injury-bleeding"},
    {"partner-violence"},
)


def test_seed_page_lists_the_twelve_emergencies_first(engine: Engine) -> None:
    if not SEED.is_file():
        pytest.skip(f"{SEED} is not there")
    report = engine.audit(SEED.read_text("utf-8"), TODAY)
    assert [guide.id for guide in report.topic.guides] == ["back-pain-after-sex"]
    left_out = {omission.id for omission in report.omissions if omission.lack in {Lack.DANGER, Lack.CAUSE}}
    assert [names for names in TWELVE if not names <= left_out] == []
    levels = [omission.level for omission in report.omissions]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] is CareLevel.EMERGENCY
    marks = {rating.criterion: rating.mark for rating in report.ratings}
    assert (marks["C1"], marks["C3"], marks["C4"]) == (Mark.NOT_FOUND,) * 3
    contradicted = [claim.myth.id for claim in report.claims if claim.verdict is Verdict.CONTRADICTED and claim.myth]
    assert contradicted == ["yearly-pelvic-exam-prevents-disease", "abortion-very-harmful"]


def test_poor_page_is_flagged_where_it_is_wrong(engine: Engine) -> None:
    report = engine.audit(POOR, TODAY)
    flagged = {POOR[r.span.start : r.span.end].lower() for r in report.remarks}
    assert {"minor flaw", "hit violently", "excessive sexual intercourse"} <= flagged
    by_text = {claim.text: claim for claim in report.claims}
    polyps = by_text["If you have cervical polyps, you may bleed after intercourse."]
    assert polyps.verdict is Verdict.SUPPORTED
    check = by_text["If you bleed after sex, go to the hospital for a check."]
    assert check.verdict is Verdict.SUPPORTED
    yearly = next(claim for claim in report.claims if "every year" in claim.text)
    assert yearly.verdict is Verdict.CONTRADICTED
    excess = by_text["Excessive sexual intercourse causes back pain."]
    assert excess.verdict is Verdict.NOT_ENOUGH
    assert excess.myth
    assert by_text["When the cervix is hit violently, the pain gets worse."].verdict is not Verdict.CONTRADICTED


def test_no_verdict_without_place_and_source(engine: Engine) -> None:
    for text in (POOR, GOOD):
        report = engine.audit(text, TODAY)
        known = {source.id for source in report.sources}
        for claim in report.claims:
            assert text[claim.span.start : claim.span.end] == claim.text
            if claim.verdict is not Verdict.NOT_ENOUGH:
                assert claim.said
                assert claim.cite
            assert {citation.source for citation in claim.cite} <= known
        for remark in report.remarks:
            assert text[remark.span.start : remark.span.end].strip()


def test_named_dangers_are_not_missing_and_form_is_seen(engine: Engine) -> None:
    report = engine.audit(GOOD, TODAY)
    named = {row.red_flag for row in report.required if row.spans}
    assert {"ruptured-ectopic", "cauda-equina"} <= named
    missing = {o.id for o in report.omissions if o.lack is Lack.DANGER}
    assert missing.isdisjoint(named)
    marks = {rating.criterion: rating.mark for rating in report.ratings}
    assert (marks["C1"], marks["C3"]) == (Mark.MET, Mark.MET)
    late = {rating.criterion: rating.mark for rating in engine.audit(GOOD, date(2031, 1, 1)).ratings}
    assert late["C3"] is Mark.NOT_FOUND


def test_the_danger_list_is_always_shown_and_nothing_is_called_safe(engine: Engine) -> None:
    for text in (POOR, GOOD):
        report = engine.audit(text, TODAY)
        page = report_html(report, engine.strings)
        assert all(row.name in page.replace("&#39;", "'") for row in report.required)
        assert engine.strings["audit.required_why"] in page
    said = " ".join(value for key, value in engine.strings.items() if key.startswith(("audit.", "fact.")))
    assert not re.search(r"\b(?:is|page) safe\b|no problems?|all clear", said, re.IGNORECASE)


def test_outside_the_library_only_form_is_judged(engine: Engine) -> None:
    report = engine.audit(
        "How to repair a bicycle tyre\n\nRemove the wheel. Find the hole and glue a patch on it.", TODAY
    )
    assert not report.topic.is_inside
    assert not report.omissions
    marks = {rating.criterion: rating.mark for rating in report.ratings}
    assert marks["C10"] is marks["C6"] is Mark.OPEN


@pytest.mark.parametrize("half", ["dev", "held"])
def test_claims_have_the_right_verdict(engine: Engine, half: str) -> None:
    macro_f1, precision = claim_scores(engine, cases("claims", half))
    assert macro_f1 >= FLOORS[half]["macro_f1"]
    assert precision >= FLOORS[half]["contradicted_precision"]


def claim_scores(engine: Engine, rows: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """Macro-F1 over the three verdicts, and the precision of "contradicted"."""
    pairs = Counter((case["verdict"], _verdict(engine, case["say"])) for case in rows)
    scores, precisions = [], {}
    for verdict in Verdict:
        right = pairs[verdict.value, verdict.value]
        precisions[verdict] = right / (sum(n for (_, said), n in pairs.items() if said == verdict.value) or 1)
        recall = right / sum(n for (label, _), n in pairs.items() if label == verdict.value)
        scores.append(2 * precisions[verdict] * recall / ((precisions[verdict] + recall) or 1))
    return sum(scores) / len(scores), precisions[Verdict.CONTRADICTED]


def _verdict(engine: Engine, sentence: str) -> str:
    claims = engine.audit(f"Page\n\n{sentence}", TODAY).claims
    return claims[0].verdict.value if claims else Verdict.NOT_ENOUGH.value


def test_what_a_page_says_again_is_told_again_in_its_own_place(engine: Engine) -> None:
    said = "Endometriosis can cause painful periods."
    page = f"Endometriosis\n{said} It is a long illness. {said}\nThere is more to read. {said}"
    claims = [claim for claim in engine.audit(page, TODAY).claims if claim.text == said]
    assert [claim.span.start for claim in claims] == [m.start() for m in re.finditer(re.escape(said), page)]
    assert len({(claim.verdict, claim.said) for claim in claims}) == 1


def test_a_denied_or_doubted_myth_is_not_contradicted(engine: Engine) -> None:
    for sentence in (
        "It is a myth that urinating after sex prevents pregnancy.",
        "Urinating after sex does not prevent pregnancy.",
        "Does urinating after sex prevent pregnancy?",
    ):
        assert _verdict(engine, sentence) != "contradicted", sentence
    assert _verdict(engine, "Urinating after sex prevents pregnancy.") == "contradicted"


def test_report_escapes_the_page_and_loads_nothing(engine: Engine) -> None:
    report = engine.audit(page_of_bytes(HOSTILE.encode()), TODAY)
    page = report_html(report, engine.strings)
    assert "<script" not in page.lower()
    assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", page)
    assert re.findall(r"<(?:img|link|script|iframe|object)|@import|url\(", page) == []
    assert "default-src 'none'" in page
    assert "".join(piece.text for piece in pieces(report)) == report.page.text


def test_json_holds_what_the_docs_promise(engine: Engine) -> None:
    data = json.loads(json.dumps(audit_json(engine.audit(POOR, TODAY))))
    text = data["page"]["text"]
    docs = (Path(__file__).parent.parent / "docs" / "audit.md").read_text("utf-8")
    assert [key for key in data if f"`{key}`" not in docs] == []
    assert all(text[claim["start"] : claim["end"]] == claim["text"] for claim in data["claims"])


def test_the_command_and_the_evaluation_run(tmp_path: Path) -> None:
    from agnodice.faces.cli.commands import agnodice as command

    page = tmp_path / "page.md"
    page.write_text(POOR, "utf-8")
    out = tmp_path / "report.html"
    runner = CliRunner()
    assert runner.invoke(command, ["audit", str(page), "--html", str(out)], standalone_mode=False).exit_code == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")
    spoken = runner.invoke(command, ["audit", str(page), "--plain"], standalone_mode=False).output
    assert "Contradicted" in spoken
    rows = tmp_path / "in.jsonl"
    rows.write_text(
        json.dumps({"id": "a", "text": POOR}) + "\n" + "{}\n" + json.dumps({"id": "b", "text": ""}) + "\n", "utf-8"
    )
    told = tmp_path / "out.jsonl"
    runner.invoke(command, ["evaluate", "audit", str(rows), "--out", str(told)], standalone_mode=False)
    first, second, third = map(json.loads, told.read_text("utf-8").splitlines())
    assert first["topic"]["guides"]
    assert first["missing_red_flags"]
    assert "error" in second
    assert "error" in third


_WATCHED = """
import sys
from datetime import date
from agnodice import open_engine
from tests.pages import POOR
engine = open_engine()
engine.audit(POOR, date(2026, 11, 26))
events = []
sys.addaudithook(lambda name, args: events.append((name, str(args[:1]))) if name.split(".")[0] in
    {"open", "socket", "subprocess", "os", "shutil", "urllib", "sqlite3", "tempfile", "glob", "ctypes"} else None)
engine.audit(POOR + " More of it.", date(2026, 11, 26))
print(events)
"""


def test_auditing_touches_nothing(own_cache: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert done.stdout.strip() == "[]"


def test_a_monstrous_page_ends_soon(engine: Engine) -> None:
    start = time.perf_counter()
    deep = "<html><body>" + "<div>" * 1_000_000 + "Back pain after sex can have many causes." + "</div>" * 1_000
    assert engine.audit(page_of_bytes(deep.encode()), TODAY).page.text
    wide = "<html><body>" + "<p>Pain. </p>" * 40_000
    engine.audit(page_of_bytes(wide.encode()), TODAY)
    data = "<html><body><p>Back pain.</p><img src='data:image/png;base64," + "A" * 3_000_000 + "'></body></html>"
    assert len(engine.audit(page_of_bytes(data.encode()), TODAY).page.text) < 1000
    engine.audit("a " * (LONGEST_PAGE // 2), TODAY)
    assert time.perf_counter() - start < 60


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * 100_000_000, "larger than"),
        (b"", "no text"),
        (b"\x00" * 500, "no text"),
        (b"%PDF-1.7 broken", "PDF cannot be read"),
        (b"a" * (LONGEST_PAGE + 1), "in parts"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(engine: Engine, data: bytes, words: str) -> None:
    with pytest.raises(PageError, match=words):
        engine.audit(page_of_bytes(data), TODAY)


def test_a_bomb_is_not_unpacked() -> None:
    import gzip

    with pytest.raises(PageError, match="unpacks to more"):
        page_of_bytes(gzip.compress(b"0" * 200_000_000, 9))
    assert unpacked(gzip.compress(b"hello")) == b"hello"


@pytest.mark.parametrize(
    "data", ["Schmerz ü".encode("latin-1"), "Back pain – ü".encode("utf-16"), b"pain \xff\xfe\x80 pain"]
)
def test_broken_encodings_are_read_somehow(data: bytes) -> None:
    assert page_of_bytes(data).text


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://10.0.0.7/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://user:secret@example.org/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "https://",
        "http://exa mple",
    ],
)
def test_only_public_web_addresses_are_fetched(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.create_connection", never)
    with pytest.raises(PageError):
        page_from(url)


def test_redirects_do_not_run_in_circles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_asked", lambda url, _: "/b" if url.endswith("/a") else "/a")
    with pytest.raises(PageError, match="back to itself"):
        fetch.fetch("https://example.org/a")
    monkeypatch.setattr(fetch, "_asked", lambda url, _: url + "x")
    with pytest.raises(PageError, match="more than"):
        fetch.fetch("https://example.org/a")
    monkeypatch.setattr(fetch, "_asked", _only_public)
    with pytest.raises(PageError, match="http and https"):
        fetch.fetch("https://example.org/a")


def _only_public(url: str, _: float) -> str:
    fetch._parts(url)
    return "file:///etc/passwd"


FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
HTML_BITS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div",
            ">",
            "<script>",
            "</script>",
            "&amp;",
            "&#0;",
            "<!--",
            "<h1>Pain</h1>",
            "<a href='",
            "'>",
            "<li>- ",
        ]
    )
    | st.text(max_size=20),
    max_size=60,
).map("".join)


@FUZZ
@given(st.text(max_size=600) | HTML_BITS)
def test_any_text_is_audited_or_refused(engine: Engine, text: str) -> None:
    try:
        report = engine.audit(page_of_bytes(text.encode("utf-8", "replace")), TODAY)
    except PageError:
        return
    size = len(report.page.text)
    spans = [claim.span for claim in report.claims] + [remark.span for remark in report.remarks]
    assert all(0 <= span.start < span.end <= size for span in spans)
    assert "<script" not in report_html(report, engine.strings).lower()


@FUZZ
@given(st.binary(max_size=500))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        page_of_bytes(data)
    except PageError:
        return


def test_a_batch_is_resumed_and_survives_bad_pages(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    from agnodice.faces.batch.parts import parts
    from agnodice.faces.batch.work import audit_part

    source = tmp_path / "pages.jsonl"
    rows = [{"id": "poor", "url": "https://a.example/1", "text": POOR}, {"id": "empty", "text": ""}]
    source.write_text("\n".join([json.dumps(row) for row in rows] + ["not json"]), "utf-8")
    (part,) = parts(str(source))
    out = tmp_path / "parts" / part.name
    assert audit_part(part.path, part.offset, part.pages, str(out), TODAY.isoformat()) == 3
    table = read_table(out).to_pylist()
    assert [bool(row["error"]) for row in table] == [False, True, True]
    assert "ruptured-ectopic" in table[0]["missing"]
    assert table[0]["site"] == "a.example"
    assert parts(str(source))[0].name == part.name
    with pytest.raises(PageError, match="No file matches"):
        parts(str(tmp_path / "*.warc.gz"))


def test_the_room_can_be_turned_off(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from agnodice.errors import FeatureOffError

    monkeypatch.setattr(Engine, "audits", False)
    with pytest.raises(FeatureOffError, match="turned off `audit`"):
        engine.audit(POOR, TODAY)
