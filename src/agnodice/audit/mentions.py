"""What a page mentions: findings, conditions and red flags, sentence by sentence, by the understanding of `assess`.

A page speaks of what may be, so "if you have a fever" mentions fever; only what is denied is not mentioned.
"""

import copy
import re
from collections.abc import Sequence
from typing import NamedTuple

from agnodice.ask.named import CONDITION
from agnodice.audit.folding import Folded, Folder
from agnodice.audit.page import Stretch
from agnodice.model.audit import BlockKind, Page, Span
from agnodice.model.clinical import ConditionId, FindingId
from agnodice.safety.hear import FLAG, Listener
from agnodice.text.assertion import Judge
from agnodice.text.book import PhraseBook
from agnodice.text.edited import EditedLexicon, Line
from agnodice.text.phrases import Mention
from agnodice.text.reading import DENIALS
from agnodice.text.tokens import pieces

_NO_FINDING = (FLAG, CONDITION)
_ELSEWHERE = frozenset({BlockKind.LINK, BlockKind.TEASER})
_NOTHING: frozenset[str] = frozenset()
_NOWHERE: frozenset[int] = frozenset()
_NO_LETTERS = re.compile(r"[\d%]")  # figures and shares mean something by what stands around them
UNREAD = Folded((), 0, _NOTHING, _NOTHING)


class Sentence(NamedTuple):
    """A read sentence: its place, kind, folded words, and what it mentions.

    `signs`: findings told apart from the names of conditions, with their parents; `denied`: owners of mentions that it
    denies; `is_text`: whether it is the page's own words and not a link to elsewhere.
    """

    span: Span
    kind: BlockKind
    text: str
    folded: Folded
    findings: frozenset[FindingId] = frozenset()
    signs: frozenset[FindingId] = frozenset()
    conditions: frozenset[ConditionId] = frozenset()
    flags: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    told: "Told | None" = None

    @property
    def branches(self) -> Sequence[frozenset[FindingId]]:
        """Each of the signs that are told for sure, with its parents."""
        return self.told.branches() if self.told else ()

    @property
    def touched(self) -> frozenset[str]:
        """The concepts of all its mentions."""
        return self.told.touched() if self.told else frozenset()

    @property
    def subject(self) -> Sequence[tuple[str, ...]]:
        """The words that name a condition, as far as they stand for themselves in the whole sentence."""
        return self.told.subject(self.folded) if self.told else ()

    @property
    def is_text(self) -> bool:
        """Whether it is the page's own words and not a link to elsewhere."""
        return self.kind not in _ELSEWHERE


class Told(NamedTuple):
    """What a sentence says of findings and conditions, for what is asked of few sentences only.

    `apart`: mentions of findings outside the names of conditions; `named`: the items that name conditions.
    """

    reader: "Reader"
    line: Line
    said: Sequence[Mention]
    apart: Sequence[Mention]
    named: frozenset[int]

    def branches(self) -> tuple[frozenset[FindingId], ...]:
        """Each sure finding with its parents."""
        apart = {(m.owner, m.items) for m in self.apart}
        judged = self.reader.mentions(self.line, is_judged=True)
        return tuple(self.reader.with_parents([m]) for m in judged if m.is_sure and (m.owner, m.items) in apart)

    def subject(self, whole: Folded) -> Sequence[tuple[str, ...]]:
        """The words that name a condition and stand so in the whole sentence."""
        words = self.reader.folded(self.line, sorted(self.named)).words if self.named else ()
        return [word for word in words if word in whole.words]

    def touched(self) -> frozenset[str]:
        """The concepts of all mentions as they were read and as they are folded."""
        items = sorted({i for m in self.said for i in m.items})
        folded = self.reader.folded(self.line, items)
        return folded.concepts.union(*[self.line.words[i].concepts for i in items])


