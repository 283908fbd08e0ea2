"""An HTML page: its main text by trafilatura, and what its source tells besides (author, dates, links, hosts)."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from agnodice.audit.page import LONGEST_PAGE, checked, cleaned
from agnodice.faces.reading.plain import without_data
from agnodice.model.audit import Block, BlockKind, Markup, Page, Span

MOST_TAGS, MOST_DEPTH = 60_000, 400
MOST_LINKS = 60
_TAG = re.compile(
    r"<(/?)(div|span|section|table|tr|td|ul|ol|blockquote|article|b|i|em|strong|font|a|p|li|form)\b", re.I
)
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_ANY_TAG = re.compile(r"<[^<>]{0,5000}>")
_RELATED = re.compile(r"relat|recommend|similar|prev|next|more-|also", re.I)
_TRACKER = re.compile(
    r"google-analytics|googletagmanager|doubleclick|facebook|hotjar|clarity\.ms|tiktok|pixel|adsystem|adservice|criteo|taboola|outbrain|baidu|yandex|matomo|segment\.|mixpanel",
    re.I,
)
_SHOP = re.compile(r"amazon\.|/shop|/cart|/product|add-to-cart|tag=|aff(?:iliate)?[=_/-]|ref=", re.I)
_SOURCE = re.compile(
    r"doi\.org|pubmed|nih\.gov|who\.int|nice\.org|nhs\.uk|cochrane|cdc\.gov|rcog|acog|\.pdf$|journal|bmj|thelancet|nejm|jamanetwork",
    re.I,
)
_GENERIC = frozenset({"click here", "here", "more", "read more", "link", "this", "details"})
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
    depth = 0
    for match in _TAG.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MOST_DEPTH:
            return True
    return False


def _bare(source: str, url: str) -> Page:
    """A page by its text alone, in one pass over the source, for what a parser should not be asked to read."""
    text = _ANY_TAG.sub("\n", _HIDDEN.sub(" ", source))
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    return _made([(BlockKind.PARAGRAPH, line) for line in lines if line], "", url, {}, Markup(is_known=True))


def _rich(source: str, url: str) -> Page:
    from lxml import html  # noqa: PLC0415  (heavy, and only for HTML)
    from trafilatura import bare_extraction, core  # noqa: PLC0415

    core.LOGGER.disabled = True  # it would tell the page's address on standard error

    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except Exception as error:  # lxml's own errors are no ValueError
        raise ValueError from error
    facts = dict(_facts(tree))
    links = _linked(tree)
    related, seen = [(BlockKind.LINK, text) for text in _related(links)], _markup(tree, links, url)
    del links  # trafilatura frees what it cuts
    document: Any = bare_extraction(
        tree, url=url or None, with_metadata=False, include_comments=False
    )  # takes the tree apart
    rows = list(_rows(document.body)) if document is not None and document.body is not None else []
    if not rows:
        return _bare(source, url)
    title = facts.get("title", "")
    rows = [(kind, text) for kind, text in rows if text != title]
    unseen = tuple(_unseen(facts["reviewers"], " ".join(text for _, text in rows)))
    return _made([*rows, *related], title, url, facts, replace(seen, structured_problems=unseen))


def _rows(body: Any) -> Iterator[tuple[BlockKind, str]]:
    """(kind, text) of each block of trafilatura's tree."""
    for node in body.iter("head", "p", "item", "quote", "cell", "code", "ab"):
        if node.tag == "item" and len(node) and node.find("p") is not None:
            continue
        text = re.sub(r"\s+", " ", "".join(node.itertext())).strip()
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


def _facts(tree: Any) -> Iterator[tuple[str, Any]]:
    """Title, author, publisher and dates from meta elements and JSON-LD."""
    metas = {
        str(m.get("name") or m.get("property") or "").lower(): cleaned(str(m.get("content") or ""))[:300].strip()
        for m in tree.iter("meta")
    }
    head = tree.find(".//h1")
    heading = re.sub(r"\s+", " ", "".join(head.itertext())).strip() if head is not None else ""
    named = tree.findtext(".//title") or ""
    yield "title", cleaned(heading or metas.get("og:title") or re.sub(r"\s+", " ", named).strip())[:300]
    things = list(_things(tree))
    authors = [*_names(things, "author"), *filter(None, [metas.get("author") or metas.get("article:author")])]
    yield "authors", tuple(dict.fromkeys(a for a in authors if not a.startswith("http")))
    yield "reviewers", tuple(_names(things, "reviewedBy"))
    yield "publisher", next(iter(_names(things, "publisher")), "") or metas.get("og:site_name", "")
    dates = ("dateModified", "datePublished")
    told = [_date(t.get(k)) for k in dates for t in things]
    told += [
        _date(metas.get(k))
        for k in ("article:modified_time", "article:published_time", "date", "last-modified", "dc.date")
    ]
    yield "dated", next(filter(None, told), None)
    yield "reviewed", next(filter(None, (_date(t.get("lastReviewed")) for t in things)), None)


