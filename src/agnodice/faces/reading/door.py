"""One door for everything that can be audited: `-`, a path, or an http(s) address."""

import sys
from pathlib import Path

from agnodice.audit.page import plain_page
from agnodice.errors import PageError
from agnodice.faces.reading.plain import MOST_BYTES, decoded, is_html
from agnodice.model.audit import Page

MOST_FILE_BYTES = 64_000_000  # read from disk before anything is looked at


def page_from(where: str) -> Page:
    """The page that `where` names. Raises PageError with what to do."""
    if where == "-":
        return page_of_bytes(sys.stdin.buffer.read(MOST_BYTES + 1))
    if "://" in where[:12]:
        from agnodice.faces.reading.fetch import fetch  # noqa: PLC0415  (the network only when it is asked for)

        got = fetch(where)
        return page_of_bytes(got.data, got.url, got.encoding)
    path = Path(where)
    if not path.is_file():
        raise PageError(f"There is no file {where!r}. Give a path, an https address, or - for standard input.")
    if path.stat().st_size > MOST_FILE_BYTES:
        raise PageError(
            f"The file is larger than {MOST_FILE_BYTES // 1_000_000} MB. Audit it in parts, or with --batch."
        )
    if path.name.endswith((".warc", ".warc.gz")):
        from agnodice.faces.reading.warc import first_page  # noqa: PLC0415

        with path.open("rb") as stream:
            record = first_page(stream)
        return page_of_bytes(record.data, record.url)
    return page_of_bytes(path.read_bytes())


def page_of_bytes(data: bytes, url: str = "", encoding: str = "") -> Page:
    """The page of a file's bytes, whatever it is: HTML, PDF, plain text or Markdown, packed or not."""
    if data[:5] == b"%PDF-":
        from agnodice.faces.reading.pdf import pdf_page  # noqa: PLC0415

        return pdf_page(data, url)
    if data[:2] == b"\x1f\x8b":
        from agnodice.faces.reading.plain import unpacked  # noqa: PLC0415

        data = unpacked(data)
    source = decoded(data, encoding)
    if is_html(source):
        return _html(source, url)
    return plain_page(source, url)


def _html(source: str, url: str) -> Page:
    try:
        from agnodice.faces.reading.html import html_page  # noqa: PLC0415

        return html_page(source, url)  # it needs more of the extra on the way
    except ImportError as error:
        raise PageError(
            "HTML needs the extra `audit`: pip install 'agnodice[audit]'. Or save the text alone."
        ) from error
