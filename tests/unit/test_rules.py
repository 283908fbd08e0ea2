"""Red flags over words and observations, and their laws."""

from hypothesis import given
from hypothesis import strategies as st

from agnodice.model.clinical import CareLevel, Observation, Person, Pregnancy, Presence
from tests.unit.small import CHECK, FINDINGS

OBSERVATIONS = st.lists(
    st.builds(Observation, st.sampled_from([f.id for f in FINDINGS]), st.sampled_from(Presence)),
    unique_by=lambda o: o.finding,
)
PEOPLE = st.builds(Person, st.none() | st.integers(10, 90), st.sampled_from(Pregnancy), st.none() | st.integers(1, 42))


def flags(text: str, person: Person | None = None) -> list[str]:
    return [raised.flag.id for raised in CHECK.words(text, person).raised]


def test_all_findings_of_a_group_are_needed_and_most_urgent_comes_first() -> None:
    assert flags("chest pain and fainted") == ["heart", "chest"]
    assert flags("chest pain") == ["chest"]
    assert flags("no chest pain but fainted") == []


def test_words_of_a_flag_are_enough() -> None:
    assert flags("I think it is a heart attack") == ["heart"]
    assert flags("no heart attack") == []


def test_unknown_pregnancy_is_possible_and_a_denied_one_is_not() -> None:
    assert flags("heavy bleeding") == ["bleeding"]
    assert flags("heavy bleeding, I am not pregnant") == []
    assert flags("heavy bleeding", Person(pregnancy=Pregnancy.NOT_PREGNANT)) == []


def test_weeks_and_age_are_read() -> None:
    assert flags("fever, 30 weeks pregnant") == ["late"]
    assert flags("fever, 8 weeks pregnant") == []
    assert flags("I am 70 and have a fever") == ["old"]
    assert flags("fever") == []
    assert CHECK.words("I am 70, fever").person.age_years == 70


def test_why_a_flag_was_raised_is_told() -> None:
    text = "severe chest pain and I fainted"
    because = CHECK.words(text).raised[0].because
    assert [text[o.start : o.end] for o in because] == ["severe chest pain", "fainted"] or len(because) >= 2


@given(OBSERVATIONS, PEOPLE, st.sampled_from([f.id for f in FINDINGS]))
def test_one_more_finding_never_lowers_the_level(told: list[Observation], person: Person, more: str) -> None:
    before = CHECK.observations(told, person)
    after = CHECK.observations([*(o for o in told if o.finding != more), Observation(more, Presence.PRESENT)], person)  # type: ignore[arg-type]
    assert {r.flag.id for r in before} <= {r.flag.id for r in after}


@given(OBSERVATIONS, PEOPLE)
def test_order_is_irrelevant_and_unknown_is_not_said(told: list[Observation], person: Person) -> None:
    known = [o for o in told if o.presence is not Presence.UNKNOWN]
    names = [r.flag.id for r in CHECK.observations(told, person)]
    assert [r.flag.id for r in CHECK.observations(list(reversed(told)), person)] == names
    assert [r.flag.id for r in CHECK.observations(known, person)] == names


@given(OBSERVATIONS, PEOPLE)
def test_most_urgent_first(told: list[Observation], person: Person) -> None:
    levels = [r.flag.level for r in CHECK.observations(told, person)]
    assert levels == sorted(levels, reverse=True)
    assert all(level > CareLevel.SELF_CARE for level in levels)