def _things(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD that can be read, one level of graphs opened."""
    for script in tree.iter("script"):
        if "ld+json" not in str(script.get("type") or ""):
            continue
        try:
            data = json.loads((script.text or "")[:200_000])
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            if isinstance(thing, dict):
                graph = thing.get("@graph")
                yield from (t for t in (graph if isinstance(graph, list) else [thing]) if isinstance(t, dict))


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


def _linked(tree: Any) -> list[tuple[Any, str]]:
    """Every link with its words."""
    return [(link, " ".join("".join(link.itertext()).split())) for link in tree.iter("a")]


def _related(links: Iterable[tuple[Any, str]]) -> list[str]:
    """The words of previous, next and related links."""
    found: dict[str, None] = {}
    known: dict[Any, bool] = {}
    for link, text in links:
        if len(found) >= MOST_LINKS:
            break
        if 15 <= len(text) <= 200 and any(_leads_on(node, known) for node in _upwards(link)):
            found[text] = None
    return list(found)


def _upwards(link: Any) -> Iterator[Any]:
    """A link and the elements around it, as far as they may tell what it is for."""
    node = link
    for _ in range(5):
        if node is None:
            return
        yield node
        node = node.getparent()


def _leads_on(node: Any, known: dict[Any, bool]) -> bool:
    """Whether an element's names say that it leads to other pages; `known` keeps what was looked at."""
    if node not in known:
        told = " ".join([node.get("class") or "", node.get("id") or "", node.get("rel") or ""])
        known[node] = _RELATED.search(told) is not None
    return known[node]


def _markup(tree: Any, linked: Sequence[tuple[Any, str]], url: str) -> Markup:
    """What can be seen of the source without running it."""
    own = urlsplit(url).netloc
    called = {str(n.get("src") or n.get("href") or "") for n in tree.iter("script", "img", "iframe", "link", "source")}
    hosts = sorted({h for h in (_host(c) for c in called if "//" in c) if h and h != own})
    links = [(str(a.get("href") or ""), text) for a, text in linked]
    words = [f"{h} {t}".lower() for h, t in links]
    whole = "\n".join(words)
    things = list(_things(tree))
    return Markup(
        is_known=True,
        language=str(tree.get("lang") or ""),
        hosts=tuple(hosts[:40]),
        trackers=tuple(h for h in hosts if _TRACKER.search(h))[:20],
        shop_links=tuple(h for h, _ in links if _SHOP.search(h))[:20],
        source_links=tuple(h for h, _ in links if _SOURCE.search(h))[:40],
        has_contact="contact" in whole or "mailto:" in whole,
        has_feedback="feedback" in whole or tree.find(".//textarea") is not None,
        has_exit=any("exit" in w and ("page" in w or "quick" in w or "leave" in w) for w in words if "exit" in whole),
        images_without_text=sum(i.get("alt") is None for i in tree.iter("img")),
        inputs_without_label=_unlabelled(tree),
        generic_links=tuple(t for _, t in links if t.lower() in _GENERIC)[:20],
        structured_kinds=tuple(dict.fromkeys(str(t.get("@type")) for t in things if t.get("@type")))[:10],
        has_editorial_policy="editorial" in whole or "content-policy" in whole,
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _unlabelled(tree: Any) -> int:
    """Inputs that no label and no name for a reader belongs to."""
    labelled = {label.get("for") for label in tree.iter("label")}
    inputs = (
        n for n in tree.iter("input", "select", "textarea") if n.get("type") not in {"hidden", "submit", "button"}
    )
    return sum(
        n.get("id") not in labelled and not n.get("aria-label") and next(n.iterancestors("label"), None) is None
        for n in inputs
    )


def _unseen(reviewers: Iterable[str], text: str) -> Iterator[str]:
    """Marked-up reviewers that do not stand in the visible text."""
    return (f"reviewedBy: {name}" for name in reviewers if name not in text)
