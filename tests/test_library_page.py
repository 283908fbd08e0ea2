"""`agnodice library --html`: one page that needs nothing else, whose plots say what the state says."""

import json
import re
import sys
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import html5lib
import pytest

from agnodice.faces.cli import commands
from agnodice.faces.cli import library as command
from agnodice.faces.library_report import bars, context, coverage, library_html, years
from agnodice.library.addresses import Reply
from agnodice.library.lint import Checked
from agnodice.library.phrasing import heard
from agnodice.library.state import state_of
from tests.test_knowledge import LIBRARY

TODAY = date(2026, 11, 26)
STATE = state_of(LIBRARY, TODAY)
PAGE = library_html(LIBRARY, TODAY)


def test_the_page_is_html_and_stands_alone() -> None:
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(PAGE)
    assert not re.findall(r"""(?:src|href|srcset|xlink:href)=|url\(|@import|<script|https?://""", PAGE)
    assert "default-src 'none'" in PAGE


def test_every_plot_shows_what_the_state_says() -> None:
    drawn = [(unescape(name), int(count.replace(",", ""))) for name, count in re.findall(ROW, PAGE)]
    for counts in (
        STATE.guides_by_topic,
        STATE.conditions_by_group,
        STATE.red_flags_by_level,
        STATE.links_by_certainty,
        STATE.links_by_origin,
        STATE.sources_by_kind,
        STATE.checked_by_month,
        STATE.due_by_month,
        STATE.texts_by_review,
    ):
        assert counts
        assert set(counts.values()) <= {count for _, count in drawn}
    strings = dict(LIBRARY.words.strings)
    for level, count in STATE.red_flags_by_level.items():
        assert (strings[f"level.{level}"], count) in drawn
    for name, count in STATE.counts.items():
        assert f"<dt>{strings[f'library.count_{name}']}</dt><dd>{count:,}</dd>" in PAGE


ROW = r'<th scope="row">([^<]+)</th><td class="number">([\d,]+)</td>'


def test_every_name_has_its_word() -> None:
    names = {unescape(name) for name, _ in re.findall(ROW, PAGE)}
    assert not {name for name in names if re.fullmatch(r"[a-z]+(-[a-z]+)+|gyn|obs|mimic", name)}


def test_counts_of_one_thing_agree() -> None:
    assert sum(STATE.sources_by_year.values()) == sum(STATE.sources_by_kind.values()) == STATE.counts["sources"]
    assert sum(STATE.links_by_origin.values()) == STATE.counts["links"]
    assert sum(STATE.guides_by_topic.values()) == STATE.counts["guides"]
    texts = STATE.counts["guides"] + STATE.counts["conditions"]
    assert sum(STATE.checked_by_month.values()) == sum(STATE.due_by_month.values()) == texts
    assert sum(STATE.texts_by_review.values()) == texts
    uncited = STATE.links_by_origin["uncited"]
    assert STATE.links_cited == pytest.approx(1 - uncited / STATE.counts["links"])


def test_a_dot_for_each_link_and_a_band_for_each_group() -> None:
    drawn = coverage(LIBRARY.conditions)
    assert drawn.dots.count("M") == STATE.counts["links"]
    places = [tuple(map(int, dot.split())) for dot in re.findall(r"M(\d+ \d+)", drawn.dots)]
    assert len(set(places)) == len(places)
    assert {y for _, y in places} == set(range(drawn.rows))
    assert max(x for x, _ in places) == drawn.columns - 1
    assert {group: count for group, _, count in drawn.bands} == STATE.conditions_by_group


def test_bars_are_as_long_as_their_counts() -> None:
    assert [bar.length for bar in bars({"a": 2, "b": 8, "c": 0})] == [0.25, 1.0, 0.0]
    assert [bar.name for bar in bars({"a": 2, "b": 8}, ["b", "x"])] == ["b", "x"]
    assert [(bar.name, bar.count) for bar in years({"2020": 1, "2022": 3, "undated": 9})] == [
        ("2020", 1),
        ("2021", 0),
        ("2022", 3),
    ]
    assert years({"undated": 9}) == bars({}) == []


def test_gaps_are_named_and_what_is_overdue_counts() -> None:
    late = replace(LIBRARY.guides[0], check_by=date(2026, 11, 25))
    page = library_html(replace(LIBRARY, guides=(late, *LIBRARY.guides[1:])), TODAY)
    assert f"<li>{late.id}</li>" in page
    assert "Past the day by which they want checking: 1." in page
    assert "Past the day by which they want checking: 0." in PAGE


def test_what_editors_wrote_is_escaped_and_an_empty_library_is_a_page() -> None:
    odd = replace(LIBRARY.guides[0], id="<b>x</b>", check_by=date(2026, 1, 1))  # type: ignore[arg-type]
    page = library_html(replace(LIBRARY, guides=(odd,)), TODAY)
    assert "<b>x" not in page
    assert "&lt;b&gt;x" in page
    empty = replace(LIBRARY, guides=(), conditions=(), findings=(), red_flags=(), myths=(), sources=(), services=())
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(library_html(empty, TODAY))
    assert context(empty, TODAY)["coverage"].rows == 0


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "state.html"
    assert commands.run(["library", "--html", str(out)]) == 0
    assert out.read_text("utf-8") == library_html(LIBRARY, date.today())
    assert capsys.readouterr().out.strip() == str(out)


def test_without_jinja2_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert commands.run(["library", "--html", str(tmp_path / "state.html")]) == 2
    assert capsys.readouterr().err == f"{command.MISSING}\n"
    assert not list(tmp_path.iterdir())
    assert commands.run(["library", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sources_by_kind"] == STATE.sources_by_kind


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").write_text("in the way", "utf-8")
    assert commands.run(["library", "--html", str(tmp_path / "none" / "state.html")]) == 1
    assert "cannot be written (File exists). What was there before is untouched." in capsys.readouterr().err


def test_lint_asks_addresses_only_when_told_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    here = {s.url for s in LIBRARY.sources if LIBRARY.files["source", s.id].file == "sources/back.toml"}
    gone = min(here)

    def opener(url: str) -> Reply:
        asked.append(url)
        return Reply(404 if url == gone else 200)

    monkeypatch.setattr("agnodice.library.addresses.opened", opener)
    monkeypatch.setattr(
        "agnodice.library.lint.checked", lambda _: Checked(LIBRARY, heard(replace(LIBRARY, findings=())), ())
    )
    assert commands.run(["lint", "sources/back"]) == 0
    assert asked == []
    capsys.readouterr()
    assert commands.run(["lint", "--sources", "sources/back"]) == 1
    assert set(asked) == here
    out, err = capsys.readouterr()
    assert f"{gone} is gone (404). Look for the text at its publisher" in out
    assert err.startswith("1 problems")
