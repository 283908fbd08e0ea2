"""Exports without a browser: links, policy, JSON-LD, feeds, twins, the book, the ZIM, the library as JSON."""

import json
import lzma
import posixpath
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import html5lib
import jsonschema
import pytest

from agnodice.ask.index import unpacked
from agnodice.engine import Engine
from agnodice.errors import AgnodiceError
from agnodice.faces.cli.commands import run
from agnodice.faces.export.bytecode import compiled
from agnodice.faces.export.cargo import OF_THE_BUILD, cut, text_without
from agnodice.faces.export.epub import epub
from agnodice.faces.export.feeds import atom
from agnodice.faces.export.gaps import closed, filled, gapped, opened
from agnodice.faces.export.head import POLICY
from agnodice.faces.export.inside import fill_gaps, start
from agnodice.faces.export.library_json import guides_of, library_json, library_schema
from agnodice.faces.export.markdown import markdown
from agnodice.faces.export.one_file import one_file
from agnodice.faces.export.parts import pack, package_files, program, zipped
from agnodice.faces.export.pyodide import VERSION, Pyodide, read_pyodide
from agnodice.faces.export.site import Options, StaticSite
from agnodice.faces.html.press import Press
from agnodice.faces.html.scene import EXIT_TO
from agnodice.faces.views import answer_json
from agnodice.model.clinical import Condition, FindingKind
from agnodice.model.codec import decode
from agnodice.model.content import Guide
from tests.casebook import cases
from tests.conftest import ROOT

BASE = "https://example.org/women/"
Files = dict[str, str]


@pytest.fixture(scope="session")
def static(engine: Engine) -> StaticSite:
    """A site of pages alone (the reasoner is tested in a browser)."""
    return StaticSite(engine, b"", Options(base_url=BASE))


@pytest.fixture(scope="session")
def files(static: StaticSite) -> Files:
    return {name: data.decode() for name, data in static.files()}


@pytest.fixture(scope="session")
def pages(files: Files) -> Files:
    return {name: text for name, text in files.items() if name.endswith(".html")}


def only(static: StaticSite, *names: str) -> StaticSite:
    """A site of the pages of these names alone."""
    static.addresses = tuple(address for address in static.addresses if address.name in names)
    return static


def test_every_public_page_is_there(pages: Files, engine: Engine) -> None:
    counts = engine.counts()
    assert len(pages) == counts["guides"] + counts["conditions"] + counts["findings"] + len(
        ("index", "guides", "about", "privacy", "404")
    )
    missing = [name for name, text in pages.items() if "There is no such page" in text]
    assert missing == ["404.html"]


def test_no_internal_link_is_broken(files: Files) -> None:
    broken = []
    for name, text in files.items():
        for href in link_targets(name, text):
            path = str(PurePosixPath(name).parent / href.partition("#")[0])
            if not re.match(r"[a-z]+:", href) and not href.startswith("#") and tidy(path) not in files:
                broken.append((name, href))
    assert broken == []


def link_targets(name: str, text: str) -> list[str]:
    if name.endswith(".html"):
        return re.findall(r'<(?:a|link|script|form)\b[^>]*?(?:href|src|action)="([^"]*)"', text)
    return re.findall(r"\]\(([^)\s]*)\)", text) if name.endswith((".md", "llms.txt")) else []


def tidy(path: str) -> str:
    return posixpath.normpath(path)


def test_places_within_a_page_exist(pages: Files) -> None:
    for name, text in pages.items():
        wanted = set(re.findall(r'href="#([^"]+)"', text))
        assert wanted <= set(re.findall(r'\bid="([^"]+)"', text)), name


def test_no_page_loads_anything_from_elsewhere(pages: Files) -> None:
    for name, text in pages.items():
        loaded = re.findall(r'<(?:script|img|iframe|audio|video|source)\b[^>]*\bsrc="([^"]*)"', text)
        loaded += re.findall(r'<link rel="(?:icon|stylesheet|manifest|preload)"[^>]*href="([^"]*)"', text)
        assert not [address for address in loaded if re.match(r"[a-z]+:|//", address)], name
        assert name == "404.html" or POLICY in text


