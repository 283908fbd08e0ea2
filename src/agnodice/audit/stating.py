"""Make the library's statements, at build: each cited sentence with what it is about without saying so.

What an edition holds of them is read by statements.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from agnodice.audit.folding import Folded, Folder, weights
from agnodice.audit.statements import holder
from agnodice.audit.wording import spelt_out
from agnodice.model.clinical import Condition, RedFlag
from agnodice.model.content import Guide, Myth, SectionName, Sentence
from agnodice.model.evidence import Source
from agnodice.text.edited import EditedLexicon

POINTING = ("It ", "They ", "This ", "These ", "Both ", "Neither ")
FIRM = ("only", "always")
FEW_WORDS = 4  # of a wording: without how far it goes, what is left of it may be true
_STOPS = re.compile(r"(?<=[.!?;])\s+")
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Texts:
    """What statements are made from."""

    guides: Sequence[Guide]
    conditions: Sequence[Condition]
    flags: Sequence[RedFlag]
    myths: Sequence[Myth]
    sources: Sequence[Source] = ()


def rows(texts: Texts, lexicon: EditedLexicon, folder: Folder) -> dict[str, Any]:
    """Every statement by its holder, and every wording of a myth; JSON data.

    Concepts are numbered: first those with a weight, then `others`.
    """
    maker = _Maker(lexicon, folder)
    names = frozenset(map(_named, texts.conditions))
    statements = [maker.row(owner, about, text, names) for owner, about, text in _told(texts)]
    weight = weights(frozenset(row[2]) for row in statements)
    others = sorted(frozenset().union(*maker.contexts, *(row[5] for row in statements)) - weight.keys())
    numbers = {concept: number for number, concept in enumerate([*weight, *others])}
    wordings, myths = _wordings(texts.myths, maker, weight)
    return {
        "statements": [
            [whose, *(_closed(numbers, row) for row in held)]
            for whose, held in groupby(statements, lambda r: holder(r[0]))
        ],
        "contexts": [sorted(map(numbers.__getitem__, context)) for context in maker.contexts],
        "weights": weight,
        "others": others,
        "wordings": wordings,
        "myths": myths,
        "guides": [[g.id, maker.key(g.question, weight), list(g.conditions), list(g.findings)] for g in texts.guides],
        "cores": {myth.id: maker.telling(maker.folded(myth.claim)) for myth in texts.myths},
    }


def _closed(numbers: Mapping[str, int], row: Sequence[Any]) -> list[Any]:
    """A statement's row as the edition holds it: of its owner the number alone, of its concepts the numbers."""
    owner, context, concepts, denials, figures, denied, subject = row
    place = owner.partition("#")[2]
    told, said_not = ([numbers[concept] for concept in named] for named in (concepts, denied))
    return [int(place) if place else -1, context, told, denials, figures, said_not, subject]


class _Maker:
    """Folds the library's own texts; contexts are numbered, each once."""

    def __init__(self, lexicon: EditedLexicon, folder: Folder) -> None:
        self._lexicon, self._folder = lexicon, folder
        self._numbers: dict[str, int] = {}
        self.contexts: list[frozenset[str]] = []

    def folded(self, text: str) -> Folded:
        return self._folder.fold(self._lexicon.line(text.replace("**", "")).words)

    def telling(self, said: Folded) -> list[str]:
        """The words of a text that say what it is about, each once; not how far it goes ("always")."""
        words = (word[0] for word in said.words)
        return list(dict.fromkeys(word for word in words if not self._folder.is_kept(word)))

    def key(self, text: str, weight: Mapping[str, float]) -> str:
        """The most telling concept of a text."""
        return max(self.telling(self.folded(text)), key=lambda word: (weight.get(word, 0.0), word), default="")

    def row(self, owner: str, about: Sequence[str], text: str, names: Set[str]) -> list[Any]:
        folded = self.folded(text)
        context = [self._context(part) for part in about]
        subject = next((self._context(part) for part in about if part in names), -1)
        told = sorted(folded.concepts), folded.denials, sorted(folded.numbers), sorted(folded.denied)
        return [owner, context, *told, subject]

    def _context(self, text: str) -> int:
        if text not in self._numbers:
            self._numbers[text] = len(self.contexts)
            self.contexts.append(self.folded(text).concepts)
        return self._numbers[text]


