"""A page as the audit sees it: text with its blocks, cut into sentences whose places are exact.

Plain text is read by its shape: a first line that asks is the title, short lines without a full stop are headings,
`<<:`, `>>:` and "Recommend" lead to links, and a cut-off line under a link is its teaser.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agnodice.errors import PageError
from agnodice.model.audit import Block, BlockKind, Page, Span

LONGEST_PAGE = 400_000  # characters
LONGEST_SENTENCE = 1_200
MOST_SENTENCES = 6_000
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff]"
)
_LINE = re.compile(r"[^\n]+")
_LINK_MARKS = ("<<", ">>", "previous:", "next:", "prev:")
_LINK_HEADS = frozenset({"recommend", "recommended", "related articles", "related", "you may also like", "read more"})
_ENDS = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9•*-])|\s+[-•*]\s+(?=[A-Z])|\n+")
_MAY_END = re.compile(r"[.!?…\n•*-]")
_SHORT_FORMS = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|dr|mr|mrs|ms|prof|st|no|approx|fig|etc|u\.s|u\.k|cf|al)|\b[A-Z])\.$", re.I
)
_ITEM = re.compile(r"(?:[-•*]|\d{1,2}[.)])\s+")


class Stretch(NamedTuple):
    """A sentence of a page: its place and the kind of block it stands in."""

    span: Span
    kind: BlockKind


def checked(text: str) -> str:
    """`text`, if it can be audited. Raises PageError when there is nothing to read or far too much."""
    if len(text) > LONGEST_PAGE:
        raise PageError(f"The page has {len(text)} characters of text; the most is {LONGEST_PAGE}. Audit it in parts.")
    if not any(c.isalpha() for c in text):
        raise PageError("There is no text to audit on this page. Save the page as text and try that.")
    return text


def cleaned(text: str) -> str:
    """`text` with line ends made one kind and control characters made spaces, so that places stay what they are."""
    if text.isascii() and text.isprintable():
        return text
    return _ODD.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain_page(text: str, url: str = "") -> Page:
    """The page that a plain text is. Raises PageError as `checked` does."""
    text = checked(cleaned(text))
    blocks = tuple(_blocks(text))
    title = next((text[b.span.start : b.span.end] for b in blocks if b.kind is BlockKind.TITLE), "")
    return Page(text, blocks, title.strip().lstrip("# "), url)


def _blocks(text: str) -> Iterator[Block]:
    title, in_links = "", False
    after_link = False
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        span = Span(start, start + len(line))
        low = line.lower().strip(" :#")
        in_links = in_links or low in _LINK_HEADS
        if not title and _may_be_title(line):
            title = low
            yield Block(BlockKind.TITLE, span)
        elif low == title:
            yield Block(BlockKind.HEADING, span)
        elif line.lower().startswith(_LINK_MARKS) or (in_links and _is_link(line)):
            yield Block(BlockKind.HEADING if low in _LINK_HEADS else BlockKind.LINK, span)
        elif in_links and after_link and line.endswith(("...", "…")):
            yield Block(BlockKind.TEASER, span)
        else:
            yield Block(_kind(line), span)
        after_link = in_links and _is_link(line)


def _may_be_title(line: str) -> bool:
    return len(line) <= 160 and not line.endswith((".", ":", ","))


def _is_link(line: str) -> bool:
    return len(line) <= 160 and not line.endswith(("...", "…", "."))


def _kind(line: str) -> BlockKind:
    if line.startswith("#"):
        return BlockKind.HEADING
    if _ITEM.match(line):
        return BlockKind.ITEM
    is_short = len(line) <= 90 and len(line.split()) <= 14
    return BlockKind.HEADING if is_short and line[-1] not in '.!;,…"”' else BlockKind.PARAGRAPH


def sentences(page: Page) -> list[Stretch]:
    """The sentences of a page in their order; at most MOST_SENTENCES, none longer than LONGEST_SENTENCE."""
    found: list[Stretch] = []
    for block in page.blocks:
        may_end = _MAY_END.search(page.text, block.span.start, block.span.end - 1)
        if may_end:
            cut = _cut(page.text, block.span, max(block.span.start, may_end.start() - 1))
        else:  # most headings and links are one sentence
            cut = _trimmed(page.text, *block.span)
        found += [Stretch(Span(start, end), block.kind) for start, end in cut]
        if len(found) >= MOST_SENTENCES:
            return found[:MOST_SENTENCES]
    return found


def _cut(text: str, span: Span, first: int) -> Iterator[tuple[int, int]]:
    """Each sentence of a stretch, in which none ends before `first`."""
    start = span.start
    for match in _ENDS.finditer(text, first, span.end):
        if _SHORT_FORMS.search(text, max(start, match.start() - 12), match.start()):
            continue
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without blanks around it, cut at a blank where it is far too long for a sentence."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def parts(page: Page, kinds: Sequence[BlockKind]) -> list[str]:
    """The texts of all blocks of some kinds."""
    return [page.text[b.span.start : b.span.end] for b in page.blocks if b.kind in kinds]
