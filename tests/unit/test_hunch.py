"""What words may mean though no rule heard it: what they leave, what it weighs, and when it is asked back."""

from math import exp

import pytest

from agnodice.model.clinical import AskBack, CareLevel, Person, PersonCondition, Pregnancy, RedFlag, RedFlagId
from agnodice.model.results import HowLikely
from agnodice.safety.hunch import (
    CALM,
    EACH,
    ENOUGH,
    ENOUGH_BESIDE,
    LIKELY,
    VERY_LIKELY,
    Hunch,
    Hunches,
    Weights,
    concepts_told,
    traces,
)
from agnodice.safety.rules import MOST_WEIGHED, DangerCheck
from agnodice.text.assertion import Judge, Status
from tests.unit.small import CHECK, CUES, FLAGS, LEXICON, flag, listener

ASK_BACKS = (
    AskBack("fever", "is there a fever?", (RedFlagId("late"), RedFlagId("old"), RedFlagId("heart"))),
    AskBack("chest", "is there a pain in the chest?", (RedFlagId("chest"),)),
)
ROWS = {
    EACH: [0, 20],
    "shiver": [1, 50],
    "hot": [1, 5],
    "crush": [2, 90],
    "~shiver": [0, 9],
    "?past": [0, 40],
    "_i": [1, 1],
}
HUNCHES = Hunches(ASK_BACKS, Weights([CALM, "fever", "chest"], ROWS))


def check(*flags: RedFlag) -> DangerCheck:
    return DangerCheck((*FLAGS, *flags), listener(), HUNCHES)


def left(text: str) -> list[str]:
    items = LEXICON.read(text)
    return list(traces(items, Judge(CUES).words(items)))


def test_words_leave_concepts_little_words_and_a_trace_of_every_text() -> None:
    assert left("I passed out, my ache") == [EACH, "_i", "faint", "_my", "pain"]


def test_denied_words_are_other_words() -> None:
    assert {"~fever", "?denied"} <= set(left("no fever"))
    assert "fever" not in left("no fever")


@pytest.mark.parametrize("text", ["fever years ago", "my aunt had fever", "what if I had fever"])
def test_the_past_others_and_suppositions_leave_only_that_they_were_told(text: str) -> None:
    found = left(text)
    assert "fever" not in found
    assert {"?past", "?other", "?supposed"} & set(found)


def test_a_little_word_or_a_break_does_not_tell_of_the_past() -> None:
    past, now = Status.PAST, Status.PRESENT
    assert list(traces(LEXICON.read("my, fever"), [past, past, now])) == [EACH, "fever"]
    assert list(traces(LEXICON.read("my, fever"), [past, past, past])) == [EACH, "?past"]


def test_little_words_and_breaks_tell_nothing() -> None:
    items = LEXICON.read("my fever, I ache")
    assert [concepts_told(item, Status.PRESENT) for item in items] == [(), ("fever",), (), (), ("pain",)]
    assert [concepts_told(item, Status.DENIED) for item in items] == [(), ["~fever"], (), (), ["~pain"]]
    assert [concepts_told(item, Status.SPLIT) for item in items[:2]] == [(), ("fever",)]
    assert {concepts_told(item, Status.PAST) for item in items} == {()}


def test_without_statuses_all_counts_as_there() -> None:
    items = LEXICON.read("I passed out, no fever")
    assert "fever" in set(traces(items))
    assert set(traces(items)) == set(traces(items, [Status.PRESENT] * len(items)))


def test_the_likeliest_danger_is_found_with_its_likelihood() -> None:
    hunch = HUNCHES.best([EACH, "shiver"])
    assert hunch is not None
    assert hunch.ask_back.id == "fever"
    danger, calm = exp(5) + 1, exp(2)
    assert hunch.likelihood == pytest.approx(danger / (danger + calm))
    assert HUNCHES.best([EACH, "shiver", "shiver"]) == hunch


def test_all_that_a_trace_weighs_counts_and_traces_add_up() -> None:
    both = Hunches(ASK_BACKS, Weights([CALM, "fever", "chest"], {**ROWS, "storm": [1, 30, 2, 40]}))
    hunch = both.best(["storm", "shiver"])
    assert hunch is not None
    assert hunch.ask_back.id == "fever"
    danger = exp(8) + exp(4)
    assert hunch.likelihood == pytest.approx(danger / (danger + 1))


def test_what_is_just_likely_enough_is_looked_at_and_asked_back() -> None:
    items = LEXICON.read("tea")
    assert Hunches(ASK_BACKS, Weights([CALM] * 9 + ["fever"], {})).may_mean(items)
    assert not Hunches(ASK_BACKS, Weights([CALM] * 10 + ["fever"], {})).may_mean(items)
    assert not Hunches((), Weights([CALM], {})).may_mean(items)
    just = Hunches(ASK_BACKS, Weights([CALM] * 3 + ["chest"] * 5, {}))
    assert DangerCheck(FLAGS, listener(), just).words("tea").asked_back is not None


def test_a_text_that_also_denies_or_tells_of_the_past_needs_more() -> None:
    fever, chest = ASK_BACKS[:2]
    assert Hunch(fever, ENOUGH).is_enough
    assert not Hunch(fever, ENOUGH, is_plain=False).is_enough
    assert Hunch(chest, ENOUGH_BESIDE, is_plain=False).is_enough
    plain, beside = HUNCHES.best(left("ache")), HUNCHES.best(left("ache, no fever"))
    assert plain is not None
    assert beside is not None
    assert (plain.is_plain, beside.is_plain) == (True, False)


