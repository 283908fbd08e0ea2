"""Bytes to text: the encoding that is declared or fits, sizes bounded, compression unpacked to a limit."""

import codecs
import re
import zlib

from agnodice.errors import PageError

MOST_BYTES = 8_000_000  # of a page, unpacked
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DATA = re.compile(r"data:[\w/+.;=-]{1,100},[^\"'\s)>]{200,}")


def decoded(data: bytes, told: str = "") -> str:
    """`data` as text. `told`: the encoding that a server named. Raises PageError when it is too large."""
    if len(data) > MOST_BYTES:
        raise PageError(f"The page is larger than {MOST_BYTES // 1_000_000} MB. Save its text and audit that.")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    declared = _DECLARED.search(data[:4096])
    names = [marked, told, declared[1].decode("ascii", "replace") if declared else "", "utf-8"]
    for name in filter(None, names):
        try:
            return codecs.lookup(name).decode(data, "strict")[0].lstrip("\ufeff")
        except (LookupError, ValueError, TypeError, AttributeError):
            continue
    return data.decode("cp1252", "replace")


def without_data(source: str) -> str:
    """HTML without null bytes and without long embedded data (pictures and fonts as text)."""
    source = source.replace("\x00", " ")
    return _DATA.sub("data:,", source) if "data:" in source else source


def unpacked(data: bytes, most: int = MOST_BYTES) -> bytes:
    """gzip or deflate unpacked, at most `most` bytes. Raises PageError for a bomb or damage."""
    for window in (47, -15):
        machine = zlib.decompressobj(window)
        try:
            plain = machine.decompress(data, most + 1)
        except zlib.error:
            continue
        if len(plain) > most:
            raise PageError(f"The page unpacks to more than {most // 1_000_000} MB. It was not read.")
        return plain
    raise PageError("The page is packed in a way that cannot be read. Save its text and audit that.")


def is_html(text: str) -> bool:
    """Whether a text is the source of a web page."""
    return bool(re.search(r"<(?:!doctype|html|head|body|div|p|article|h1|meta)\b", text[:20_000], re.I))
