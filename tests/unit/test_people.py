"""Who she is, on the small library: age, pregnancy state, weeks, and what follows from them."""

from dataclasses import replace

import pytest

from agnodice.model.clinical import FindingId, Observation, Person, Pregnancy, Presence
from agnodice.safety.numbers import Numbers
from agnodice.safety.person import implied, merged, person_of, told_by_weeks, told_together
from tests.unit.small import CUES, LEXICON

POSSIBLE, PREGNANT, POSTPARTUM, NOT_PREGNANT = (
    Pregnancy.POSSIBLE,
    Pregnancy.PREGNANT,
    Pregnancy.POSTPARTUM,
    Pregnancy.NOT_PREGNANT,
)


def ids(*names: str) -> list[FindingId]:
    return [FindingId(name) for name in names]


def person(
    text: str, present: tuple[str, ...] = (), absent: tuple[str, ...] = (), sure: tuple[str, ...] = ()
) -> Person:
    return person_of(Numbers(LEXICON.read(text)), ids(*present), ids(*absent), CUES, ids(*sure))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("I am 34", 34),
        ("I am 8", 8),
        ("I am 7", None),
        ("I am 110", 110),
        ("I am 111", None),
        ("I am 8 months in", None),
        ("I am 9 weeks, I am 34", 34),
        ("30 years old", 30),
        ("I am thirty one", 31),
        ("well", None),
    ],
)
def test_age(text: str, age: int | None) -> None:
    assert person(text) == Person(age)


def test_an_age_at_which_something_was_is_not_hers() -> None:
    with_ages = replace(CUES, ages=("age N", "the N", "i am N"))
    assert person_of(Numbers(LEXICON.read("fever at age 11")), (), (), with_ages).age_years is None
    assert person_of(Numbers(LEXICON.read("fever at the 11")), (), (), with_ages).age_years is None
    assert person_of(Numbers(LEXICON.read("fever age 11")), (), (), with_ages).age_years == 11
    assert person_of(Numbers(LEXICON.read("at I am 11")), (), (), with_ages).age_years == 11


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("8 weeks pregnant", 8),
        ("1 weeks pregnant", 1),
        ("45 weeks pregnant", 45),
        ("46 weeks pregnant", None),
        ("0 weeks pregnant", None),
        ("at 6 weeks, at 11 weeks", 11),
        ("at 11 weeks, at 6 weeks", 11),
        ("3 months pregnant", 13),
        ("1 months pregnant", 4),
        ("10 months pregnant", 43),
        ("11 months pregnant", None),
        ("at 6 weeks, 3 months pregnant", 6),
        ("she delivered at 38 weeks", None),
        ("she gave birth at 38 weeks", None),
        ("delivered sever shoe dog at 38 weeks", None),
        ("delivered sever shoe dog aunt at 38 weeks", 38),
        ("delivered passed out shoe dog at 38 weeks", 38),
        ("delivered shoe passed out shoe dog aunt at 38 weeks", 38),
        ("delivered, at 38 weeks", 38),
        ("delivered at 38 weeks, now at 9 weeks", 9),
        ("well, delivered at 38 weeks", None),
    ],
)
def test_weeks(text: str, weeks: int | None) -> None:
    assert person(text) == Person(None, PREGNANT if weeks else POSSIBLE, weeks)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("93 f", 93),
        ("94 f", None),
        ("95 g", 95),
        ("I am 60 kg", None),
        ("I am 9 kilos lighter", None),
        ("I am 60 kilometres off", 60),
    ],
)
def test_a_temperature_or_a_weight_is_no_age(text: str, age: int | None) -> None:
    with_ages = replace(CUES, ages=("N f", "N g", "i am N"))
    assert person_of(Numbers(LEXICON.read(text)), (), (), with_ages).age_years == age


