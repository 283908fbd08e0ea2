"""Short denials: what single words after a "no", or before a "fine", deny."""

from dataclasses import replace

import pytest

from agnodice.model.clinical import FindingId, Presence
from agnodice.safety.denials import DenialReader, told_by_denials
from tests.unit.small import CUES, LEXICON

DISCHARGE = frozenset({FindingId("discharge")})


def denied(text: str, present: frozenset[FindingId] = DISCHARGE) -> list[tuple[str, str]]:
    found = list(told_by_denials(DenialReader(CUES).read(LEXICON.read(text)), present))
    assert {o.presence for o in found} <= {Presence.ABSENT}
    return [(str(o.finding), text[o.start : o.end]) for o in found]


SMELL, TEMP = ("smelly-discharge", "smell"), ("fever", "temp")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no smell", [SMELL]),
        ("no smell, fine", [SMELL]),
        ("no smell or temp", [SMELL, TEMP]),
        ("no my smell", [SMELL]),
        ("no itch or smell", [SMELL]),
        ("no smell no temp", [SMELL, TEMP]),
        ("no smell cream", []),
        ("no smell cream or temp", []),
        ("no, smell", []),
        ("no itch, smell", []),
        ("smell", []),
        ("no", []),
        ("no or", []),
        ("no my", []),
        ("fever no my smell", [SMELL]),
        ("no, and no temp", [TEMP]),
        ("without smell nor temp.", [SMELL, TEMP]),
    ],
)
def test_words_that_stand_alone_after_a_no(text: str, found: list[tuple[str, str]]) -> None:
    assert denied(text) == found


FAR = "no itch, smell, " + "shoe " * 9


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no itch, smell or temp", [SMELL, TEMP]),
        ("no itch, smell, temp or shoe", [SMELL, TEMP]),
        ("no itch, smell and temp or shoe", []),
        ("no itch, and, smell or temp", []),
        ("no itch, smell. temp or shoe", []),
        ("no itch, smell without temp or shoe", [TEMP]),
        (f"{FAR} or temp", [SMELL]),
        (f"{FAR} shoe or temp", []),
    ],
)
def test_a_comma_carries_a_no_on_where_an_or_is_to_come(text: str, found: list[tuple[str, str]]) -> None:
    assert denied(text) == found


GROUP = [("cannot-pass-urine", "pee"), ("long-bleed", "pee")]
LONG = "no " + "shoe " * 6


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no pee symptoms", GROUP),
        ("no pee or shoe symptoms", GROUP),
        ("no shoe, pee symptoms", GROUP),
        ("no shoe symptoms or pee changes", GROUP),
        ("no shoe no pee symptoms", GROUP),
        ("denies shoe, pee symptoms", GROUP),
        ("pee symptoms", []),
        ("shoe pee symptoms", []),
        ("no pee", []),
        ("no symptoms pee", []),
        ("no shoe. pee symptoms", []),
        ("no shoe but pee symptoms", []),
        (f"{LONG} pee symptoms", GROUP),
        (f"{LONG} shoe pee symptoms", []),
    ],
)
def test_a_no_denies_a_group_as_a_whole(text: str, found: list[tuple[str, str]]) -> None:
    assert denied(text) == found


def test_a_word_denies_by_any_of_its_meanings() -> None:
    read = DenialReader(replace(CUES, figure_denials=(("week", "long-bleed"),))).read(LEXICON.read("two weeks, shoe"))
    assert [denial.observation.finding for denial in read] == ["long-bleed"]


def test_some_words_deny_only_beside_what_they_belong_to() -> None:
    assert denied("no smell or temp", frozenset()) == [TEMP]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("denies smell", [SMELL]),
        ("denies itch, smell", [SMELL]),
        ("fever, smell, denies itch", []),
        ("denies itch. denies smell", [SMELL]),
        ("denies itch, smell and temp", [SMELL, TEMP]),
        ("denies itch, smell of fish", []),
        ("denies itch. smell", []),
        ("denies itch but smell", []),
        ("denies itch, but smell, temp", []),
        ("denies bad smell, temp", [TEMP]),
        ("smell, denies", []),
    ],
)
def test_words_that_stand_alone_in_a_list_of_denials(text: str, found: list[tuple[str, str]]) -> None:
    assert denied(text) == found


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("peeing is fine", True),
        ("pee fine", True),
        ("pee and poo fine", True),
        ("pee and poo are fine", False),
        ("pee is not fine", False),
        ("pee, fine", False),
        ("fine pee", False),
        ("pee is odd", False),
        ("normal pee", True),
        ("my normal pee", True),
        ("no dog normal pee", True),
        ("no normal pee", False),
        ("normal dog pee", False),
        ("pee", False),
    ],
)
def test_what_is_fine_is_denied(text: str, is_denied: bool) -> None:
    said = [name for name, _ in denied(text, frozenset())]
    assert said == (["cannot-pass-urine"] if is_denied else [])


def test_what_is_fine_is_told_by_its_own_word() -> None:
    assert denied("my pee is normal", frozenset()) == [("cannot-pass-urine", "pee")]


def test_a_figure_of_another_time_denies_nothing_now() -> None:
    reader = DenialReader(replace(CUES, figure_denials=(("week", "long-bleed"),), figures_then=("ago",)))
    assert [d.observation.finding for d in reader.read(LEXICON.read("week, shoe"))] == ["long-bleed"]
    assert not reader.read(LEXICON.read("two weeks ago, shoe"))
