"""Cut the inputs of a batch into parts of some pages each, so that a killed run loses at most the parts in hand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from glob import glob
from hashlib import sha256
from pathlib import Path
from typing import Any

from agnodice.errors import PageError
from agnodice.faces.reading.plain import MOST_BYTES
from agnodice.faces.reading.warc import records

PAGES = 200  # of a part
_WARC = (".warc", ".warc.gz")


@dataclass(frozen=True)
class Part:
    """Some pages of one file: `pages` of them from byte `offset` (WARC, JSON lines) or row group `offset` (Parquet)."""

    path: str
    offset: int
    pages: int

    @property
    def name(self) -> str:
        """The name of the part's result: it changes with the input file."""
        stat = Path(self.path).stat()
        key = f"{Path(self.path).resolve()}:{stat.st_size}:{stat.st_mtime_ns}:{self.offset}:{self.pages}"
        return f"{sha256(key.encode()).hexdigest()[:24]}.parquet"


@dataclass(frozen=True)
class Raw:
    """One page as it came: its id, address and bytes, or what was wrong."""

    id: str
    url: str
    data: bytes
    error: str = ""


def parts(pattern: str) -> list[Part]:
    """The parts of all files that `pattern` names. Raises PageError when there is none or one cannot be cut."""
    paths = sorted(path for path in glob(pattern, recursive=True) if Path(path).is_file())  # noqa: PTH207
    if not paths:
        raise PageError(f"No file matches {pattern!r}. Give files such as 'crawl/*.warc.gz', pages.jsonl or *.parquet.")
    return [part for path in paths for part in _cut(path)]


def _cut(path: str) -> Iterator[Part]:
    if path.endswith(_WARC):
        yield from _grouped(path, _offsets_of_warc(path))
    elif path.endswith((".jsonl", ".ndjson")):
        yield from _grouped(path, _offsets_of_lines(path))
    elif path.endswith(".parquet"):
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415  (only for Parquet)

        groups = ParquetFile(path).metadata
        yield from (Part(path, g, groups.row_group(g).num_rows) for g in range(groups.num_row_groups))
    else:
        raise PageError(f"{path!r} is no WARC, JSON lines or Parquet file. Name it by what it is.")


def _grouped(path: str, offsets: Iterator[int]) -> Iterator[Part]:
    first, count = 0, 0
    for offset in offsets:
        if count == 0:
            first = offset
        count += 1
        if count == PAGES:
            yield Part(path, first, count)
            count = 0
    if count:
        yield Part(path, first, count)


def _offsets_of_lines(path: str) -> Iterator[int]:
    offset = 0
    with Path(path).open("rb") as stream:
        for line in stream:
            if line.strip():
                yield offset
            offset += len(line)


def _offsets_of_warc(path: str) -> Iterator[int]:
    """Where each page of an archive begins; a broken rest is told when its part is read."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    with Path(path).open("rb") as stream:
        iterator = ArchiveIterator(stream)
        try:
            for record in iterator:
                if record.rec_type in {"response", "resource"}:
                    yield iterator.get_record_offset()
        except Exception:  # archives break in many ways; what was found so far is audited
            return


def pages(part: Part) -> Iterator[Raw]:
    """The pages of a part, in order; what cannot be read comes with its error."""
    if part.path.endswith(_WARC):
        yield from _of_warc(part)
    elif part.path.endswith(".parquet"):
        yield from _of_parquet(part)
    else:
        yield from _of_lines(part)


def _of_warc(part: Part) -> Iterator[Raw]:
    with Path(part.path).open("rb") as stream:
        stream.seek(part.offset)
        for number, record in enumerate(records(stream, every=True)):
            if number >= part.pages:
                return
            if record.is_page:
                yield Raw(record.url, record.url, record.data, record.error)


def _of_lines(part: Part) -> Iterator[Raw]:
    with Path(part.path).open("rb") as stream:
        stream.seek(part.offset)
        count = 0
        for line in stream:
            if not line.strip():
                continue
            count += 1
            yield _of_row(line)
            if count >= part.pages:
                return


def _of_row(line: bytes) -> Raw:
    try:
        row: Any = json.loads(line) if len(line) <= 2 * MOST_BYTES else None
        text = row["text"] if "text" in row else row["html"]
        return Raw(
            str(row.get("id") or row.get("url") or ""), str(row.get("url") or ""), str(text).encode("utf-8", "replace")
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return Raw("", "", b"", "not a JSON object with a text")


def _of_parquet(part: Part) -> Iterator[Raw]:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    for row in ParquetFile(part.path).read_row_group(part.offset).to_pylist():
        text: Any = row.get("text") or row.get("html") or row.get("content") or ""
        data = text if isinstance(text, bytes) else str(text).encode("utf-8", "replace")
        yield Raw(str(row.get("id") or row.get("url") or ""), str(row.get("url") or ""), data)
