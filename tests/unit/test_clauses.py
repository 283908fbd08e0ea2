"""Where a text without any punctuation begins anew."""

import pytest

from agnodice.model.clinical import Presence
from agnodice.model.words import Cues
from agnodice.text.clauses import ClauseOpener
from agnodice.text.reading import Item, Lexicon
from tests.unit.small import TABLE, listener

CUES = Cues(
    openers=("i", "no", "last period"),
    leads=("when", "have", "on"),
    small_words=("i",),
    contractions=(("i'm", "i am"),),
)
OPENER, LEXICON = ClauseOpener(CUES), Lexicon(CUES, TABLE)
TAIL = " and my aunt fell out"


def opened(text: str) -> tuple[Item, ...]:
    return OPENER.opened(text, LEXICON.read(text))


def told(text: str) -> str:
    return " ".join(item.word for item in opened(text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("no pain no fever my shoe hurts i itch", "no pain , no fever my shoe hurts , i itch"),
        ("my shoe hurts when i itch and have no fever", "my shoe hurts when i itch and have no fever"),
        ("my dog my shoe my aunt last period late", "my dog my shoe my aunt , last period late"),
        ("my dog my shoe my aunt the last shoe", "my dog my shoe my aunt the last shoe"),
        ("my shoe hurts a dog no fever my itch", "my shoe hurts a dog , no fever my itch"),
        ("my shoe hurts, a dog no fever my itch", "my shoe hurts , a dog no fever my itch"),
        ("my shoe hurts a dog. No fever my itch", "my shoe hurts a dog . no fever my itch"),
        ("my shoe hurts a dog Fever and my itch", "my shoe hurts a dog . fever and my itch"),
        ("my shoe hurts a dog No fever my itch", "my shoe hurts a dog . no fever my itch"),
        ("My shoe hurts a dog on Tuesday my itch", "my shoe hurts a dog on tuesday my itch"),
        ("my shoe hurts I'm a dog BP my itch", "my shoe hurts , i am a dog bp my itch"),
        ("my shoe hurts a dog Passed out my itch", "my shoe hurts a dog . passed out my itch"),
        ("my Shoe hurts my Dog and Itch", "my . shoe hurts my . dog and . itch"),
        ("my Shoe hurts My Dog my Itch", "my shoe hurts my dog my itch"),
    ],
)
def test_a_text_without_any_stop_is_read_as_if_its_parts_had_one(text: str, read: str) -> None:
    assert told(text + TAIL) == read + TAIL


def test_a_short_text_says_one_thing() -> None:
    assert told("my shoe no fever " + "my dog " * 4) == "my shoe , no fever" + " my dog" * 4
    assert told("my shoe no fever " + "my dog " * 3 + "dog") == "my shoe no fever" + " my dog" * 3 + " dog"


def test_stops_stand_between_the_items_and_words_keep_their_places() -> None:
    text = "my shoe hurts a dog Fever and no itch" + TAIL
    read, plain = opened(text), LEXICON.read(text)
    stops = [item for item in read if item.is_break]
    assert [(s.word, s.start, s.end, s.place, s.sentence, s.concepts) for s in stops] == [
        (".", 20, 20, 4, 0, ()),
        (",", 30, 30, 6, 1, ()),
    ]
    words = [item for item in read if not item.is_break]
    assert [item.sentence for item in words] == [0] * 5 + [1] * 9
    assert [item._replace(sentence=0) for item in words] == list(plain)


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("my shoe hurts and i have no fever i had chest pain", Presence.PRESENT),
        ("my shoe hurts and denies fever or itch Chest pain", Presence.PRESENT),
        ("my shoe hurts and denies fever itch or chest pain", Presence.ABSENT),
    ],
)
def test_a_denial_ends_where_something_begins_anew(text: str, presence: Presence) -> None:
    heard = {str(o.finding): o.presence for o in listener().hear(text + TAIL).observations}
    assert heard["chest-pain"] is presence
    assert heard["fever"] is Presence.ABSENT
