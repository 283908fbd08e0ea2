"""A Kiwix ZIM: guides for readers without a network, found by the words that people use.

Each wording of a guide is a redirect with that wording as its title; what its index holds besides: kiwix.py.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider
from markupsafe import escape

from agnodice.faces.export.kiwix import FoundBy
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
    words: str = ""  # under which it is found; without any, by what stands in it


class _Words(IndexData):  # type: ignore[misc]
    """Under what a file is found, instead of what stands in it.

    All words are content: libzim counts each of those once, a keyword three times, and a title the more, the longer the
    content, so that there is none. What a result is called comes from its entry (libzim 7, 2021, and later).
    """

    def __init__(self, file: _File) -> None:
        super().__init__()
        self._file = file

    def has_indexdata(self) -> bool:
        return True

    def get_title(self) -> str:
        return ""

    def get_content(self) -> str:
        return self._file.words

    def get_keywords(self) -> str:
        return ""

    def get_wordcount(self) -> int:
        return len(self._file.body.split())


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


class _Found(_Entry):
    """A file that is found under words of our choice."""

    def get_indexdata(self) -> Any:
        return _Words(self._file)


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
            creator.add_item(_Found(file) if file.words else _Entry(file))
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
    found_by = FoundBy(static.site.press.engine)
    for address in static.addresses:
        page, is_guide = static.page(address), bool(address.room == "guides" and address.name)
        if is_guide:
            page = _with_words(page, guides[address.name], static)
        title = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
        is_front = bool(address.name) and address.room != "findings"
        words = found_by.text(address.name) if is_guide else address.path("")
        yield _File(address.path(".html"), _plain(title[1]) if title else "", HTML, page, is_front, words)
        on_page()


def _with_words(page: str, guide: Guide, static: StaticSite) -> str:
    """The guide with the words that people use for it, folded away at its end."""
    head = escape(static.site.press.t("export.words"))
    words = f"<details><summary>{head}</summary><p>{escape(' · '.join(guide.also))}</p></details>"
    return page.replace("</main>", f"{words}</main>", 1)


def _redirects(static: StaticSite) -> Iterator[tuple[str, str, str]]:
    """(path, title, target): one for each wording; a wording that two guides share leads to the first."""
    seen: set[str] = set()
    for guide in static.site.press.engine.guides():
        for wording in (*guide.also, *guide.too):
            path = f"asked/{re.sub(r'[^a-z0-9]+', '-', wording.lower()).strip('-')}"
            if path not in seen:
                seen.add(path)
                yield path, wording, f"guides/{guide.id}.html"


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("&#39;", "'").replace("&amp;", "&").strip()