def test_pages_parse_without_an_error(pages: Files) -> None:
    for name in islice(sorted(pages), 0, None, 20):
        html5lib.HTMLParser(strict=True).parse(pages[name])


def test_one_file_of_pages_alone(static: StaticSite) -> None:
    """Without the reasoner: every page lies in it, and no part of Python."""
    page = one_file(only(StaticSite(static.site.press.engine, b"", Options()), "", "heavy-periods"))
    assert set(re.findall(r'data-bundle="(\w+)"', page)) == {"words", "pages"}


def test_same_library_same_bytes(static: StaticSite, files: Files, engine: Engine) -> None:
    names = [name.split("/")[1].removesuffix(".md") for name in islice(files, 0, 1000, 40) if "/" in name]
    for name, data in only(StaticSite(engine, b"", Options(base_url=BASE)), "", *names).files():
        assert data.decode() == files[name] or name in {"llms.txt", "sitemap.xml"}
    templates = static.site.press.environment
    assert zipped(program(templates)) == zipped(program(Press(engine).environment))
    assert pack(b"same") == pack(b"same")


def graph(page: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return data


def test_json_ld_names_no_reviewer_who_did_not_review(pages: Files, engine: Engine) -> None:
    for guide in engine.guides():
        page, questions = graph(pages[f"guides/{guide.id}.html"])
        assert page["@type"] == "MedicalWebPage"
        assert page["url"] == f"{BASE}guides/{guide.id}.html"
        assert ("reviewedBy" in page) == ("lastReviewed" in page) == guide.review.is_signed
        assert questions["mainEntity"][0]["name"] == guide.question
        assert questions["mainEntity"][0]["acceptedAnswer"]["text"]
    for condition in engine.conditions():
        (page,) = graph(pages[f"conditions/{condition.id}.html"])
        assert page["about"]["@type"] == "MedicalCondition"
        assert page["about"]["name"] == condition.name


def test_json_ld_tells_the_signs_that_most_notice_and_no_history(pages: Files, engine: Engine) -> None:
    (page,) = graph(pages["conditions/endometriosis.html"])
    told = {sign["name"] for sign in page["about"]["signOrSymptom"]}
    condition = engine.entry("endometriosis")
    assert isinstance(condition, Condition)
    rows = [(engine.finding(link.finding), link.frequency.value) for link in condition.links]
    left_out = {f.name for f, often in rows if often < 0.5 or f.kind in {FindingKind.HISTORY, FindingKind.RISK_FACTOR}}
    assert "Painful periods" in told
    assert left_out
    assert told.isdisjoint(left_out)


def test_feeds_are_well_formed_and_lead_to_pages(files: Files) -> None:
    places = [e.text or "" for e in ElementTree.fromstring(files["sitemap.xml"]).iter() if e.tag.endswith("loc")]
    assert all(place.removeprefix(BASE) in files for place in places)
    feed = ElementTree.fromstring(files["advice.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    for entry in feed.iter(f"{atom}entry"):
        assert entry.findtext(f"{atom}id", "").removeprefix(BASE) in files
        content = entry.findtext(f"{atom}content", "")
        assert "What we now say:" in content
        assert "Why:" in content
    search = ElementTree.fromstring(files["search.xml"])
    template = next(e.get("template", "") for e in search.iter() if e.tag.endswith("Url"))
    assert template == f"{BASE}index.html#q={{searchTerms}}"


def test_the_feed_tells_what_changed(engine: Engine) -> None:
    before = guides_of(library_json(engine))
    assert "<entry>" not in atom(BASE, Press(engine), before)
    old = before["heavy-periods"]
    before["heavy-periods"] = replace(old, dangers=old.dangers[1:])
    del before["fibroids"]
    feed = atom(BASE, Press(engine), before)
    assert feed.count("<entry>") == 2
    assert feed.count("Before, we said:") == 1
    with pytest.raises(ValueError, match="no library of format 1"):
        guides_of({"format": "0"})


def test_without_an_address_nothing_claims_one(engine: Engine) -> None:
    files = dict(only(StaticSite(engine, b"", Options()), "").files())
    assert not {"sitemap.xml", "advice.atom", "search.xml"} & set(files)
    assert b'rel="canonical"' not in files["index.html"]


def test_a_twin_says_what_its_page_says(files: Files, engine: Engine) -> None:
    twin = files["guides/heavy-periods.md"]
    guide = engine.guide("heavy-periods")
    assert twin.startswith(f"# {guide.question}\n")
    flat = re.sub(r" \([^()]*\)", "", twin)
    for danger in guide.dangers:
        assert f"**{re.sub(r' [(][^()]*[)]', '', danger.who)}" in flat.replace("**.**", ".**").replace("****", "")
    numbers = set(re.findall(r"\[(\d+)\]", twin.split("\n- [1] ")[0]))
    assert numbers
    for number in numbers:
        assert re.search(rf"^- \[{number}\] .*\(https?://", twin, re.MULTILINE)
    assert "<" not in re.sub(r"<https?:[^>]*>", "", twin)


def test_markdown_of_a_small_page() -> None:
    page = (
        '<main id="main"><h1>Why?</h1><form>No</form><ul><li><b>A.</b> B &amp; C '
        '<details class="src"><summary><span class="vh">Sources </span>1, 2</summary>'
        '<span id="s1"><b>P</b>: <a href="https://p.org">T</a></span><span id="s2">Q</span>'
        '<span><a href="#s1">1: P</a></span>'
        '</details> D <details class="src"><summary>1</summary><span><a href="#s1">1: P</a></span></details></li></ul>'
        '<a href="../guides/x.html">x</a></main>'
    )
    text = "# Why?\n\n- **A.** B & C [1][2] D [1]\n\n[x](../guides/x.md)\n\n- [1] **P**: [T](https://p.org)\n- [2] Q\n"
    assert markdown(page) == text


def test_the_program_in_the_page_needs_nothing_else(static: StaticSite, edition_bytes: bytes, tmp_path: Path) -> None:
    for made in (program(static.site.press.environment), package_files()):
        zipfile.ZipFile(BytesIO(zipped(made))).extractall(tmp_path / "code")
    (tmp_path / "edition.xz").write_bytes(lzma.compress(edition_bytes, preset=0))
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'code')!r}); from pathlib import Path\n"
        "from agnodice.faces.export.inside import start\n"
        f"inside = start(Path({str(tmp_path / 'edition.xz')!r}).read_bytes()); inside.warm()\n"
        "print(inside.told('ask', 'text=heavy+periods', '', '.html'))"
    )
    alone = [sys.executable, "-I", "-S", "-c", script]  # without any installed package
    done = subprocess.run(alone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == 200
    linked = re.findall(r'<a href="([a-z-]+)\.html"', json.loads(done.stdout)["body"])
    assert set(linked) <= {"index", "ask", "assess", "guides", "about", "privacy"}


def test_the_cargo_leaves_out_only_what_audit_reads(edition_bytes: bytes) -> None:
    cargo = cut(edition_bytes)
    assert cargo == cut(edition_bytes)
    assert len(cargo.file) < 0.8 * len(edition_bytes)
    whole, carried = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    whole.deserialize(edition_bytes)
    carried.deserialize(cargo.file)
    fill_gaps(carried)
    for (name,) in whole.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        rows, kept = (set(one.execute(f"SELECT * FROM {name}")) for one in (whole, carried))
        if name in OF_THE_BUILD:
            assert any(json.loads(text)[field] for _, text in rows for field in OF_THE_BUILD[name])
            rows = {(key, text_without(text, OF_THE_BUILD[name])) for key, text in rows}
        if name == "ready":
            rows = {(key, unpacked(value)) for key, value in rows}
        assert kept <= rows
        apart = {"audit", "audit_words", "words", "phrases", "cues"} if name == "ready" else set()
        assert {row[0] for row in rows - kept} == apart or name == "criterion"


@pytest.mark.parametrize(
    ("row", "text"),
    [([], ""), ([0, 5], "5"), ([4, 7, 5, -2, 9, 1], "5:7 -2 4:1"), ([0, 1, 1, -1, 2, 0], "1 -1 0")],
)
def test_rows_travel_with_gaps(row: list[int], text: str) -> None:
    assert gapped(row) == text
    assert json.loads(filled(text)) == row
    table = {"labels": ["", "a b"], "rows": {"é": row, "x": [3, 2]}}
    assert json.loads(opened(closed(table, "rows"), "rows")) == table


def test_over_its_cargo_the_program_says_the_same(engine: Engine, edition_bytes: bytes) -> None:
    cargo = cut(edition_bytes)
    whole = sqlite3.connect(":memory:")
    whole.deserialize(edition_bytes)
    words, phrases = (
        whole.execute("SELECT value FROM ready WHERE key = ?", (key,)).fetchone()[0] for key in ("words", "phrases")
    )  # as the page opens them: danger/tables.js
    inside = start(lzma.compress(cargo.file), words, phrases, cargo.cues)
    asked = [text for case in cases("ask", "dev") for text in case["asks"]][::10]
    for text in [*asked, *(case["say"] for case in cases("danger", "dev")[::10])]:
        assert json.loads(inside.data("ask", urlencode({"text": text}))) == answer_json(engine.ask(text)), text


def test_without_node_modules_travel_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert compiled(Pyodide({}), b"modules") == b"modules"


def test_pages_without_a_reasoner_ask_for_nothing(pages: Files) -> None:
    assert not [name for name, text in pages.items() if "<form" in text or "<textarea" in text]


def test_the_book_is_whole(static: StaticSite, engine: Engine) -> None:
    data = epub(static)
    assert data == epub(static)
    book = zipfile.ZipFile(BytesIO(data))
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
    names = set(book.namelist())
    for name in names:
        if name.endswith((".xhtml", ".opf", ".xml")):
            root = ElementTree.fromstring(book.read(name))
            targets = [e.get("href", "") for e in root.iter() if e.tag.endswith(("}a", "}item", "}link"))]
            for target in targets:
                if not re.match(r"[a-z]+:|#", target):
                    assert tidy(str(PurePosixPath(name).parent / target.partition("#")[0])) in names, (name, target)
    assert sum(name.startswith("book/guides/") for name in names) == engine.guide_count


def test_the_library_as_json_fits_its_schema(engine: Engine) -> None:
    data, schema = library_json(engine), library_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    assert json.loads((ROOT / "docs" / "library.schema.json").read_text("utf-8")) == schema, (
        "run: agnodice export json --schema docs/library.schema.json"
    )
    assert {name: len(data[name]) for name in ("guides", "conditions")} == {
        name: engine.counts()[name] for name in ("guides", "conditions")
    }
    assert decode(Guide, data["guides"][0]) == engine.guides()[0]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "guides": [{**data["guides"][0], "teaser": 1}]}, schema)


