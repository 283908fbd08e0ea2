"""What the source of an HTML page tells beside its text: links and where they lead, hosts, labels, marked-up facts."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from agnodice.model.audit import Markup

MOST_LINKS = 60
UPWARDS = 4  # elements around a link that may tell what it is for
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
# What `_SHOP` and `_SOURCE` cannot do without: a page that has none of it is not searched link by link.
_SHOP_SIGNS = ("amazon.", "/shop", "/cart", "/product", "add-to-cart", "tag=", "aff", "ref=")
_SOURCE_SIGNS = (
    *("doi.org", "pubmed", "nih.gov", "who.int", "nice.org", "nhs.uk", "cochrane", "cdc.gov", "rcog", "acog", ".pdf"),
    *("journal", "bmj", "thelancet", "nejm", "jamanetwork"),
)
_GENERIC = frozenset({"click here", "here", "more", "read more", "link", "this", "details"})


def things(tree: Any) -> Iterator[dict[str, Any]]:
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


def linked(tree: Any) -> list[tuple[Any, str]]:
    """Every link with its words."""
    return [(link, " ".join(_words(link).split())) for link in tree.iter("a")]


def _words(link: Any) -> str:
    return "".join(link.itertext()) if len(link) else link.text or ""


def related(links: Iterable[tuple[Any, str]]) -> list[str]:
    """The words of previous, next and related links."""
    found: dict[str, None] = {}
    near = _Near()
    for link, text in links:
        if len(found) >= MOST_LINKS:
            break
        if 15 <= len(text) <= 200 and near[link] <= UPWARDS:
            found[text] = None
    return list(found)


class _Near(dict[Any, int]):
    """How many elements up from an element the first one stands whose names say that it leads to other pages.

    Each element is looked at once, for many links stand in the same ones.
    """

    def __init__(self) -> None:
        super().__init__()
        self._leads: dict[tuple[str | None, ...], bool] = {(None, None, None): False}

    def __missing__(self, node: Any) -> int:
        path, around = [], node
        while around is not None and around not in self:
            path.append(around)
            around = around.getparent()
        steps = UPWARDS + 1 if around is None else self[around]
        for one in reversed(path):
            self[one] = steps = 0 if self._leads_on(one) else steps + 1
        return steps

    def _leads_on(self, node: Any) -> bool:
        """Whether the names of an element itself say so."""
        names = node.get("class"), node.get("id"), node.get("rel")
        if names not in self._leads:
            self._leads[names] = _RELATED.search(" ".join(filter(None, names))) is not None
        return self._leads[names]


def markup(tree: Any, found_links: Sequence[tuple[Any, str]], found: Sequence[dict[str, Any]], url: str) -> Markup:
    """What can be seen of the source without running it; `found`: as from `things`."""
    own = urlsplit(url).netloc
    called = {str(n.get("src") or n.get("href") or "") for n in tree.iter("script", "img", "iframe", "link", "source")}
    hosts = sorted({h for h in (_host(c) for c in called if "//" in c) if h and h != own})
    links = [(str(a.get("href") or ""), text) for a, text in found_links]
    words = [f"{h} {t}".lower() for h, t in links]
    whole = "\n".join(words)
    return Markup(
        is_known=True,
        language=str(tree.get("lang") or ""),
        hosts=tuple(hosts[:40]),
        trackers=tuple(h for h in hosts if _TRACKER.search(h))[:20],
        shop_links=tuple(_addresses(links, _SHOP, 20)) if _has(whole, _SHOP_SIGNS) else (),
        source_links=tuple(_addresses(links, _SOURCE, 40)) if _has(whole, _SOURCE_SIGNS) else (),
        has_contact="contact" in whole or "mailto:" in whole,
        has_feedback="feedback" in whole or tree.find(".//textarea") is not None,
        has_exit="exit" in whole and any("exit" in w and _has(w, ("page", "quick", "leave")) for w in words),
        images_without_text=sum(i.get("alt") is None for i in tree.iter("img")),
        inputs_without_label=_unlabelled(tree),
        generic_links=tuple(t for _, t in links if t.lower() in _GENERIC)[:20],
        structured_kinds=tuple(dict.fromkeys(str(t.get("@type")) for t in found if t.get("@type")))[:10],
        has_editorial_policy="editorial" in whole or "content-policy" in whole,
    )


def _has(text: str, signs: Sequence[str]) -> bool:
    return any(sign in text for sign in signs)


def _addresses(links: Iterable[tuple[str, str]], kind: re.Pattern[str], most: int) -> Iterator[str]:
    """The first addresses of a kind."""
    return islice((address for address, _ in links if kind.search(address)), most)


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