def _firm(said: Folded) -> list[str]:
    """The words of a text by which it goes further than what is true ("only old women get it")."""
    return [concept for concept in FIRM if concept in said.concepts]


def _told(texts: Texts) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """(owner, what it is about, text) of every statement that has a source."""
    names = {condition.id: _named(condition) for condition in texts.conditions}
    for guide in texts.guides:
        for number, (about, sentence) in enumerate(placed(guide)):
            lead = names.get(about, about)  # type: ignore[call-overload]  # an id of a condition, or plain words
            context = tuple(filter(None, (guide.question, lead)))
            if sentence.cite:
                yield f"guide:{guide.id}#{number}", context, sentence.text
    for condition in texts.conditions:
        yield from ((f"condition:{condition.id}", (names[condition.id],), part) for part in _parted(condition.what))
    for flag in texts.flags:
        yield from ((f"red_flag:{flag.id}", (flag.name,), part) for part in _parted(flag.why))
    for myth in texts.myths:
        yield from ((f"myth:{myth.id}", _meant(myth, part), part) for part in _parted(myth.correction))
    for source in texts.sources:
        yield from ((f"source:{source.id}#{n}", (source.title,), part) for n, part in enumerate(gisted(source)))


def _meant(myth: Myth, part: str) -> tuple[str, ...]:
    """What a part of a correction is about without saying so: "It …" is about what the myth is about."""
    return (myth.claim,) if part.startswith(POINTING) else ()


def _named(condition: Condition) -> str:
    """All names of a condition."""
    return ". ".join((condition.name, *condition.also))


def _parted(text: str) -> list[str]:
    """A text's sentences: each says its own and denies its own."""
    return _ENDS.split(text)


def gisted(source: Source) -> list[str]:
    """What a source says, in the library's words, statement by statement."""
    return _STOPS.split(source.gist)


def placed(guide: Guide) -> Iterator[tuple[str, Sentence]]:
    """Every sentence of a guide with what it stands under: a condition's id, who is meant by a danger, or nothing."""
    for danger in guide.dangers:
        yield from ((danger.who, sentence) for sentence in danger.sentences)
    for cause in guide.causes:
        yield from ((cause.condition, sentence) for sentence in cause.sentences)
    for section in guide.sections:
        is_short = section.name is SectionName.SHORT_ANSWER
        for block in section.blocks:
            yield from ((guide.teaser if is_short else "", sentence) for sentence in block.sentences)
        for row in section.table.rows if section.table else ():
            option = " ".join(sentence.text for sentence in row[0])
            yield from ((option, sentence) for cell in row for sentence in cell)


def _wordings(
    myths: Iterable[Myth], maker: _Maker, weight: Mapping[str, float]
) -> tuple[dict[str, list[Any]], dict[str, list[str]]]:
    """Wordings by their rarest concept: [myth, words, denials]; and the verdict and all concepts of each myth."""
    found: dict[str, list[Any]] = {}
    known: dict[str, list[str]] = {}
    rarest = max(weight.values(), default=1.0)
    for myth in myths:
        concepts: set[str] = set()
        for text in chain([myth.claim], *map(spelt_out, myth.say)):
            said = maker.folded(text)
            words = maker.telling(said)
            concepts.update(words)
            words += _firm(said) if len(words) <= FEW_WORDS else []
            if len(words) > 1:
                anchor = max(words, key=lambda word: (weight.get(word, rarest), word))
                row = [myth.id, words, said.denials]
                rows = found.setdefault(anchor, [])
                rows += [row] if row not in rows else []
        known[myth.id] = sorted(concepts)
    return found, known
