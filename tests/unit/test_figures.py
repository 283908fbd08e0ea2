"""What figures tell: a late period, a birth, births so far. Boundaries are those that `figures.py` names."""

from dataclasses import replace

import pytest

from agnodice.model.clinical import Presence
from agnodice.safety.figures import baby_ages, days_since_period, told_by_figures
from agnodice.safety.numbers import Numbers
from tests.unit.small import CUES, LEXICON

PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT


def told(text: str) -> dict[str, tuple[Presence, str]]:
    found = list(told_by_figures(Numbers(LEXICON.read(text)), CUES))
    assert len({o.finding for o in found}) == len(found)
    return {str(o.finding): (o.presence, text[o.start : o.end]) for o in found}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("last period 5 weeks ago", 35),
        ("last period 1 day ago", 1),
        ("my last period is 6 weeks ago", 42),
        ("last period 0 days ago", None),
        ("last period 364 days ago", 364),
        ("last period 1 year ago", None),
        ("last period 2 years ago, no period 9 weeks", 63),
        ("my last period was late", None),
    ],
)
def test_days_since_the_last_period(text: str, days: int | None) -> None:
    assert days_since_period(Numbers(LEXICON.read(text)), CUES) == days


@pytest.mark.parametrize(
    ("days", "presence"), [(1, ABSENT), (28, ABSENT), (29, None), (34, None), (35, PRESENT), (60, PRESENT)]
)
def test_a_period_is_late_from_day_35_and_in_time_up_to_28(days: int, presence: Presence | None) -> None:
    said = f"last period {days} days ago"
    assert told(f"So: {said}, and tired") == ({"missed-period": (presence, said)} if presence else {})


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("my baby is 12 weeks", [84]),
        ("my baby is 13 weeks", []),
        ("my baby is 13 weeks old", [91]),
        ("12 months old baby", [360]),
        ("365 days old baby", [365]),
        ("366 days old baby", []),
        ("my baby is 0 days old", []),
        ("my baby is 1 day", [1]),
        ("my baby is 13 weeks big old", []),
        ("13 weeks old baby", [91]),
    ],
)
def test_a_babys_age(text: str, ages: list[int]) -> None:
    assert [age.value * age.days for age in baby_ages(Numbers(LEXICON.read(text)), CUES)] == ages


def test_a_period_is_counted_in_its_unit() -> None:
    assert told("last period 1 month ago") == {}
    assert told("last period 6 weeks ago")["missed-period"][0] is PRESENT


def test_a_library_without_such_findings_tells_nothing() -> None:
    items = Numbers(LEXICON.read("P1, last period 6 weeks ago, my baby is 3 days"))
    assert list(told_by_figures(items, replace(CUES, late_period="", some_births="", recent_birth=""))) == []


def test_a_young_baby_tells_a_birth_once() -> None:
    said = "baby is 3 days"
    assert told(f"my {said} and her baby is 4 days old") == {"recent-birth": (PRESENT, said)}
    assert told("my baby is 30 weeks") == {}


@pytest.mark.parametrize("text", ["P1", "G2P1, well", "para 19", "woman P 2", "2 P 2", "P 2000", "P 1100", "P 0100"])
def test_births_so_far(text: str) -> None:
    found = {name: presence for name, (presence, _) in told(text).items()}
    assert found == {"has-given-birth": PRESENT, "never-given-birth": ABSENT}


@pytest.mark.parametrize("text", ["G1P0", "P 0010"])
def test_no_births(text: str) -> None:
    found = {name: presence for name, (presence, _) in told(text).items()}
    assert found == {"has-given-birth": ABSENT, "never-given-birth": PRESENT}


@pytest.mark.parametrize("text", ["para 20", "vitamin P 2", "P 20000"])
def test_other_figures_are_no_births(text: str) -> None:
    assert told(text) == {}


def test_only_the_first_count_of_births_is_told() -> None:
    assert told("P0, later P1")["has-given-birth"][0] is ABSENT