def test_missing_python_for_the_browser_is_told(tmp_path: Path) -> None:
    with pytest.raises(AgnodiceError, match=rf"npm pack pyodide@{VERSION}"):
        read_pyodide(tmp_path / "nope.tgz")
    (tmp_path / "wrong.tgz").write_bytes(b"something else")
    with pytest.raises(AgnodiceError, match="is not pyodide"):
        read_pyodide(tmp_path / "wrong.tgz")


def test_commands_write_what_they_say(
    edition_bytes: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edition = tmp_path / "edition.sqlite"
    edition.write_bytes(edition_bytes)
    monkeypatch.setenv("AGNODICE_EDITION", str(edition))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))  # another test may have put Pyodide into ours
    assert run(["export", "json", str(tmp_path / "library.json")]) == 0
    assert json.loads((tmp_path / "library.json").read_text("utf-8"))["format"] == "1"
    assert run(["export", "site", str(tmp_path)]) == 1
    assert "npm pack pyodide" in capsys.readouterr().err
    assert run(["export", "site", str(tmp_path), "--no-reasoner", "--country", "gb", "--exit-to", "https://x.org"]) == 1
    assert "did not write" in capsys.readouterr().err


def test_a_country_and_an_exit_are_chosen(engine: Engine) -> None:
    static = StaticSite(engine, b"", Options(country="GB", exit_to="https://x.org"))
    page = dict(only(static, "heavy-periods").files())["guides/heavy-periods.html"].decode()
    assert "999" in page
    assert "https://x.org" in page
    assert EXIT_TO not in page