class Reader:
    """Reads pages with the words of one edition."""

    def __init__(self, lexicon: EditedLexicon, folder: Folder, listener: Listener, book: PhraseBook) -> None:
        self._lexicon, self._folder, self._listener, self._book = lexicon, folder, listener, book
        self._judge = Judge(lexicon.cues)
        self._opened: dict[str, frozenset[str]] = {}  # by the edition's own words

    def read_ahead(self) -> None:
        """Make every phrase ready now."""
        self._book.read_ahead()

    def for_page(self) -> "Reader":
        """A reader of one page, with which the page's own words are gone."""
        made = copy.copy(self)
        made._lexicon = self._lexicon.for_page()
        made._folder = self._folder.for_page(self._lexicon.is_own)
        return made

    def read(self, page: Page, stretches: Sequence[Stretch]) -> list[Sentence]:
        """Every sentence of `page`, read; one that stands there again, as many do on long pages, is read once."""
        known: dict[str, Sentence] = {}
        read = []
        for stretch in stretches:
            text = page.text[stretch.span.start : stretch.span.end]
            told = known.get(text)
            if told is None or told.kind is not stretch.kind:
                told = known[text] = self.sentence(text, stretch)
            read.append(told if told.span is stretch.span else told._replace(span=stretch.span))
        return read

    def sentence(self, text: str, stretch: Stretch) -> Sentence:
        """One sentence, read."""
        if stretch.kind is BlockKind.LINK:  # on what another page is about; asked for by `sharing` alone
            return Sentence(stretch.span, stretch.kind, text, UNREAD)
        line = self._line(text)
        folded = self._folder.fold(line.words)
        mentions = self.mentions(line)
        if not mentions:
            return Sentence(stretch.span, stretch.kind, text, folded)
        denied = self._denied(line, mentions)
        said = [m for m in mentions if m.owner not in denied] if denied else mentions
        findings = [m for m in said if not m.owner.startswith(_NO_FINDING)]
        others = {m.owner for m in said if m.owner.startswith(_NO_FINDING)} if len(findings) < len(said) else _NOTHING
        named = frozenset([i for m in said if m.owner.startswith(CONDITION) for i in m.items]) if others else _NOWHERE
        apart = [m for m in findings if named.isdisjoint(m.items)] if named else findings
        all_of_them = self.with_parents(findings)
        return Sentence(
            span=stretch.span,
            kind=stretch.kind,
            text=text,
            folded=folded,
            findings=all_of_them,
            signs=all_of_them if len(apart) == len(findings) else self.with_parents(apart),
            conditions=frozenset(ConditionId(o.removeprefix(CONDITION)) for o in others if o.startswith(CONDITION)),
            flags=frozenset(o.removeprefix(FLAG) for o in others if o.startswith(FLAG)),
            denied=denied,
            told=Told(self, line, said, apart, named),
        )

    def _line(self, text: str) -> Line:
        return self._lexicon.line(text.replace("%", " percent ") if "%" in text else text)

    def sharing(self, links: Sequence[Sentence], concepts: frozenset[str], least: float) -> list[Sentence]:
        """Those of some links that hold at least `least` of some concepts.

        Few can, by what their words may mean, and only these are read.
        """
        known: dict[str, frozenset[str]] = {}
        is_simple = all(concept.isalpha() for concept in concepts)
        found = []
        for link in links:
            if is_simple and link.text.isascii() and not _NO_LETTERS.search(link.text):
                told = pieces(link.text)
                known |= {piece: concepts & self._openings(piece) for piece in told if piece not in known}
                if len(frozenset().union(*[known[piece] for piece in told])) < least:
                    continue
            if len(concepts & self._folder.fold(self._line(link.text).words).concepts) >= least:
                found.append(link)
        return found

    def _openings(self, piece: str) -> frozenset[str]:
        """The concepts that may be meant where a piece of text stands."""
        found = self._opened.get(piece)
        if found is None:
            opened = self._lexicon.openings(piece)
            found = frozenset().union(*[told | self._folder.openings(word) for word, told in opened])
            if self._lexicon.is_shared(piece):
                self._opened[piece] = found
        return found

    def folded(self, line: Line, items: Sequence[int]) -> Folded:
        """Some words of a line, folded."""
        return self._folder.fold([line.words[i] for i in items])

    def forget(self) -> None:
        """Drop what is left of the page's words in memory when this reader is gone."""
        self._lexicon.forget()

    def mentions(self, line: Line, *, is_judged: bool = False) -> Sequence[Mention]:
        """What a line mentions; `is_judged`: whether it is looked at how sure each mention is."""
        held = self._book.held(line.said)
        return self._book.matched(line.row(is_judged=is_judged), held) if held else ()

    def with_parents(self, mentions: Sequence[Mention]) -> frozenset[FindingId]:
        """The findings of some mentions, with everything that they refine."""
        return self._listener.with_parents(FindingId(m.owner) for m in mentions)

    def _denied(self, line: Line, mentions: Sequence[Mention]) -> frozenset[str]:
        """Owners that the sentence denies wherever it mentions them."""
        if DENIALS.isdisjoint(line.said):
            return frozenset()
        denials = self._judge.denied(line.items, mentions)
        said = {m.owner for m, is_denied in zip(mentions, denials, strict=True) if not is_denied}
        return frozenset(m.owner for m in mentions if m.owner not in said)
