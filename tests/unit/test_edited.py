"""Edited text read word by word once, and phrases looked up by two words, say what the plain way says."""

import random
from collections.abc import Iterator
from typing import Any

from agnodice.engine import Engine
from agnodice.model.codec import decode
from agnodice.model.words import Cues
from agnodice.text.book import PhraseBook
from agnodice.text.edited import EditedLexicon
from agnodice.text.phrases import Anchored, Mention, Phrase, anchored, listed, phrase_of
from agnodice.text.reading import Lexicon, Table, prepare
from agnodice.text.rows import Row, row_of
from agnodice.text.spelling import Believer
from agnodice.text.tokens import pieces
from tests.unit.small import CUES, WORDS

ODD = [
    "39.5",
    "fever",
    "can't",
    "I'm",
    "x-ray",
    "blood",
    "pressure",
    "short of breath",
    ",",
    ".",
    "\n",
    "Ünder",
    "no",
    "the",
    "12",
    "’s",
]


def lines(engine: Engine, count: int) -> list[str]:
    """Texts of the library's own sentences and odd words, the same each time."""
    dice = random.Random(3)
    told = [flag.why for flag in engine.red_flags()] + [guide.teaser for guide in engine.guides()]
    words = [word for text in told for word in text.split(" ")] + 40 * ODD
    return told[:100] + [" ".join(dice.choices(words, k=dice.randrange(1, 25))) for _ in range(count)]


def test_a_line_reads_as_the_lexicon_does(engine: Engine) -> None:
    told: Any = engine._index.ready("words")
    table = Table(told["single"], told["idioms"], told["broader"], (), ())
    cues = decode(Cues, engine._index.ready("cues"))
    plain, edited = Lexicon(cues, table, Believer()), EditedLexicon(cues, table)
    for text in lines(engine, 200):
        expected = [item._replace(start=0, end=0) for item in plain.read(text, with_slips=False)]
        assert list(edited.line(text).items) == expected, text


def test_strange_words_go_with_their_page_and_own_ones_stay() -> None:
    edited = EditedLexicon(CUES, prepare(WORDS, ()), (frozenset({"fever"}),))
    page = edited.for_page()
    page.line("Fever, Zebrowski!")
    assert {"Fever", ",", "Zebrowski"} <= set(page._seen)
    assert {"Fever", ","} <= set(edited._shared)
    assert "Zebrowski" not in {**edited._shared, **edited._seen, **edited.for_page()._seen}
    page.forget()
    assert not page._seen


def test_the_book_finds_what_trying_every_phrase_finds(engine: Engine) -> None:
    lexicon = Lexicon(CUES, prepare(WORDS, ()), Believer())
    dice = random.Random(5)
    texts = lines(engine, 120)
    samples = [" ".join(dice.sample(text.split(), min(3, len(text.split())))) for text in texts]
    table = anchored(listed(phrase_of(f"p{n}", sample, lexicon) for n, sample in enumerate(samples)))
    book, found = PhraseBook(table), 0
    for text in texts:
        items = lexicon.read(text, with_slips=False)
        mentions = book.find(items)
        assert set(mentions) == set(_by_trying(table, row_of(items)))
        found += len(mentions)
    assert found > len(texts) / 2


def _by_trying(table: Anchored, row: Row) -> Iterator[Mention]:
    for index, item in enumerate(row.items):
        for concept in item.concepts:
            for owner, slots, anchor, is_literal in table.get(concept, ()):
                phrase = Phrase(owner, tuple(map(tuple, slots)), is_literal)
                if all(any(c in row.strong for c in slot) for slot in phrase.slots):
                    mention = row.match(phrase, anchor, index, is_weak=False)
                    if mention:
                        yield mention


def test_the_plainer_pattern_cuts_what_the_full_one_cuts() -> None:
    dice = random.Random(8)
    letters = "abHhRrsS'`.!?;:,()\n -_/@%\"\t"
    for _ in range(2000):
        text = "".join(dice.choice(letters) for _ in range(30))
        assert pieces(text) == pieces(f"{text}…")[:-1]  # no letter of ASCII, so it is cut by the full one
