"""Whose blood it is: that of a cut finger, or another that may be a danger of hers."""

from dataclasses import replace

import pytest

from agnodice.model.clinical import FindingId
from agnodice.safety.wounds import Wounds
from agnodice.text.phrases import Mention
from tests.unit.small import CUES, listener, with_cues

WORDS = ("finger", "cut", "shaved", "leg", "arm", "pad", "blood", "bleeding", "bled", "tea", "stop", "keeps", "badly")
WOUND_CUES = replace(
    CUES,
    wound_verbs=("cut", "shaved"),
    wound_places=("finger", "leg", "arm"),
    wound_ends=("pad",),
    wound_bleeds=("bleeding",),
    wound_small=("finger", "shaved"),
    wound_bad=("bleeding",),
    wound_severe="severe-wound",
)
LEXICON = with_cues(WOUND_CUES, *WORDS)
WOUNDS = Wounds(WOUND_CUES)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("i cut my finger", ["finger"]),
        ("i cut it the finger", ["finger"]),
        ("i cut it on the finger", []),
        ("my finger i cut", ["finger"]),
        ("my finger is cut", ["finger"]),
        ("my finger tea is cut", []),
        ("i cut, my finger", []),
        ("cut my finger, shaved my leg", ["finger", "leg"]),
        ("my leg is bleeding", ["leg"]),
        ("my leg bled", ["leg"]),
        ("my leg has just bled", ["leg"]),
        ("my leg has just not bled", []),
        ("her leg keeps bleeding", ["leg"]),
        ("tea leg is bleeding", []),
        ("leg is bleeding", []),
        ("my tea leg is bleeding", []),
        ("my leg tea bleeding", []),
        ("my leg is. bleeding", []),
        ("my leg aches", []),
        ("i cut tea", []),
        ("leg", []),
    ],
)
def test_a_wound_is_a_place_that_was_cut_or_bleeds(text: str, places: list[str]) -> None:
    items = LEXICON.read(text)
    assert [items[place].word for place in WOUNDS.told(items)] == places


def whose(text: str, *words: str, line: tuple[str, ...] = ("bleeding",)) -> str:
    """Whose the mention is that stands in the last of some words."""
    items = LEXICON.read(text)
    said = [i for i, item in enumerate(items) if item.word in (words or ("bleeding", "blood", "bled"))]
    return WOUNDS.owner(
        Mention("own", tuple(said[-1 if not words else 0 :])), frozenset(line), items, WOUNDS.told(items)
    )


@pytest.mark.parametrize(
    "text",
    [
        "i cut my finger and it keeps bleeding",
        "i cut my finger, blood",
        "i cut my finger. it is bleeding",
        "i cut my finger. bleeding badly",
        "i cut my finger. still tea bleeding",
        "am i well? i cut my finger, bleeding",
        "pad. i cut my finger, bleeding",
        "cut my finger. bleeding i",
        "i cut my finger, bleeding. pad",
    ],
)
def test_the_blood_of_a_small_wound_is_nobodys(text: str) -> None:
    assert whose(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "bleeding",
        "bleeding and i cut my finger",
        "i cut my finger and i am bleeding",
        "i cut my finger and am bleeding",
        "i cut my finger we bled",
        "i cut my finger. we are bleeding",
        "i cut my finger. it is bleeding, i",
        "i cut my finger. tea bleeding",
        "i cut my finger. tea. it is bleeding",
        "i cut my finger, pad, bleeding",
        "i cut my finger. bleeding, pad",
        "pad, i cut my finger, bleeding",
    ],
)
def test_where_she_or_another_blood_is_told_of_it_is_hers(text: str) -> None:
    expected = "" if text.endswith(", i") else "own"  # what she says after it tells of nothing before
    assert whose(text) == expected


def test_what_is_no_blood_stays_what_it_is() -> None:
    assert whose("i cut my finger, bleeding", line=("fever",)) == "own"
    assert whose("i cut my finger, bleeding", line=("fever", "bleeding")) == ""
    assert whose("bleeding, i cut my leg", "bleeding", "leg") == "own"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("i cut my leg, bleeding badly", "severe-wound"),
        ("i cut my leg. it is bleeding", "severe-wound"),
        ("my leg is bleeding", "severe-wound"),
        ("i shaved my leg, bleeding", ""),
        ("shaved my leg, bleeding", ""),
        ("i cut my finger, cut my leg, tea, bleeding", "severe-wound"),
        ("i cut my leg, cut my finger, tea, bleeding", "severe-wound"),
        ("i shaved the tea, i cut my leg, bleeding", "severe-wound"),
        ("i cut my leg, a finger, bleeding", "severe-wound"),
        ("i cut my leg, finger bleeding", ""),
        ("i cut my leg, bleeding, it stopped", ""),
        ("i cut my leg. bleeding. it stopped", "severe-wound"),
        ("it eased. i cut my leg, bleeding", "severe-wound"),
        ("i cut my leg, it eased, bleeding", ""),
    ],
)
def test_much_blood_of_no_small_wound_is_that_of_a_bad_one(text: str, owner: str) -> None:
    assert whose(text) == owner


def test_blood_of_a_small_wound_that_does_not_stop_is_that_of_a_bad_one() -> None:
    assert whose("i cut my finger, not stop bleeding", "not", "stop", "bleeding") == "severe-wound"
    assert whose("i cut my finger, not stop bleeding", "stop", "bleeding") == ""


def test_little_blood_of_a_wound_is_nobodys() -> None:
    little = Wounds(replace(WOUND_CUES, wound_bad=("flooding",)))
    items = LEXICON.read("i cut my leg, bleeding")
    mention = Mention("own", (len(items) - 1,))
    assert little.owner(mention, frozenset({"bleeding"}), items, little.told(items)) == ""
    assert little.owner(mention, frozenset({"bleeding", "flooding"}), items, little.told(items)) == "severe-wound"


def test_the_listener_hears_no_blood_of_a_cut_finger_and_a_bad_wound_as_such() -> None:
    hears = listener(LEXICON)

    def heard(text: str) -> set[FindingId]:
        return {o.finding for o in hears.hear(text).observations}

    assert heard("i cut my finger, heavy bleeding, chest pain") == {"chest-pain"}
    assert heard("i cut my leg, heavy bleeding, chest pain") == {"chest-pain", "severe-wound"}
    assert heard("i cut my finger and i am heavy bleeding") == {"bleeding"}
    assert heard("heavy bleeding, fever") == {"bleeding", "fever"}
