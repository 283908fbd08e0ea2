"""What a body holds: the fields of a form, or a page to be audited; read in memory and forgotten."""

from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from agnodice.faces.html.form import Form
from agnodice.faces.reading.door import page_of_bytes
from agnodice.model.audit import Page

LARGEST_PAGE_BYTES, SLOWEST_PAGE_SECONDS, MOST_FIELDS = 2_000_000, 30.0, 20_000
MULTIPART = "multipart/form-data"


def form_of(kind: str, body: bytes) -> Form:
    """The form that a body holds. ValueError when it is not one."""
    if kind.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise ValueError(kind)
    text = body.decode("utf-8", errors="replace")
    return Form(tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)))


def page_sent(kind: str, body: bytes) -> Page | str | None:
    """What a form holds: a page from a file, pasted text, or nothing.

    Raises PageError when the file cannot be read, ValueError when it is no such form.
    """
    if kind.partition(";")[0].strip().lower() != MULTIPART:
        return form_of(kind, body).one("text")
    data = _file(kind, body)
    return page_of_bytes(data) if data.strip() else None


def _file(kind: str, body: bytes) -> bytes:
    """The bytes of the field `file`. ValueError when the form cannot be read."""
    if len(kind) > 300 or not kind.isascii() or "boundary=" not in kind:
        raise ValueError(kind)
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    for part in message.iter_parts():
        if part.get_param("name", header="content-disposition") == "file":
            data = part.get_payload(decode=True)
            return data if isinstance(data, bytes) else b""
    return b""
