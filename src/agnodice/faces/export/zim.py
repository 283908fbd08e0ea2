"""A Kiwix ZIM: guides for readers without a network, found by the words that people use.

Kiwix's own search wants every word of a question in one page and mends no spelling. So each guide carries the words
that people use for it, and each of its wordings is a redirect with that wording as its title. Every guide also carries,
hidden, all lay words of the library: then a word that belongs to another guide does not hide this one, and the ranking
decides by how often a word stands in a page (found by measuring: docs/export.md).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from libzim.writer import Creator, Hint, Item, StringProvider
from markupsafe import escape

from agnodice.faces.export.site import SHOWN, StaticSite
from agnodice.faces.templating import STATIC
from agnodice.model.content import Guide

HTML = "text/html"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ILLUSTRATION = Path(__file__).parent / "browser" / "icon-48.png"


@dataclass(frozen=True)
class _File:
    path: str
    title: str
    kind: str
    body: str
    is_front: bool = False


class _Entry(Item):  # type: ignore[misc]  # libzim has no types
    def __init__(self, file: _File) -> None:
        super().__init__()
        self._file = file

    def get_path(self) -> str:
        return self._file.path

    def get_title(self) -> str:
        return self._file.title

    def get_mimetype(self) -> str:
        return self._file.kind

    def get_contentprovider(self) -> Any:
        return StringProvider(self._file.body)

    def get_hints(self) -> dict[Any, int]:
        return {Hint.FRONT_ARTICLE: self._file.is_front}


def write_zim(static: StaticSite, out: Path, on_page: Callable[[], None] = lambda: None) -> int:
    """Write the ZIM to `out`, which must not exist; gives the number of redirects. `static` has no reasoner.

    Raises OSError when there is no room, of which libzim tells no more than that it failed.
    """
    try:
        return _write(static, out, on_page)
    except RuntimeError as error:
        raise OSError(f"libzim: {error}") from error


def _write(static: StaticSite, out: Path, on_page: Callable[[], None]) -> int:
    redirects = tuple(_redirects(static))
    with Creator(str(out)).config_indexing(True, "eng") as creator:
        creator.set_mainpath("index.html")
        creator.add_illustration(48, ILLUSTRATION.read_bytes())
        for name, value in _metadata(static):
            creator.add_metadata(name, value)
        for file in _files(static, on_page):
            creator.add_item(_Entry(file))
        for path, title, target in redirects:
            creator.add_redirection(path, title, target, {Hint.FRONT_ARTICLE: True})
    return len(redirects)


def _metadata(static: StaticSite) -> Iterator[tuple[str, str]]:
    press, engine = static.site.press, static.site.press.engine
    yield "Name", "agnodice_en_all"
    yield "Title", press.t("web.name")
    yield "Description", press.t("export.about")
    yield "LongDescription", f"{press.t('web.tagline')} {press.t('foot.not_a_diagnosis')}"
    yield "Language", "eng"
    yield "Creator", press.t("web.name")
    yield "Publisher", press.t("web.name")
    yield "Date", max(guide.checked for guide in engine.guides()).isoformat()
    yield "Tags", "medicine;_ftindex:yes;_pictures:no;_videos:no"
    yield "Flavour", "maxi"
    yield "Scraper", "agnodice export zim"
    yield "License", "CC BY 4.0"


def _files(static: StaticSite, on_page: Callable[[], None]) -> Iterator[_File]:
    for name in SHOWN:
        path = STATIC / name
        yield _File(f"static/{name}", name, KINDS[path.suffix], path.read_text("utf-8"))
    guides = {str(guide.id): guide for guide in static.site.press.engine.guides()}
    lay_words = " ".join(_lay_words(guides.values()))
    for address in static.addresses:
        page = static.page(address)
        if address.room == "guides" and address.name:
            page = _with_words(page, guides[address.name], lay_words, static)
        title = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
        is_front = bool(address.name) and address.room != "findings"
        yield _File(address.path(".html"), _plain(title[1]) if title else "", HTML, page, is_front)
        on_page()


def _lay_words(guides: Iterable[Guide]) -> list[str]:
    """Every word in which anyone asks anything."""
    return sorted({w for g in guides for text in (g.question, *g.also) for w in re.findall(r"[a-z']+", text.lower())})


def _with_words(page: str, guide: Guide, lay_words: str, static: StaticSite) -> str:
    """The guide with the words that people use for it, folded away at its end."""
    listed = " · ".join(guide.also)
    head = escape(static.site.press.t("export.words"))
    words = f"<details><summary>{head}</summary><p>{escape(listed)}</p></details><p hidden>{escape(lay_words)}</p>"
    return page.replace("</main>", f"{words}</main>", 1)


def _redirects(static: StaticSite) -> Iterator[tuple[str, str, str]]:
    """(path, title, target): one for each wording; a wording that two guides share leads to the first."""
    seen: set[str] = set()
    for guide in static.site.press.engine.guides():
        for wording in guide.also:
            path = f"asked/{re.sub(r'[^a-z0-9]+', '-', wording.lower()).strip('-')}"
            if path not in seen:
                seen.add(path)
                yield path, wording, f"guides/{guide.id}.html"


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("&#39;", "'").replace("&amp;", "&").strip()
