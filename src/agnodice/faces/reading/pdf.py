"""The text of a PDF, pages and sizes bounded."""

import io

from agnodice.audit.page import LONGEST_PAGE, plain_page
from agnodice.errors import PageError
from agnodice.model.audit import Page

MOST_PDF_BYTES = 20_000_000
MOST_PDF_PAGES = 120


def pdf_page(data: bytes, url: str = "") -> Page:
    """The page of a PDF. Raises PageError when it cannot be read."""
    from pypdf import PdfReader  # noqa: PLC0415  (only for PDF)

    if len(data) > MOST_PDF_BYTES:
        raise PageError(f"The PDF is larger than {MOST_PDF_BYTES // 1_000_000} MB. Save its text and audit that.")
    pieces: list[str] = []
    try:
        for page in PdfReader(io.BytesIO(data)).pages[:MOST_PDF_PAGES]:
            pieces.append(page.extract_text() or "")
            if sum(map(len, pieces)) > LONGEST_PAGE // 2:
                break
    except Exception as error:  # a damaged PDF fails in many ways, none of them ours
        raise PageError("The PDF cannot be read. Save its text and audit that.") from error
    return plain_page(_unwrapped("\n\n".join(pieces)), url)


def _unwrapped(text: str) -> str:
    """Lines that end within a sentence joined to the next."""
    out: list[str] = []
    for line in text.split("\n"):
        if out and out[-1] and out[-1][-1] not in ".!?:;" and line[:1].islower():
            out[-1] += f" {line.strip()}"
        else:
            out.append(line.strip())
    return "\n".join(out)
