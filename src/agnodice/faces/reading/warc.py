"""The HTML pages of a WARC file, one after the other; a record that cannot be read comes with its error."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from agnodice.errors import PageError
from agnodice.faces.reading.plain import MOST_BYTES


@dataclass(frozen=True)
class Record:
    """One response of an archive: its address and bytes, or what was wrong."""

    url: str
    data: bytes = b""
    error: str = ""
    is_page: bool = True


def records(stream: BinaryIO, *, every: bool = False) -> Iterator[Record]:
    """Every HTML or plain-text response. Ends with an error record where the archive is broken.

    `every`: other responses too, marked as no pages, so that they can be counted.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (only for WARC)

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in {"response", "resource"}:
                continue
            kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if kind and not kind.startswith(("text/", "application/xhtml")):
                if every:
                    yield Record(url, is_page=False)
                continue
            data = record.content_stream().read(MOST_BYTES + 1)
            yield Record(url, b"", "too large") if len(data) > MOST_BYTES else Record(url, data)
    except Exception as error:  # archives break in many ways
        yield Record("", b"", f"broken archive ({type(error).__name__})")


def first_page(stream: BinaryIO) -> Record:
    """The first page of an archive. Raises PageError when there is none."""
    for record in records(stream):
        if not record.error:
            return record
    raise PageError("The archive holds no page that can be read.")
