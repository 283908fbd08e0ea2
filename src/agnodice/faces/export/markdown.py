"""The Markdown twin of a page: what stands in its main part, for readers and programs that want text alone.

Forms, drawings and menus are left out; sources are gathered under their numbers at the end. It reads only pages that
our own templates made: well formed, and no `>` inside a tag's values.
"""

import re
from html import unescape

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)")
_CLASS, _HREF, _PAGE = re.compile(r'\bclass="([^"]*)"'), re.compile(r'\bhref="([^"]*)"'), re.compile(r"\.html\b")
_SOURCE = re.compile(r'\bid="s(\d+)"')
_SPACES = re.compile(r"\s+")
_BREAK = "\n\n"
_BEFORE = {
    **{f"h{depth}": f"\n\n{'#' * depth} " for depth in range(1, 5)},
    "li": "\n- ",
    "tr": "\n|",
    "b": "**",
    "q": "“",
    **dict.fromkeys(("p", "div", "section", "article", "nav", "ul", "ol", "table", "thead", "tbody", "dl"), _BREAK),
}
_AFTER = {**dict.fromkeys(("ul", "ol", "dl", "table"), _BREAK), "b": "**", "q": "”", "td": " |", "th": " |"}
_SILENT = {"form", "svg", "button", "script", "style", "select", "template"}
_LEFT_OUT = {"vh", "contents", "danger-nav"}
_VOID = {"input", "br", "meta", "link", "img", "hr", "path", "circle", "rect", "line", "polyline"}


def markdown(page: str, ending: str = ".md") -> str:
    """A page's main part as Markdown; links to other pages end in `ending`."""
    writer = _Writer(ending)
    for close, tag, values, data in _TOKEN.findall(page, page.index("<main"), page.index("</main>")):
        if data:
            writer.text(data)
        elif tag not in _VOID:
            writer.close(tag) if close else writer.open(tag, values)
    return writer.written()


class _Writer:
    """Writes as it reads; `_into` is where text goes: the page, or the source that is open."""

    def __init__(self, ending: str) -> None:
        self._ending = ending
        self._page: list[str] = []
        self._sources: dict[str, list[str]] = {}
        self._into = self._page
        self._silent = 0
        self._links: list[str] = []
        self._is_source: list[bool] = []  # for each details element that is open
        self._numbers: list[str] | None = None  # inside a source's summary: its numbers
        self._columns = 0

    def open(self, tag: str, values: str) -> None:
        """A tag that opens."""
        named = _CLASS.search(values)
        classes = named[1].split() if named else []
        if self._silent or tag in _SILENT or not _LEFT_OUT.isdisjoint(classes):
            self._silent += 1
        elif tag == "details":
            self._is_source.append("src" in classes)
        elif tag == "summary" and self._is_source[-1]:
            self._numbers = []
        elif self._is_source and self._is_source[-1] and tag == "span":
            self._open_source(values)
        elif tag == "a":
            self._open_link(values)
        else:
            self._columns = 0 if tag == "tr" else self._columns + (tag == "th")
            self._into.append(_BEFORE.get(tag, ""))

    def close(self, tag: str) -> None:
        """A tag that closes."""
        if self._silent:
            self._silent -= 1
        elif tag == "summary" and self._numbers is not None:
            self._page += [f"[{number}]" for number in re.findall(r"\d+", "".join(self._numbers))]
            self._into, self._numbers = [], None
        elif tag == "details":
            if self._is_source.pop():
                self._into = self._page
        elif tag == "a":
            target = self._links.pop()
            self._into.append(f"]({target})" if target else "")
        elif tag == "thead":
            self._into.append("\n|" + "---|" * self._columns)
        else:
            self._into.append(_AFTER.get(tag, ""))

    def text(self, data: str) -> None:
        """Text between tags."""
        if not self._silent:
            into = self._into if self._numbers is None else self._numbers
            into.append(_SPACES.sub(" ", data))

    def written(self) -> str:
        """All of it."""
        notes = [f"- [{number}] {_tidy(''.join(words))}\n" for number, words in self._sources.items()]
        text = _tidy("".join(self._page))
        return f"{text}\n" + ("\n" + "".join(notes) if notes else "")

    def _open_source(self, values: str) -> None:
        """A page tells a source in full once, in a place named after its number; later uses only lead there."""
        found = _SOURCE.search(values)
        self._into = self._sources.setdefault(found[1], []) if found else []

    def _open_link(self, values: str) -> None:
        found = _HREF.search(values)
        href = found[1] if found else ""
        is_outside = href.startswith(("http", "tel:"))
        is_page = not is_outside and ".html" in href
        self._links.append((_PAGE.sub(self._ending, href) if is_page else href) if is_page or is_outside else "")
        self._into.append("[" if self._links[-1] else "")


def _tidy(text: str) -> str:
    """Without the spaces and empty lines that tags leave behind."""
    text = re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", unescape(text)))
    text = re.sub(r"- \n+", "- ", re.sub(r"\*\*\s*\*\*", "", text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ([.,;:)])", r"\1", text)).strip()
