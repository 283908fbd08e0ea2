"""Make the library's word groups ready: the lexicon's vocabulary and the compiled phrases of findings and red flags."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from agnodice.ask.named import CONDITION
from agnodice.library.choices import Choices
from agnodice.library.load import Library
from agnodice.safety.hear import BESIDE_OWNER, FLAG
from agnodice.text.phrases import Listed, Phrase, listed, phrase_of
from agnodice.text.reading import Lexicon, Table, prepare
from agnodice.text.tokens import plain


def vocabulary(library: Library) -> frozenset[str]:
    """Every word of phrases, questions, wordings and names: what a slip may be repaired to."""
    texts = [*_texts(library)]
    told = "\n".join([*filter(str.isascii, texts)])  # nearly all: made plain at once
    others = [plain(text) for text in texts if not text.isascii()]
    return frozenset(chain.from_iterable(map(re.compile("[a-z]{2,}").findall, (plain(told), *others))))


def _texts(library: Library) -> Iterator[str]:
    for finding in library.findings:
        yield from (finding.name, *finding.say)
    for flag in library.red_flags:
        yield from flag.words
    for guide in library.guides:
        yield guide.question
    for condition in library.conditions:
        yield from (condition.name, *condition.also)


@dataclass(frozen=True)
class Heard:
    """How the program hears a library: its lexicon, the lexicon's table for the edition, and every word group as it is
    `written`, by its owner. Made once; the linter and the compiler share it.
    """

    lexicon: Lexicon
    table: Table
    written: Sequence[tuple[str, Sequence[str]]]

    @cached_property
    def said(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Every word group read, by its owner; made when it is asked for, since of two processes one needs it."""
        return {owner: tuple(phrase_of(owner, phrase, self.lexicon) for phrase in say) for owner, say in self.written}

    @cached_property
    def phrases(self) -> Listed:
        """Every word group by its owner, with those that its choices make of it."""
        choices = Choices(self.table, self.lexicon)
        made: dict[Phrase, None] = {}
        for owner, say in self.written:
            opened = (words for phrase in say for words in choices.opened(phrase))
            made |= dict.fromkeys([*self.said[owner], *(phrase_of(owner, words, self.lexicon) for words in opened)])
        return listed(made)


def heard(library: Library) -> Heard:
    """A library as the program hears it."""
    table = prepare(library.words, vocabulary(library))
    lexicon = Lexicon(library.words.cues, table)
    owners: list[tuple[str, Sequence[str]]] = [(str(finding.id), finding.say) for finding in library.findings]
    owners += [(FLAG + flag.id, flag.words) for flag in library.red_flags]
    owners += [(f"{BESIDE_OWNER}{place}", words) for place, (words, *_) in enumerate(library.words.cues.beside_says)]
    return Heard(lexicon, table, owners)


def condition_phrases(library: Library, lexicon: Lexicon) -> Listed:
    """The names of every condition as word groups by their owner."""
    named = ((CONDITION + c.id, name) for c in library.conditions for name in (c.name, *c.also))
    made = (phrase_of(owner, name, lexicon) for owner, name in named)
    return listed(dict.fromkeys(made))