OF_ANOTHER = replace(CUES, other_ages=("mum is N",), asks_for=("asking for my",), own_tale=("i bleed",))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my mum is 68", 68),
        ("my mum is 7", None),
        ("my mum is 111", None),
        ("my mum is 9 weeks in", None),
        ("my mum is 68. I am 30", 30),
        ("I am 30, my mum is 68", 30),
        ("asking for my mum is 68. I am 30", 68),
        ("I am 30. asking for my aunt. my mum is 68", 68),
        ("I am 30. my mum is 68, asking for my aunt", 68),
        ("I am 30. asking for my aunt", 30),
        ("my mum is 68 and I bleed", None),
        ("my mum is 68 and I bleeds", 68),
        ("my mum is 68 I bleed", None),
        ("I bleed, my mum is 68", 68),
        ("I am 30. asking for my mum is 68 and I bleed", 30),
        ("my mum is 68 and the mum is 70", 68),
        ("my mum is 7 and the mum is 70", 70),
    ],
)
def test_the_age_of_another_of_whom_it_is_told(text: str, age: int | None) -> None:
    assert person_of(Numbers(LEXICON.read(text)), (), (), OF_ANOTHER).age_years == age


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("9 weeks along", 9),
        ("9 weeks late", None),
        ("like 9 weeks along", None),
        ("likes 9 weeks along", 9),
        ("9 weeks late, 12 weeks along", 12),
        ("like 3 months gone", None),
        ("3 months gone", 13),
        ("3 months late", None),
    ],
)
def test_what_something_looks_like_and_what_is_late_are_no_weeks(text: str, weeks: int | None) -> None:
    cues = replace(CUES, weeks=("N weeks",), months=("N months",), likened=("like",), not_along=("late",))
    assert person_of(Numbers(LEXICON.read(text)), (), (), cues).weeks == weeks


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("it was at 41 weeks with my first", None),
        ("with my first it was at 41 weeks", None),
        ("fever, it was at 41 weeks with my first, fever", None),
        ("it was at 41 weeks with my first, it is well", None),
        ("it was at 41 weeks with my first, is well", None),
        ("it is well, it was at 41 weeks with my first", None),
        ("it is at 12 weeks with my first", 12),
        ("it was at 41 weeks and is with my first", 41),
        ("it was at 41 weeks", 41),
        ("at 41 weeks with my first", 41),
        ("with my first, it was at 41 weeks", 41),
        ("it was at 41 weeks, with my first", 41),
        ("it was, at 41 weeks with my first", 41),
        ("at 12 weeks. it was at 41 weeks with my first", 12),
    ],
)
def test_the_weeks_of_an_earlier_pregnancy_are_not_hers_now(text: str, weeks: int | None) -> None:
    assert person(text).weeks == weeks


def test_a_birth_that_was_earlier_is_none_now_where_weeks_are_told() -> None:
    cues = replace(CUES, earlier_by=(("recent-birth", ("previous-caesarean",)),))

    def told(text: str, *sure: str) -> Person:
        return person_of(Numbers(LEXICON.read(text)), ids(*sure), (), cues, ids(*sure))

    assert told("at 31 weeks", "recent-birth") == Person(None, POSTPARTUM)
    assert told("at 31 weeks", "recent-birth", "previous-caesarean") == Person(None, PREGNANT, 31)
    assert told("x", "recent-birth", "previous-caesarean") == Person(None, POSTPARTUM)


def test_a_babys_weeks_are_not_hers() -> None:
    with_weeks = replace(CUES, weeks=("is N weeks",))
    assert person_of(Numbers(LEXICON.read("my baby is 5 weeks")), (), (), with_weeks).weeks is None
    assert person_of(Numbers(LEXICON.read("it is 5 weeks")), (), (), with_weeks).weeks == 5


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("baby is 5 weeks", None),
        ("my baby is 5 weeks at 9 weeks", 9),
        ("my baby is 5 weeks 9 weeks", 9),
        ("my baby is 5 weeks, at 9 weeks", 9),
        ("at 9 weeks baby is 3 days", 9),
        ("at 9 weeks, my baby is 5 weeks", 9),
    ],
)
def test_only_the_numbers_of_a_babys_age_are_the_babys(text: str, weeks: int | None) -> None:
    with_weeks = replace(CUES, weeks=("N weeks",))
    assert person_of(Numbers(LEXICON.read(text)), (), (), with_weeks).weeks == weeks


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("since: 10 weeks", None),
        ("how long? 5 weeks", None),
        ("shoe: 10 weeks", 10),
        ("since 10 weeks", 10),
        (": 10 weeks since", 10),
        ("10 weeks", 10),
    ],
)
def test_a_label_that_asks_how_long_tells_no_weeks_of_a_pregnancy(text: str, weeks: int | None) -> None:
    with_weeks = replace(CUES, weeks=("N weeks",))
    assert person_of(Numbers(LEXICON.read(text)), (), (), with_weeks).weeks == weeks


def test_state_is_told_by_what_is_there() -> None:
    assert person("x", present=("pregnant",)).pregnancy is PREGNANT
    assert person("x", present=("menopause",)).pregnancy is NOT_PREGNANT
    assert person("x", present=("recent-birth",)).pregnancy is POSTPARTUM
    assert person("x", present=("fever",)).pregnancy is POSSIBLE
    assert person("x", present=("pregnant", "recent-birth")).pregnancy is POSTPARTUM
    assert person("x", present=("pregnant", "menopause")).pregnancy is PREGNANT


def test_what_speaks_against_a_pregnancy_takes_the_word_back_where_no_weeks_are_told() -> None:
    doubted = ("pregnant", "negative-test")
    assert person("x", present=doubted).pregnancy is POSSIBLE
    assert person("x", present=doubted, sure=doubted).pregnancy is POSSIBLE
    assert person("x", present=("menopause", *doubted)).pregnancy is NOT_PREGNANT
    assert person("at 9 weeks", sure=("menopause", *doubted)).pregnancy is PREGNANT


