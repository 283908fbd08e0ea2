"""Red flags over words and observations, and their laws."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agnodice.model.clinical import CareLevel, FindingId, Observation, Person, PersonCondition, Pregnancy, Presence
from agnodice.safety.rules import DangerCheck, fits, overruled, said_words
from tests.unit.small import CHECK, FINDINGS, FLAGS, flag, listener

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


def test_what_a_flag_names_quiets_its_lists_but_not_its_words_nor_an_unsure_hearing() -> None:
    quiet = replace(
        flag("chest", CareLevel.SAME_DAY, ("chest-pain",), words=("tight",)), unless=(FindingId("fainting"),)
    )
    check = DangerCheck([quiet], CHECK.listener)
    said = [Observation(FindingId("chest-pain"), Presence.PRESENT)]
    also = Observation(FindingId("fainting"), Presence.PRESENT)
    assert [r.flag.id for r in check.observations(said, Person())] == ["chest"]
    assert check.observations([*said, also], Person()) == ()
    assert [r.flag.id for r in check.observations([*said, also], Person(), sure=said)] == ["chest"]
    by_words = check.observations([also], Person(), {"chest": Observation(FindingId("flag:chest"), Presence.PRESENT)})
    assert [r.flag.id for r in by_words] == ["chest"]
    denied = Observation(FindingId("fainting"), Presence.ABSENT)
    assert [r.flag.id for r in check.observations([*said, denied], Person())] == ["chest"]


def test_only_what_her_words_surely_say_quiets_a_flag() -> None:
    quiet = replace(flag("hot", CareLevel.SAME_DAY, ("fever",)), unless=(FindingId("chest-pain"),))
    check = DangerCheck([quiet], CHECK.listener)
    assert check.words("fever. chest pain").raised == ()
    assert [r.flag.id for r in check.words("fever. chzzt pzzin").raised] == ["hot"]


def test_a_flag_by_its_words_leaves_those_by_findings() -> None:
    assert flags("I am 70, fever, heart attack") == ["heart", "old"]


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


def fit(**wanted: Any) -> dict[str, bool]:
    """Whom a rule is about, of a few people."""
    people = {
        "unknown": Person(),
        "15": Person(15),
        "49": Person(49),
        "50": Person(50),
        "pregnant": Person(pregnancy=Pregnancy.PREGNANT),
        "week 20": Person(pregnancy=Pregnancy.PREGNANT, weeks=20),
        "not pregnant": Person(pregnancy=Pregnancy.NOT_PREGNANT),
    }
    return {name: fits(PersonCondition(**wanted), person) for name, person in people.items()}


def only(*names: str) -> dict[str, bool]:
    return {name: name in names for name in fit()}


def test_whom_a_rule_is_about() -> None:
    everyone = only("unknown", "15", "49", "50", "pregnant", "week 20", "not pregnant")
    assert fit() == everyone
    assert fit(age_min=49) == {**everyone, "15": False}
    assert fit(age_min=50) == only("50")
    assert fit(age_max=15) == {**everyone, "49": False, "50": False}
    assert fit(age_max=14) == only()
    assert fit(pregnancy=(Pregnancy.PREGNANT,)) == only("pregnant", "week 20")
    assert fit(pregnancy=(Pregnancy.POSSIBLE,)) == only("unknown", "15", "49", "50")


def test_weeks_of_a_rule() -> None:
    pregnant = (Pregnancy.PREGNANT,)
    assert fit(pregnancy=pregnant, weeks_min=20) == only("pregnant", "week 20")
    assert fit(pregnancy=pregnant, weeks_min=21) == only("pregnant")
    assert fit(pregnancy=pregnant, weeks_max=20) == only("pregnant", "week 20")
    assert fit(pregnancy=pregnant, weeks_max=19) == only("pregnant")
    assert fit(weeks_min=20) == only("pregnant", "week 20")
    assert fit(pregnancy=(Pregnancy.POSSIBLE,), weeks_min=20) == only("unknown", "15", "49", "50")
    assert fits(PersonCondition(), Person(pregnancy=Pregnancy.PREGNANT, weeks=0))
    assert fits(PersonCondition(), Person(pregnancy=Pregnancy.PREGNANT, weeks=99))


def seen(name: str, presence: Presence = Presence.PRESENT, start: int = 0, end: int = 0) -> Observation:
    return Observation(FindingId(name), presence, start, end)


def test_answers_stand_in_the_place_of_what_they_overrule() -> None:
    said = (seen("fever"), seen("chest-pain"))
    no_fever, unknown = seen("fever", Presence.ABSENT), seen("fever", Presence.UNKNOWN)
    assert overruled(said, ()) == said
    assert overruled(said, (no_fever,)) == (seen("chest-pain"), no_fever)
    assert overruled(said, (unknown,)) == (seen("chest-pain"),)
    assert overruled((), (seen("fever"),)) == (seen("fever"),)


def test_her_words_are_told_once_and_the_longest() -> None:
    text = "severe chest pain and fever"
    spans = [(0, 17), (7, 17), (0, 17), (22, 27), (0, 0)]
    assert said_words(text, [seen("x", start=a, end=b) for a, b in spans]) == ("severe chest pain", "fever")
    assert said_words(text, [seen("x", start=0, end=6), seen("y", start=0, end=12)]) == ("severe chest",)
    assert said_words(text, [seen("x", start=7, end=12), seen("y", start=0, end=12)]) == ("severe chest",)
    assert said_words(text, []) == ()


def test_answers_overrule_her_words_in_the_check() -> None:
    text = "chest pain and fainted"
    assert [r.flag.id for r in CHECK.words(text, answers=[seen("fainting", Presence.ABSENT)]).raised] == ["chest"]
    assert [r.flag.id for r in CHECK.words(text, answers=[seen("fainting", Presence.UNKNOWN)]).raised] == ["chest"]
    assert [r.flag.id for r in CHECK.words("chest pain", answers=[seen("fainting")]).raised] == ["heart", "chest"]
    heard = CHECK.words(text, answers=[seen("fainting", Presence.ABSENT)]).heard
    assert seen("fainting", Presence.ABSENT) in heard.observations
    assert seen("fainting", Presence.ABSENT) in heard.sure


def test_what_is_told_outright_is_completed_by_the_words() -> None:
    told = CHECK.words("I am 70, fever", Person(pregnancy=Pregnancy.NOT_PREGNANT)).person
    assert told == Person(70, Pregnancy.NOT_PREGNANT, None)
    assert CHECK.words("I am 70, fever", Person(30)).person.age_years == 30


def test_level_is_the_highest_raised() -> None:
    assert CHECK.words("chest pain and fainted").level is CareLevel.EMERGENCY
    assert CHECK.words("chest pain").level is CareLevel.SAME_DAY
    assert CHECK.words("all is well").level is None


def test_short_denials_and_what_follows_together_are_heard() -> None:
    heard = {str(o.finding): o.presence for o in CHECK.words("discharge, no smell").heard.sure}
    assert heard == {"discharge": Presence.PRESENT, "smelly-discharge": Presence.ABSENT}
    stands = CHECK.words("smelly discharge, no smell").heard.observations
    assert {o.presence for o in stands} == {Presence.PRESENT}
    pregnant = CHECK.words("pregnant, heavy bleeding")
    assert seen("bleeding-in-pregnancy") in pregnant.heard.sure
    assert seen("bleeding-in-pregnancy") in pregnant.heard.observations
    assert "bleeding-in-pregnancy" not in CHECK.words("heavy bleeding").heard.present()


def test_weeks_imply_findings_for_the_flags() -> None:
    assert CHECK.words("8 weeks pregnant and heavy bleeding").heard.present() >= {"bleeding", "bleeding-in-pregnancy"}
    late = DangerCheck([flag("late-words", CareLevel.SAME_DAY, ("late-pregnancy", "fever"))], CHECK.listener)
    assert [r.flag.id for r in late.words("fever, 28 weeks pregnant").raised] == ["late-words"]
    assert late.words("fever, 27 weeks pregnant").raised == ()


def test_figures_are_heard_and_overrule_the_words() -> None:
    heard = CHECK.words("period late, last period 2 days ago").heard
    assert {o.finding: o.presence for o in heard.observations}[FindingId("missed-period")] is Presence.ABSENT
    assert {o.finding: o.presence for o in heard.sure}[FindingId("missed-period")] is Presence.ABSENT


def test_why_tells_the_child_that_speaks_for_its_parent_in_the_order_of_the_text() -> None:
    text = "fainted with severe chest pain"
    because = CHECK.words(text).raised[0].because
    assert [str(o.finding) for o in because] == ["fainting", "severe-chest-pain", "chest-pain"]
    only_child = CHECK.observations([seen("severe-chest-pain")], Person())
    assert [[o.finding for o in r.because] for r in only_child] == [["severe-chest-pain"]]


def test_only_what_raised_a_flag_is_its_reason() -> None:
    assert [[o.finding for o in r.because] for r in CHECK.words("fever, chest pain").raised] == [["chest-pain"]]


def test_a_check_is_made_of_flags_and_a_listener() -> None:
    made = DangerCheck(FLAGS, listener())
    assert [r.flag.id for r in made.words("chest pain and fainted").raised] == ["heart", "chest"]
    assert [r.flag.id for r in made.words("heart attack").raised] == ["heart"]
    assert made.flags == FLAGS


def test_a_birth_that_is_sure_goes_before_weeks() -> None:
    assert CHECK.words("gave birth, at 9 weeks").person == Person(None, Pregnancy.POSTPARTUM)


def test_a_denial_is_told_once() -> None:
    said = [o.finding for o in CHECK.words("discharge, no smelly discharge, no smell").heard.sure]
    assert sorted(said) == ["discharge", "smelly-discharge"]


def test_words_of_a_flag_are_told_as_its_reason() -> None:
    raised = CHECK.words("is it a heart attack").raised
    assert [[(o.start, o.end) for o in r.because] for r in raised] == [[(8, 20)]]
    absent = {"heart": seen("heart", Presence.ABSENT)}
    assert CHECK.observations([], Person(), absent) == ()
