"""Parts of the audit that are made to be quick say what the plain way says."""

import random
from datetime import date

from agnodice.audit.form import _mails
from agnodice.audit.marks import Finder, Found
from agnodice.audit.mentions import UNREAD, Sentence
from agnodice.audit.page import _ENDS, Stretch, plain_page, sentences
from agnodice.audit.waved import is_waved_away
from agnodice.engine import Engine
from agnodice.model.audit import BlockKind, Span
from agnodice.model.words import AuditWords

TODAY = date(2026, 11, 26)
WORDS = AuditWords(
    folds=(),
    tones=(),
    steps=(),
    dangers=(),
    seek=("see a doctor", "call", "see a"),
    doubts=("it is a myth", "doctor"),
)


def test_words_of_lists_are_found_at_their_places() -> None:
    text = "See a  doctor: CALL; sée a doctor, İ see a call. Sooo call"
    found = Finder(WORDS).find(text)
    told = [text[span.start : span.end] for span in found.of("seek")]
    assert told == ["See a  doctor", "See a", "CALL", "sée a doctor", "sée a", "see a", "call", "call"]
    assert [text[s.start : s.end] for s in found.of("doubts")] == ["doctor", "doctor"]


def test_the_first_place_inside_a_stretch_is_given() -> None:
    dice = random.Random(5)
    for _ in range(300):
        places = sorted(
            (Span(at, at + dice.randrange(1, 9)) for at in dice.sample(range(60), 8)), key=lambda s: s.start
        )
        start = dice.randrange(60)
        end = start + dice.randrange(30)
        plain = next((span for span in places if start <= span.start and span.end <= end), None)
        assert Found({"seek": places}).within("seek", start, end) == plain


def test_a_block_without_an_end_inside_is_one_sentence() -> None:
    dice = random.Random(9)
    for _ in range(400):
        text = "A" + "".join(
            dice.choice(["a", "B", ".", "!", " ", "  ", "\n", "- ", "e.g. ", "…", "•"]) for _ in range(14)
        )
        page = plain_page(text)
        for stretch in sentences(page):
            said = text[stretch.span.start : stretch.span.end]
            assert said == said.strip()
            inside = [m for m in _ENDS.finditer(said) if m.end() < len(said)]
            assert all(said[: m.start()].endswith(".") for m in inside), (text, said)  # a short form, as in "e.g."


def test_mail_addresses_are_found_where_they_stand() -> None:
    text = "Write to a.b@example.org or @nobody, not a @ b. c@d.example.net"
    assert [text[span.start : span.end] for span in _mails(text)] == ["a.b@example.org", "c@d.example.net"]


def test_what_can_wait_is_waved_away_unless_the_sentence_calls_for_help() -> None:
    def waved(text: str, *calls: str, hedges: tuple[str, ...] = ()) -> bool:
        at = [Span(10 + text.index(word), 10 + text.index(word) + len(word)) for word in ("can wait", *calls)]
        return is_waved_away(text, 10, at[:1], at[1:], hedges)

    assert waved("The lump can wait.")
    assert not waved("The lump can wait, then call us.", "call us")
    assert waved("The lump can wait.", "can wait")  # the words of the wave themselves are no call
    assert not waved("The lump perhaps can wait.", hedges=("perhaps",))
    assert not is_waved_away("The lump can wait.", 10, (), (), ())


def test_nothing_of_a_page_is_kept(engine: Engine) -> None:
    engine.audit("Bleeding after Zebrowskification\n\nZebrowskification brings fever and heavy bleeding.", TODAY)
    reader = engine._audit_room._tools.reader
    kept = {*reader._lexicon._seen, *reader._lexicon._shared, *reader._folder._looks}
    assert "fever" in kept
    assert not [word for word in kept if "zebrowski" in word.lower()]


def test_links_on_the_topic_are_those_that_reading_every_link_finds(engine: Engine) -> None:
    reader = engine._audit_room._tools.reader
    dice = random.Random(7)
    words = [
        "heavy",
        "periods",
        "bleeding",
        "after",
        "sex",
        "pain",
        "90%",
        "pill",
        "can't",
        "stop",
        "womb",
        "lining",
        "Zebrowski",
        "no",
        "out",
        "of",
        "breath",
        "2/52",
    ]
    titles = ("Heavy periods", "Pain after sex", "Can the pill stop bleeding?", "Out of breath in 90% of women")
    links = [*titles, *(" ".join(dice.choices(words, k=6)) for _ in range(300))]
    listed = [Sentence(Span(0, len(text)), BlockKind.LINK, text, UNREAD) for text in links]
    for title in titles:
        told = reader.sentence(title, Stretch(Span(0, len(title)), BlockKind.TITLE)).folded.specific
        least = 0.6 * len(told)
        plainly = [
            link
            for link in listed
            if len(told & reader.sentence(link.text, Stretch(link.span, BlockKind.PARAGRAPH)).folded.concepts) >= least
        ]
        assert reader.sharing(listed, told, least) == plainly
        assert 0 < len(plainly) < len(listed)
    reader.forget()
