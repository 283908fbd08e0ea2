"""Make the library's word groups ready: the lexicon's vocabulary and the compiled phrases of findings and red flags."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from agnodice.ask.named import CONDITION
from agnodice.library.load import Library
from agnodice.safety.hear import BESIDE_OWNER, FLAG
from agnodice.text.phrases import CHOICE, NEEDED, Listed, Phrase, listed, phrase_of
from agnodice.text.reading import Lexicon, Table, prepare
from agnodice.text.rows import PAIR
from agnodice.text.tokens import plain

MANY = 5  # words that mean one thing, from which it is an everyday thing


def vocabulary(library: Library) -> frozenset[str]:
    """Every word of phrases, questions, wordings and names: what a slip may be repaired to."""
    return frozenset(word for text in _texts(library) for word in re.findall(r"[a-z]{2,}", plain(text)))


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
        counts = Counter(self.table.single.values())
        everyday = frozenset(concept for concept, words in counts.items() if words >= MANY)
        made: dict[Phrase, None] = {}
        for owner, say in self.written:
            made |= dict.fromkeys(self.said[owner])
            opened = (words for phrase in say for words in with_idioms(phrase, self.lexicon, everyday))
            made |= dict.fromkeys([phrase_of(owner, words, self.lexicon) for words in opened])
        return listed(made)


def heard(library: Library) -> Heard:
    """A library as the program hears it."""
    table = prepare(library.words, vocabulary(library))
    lexicon = Lexicon(library.words.cues, table)
    owners: list[tuple[str, Sequence[str]]] = [(str(finding.id), finding.say) for finding in library.findings]
    owners += [(FLAG + flag.id, flag.words) for flag in library.red_flags]
    owners += [(f"{BESIDE_OWNER}{place}", words) for place, (words, *_) in enumerate(library.words.cues.beside_says)]
    return Heard(lexicon, table, owners)


def with_idioms(words: str, lexicon: Lexicon, everyday: Set[str] = frozenset()) -> Iterator[str]:
    """A word group again for each of its choices that is read as one with the word beside it, so that neither would be
    heard alone: "left/right side numb" is "left side numb", too. Not of a group of two: nothing would stand beside it.
    """
    row = words.split()
    for at, pair in enumerate(pairwise(row)):
        if not any(CHOICE in word for word in pair) or any(word.startswith(NEEDED) for word in pair):
            continue
        for first, then in product(*(word.split(CHOICE) for word in pair)):
            if len(row) > PAIR and _is_swallowed(first, then, lexicon, everyday):
                yield " ".join([*row[:at], first, then, *row[at + 2 :]])


def _is_swallowed(first: str, then: str, lexicon: Lexicon, everyday: Set[str]) -> bool:
    """Whether two words are read as one in which not all that they tell apart can be found; not where many words mean
    as much, for that says too little: "killing me" is read as any pain.
    """
    together = [concepts for concepts, _ in lexicon.meant(f"{first} {then}")]
    apart = [concepts[0] for word in (first, then) for concepts, is_small in lexicon.meant(word) if not is_small]
    if len(together) != 1 or together[0][0] in everyday:
        return False
    return len(apart) > 1 or not set(apart) <= set(together[0])


def condition_phrases(library: Library, lexicon: Lexicon) -> Listed:
    """The names of every condition as word groups by their owner."""
    named = ((CONDITION + c.id, name) for c in library.conditions for name in (c.name, *c.also))
    made = (phrase_of(owner, name, lexicon) for owner, name in named)
    return listed(dict.fromkeys(made))
