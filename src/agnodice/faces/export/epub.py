"""An EPUB 3 book of all guides and conditions, for readers of books and e-readers without a browser.

Written with zipfile after the W3C's EPUB 3.3 (https://www.w3.org/TR/epub-33/); the same library gives the same bytes.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from xml.sax.saxutils import escape

from agnodice.faces.export.addresses import Address
from agnodice.faces.export.parts import BROWSER
from agnodice.faces.export.pyodide import LONG_AGO
from agnodice.faces.export.site import StaticSite
from agnodice.faces.html.press import Press

ROOMS = ("guides", "conditions")
XHTML = "application/xhtml+xml"
EMPTY = '=""'
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
CONTAINER = (
    f'{HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:=\"[^\"]*\")?)+)\s*(/?)>|<(br|hr)>")
_VALUE = re.compile(r'\s([a-zA-Z-]+)(="[^"]*")?')
_VOID = {"input", "br", "hr", "img", "meta", "link"}
_FINDING = re.compile(r'<a href="\.\./findings/[^"]*">(.*?)</a>', re.DOTALL)
_MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_SVG = re.compile(r"<svg\b")


@dataclass(frozen=True)
class Chapter:
    """A page of the book."""

    address: Address
    title: str
    body: str

    @property
    def path(self) -> str:
        """Where it stands in the book."""
        return self.address.path(".xhtml")

    @property
    def id(self) -> str:
        """Its name in the package."""
        return f"{self.address.room}-{self.address.name}"


def epub(static: StaticSite, on_page: Callable[[], None] = lambda: None) -> bytes:
    """The book. `static` has no reasoner."""
    chapters = tuple(_chapters(static, on_page))
    press = static.site.press
    files = {
        "META-INF/container.xml": CONTAINER,
        "book/book.opf": _package(chapters, press),
        "book/contents.xhtml": _contents(chapters, press),
        "book/style.css": (BROWSER / "book.css").read_text("utf-8"),
        **{f"book/{chapter.path}": _document(chapter.title, chapter.body, "../") for chapter in chapters},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", LONG_AGO), "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _chapters(static: StaticSite, on_page: Callable[[], None]) -> Iterator[Chapter]:
    scene = replace(static.scene("../"), suffix=".xhtml")
    for address in static.addresses:
        on_page()
        if address.name and address.room in ROOMS:
            page = static.site.read(address.room, address.name, scene).text
            main, heading = _MAIN.search(page), _HEADING.search(page)
            assert main is not None
            assert heading is not None
            yield Chapter(address, heading[1].strip(), _as_xhtml(main[1]))


def _as_xhtml(html: str) -> str:
    """Our own well-formed HTML as XHTML; findings are not in the book, so their links become plain words."""
    text = _TAG.sub(_closed, _FINDING.sub(r"\1", html))
    return _SVG.sub('<svg xmlns="http://www.w3.org/2000/svg"', text)


def _closed(tag: re.Match[str]) -> str:
    """A tag with a value for every name, closed where nothing will close it."""
    name = tag[1] or tag[4]
    values = "".join(f" {key}{value or EMPTY}" for key, value in _VALUE.findall(tag[2] or ""))
    return f"<{name}{values}{'/' if tag[3] or name in _VOID else ''}>"


def _document(title: str, body: str, prefix: str) -> str:
    return (
        f'{HEAD}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="en" xml:lang="en"><head><title>{title}</title>'
        f'<link rel="stylesheet" type="text/css" href="{prefix}style.css"/></head><body>{body}</body></html>\n'
    )


def _contents(chapters: tuple[Chapter, ...], press: Press) -> str:
    shelves = []
    for room in ROOMS:
        rows = "".join(f'<li><a href="{c.path}">{c.title}</a></li>' for c in chapters if c.address.room == room)
        shelves.append(
            f'<li><a href="{_first(chapters, room).path}">{escape(press.t(f"export.{room}"))}</a><ol>{rows}</ol></li>'
        )
    note = f"<p>{escape(press.t('foot.not_a_diagnosis'))} {escape(press.edition(press.engine.edition))}.</p>"
    title = escape(press.t("export.contents"))
    body = f'<nav epub:type="toc"><h1>{title}</h1><ol>{"".join(shelves)}</ol></nav>{note}'
    return _document(title, body, "")


def _first(chapters: tuple[Chapter, ...], room: str) -> Chapter:
    return next(chapter for chapter in chapters if chapter.address.room == room)


def _package(chapters: tuple[Chapter, ...], press: Press) -> str:
    edition = press.engine.edition
    newest = max(guide.checked for guide in press.engine.guides())
    items = "".join(f'<item id="{c.id}" href="{c.path}" media-type="{XHTML}"{_svg(c)}/>\n' for c in chapters)
    order = "".join(f'<itemref idref="{c.id}"/>\n' for c in chapters)
    return (
        f'{HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n<dc:identifier id="id">urn:agnodice:{edition.hash}'
        f"</dc:identifier>\n<dc:title>{escape(press.t('export.about'))}</dc:title>\n<dc:language>en</dc:language>\n"
        f"<dc:creator>{escape(press.t('web.name'))}</dc:creator>\n<dc:rights>CC BY 4.0</dc:rights>\n"
        f'<meta property="dcterms:modified">{newest}T00:00:00Z</meta>\n</metadata>\n<manifest>\n'
        f'<item id="contents" href="contents.xhtml" media-type="{XHTML}" properties="nav"/>\n'
        f'<item id="style" href="style.css" media-type="text/css"/>\n{items}</manifest>\n'
        f'<spine>\n<itemref idref="contents"/>\n{order}</spine>\n</package>\n'
    )


def _svg(chapter: Chapter) -> str:
    return ' properties="svg"' if "<svg" in chapter.body else ""
