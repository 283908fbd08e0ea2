"""What a page mentions: findings, conditions and red flags, sentence by sentence, by the understanding of `assess`.

A page speaks of what may be, so "if you have a fever" mentions fever; only what is denied is not mentioned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agnodice.audit.folding import Folded, Folder
from agnodice.audit.page import Stretch
from agnodice.model.audit import BlockKind, Page, Span
from agnodice.model.clinical import ConditionId, FindingId
from agnodice.safety.hear import FLAG, Listener
from agnodice.text.assertion import Judge, Status
from agnodice.text.book import PhraseBook
from agnodice.text.edited import EditedLexicon, Line
from agnodice.text.phrases import Mention, Row

CONDITION = "condition:"


@dataclass(frozen=True)
class Sentence:
    """A read sentence: its place, kind, folded words, and what it mentions.

    `signs`: findings told apart from the names of conditions, with their parents; `branches`: each with its parents;
    `denied`: owners of mentions that it denies; `touched`: the concepts of all its mentions.
    """

    span: Span
    kind: BlockKind
    text: str
    folded: Folded
    findings: frozenset[FindingId] = frozenset()
    signs: frozenset[FindingId] = frozenset()
    branches: tuple[frozenset[FindingId], ...] = ()
    conditions: frozenset[ConditionId] = frozenset()
    flags: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()
    subject: tuple[tuple[str, ...], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is the page's own words and not a link to elsewhere."""
        return self.kind not in {BlockKind.LINK, BlockKind.TEASER}


class Reader:
    """Reads pages with the words of one edition."""

    def __init__(self, lexicon: EditedLexicon, folder: Folder, listener: Listener, books: Sequence[PhraseBook]) -> None:
        self._lexicon, self._folder, self._listener, self._books = lexicon, folder, listener, books
        self._judge = Judge(lexicon.cues)

    def read(self, page: Page, stretches: Sequence[Stretch]) -> list[Sentence]:
        """Every sentence of `page`, read."""
        return [self.sentence(page.text[s.span.start : s.span.end], s) for s in stretches]

    def sentence(self, text: str, stretch: Stretch) -> Sentence:
        """One sentence, read."""
        line = self._lexicon.line(text.replace("%", " percent ") if "%" in text else text)
        folded = self._folder.fold(line.words)
        mentions = [] if stretch.kind is BlockKind.LINK else self._mentions(line)  # what another page is about
        if not mentions:
            return Sentence(stretch.span, stretch.kind, text, folded)
        denied = self._denied(line, mentions)
        said = [m for m in mentions if m.owner not in denied]
        owners = {m.owner for m in said}
        findings = [m for m in said if not m.owner.startswith((FLAG, CONDITION))]
        named = {i for m in said if m.owner.startswith(CONDITION) for i in m.items}
        apart = [m for m in findings if named.isdisjoint(m.items)]
        return Sentence(
            span=stretch.span,
            kind=stretch.kind,
            text=text,
            folded=folded,
            findings=self._with_parents(findings),
            signs=self._with_parents(apart),
            branches=tuple(self._with_parents([m]) for m in apart if m.is_sure),
            conditions=frozenset(ConditionId(o.removeprefix(CONDITION)) for o in owners if o.startswith(CONDITION)),
            flags=frozenset(o.removeprefix(FLAG) for o in owners if o.startswith(FLAG)),
            denied=denied,
            subject=self._subject(line, folded, sorted(named)) if named else (),
            touched=self._touched(line, sorted({i for m in said for i in m.items})),
        )

    def _subject(self, line: Line, folded: Folded, items: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        """The words that name a condition, as far as they stand for themselves in the whole sentence."""
        words = self._folder.fold([line.words[i] for i in items]).words
        return tuple(word for word in words if word in folded.words)

    def _touched(self, line: Line, items: Sequence[int]) -> frozenset[str]:
        """The concepts of some items as they were read and as they are folded."""
        row = [line.words[i] for i in items]
        return self._folder.fold(row).concepts.union(*[word.concepts for word in row])

    def forget(self) -> None:
        """Drop the page's words from memory."""
        self._folder.forget(self._lexicon.is_own)
        self._lexicon.forget()

    def _mentions(self, line: Line) -> list[Mention]:
        held = [(book, book.held(line.said)) for book in self._books]
        if not any(phrases for _, phrases in held):
            return []
        row = Row(line.items)
        return [mention for book, phrases in held for mention in book.matched(row, phrases)]

    def _with_parents(self, mentions: Sequence[Mention]) -> frozenset[FindingId]:
        return self._listener.with_parents(FindingId(m.owner) for m in mentions)

    def _denied(self, line: Line, mentions: Sequence[Mention]) -> frozenset[str]:
        """Owners that the sentence denies wherever it mentions them."""
        if not any(word.denies for word in line.words):
            return frozenset()
        statuses = self._judge.statuses(line.items, mentions)
        said = {m.owner for m, status in zip(mentions, statuses, strict=True) if status is not Status.DENIED}
        return frozenset(m.owner for m in mentions if m.owner not in said)
