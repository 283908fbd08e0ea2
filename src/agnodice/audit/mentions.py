"""What a page mentions: findings, conditions and red flags, sentence by sentence, by the understanding of `assess`.

A page speaks of what may be, so "if you have a fever" mentions fever; only what is denied is not mentioned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agnodice.audit.folding import Folded, Folder
from agnodice.audit.page import Stretch
from agnodice.model.audit import BlockKind, Page, Span
from agnodice.model.clinical import ConditionId, FindingId
from agnodice.safety.hear import FLAG, Listener
from agnodice.text.assertion import Judge, Status
from agnodice.text.phrases import Mention, PhraseBook
from agnodice.text.reading import DENIALS, Item, Lexicon

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
    findings: frozenset[FindingId]
    signs: frozenset[FindingId]
    branches: tuple[frozenset[FindingId], ...]
    conditions: frozenset[ConditionId]
    flags: frozenset[str]
    denied: frozenset[str]
    touched: frozenset[str]
    subject: tuple[tuple[str, ...], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is the page's own words and not a link to elsewhere."""
        return self.kind not in {BlockKind.LINK, BlockKind.TEASER}


class Reader:
    """Reads pages with the words of one edition."""

    def __init__(self, lexicon: Lexicon, folder: Folder, listener: Listener, books: Sequence[PhraseBook]) -> None:
        self._lexicon, self._folder, self._listener, self._books = lexicon, folder, listener, books
        self._judge = Judge(lexicon.cues)

    def read(self, page: Page, stretches: Sequence[Stretch]) -> list[Sentence]:
        """Every sentence of `page`, read."""
        return [self.sentence(page.text[s.span.start : s.span.end], s) for s in stretches]

    def sentence(self, text: str, stretch: Stretch) -> Sentence:
        """One sentence, read."""
        items = self._lexicon.read(text, with_slips=False)
        is_elsewhere = stretch.kind is BlockKind.LINK  # what another page is about is not mentioned here
        mentions = [] if is_elsewhere else [mention for book in self._books for mention in book.find(items)]
        denied = set(self._denied(items, mentions))
        said = [m for m in mentions if m.owner not in denied]
        owners = {m.owner for m in said}
        findings = [m for m in said if not m.owner.startswith((FLAG, CONDITION))]
        named = {i for m in said if m.owner.startswith(CONDITION) for i in m.items}
        apart = [m for m in findings if named.isdisjoint(m.items)]
        return Sentence(
            span=stretch.span,
            kind=stretch.kind,
            text=text,
            folded=self._folder.fold(items),
            findings=self._with_parents(findings),
            signs=self._with_parents(apart),
            branches=tuple(self._with_parents([m]) for m in apart if m.is_sure),
            conditions=frozenset(ConditionId(o.removeprefix(CONDITION)) for o in owners if o.startswith(CONDITION)),
            flags=frozenset(o.removeprefix(FLAG) for o in owners if o.startswith(FLAG)),
            denied=frozenset(denied),
            subject=self._folder.fold([items[i] for i in sorted(named)]).words if named else (),
            touched=frozenset(concept for m in said for i in m.items for concept in items[i].concepts),
        )

    def _with_parents(self, mentions: Sequence[Mention]) -> frozenset[FindingId]:
        return self._listener.with_parents(FindingId(m.owner) for m in mentions)

    def _denied(self, items: Sequence[Item], mentions: Sequence[Mention]) -> Iterator[str]:
        """Owners that the sentence denies wherever it mentions them."""
        if not mentions or not any(not DENIALS.isdisjoint(item.concepts) for item in items):
            return
        statuses = self._judge.statuses(items, mentions)
        said = {m.owner for m, status in zip(mentions, statuses, strict=True) if status is not Status.DENIED}
        yield from (m.owner for m in mentions if m.owner not in said)
