"""An HTML page: its main text by trafilatura, and what its source tells besides (author, dates, links, hosts)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any

from agnodice.audit.page import LONGEST_PAGE, checked, cleaned
from agnodice.faces.reading.extraction import extracted
from agnodice.faces.reading.links import linked, markup, related, things
from agnodice.faces.reading.plain import without_data
from agnodice.model.audit import Block, BlockKind, Markup, Page, Span

MOST_TAGS, MOST_DEPTH = 60_000, 400
_TAG = re.compile(
    r"<(/?)(?:a|p|li|div|span|td|tr|em|strong|ul|b|i|section|table|ol|blockquote|article|font|form)\b", re.I
)
_STEP = {"": 1, "/": -1}
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_ANY_TAG = re.compile(r"<[^<>]{0,5000}>")
_KIND = {
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "item": BlockKind.ITEM,
}


def html_page(source: str, url: str = "") -> Page:
    """The page of an HTML source. Raises PageError when it holds no text."""
    source = without_data(source)
    if _is_monstrous(source):
        return _bare(source, url)
    try:
        return _rich(source, url)
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError, AssertionError):
        return _bare(source, url)


def _is_monstrous(source: str) -> bool:
    """Whether a source nests or repeats tags beyond what any page for people does."""
    if source.count("<") > MOST_TAGS:
        return True
    steps = list(map(_STEP.__getitem__, _TAG.findall(source)))
    depths = list(accumulate(steps, initial=0))
    if max(depths) - min(depths) <= MOST_DEPTH:
        return False
    depth = 0
    for step in steps:  # an end without a beginning ends nothing
        depth = max(0, depth + step)
        if depth > MOST_DEPTH:
            return True
    return False


def _bare(source: str, url: str) -> Page:
    """A page by its text alone, in one pass over the source, for what a parser should not be asked to read."""
    text = _ANY_TAG.sub("\n", _HIDDEN.sub(" ", source))
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    return _made([(BlockKind.PARAGRAPH, line) for line in lines if line], "", url, {}, Markup(is_known=True))


def _rich(source: str, url: str) -> Page:
    tree = _parsed(source)
    told = list(things(tree))
    facts = dict(_facts(tree, told))
    links = linked(tree)
    leading, seen = [(BlockKind.LINK, text) for text in related(links)], markup(tree, links, told, url)
    del links  # what is cut from the tree is freed
    body = extracted(tree, source, _parsed)
    rows = list(_rows(body)) if body is not None else []
    if not rows:
        return _bare(source, url)
    title = facts.get("title", "")
    rows = [(kind, text) for kind, text in rows if text != title]
    unseen = tuple(_unseen(facts["reviewers"], " ".join(text for _, text in rows)))
    return _made([*rows, *leading], title, url, facts, replace(seen, structured_problems=unseen))


def _parsed(source: str) -> Any:
    """The tree of a source. Raises ValueError where there is none."""
    from lxml import html  # noqa: PLC0415  (heavy, and only for HTML)

    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=_parser())
    except Exception as error:  # lxml's own errors are no ValueError
        raise ValueError from error


@cache
def _parser() -> Any:
    """A parser whose elements are all of one class: lxml's own asks Python for the class of each element."""
    from lxml import etree, html  # noqa: PLC0415

    parser = etree.HTMLParser(encoding="utf-8")
    kinds = {"element": html.HtmlElement, "comment": html.HtmlComment, "pi": html.HtmlProcessingInstruction}
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(**kinds, entity=html.HtmlEntity))
    return parser


def _rows(body: Any) -> Iterator[tuple[BlockKind, str]]:
    """(kind, text) of each block of trafilatura's tree."""
    for node in body.iter("head", "p", "item", "quote", "cell", "code", "ab"):
        if node.tag == "item" and len(node) and node.find("p") is not None:
            continue
        text = " ".join(("".join(node.itertext()) if len(node) else node.text or "").split())
        if text:
            yield (BlockKind.HEADING if node.tag == "head" else _KIND.get(node.tag, BlockKind.PARAGRAPH)), text


def _made(rows: Iterable[tuple[BlockKind, str]], title: str, url: str, facts: dict[str, Any], markup: Markup) -> Page:
    """Blocks laid one under the other, each with its place."""
    listed = [(BlockKind.TITLE, title)] if title else []
    listed += [(kind, cleaned(text)) for kind, text in rows]
    pieces, blocks, at = [], [], 0
    for kind, piece in listed:
        if at + len(piece) > LONGEST_PAGE:
            break
        blocks.append(Block(kind, Span(at, at + len(piece))))
        pieces.append(piece)
        at += len(piece) + 2
    text = checked("\n\n".join(pieces))
    return Page(
        text=text,
        blocks=tuple(blocks),
        title=title,
        url=url,
        authors=tuple(facts.get("authors", ())),
        reviewers=tuple(facts.get("reviewers", ())),
        publisher=facts.get("publisher", ""),
        dated=facts.get("dated"),
        reviewed=facts.get("reviewed"),
        markup=markup,
    )


def _facts(tree: Any, found: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Title, author, publisher and dates from meta elements and JSON-LD, of which `found` are the objects."""
    metas = {
        str(m.get("name") or m.get("property") or "").lower(): cleaned(str(m.get("content") or ""))[:300].strip()
        for m in tree.iter("meta")
    }
    head = tree.find(".//h1")
    heading = re.sub(r"\s+", " ", "".join(head.itertext())).strip() if head is not None else ""
    named = tree.findtext(".//title") or ""
    yield "title", cleaned(heading or metas.get("og:title") or re.sub(r"\s+", " ", named).strip())[:300]
    authors = [*_names(found, "author"), *filter(None, [metas.get("author") or metas.get("article:author")])]
    yield "authors", tuple(dict.fromkeys(a for a in authors if not a.startswith("http")))
    yield "reviewers", tuple(_names(found, "reviewedBy"))
    yield "publisher", next(iter(_names(found, "publisher")), "") or metas.get("og:site_name", "")
    dates = ("dateModified", "datePublished")
    told = [_date(t.get(k)) for k in dates for t in found]
    told += [
        _date(metas.get(k))
        for k in ("article:modified_time", "article:published_time", "date", "last-modified", "dc.date")
    ]
    yield "dated", next(filter(None, told), None)
    yield "reviewed", next(filter(None, (_date(t.get("lastReviewed")) for t in found)), None)


def _names(things: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    for thing in things:
        value = thing.get(key)
        for one in value if isinstance(value, list) else [value]:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str) and name.strip():
                yield cleaned(name.strip())[:120]


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _unseen(reviewers: Iterable[str], text: str) -> Iterator[str]:
    """Marked-up reviewers that do not stand in the visible text."""
    return (f"reviewedBy: {name}" for name in reviewers if name not in text)
