"""Make the library's word groups ready: the lexicon's vocabulary and the compiled phrases of findings and red flags."""

import re
from collections.abc import Iterator

from agnodice.audit.mentions import CONDITION
from agnodice.library.load import Library
from agnodice.safety.hear import FLAG
from agnodice.text.phrases import Anchored, anchored, phrase_of
from agnodice.text.reading import Lexicon, Table, prepare
from agnodice.text.tokens import plain


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


def lexicon_of(library: Library) -> tuple[Lexicon, Table]:
    """The lexicon of a library, and its table for the edition."""
    table = prepare(library.words, vocabulary(library))
    return Lexicon(library.words.cues, table), table


def phrases(library: Library, lexicon: Lexicon) -> Anchored:
    """Every word group with its owner, by its rarest word."""
    said = [(str(finding.id), phrase) for finding in library.findings for phrase in finding.say]
    said += [(FLAG + flag.id, phrase) for flag in library.red_flags for phrase in flag.words]
    made = (phrase_of(owner, phrase, lexicon) for owner, phrase in said)
    return anchored(dict.fromkeys(made))


def condition_phrases(library: Library, lexicon: Lexicon) -> Anchored:
    """The names of every condition as word groups with their owner, by their rarest word."""
    named = ((CONDITION + c.id, name) for c in library.conditions for name in (c.name, *c.also))
    made = (phrase_of(owner, name, lexicon) for owner, name in named)
    return anchored(dict.fromkeys(made))
