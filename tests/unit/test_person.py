"""What is read of her age, her pregnancy, a birth and the last period; in the library's own cues."""

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import Pregnancy, Presence

PREGNANT, POSTPARTUM, POSSIBLE = Pregnancy.PREGNANT, Pregnancy.POSTPARTUM, Pregnancy.POSSIBLE


@pytest.mark.parametrize(
    ("text", "age", "state", "weeks"),
    [
        ("I am 31, 9 weeks pregnant, with spotting.", 31, PREGNANT, 9),
        ("34-year-old with a cough", 34, POSSIBLE, None),
        ("Mrs B, 67, has bled since Monday", 67, Pregnancy.NOT_PREGNANT, None),
        ("I am 8 months postpartum and dizzy", None, POSTPARTUM, None),
        ("my first period came at age 11 and they hurt", None, POSSIBLE, None),
        ("I am 29 weeks and my head hurts", None, PREGNANT, 29),
        ("her period is 2 weeks late", None, POSSIBLE, None),
        ("the sore is 3 weeks old", None, POSSIBLE, None),
        ("I am 2 weeks overdue with my baby", None, PREGNANT, None),
        ("she is only thirty-three weeks, we are at home, I can see hair", None, PREGNANT, 33),
        ("my baby is 5 weeks and I have a fever", None, POSTPARTUM, None),
        ("my baby, she's two weeks, cries all night", None, POSTPARTUM, None),
        ("our son's nine days old and I hear voices", None, POSTPARTUM, None),
        ("my baby is 30 weeks and has stopped moving", None, PREGNANT, 30),
        ("I delivered at 38 weeks two years ago and have pelvic pain", None, POSSIBLE, None),
        ("positive test, LMP 7 weeks ago, left-sided pain", None, PREGNANT, 7),
        ("booked at 6 weeks, attends at 11 weeks by dates, pregnant", None, PREGNANT, 11),
        ("She had her tubes tied after our third so she can't be pregnant.", None, Pregnancy.NOT_PREGNANT, None),
        ("bloody diarrhoea for 3 weeks and a rash", None, POSSIBLE, None),
        ("a pregnancy test this morning is negative", None, Pregnancy.NOT_PREGNANT, None),
        ("my period is two weeks late, pregnancy tests are negative", None, Pregnancy.POSSIBLE, None),
        ("I'm not pregnant, the test was negative, but my period is 3 weeks late", None, Pregnancy.POSSIBLE, None),
        ("last period 6 weeks ago, home test negative", None, Pregnancy.POSSIBLE, None),
        ("pregnancy scare, period is late", None, Pregnancy.POSSIBLE, None),
        ("her periods stopped in March and the pregnancy test was negative", None, Pregnancy.NOT_PREGNANT, None),
        ("8 weeks pregnant, although a pregnancy test in May was negative", None, PREGNANT, 8),
        ("past the menopause, three pregnancies and two births", None, Pregnancy.NOT_PREGNANT, None),
        ("A woman at 31 weeks, with two previous caesarean sections, is bleeding", None, PREGNANT, 31),
        ("At 20+3 weeks. Two earlier pregnancies were lost at 19 and 21 weeks", None, PREGNANT, 20),
        ("third section on Tuesday at 38 weeks, two previous caesareans", None, POSTPARTUM, None),
    ],
)
def test_age_state_and_weeks(engine: Engine, text: str, age: int | None, state: Pregnancy, weeks: int | None) -> None:
    person = engine.danger(text).person
    assert (person.age_years, person.pregnancy, person.weeks) == (age, state, weeks)


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("soaked 3 pads in 1 hr", {"heavy-vaginal-bleeding"}, set()),
        ("soaked 3 pads in 1 hr large clots", {"heavy-vaginal-bleeding", "large-clots"}, set()),
        ("help i have not been able to breathe", {"severe-breathlessness"}, set()),
        ("her husband says he's going to kill her", {"afraid-of-partner"}, set()),
        ("He wouldn't take no for an answer", {"sex-against-will"}, set()),
        ("pulse 111", {"fast-heartbeat"}, set()),
        ("my 7 months old baby is loud", {"recent-birth"}, set()),
        ("no fever; cough and chills", {"cough", "chills-or-rigors"}, {"fever"}),
        ("ibuprofen helps, no fever", set(), {"fever"}),
        ("no back pain", set(), {"low-back-pain"}),
        ("low backache across both sides for years", {"low-back-pain"}, set()),
        ("45-year-old with bleeding for 3 months", set(), set()),
        ("she was brought by her mother because of severe belly pain", {"severe-abdominal-pain"}, set()),
        ("her mother had severe belly pain", set(), set()),
        ("a red, hot, sore breast", {"breast-redness", "breast-hot-swollen", "breast-pain"}, set()),
        ("lower abdominal pain for 3 days", {"lower-abdominal-pain"}, set()),
        ("I pee fine and no numbness down below", set(), {"saddle-numbness"}),
        ("the painkiller does not help anymore", set(), set()),
        ("She denies bleeding between periods, bleeding after sex, fever or discharge.", set(), {"fever"}),
        ("G2P1, pulse 122, BP 118/72, BMI 33", {"has-given-birth", "fast-heartbeat", "high-body-weight"}, set()),
        ("G1P0, pulse 84, BP 118/72", {"never-given-birth"}, {"has-given-birth"}),
        ("I pee more than I used to", {"passing-urine-often"}, set()),
        ("no itch, no smell", set(), set()),
        ("my uncle has diabetes", set(), set()),
        ("I am 9 weeks pregnant and spotting", {"bleeding-in-pregnancy"}, set()),
        ("my breast is sore, no redness, no lump", {"breast-pain"}, {"breast-redness", "breast-lump"}),
        ("I am pregnant, no bleeding, no waters", {"pregnant"}, {"bleeding-in-pregnancy", "waters-broken"}),
        ("white discharge, no itch or smell", set(), {"vaginal-itching", "smelly-discharge"}),
        ("I fell pregnant in May", {"pregnant"}, set()),
    ],
)
def test_what_is_surely_said(engine: Engine, text: str, present: set[str], absent: set[str]) -> None:
    said = {o.finding: o.presence for o in engine.danger(text).heard.sure}
    assert {f for f, presence in said.items() if presence is Presence.PRESENT} >= present
    assert {f for f, presence in said.items() if presence is Presence.ABSENT} >= absent
    unsaid = {
        "back-pain-severe",
        "low-mood-two-weeks",
        "thoughts-of-self-harm",
        "urine-through-vagina",
        "pain-every-month",
    }
    assert unsaid.isdisjoint(said)


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("my last period was 6 weeks ago", Presence.PRESENT),
        ("her last menses was 2 weeks ago", Presence.ABSENT),
        ("last period a month ago", None),
        ("my last period was 3 years ago", None),
    ],
)
def test_a_late_period_is_told_by_its_date(engine: Engine, text: str, presence: Presence | None) -> None:
    said = {o.finding: o.presence for o in engine.danger(text).heard.sure}
    assert said.get("late-period") is presence  # type: ignore[call-overload]


def test_a_word_group_is_found_among_all_that_a_slip_may_mean(engine: Engine) -> None:
    raised = {str(r.flag.id) for r in engine.danger("She's taken a whoe bottle of her antidepressnts").raised}
    assert "overdose" in raised


@pytest.mark.parametrize(("text", "has_given"), [("G3P2012, LMP unknown", True), ("G1P0010 with spotting", False)])
def test_births_are_counted_in_notes(engine: Engine, text: str, has_given: bool) -> None:
    said = {o.finding: o.presence for o in engine.danger(text).heard.sure}
    assert (said["has-given-birth"] is Presence.PRESENT) is has_given  # type: ignore[index]


def test_ordinary_words_of_a_well_spelt_long_text_are_no_slips(engine: Engine) -> None:
    lexicon = engine._check.listener.lexicon
    sentence = "She says that the sever is fine and the weather was good on the way to the clinic today. "
    assert any(item.weak for item in lexicon.read(sentence))
    assert not any(item.weak for item in lexicon.read(sentence * 3))
