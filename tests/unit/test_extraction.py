"""The text of a page is what trafilatura's whole cascade finds, though some of its steps are left out."""

import random
from collections.abc import Callable
from typing import Any

import pytest

trafilatura = pytest.importorskip("trafilatura")

from benchmarks.made_pages import made_page  # noqa: E402

from agnodice.faces.reading import extraction  # noqa: E402
from agnodice.faces.reading.html import _is_monstrous, _parsed, html_page  # noqa: E402
from agnodice.faces.reading.links import linked, related  # noqa: E402

PARAGRAPH = "Heavy periods are common, and most have a cause that can be treated, so tell a doctor about yours soon. "
CARD = (
    '<div class="card"><a href="/x"><h3>Another page to read</h3></a><p>' + "Words of another page, " * 9 + "</p></div>"
)
TABLE = "<table>" + "<tr><td>" + "A cell of some length, with words. " * 12 + "</td></tr></table>"
COMMENTS = f'<section id="comments"><p>{PARAGRAPH * 6}</p></section>'


def _page(body: str, beside: str = "") -> str:
    return f"<!doctype html><html><head><title>T</title></head><body><article>{body}</article>{beside}</body></html>"


PAGES = {
    "long": _page(f"<h1>Periods</h1>{f'<p>{PARAGRAPH * 4}</p>' * 9}"),
    "short beside much else": _page(f"<p>{PARAGRAPH * 4}</p>", CARD * 40),
    "far too short": _page(f"<p>{PARAGRAPH}</p>"),
    "nothing": _page("<p>x</p>"),
    "a table alone": _page(TABLE),
    "comments": _page(f"<p>{PARAGRAPH * 9}</p>", COMMENTS),
    "a forum": _page(
        f"<p>{PARAGRAPH * 3}</p>",
        f'{COMMENTS}<script type="application/ld+json">{{"@type": "DiscussionForumPosting"}}</script>',
    ),
    "a page in divs": (
        f"<html><body><div>{PARAGRAPH * 3}</div>"
        f"{f'<div class=row><span>{PARAGRAPH * 9}</span></div>' * 8}</body></html>"
    ),
    "a small part of its page": _page(f"<p>{PARAGRAPH * 4}</p>", f"<div>{f'<div>{PARAGRAPH * 5}</div>' * 30}</div>"),
    "a list of links": _page(
        f"<p>{PARAGRAPH * 4}</p>", f"<ul>{'<li><a href=/x>Another page about something else</a></li>' * 200}</ul>"
    ),
    "much script": _page(f"<p>{PARAGRAPH * 9}</p>", f"<script>{'var x = 1 ; ' * 900}</script>"),
}
DICE = random.Random(3)
MADE = [made_page("Periods", f"{PARAGRAPH * DICE.randrange(1, 9)}\n" * DICE.randrange(1, 30), n, 40) for n in range(12)]


def _told(body: Any) -> list[tuple[str, str]] | None:
    return None if body is None else [(node.tag, "".join(node.itertext())) for node in body.iter()]


@pytest.mark.parametrize("source", [*PAGES.values(), *MADE], ids=[*PAGES, *(f"made {n}" for n in range(len(MADE)))])
def test_the_text_is_what_the_whole_cascade_finds(source: str) -> None:
    whole = trafilatura.bare_extraction(_parsed(source), with_metadata=False, include_comments=False)
    expected = _told(whole.body if whole is not None else None)
    assert _told(extraction.extracted(_parsed(source), source, _parsed)) == expected


def test_every_way_through_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    ways: list[tuple[str, bool]] = []

    def watched(name: str, run: Callable[..., bool]) -> Callable[..., bool]:
        def watch(*given: Any) -> bool:
            ways.append((name, run(*given)))
            return ways[-1][1]

        return watch

    for name in ("_is_sure", "_is_tried_again"):
        monkeypatch.setattr(extraction, name, watched(name, getattr(extraction, name)))
    for source in PAGES.values():
        extraction.extracted(_parsed(source), source, _parsed)
    assert set(ways) == {(name, is_so) for name in ("_is_sure", "_is_tried_again") for is_so in (True, False)}


def test_a_version_of_trafilatura_that_was_not_looked_at_does_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trafilatura, "__version__", "9.9.9")
    monkeypatch.setattr(extraction, "_main", lambda *_, **__: pytest.fail("a step was left out"))
    assert PARAGRAPH.strip() in html_page(PAGES["long"]).text


@pytest.mark.parametrize(
    ("source", "is_so"),
    [
        ("<div>" * 400, False),
        ("<div>" * 401, True),
        ("</div>" * 500 + "<div>" * 300, False),  # an end without a beginning ends nothing
        ("<div></div>" * 900, False),
        ("</p>" * 300 + "<p>" * 401, True),
        ("<x>" * 60_001, True),
    ],
)
def test_what_nests_or_repeats_too_much(source: str, is_so: bool) -> None:
    assert _is_monstrous(source) is is_so


def test_links_lead_on_where_a_name_up_to_four_elements_around_them_says_so() -> None:
    link = '<a href="/{0}">A link to another page {0}</a>'
    near = f'<aside class="related"><ul><li><p>{link.format("near")}</p></li></ul></aside>'
    far = f'<aside id="also"><div><ul><li><p>{link.format("far")}</p></li></ul></div></aside>'
    own = link.format("own").replace("<a ", '<a rel="next" ')
    tree = _parsed(f"<html><body>{far}{near}{own}{near.replace('near', 'again')}</body></html>")
    assert [text.rsplit(" ", 1)[1] for text in related(linked(tree))] == ["near", "own", "again"]