def test_what_is_likely_counts_for_how_soon_in_any_text() -> None:
    possible, likely, very_likely = HowLikely
    for least, below, word in ((LIKELY, possible, likely), (VERY_LIKELY, likely, very_likely)):
        hunch, less = Hunch(ASK_BACKS[0], least, is_plain=False), Hunch(ASK_BACKS[0], least - 0.001)
        assert (less.how_likely, hunch.how_likely) == (below, word)
    asked = check().words("crush").asked_back
    assert asked is not None
    assert asked.how_likely is very_likely


def test_a_sentence_that_means_a_danger_by_itself_is_asked_back_amid_chatter() -> None:
    told = Hunches(ASK_BACKS, Weights([CALM, "fever", "chest"], {EACH: [0, 10], "crush": [2, 25], "dog": [0, 20]}))
    far = Hunches(ASK_BACKS, Weights([CALM, "fever", "chest"], {EACH: [0, 10], "crush": [2, 25], "dog": [0, 40]}))
    for hunches, text, name in (
        (told, "crush", "chest"),
        (told, "dog. crush", "chest"),  # 0.37 and 0.8
        (told, "dog crush", None),  # in one sentence
        (far, "dog. crush", None),  # 0.08 and 0.8
        (told, "dog", None),
    ):
        asked = DangerCheck(FLAGS, listener(), hunches).words(text).asked_back
        assert (asked.flag.id if asked else None) == name, text


def test_emergencies_together_go_before_a_likelier_danger_that_is_less_urgent() -> None:
    rows = {EACH: [0, 10], "shiver": [1, 55, 2, 52], "hot": [1, 55, 2, 60], "pain": [1, 60, 2, 30]}
    weights = Weights([CALM, "chest", "fever"], rows)
    check = DangerCheck(FLAGS, listener(), Hunches(ASK_BACKS, weights))
    for text, name in (("shiver", "heart"), ("hot", "heart"), ("pain", "chest")):
        asked = check.words(text, Person(20)).asked_back
        assert asked is not None
        assert asked.flag.id == name, text


def test_unknown_words_mean_nothing_and_no_ask_backs_no_hunch() -> None:
    hunch = HUNCHES.best([EACH, "tea"])
    assert hunch is not None
    assert hunch.likelihood < ENOUGH
    assert Hunches((), Weights([CALM], {})).best([EACH]) is None


def test_ready_made_data_is_read() -> None:
    rows = [[a.id, a.ask, list(a.flags), a.worse] for a in ASK_BACKS]
    read = Hunches.read({"rows": rows, "labels": [CALM, "fever", "chest"], "weights": ROWS})
    assert read.best([EACH, "crush"]) == HUNCHES.best([EACH, "crush"])


def test_what_words_may_mean_is_asked_back_and_nothing_raised() -> None:
    danger = check().words("so crush inside")
    assert danger.raised == ()
    assert danger.level is None
    assert danger.asked_back is not None
    assert danger.asked_back.flag.id == "chest"
    assert danger.asked_back.ask == "is there a pain in the chest?"


@pytest.mark.parametrize("text", ["no shiver", "shiver years ago, when I was young", "tea", "i hot"])
def test_denied_past_calm_and_faint_hunches_are_not_asked_back(text: str) -> None:
    assert check().words(text).asked_back is None


def test_the_flag_that_fits_her_is_shown_and_the_first_where_none_does() -> None:
    pregnant = Person(30, Pregnancy.PREGNANT, 25)
    told = {age: check().words("shiver", Person(age)).asked_back for age in (20, 70)}
    late = check().words("shiver", pregnant).asked_back
    assert [a.flag.id for a in (late, told[20], told[70]) if a] == ["late", "heart", "old"]
    only = AskBack("fever", "is it?", (RedFlagId("nobody"),))
    nobody = flag("nobody", CareLevel.EMERGENCY, ("fever",), person=PersonCondition(age_min=200))
    asks = DangerCheck(
        (*FLAGS, nobody), listener(), Hunches((only,), Weights([CALM, "fever"], ROWS | {"crush": [1, 90]}))
    )
    asked = asks.words("shiver").asked_back
    assert asked is not None
    assert asked.flag is nobody


def test_only_what_is_more_urgent_than_what_was_raised_is_asked_back() -> None:
    same_day = check().words("chest pain and crush")
    assert [r.flag.id for r in same_day.raised] == ["chest"]
    assert same_day.asked_back is None
    emergency = check().words("chest pain, fainted, shiver")
    assert emergency.level is CareLevel.EMERGENCY
    assert emergency.asked_back is None
    risen = check().words("chest pain and shiver")
    assert risen.asked_back is not None
    assert risen.asked_back.flag.level is CareLevel.EMERGENCY


def test_once_something_less_urgent_is_raised_only_what_is_worse_is_asked() -> None:
    rows = [["fever", "is there a fever, and do you shake?", ["heart", "chest"], "do you shake?"]]
    read = Hunches.read({"rows": rows, "labels": [CALM, "fever"], "weights": ROWS | {"crush": [1, 90]}})
    asks = DangerCheck(FLAGS, listener(), read)
    asked = {text: asks.words(text).asked_back for text in ("shiver", "chest pain and shiver")}
    assert [a and a.ask for a in asked.values()] == ["is there a fever, and do you shake?", "do you shake?"]


def test_nothing_is_asked_back_without_hunches_or_far_down_a_long_text() -> None:
    assert CHECK.words("shiver").asked_back is None
    assert check().words("tea " * MOST_WEIGHED + "shiver").asked_back is None
    assert check().words("tea " * (MOST_WEIGHED // 2) + "shiver").asked_back is not None