def test_a_denied_pregnancy_is_none_unless_something_else_tells_one() -> None:
    assert person("x", absent=("pregnant",)).pregnancy is NOT_PREGNANT
    assert person("x", absent=("fever",)).pregnancy is POSSIBLE
    assert person("x", present=("bleeding-in-pregnancy",), absent=("pregnant",)).pregnancy is PREGNANT


def test_a_denied_pregnancy_is_open_beside_what_casts_doubt_on_it() -> None:
    assert person("x", present=("negative-test",), absent=("pregnant",)).pregnancy is POSSIBLE
    assert person("x", present=("fever",), absent=("pregnant", "negative-test")).pregnancy is NOT_PREGNANT


def test_what_is_sure_goes_before_weeks_and_weeks_before_the_rest() -> None:
    assert person("at 9 weeks", present=("recent-birth",)) == Person(None, PREGNANT, 9)
    assert person("at 9 weeks", sure=("recent-birth",)) == Person(None, POSTPARTUM, None)
    assert person("x", present=("recent-birth",), sure=("pregnant",)).pregnancy is PREGNANT
    assert person("at 9 weeks", sure=("pregnant",)) == Person(None, PREGNANT, 9)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("last period 7 weeks ago", 7),
        ("last period 20 days ago", 2),
        ("last period 6 days ago", None),
        ("last period 10 months ago", 42),
        ("last period 11 months ago", None),
        ("x", None),
    ],
)
def test_weeks_of_a_pregnancy_are_counted_from_the_last_period(text: str, weeks: int | None) -> None:
    assert person(text, present=("pregnant",)) == Person(None, PREGNANT, weeks)
    assert person(text) == Person()
    assert person(f"at 9 weeks, {text}", present=("pregnant",)).weeks == 9


def test_weeks_imply_findings() -> None:
    assert implied(Person(), CUES) == frozenset()
    assert implied(Person(weeks=1), CUES) == {"pregnant"}
    assert implied(Person(weeks=27), CUES) == {"pregnant"}
    assert implied(Person(weeks=28), CUES) == {"pregnant", "late-pregnancy"}
    assert implied(Person(weeks=45), CUES) == {"pregnant", "late-pregnancy"}
    assert implied(Person(weeks=46), CUES) == frozenset()


def test_weeks_tell_what_follows_and_what_does_not() -> None:
    present, absent = Presence.PRESENT, Presence.ABSENT
    assert list(told_by_weeks(Person(), CUES)) == []
    told = {str(o.finding): o.presence for o in told_by_weeks(Person(weeks=9), CUES)}
    assert told == {"pregnant": present, "late-pregnancy": absent}
    assert {o.presence for o in told_by_weeks(Person(weeks=0), CUES)} == {absent}


def test_what_follows_together_unless_it_was_spoken_of() -> None:
    whole = FindingId("bleeding-in-pregnancy")
    both = set(ids("pregnant", "bleeding"))
    assert list(told_together([], both, Person(), CUES)) == [Observation(whole, Presence.PRESENT)]
    assert list(told_together([], {FindingId("bleeding")}, Person(), CUES)) == []
    assert list(told_together([Observation(whole, Presence.ABSENT)], both, Person(), CUES)) == []


def test_pregnancies_that_were_make_no_bleeding_in_pregnancy() -> None:
    both = {FindingId("pregnant"), FindingId("bleeding")}
    doubted = both | {FindingId("negative-test")}
    whole = Observation(FindingId("bleeding-in-pregnancy"), Presence.PRESENT)
    assert list(told_together([], doubted, Person(pregnancy=NOT_PREGNANT), CUES)) == []
    assert list(told_together([], doubted, Person(pregnancy=PREGNANT), CUES)) == [whole]
    assert list(told_together([], both, Person(pregnancy=NOT_PREGNANT), CUES)) == [whole]


def test_what_was_given_outright_goes_before_what_was_heard() -> None:
    heard = Person(30, PREGNANT, 9)
    assert merged(Person(), heard) == heard
    assert merged(Person(50, NOT_PREGNANT, 3), heard) == Person(50, NOT_PREGNANT, 3)
    assert merged(Person(0, weeks=0), heard) == Person(0, PREGNANT, 0)


def test_past_the_last_age_of_pregnancies_none_is_possible_unless_told() -> None:
    assert merged(Person(55), Person()) == Person(55, POSSIBLE)
    assert merged(Person(56), Person()) == Person(56, NOT_PREGNANT)
    assert merged(Person(), Person(56)) == Person(56, NOT_PREGNANT)
    assert merged(Person(56), Person(None, PREGNANT, 9)) == Person(56, PREGNANT, 9)
    assert merged(Person(56), Person(None, POSTPARTUM)) == Person(56, POSTPARTUM)
