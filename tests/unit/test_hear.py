"""What the listener hears, on a very small library."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agnodice.model.clinical import FindingId, Presence
from tests.unit.small import CHECK, CUES, LEXICON, listener, with_cues

LISTENER = listener()


def heard(text: str) -> dict[str, Presence]:
    return {o.finding: o.presence for o in LISTENER.hear(text).observations}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("I have chest pain", "chest-pain"),
        ("pain in my chest", "chest-pain"),
        ("my chest really hurts", "chest-pain"),
        ("CHEST PAIN!!!", "chest-pain"),
        ("chst pian", "chest-pain"),
        ("chestpain", "chest-pain"),
        ("sever chest pain", "severe-chest-pain"),
        ("i passed out", "fainting"),
        ("I can't pee", "cannot-pass-urine"),
        ("soaking a towel an hour", "bleeding"),
        ("out of breath", "breathless"),
    ],
)
def test_findings_are_heard(text: str, finding: str) -> None:
    assert heard(text).get(finding) is Presence.PRESENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no chest pain", "chest-pain"),
        ("no fever, chest pain or heavy bleeding", "bleeding"),
        ("denies fever, chest pain and heavy bleeding", "bleeding"),
        ("chest pain: none", "chest-pain"),
        ("my chest is not in pain", "chest-pain"),
    ],
)
def test_denials_are_heard(text: str, finding: str) -> None:
    assert heard(text).get(finding) is Presence.ABSENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no fever but chest pain", "chest-pain"),
        ("no fever, chest pain", "chest-pain"),
        ("no fever and i have chest pain", "chest-pain"),
        ("the chest pain has not stopped", "chest-pain"),
        ("it is not better, heavy bleeding", "bleeding"),
        ("I cannot pee and my chest hurts", "chest-pain"),
        ("denies fever, soaking 4 pads in 2 hours", "bleeding"),
        ("had chest pain years ago, now i have chest pain", "chest-pain"),
        ("my wife has chest pain", "chest-pain"),
        ("my wife had chest pain today", "chest-pain"),
    ],
)
def test_a_danger_is_not_talked_away(text: str, finding: str) -> None:
    assert heard(text).get(finding) is Presence.PRESENT


@pytest.mark.parametrize(
    "text",
    [
        "my aunt had chest pain",
        "I had chest pain years ago",
        "can stress cause chest pain",
        "symptoms of chest pain",
        "I am scared of getting chest pain",
        "my dog has chest pain",
        "my chest. pain in my leg",
        "pee cannot wait",
    ],
)
def test_what_is_not_hers_now_is_not_counted(text: str) -> None:
    assert Presence.PRESENT not in {heard(text).get("chest-pain"), heard(text).get("cannot-pass-urine")}


@pytest.mark.parametrize(
    ("mine", "hers", "finding"),
    [
        ("I lost my senses", "she lost her senses", "fainting"),
        ("I am out of my mind", "she is out of her mind", "confused"),
        ("I have chest pain", "she has chest pain", "chest-pain"),
    ],
)
def test_what_is_heard_of_the_one_who_writes_is_heard_of_another(mine: str, hers: str, finding: str) -> None:
    assert heard(mine).get(finding) is Presence.PRESENT
    assert heard(hers).get(finding) is Presence.PRESENT


@pytest.mark.parametrize(("text", "is_sure"), [("chest pzzin", True), ("chzzt pain", True), ("chzzt pzzin", False)])
def test_one_far_repair_is_borne_out_by_the_words_beside_it(text: str, is_sure: bool) -> None:
    said = LISTENER.hear(text)
    assert [o.finding for o in said.observations] == ["chest-pain"]
    assert [o.finding for o in said.sure] == (["chest-pain"] if is_sure else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i want a new baby", set()),
        ("chest pain, i want a new baby", {"chest-pain"}),
        ("i want a new baby, took", {"recent-birth"}),
        ("yesterday i want a new baby", {"recent-birth"}),
        ("i want tea, new baby", {"recent-birth"}),
    ],
)
def test_what_is_only_planned_is_not_there(text: str, found: set[str]) -> None:
    cues = replace(CUES, plans=("i want a new baby",), plan_done=("took",))
    hears = listener(with_cues(cues, "took", "want", "tea", "yesterday"))
    assert {str(o.finding) for o in hears.hear(text).observations} == found


def test_a_past_covers_eight_words_and_no_whole_story() -> None:
    assert heard("chest pain a b c d e f years ago").get("chest-pain") is None
    far = "chest pain since my shoe my dog my aunt sever shoe dog shoe dog shoe fell years ago"
    assert heard(far).get("chest-pain") is Presence.PRESENT


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("no fever no period", Presence.PRESENT),
        ("no period", Presence.PRESENT),
    ],
)
def test_a_denial_does_not_deny_a_phrase_that_begins_with_one(text: str, presence: Presence) -> None:
    assert heard(text).get("no-periods") is presence


def test_a_no_in_the_midst_of_a_phrase_leaves_it_open() -> None:
    assert heard("my chest no bad pain").get("chest-pain") is None
    assert heard("my chest no pain").get("chest-pain") is Presence.ABSENT
    assert heard("my chest no but bad pain").get("chest-pain") is Presence.PRESENT


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("her husband had chest pain", None),
        ("her mother says she has chest pain", Presence.PRESENT),
        ("brought by her husband with chest pain", Presence.PRESENT),
        ("since her husband came she lost her senses", Presence.PRESENT),
    ],
)
def test_others_in_a_note(text: str, presence: Presence | None) -> None:
    found = {name: told for name, told in heard(text).items() if name in {"chest-pain", "fainting"}}
    assert list(found.values()) == ([presence] if presence else [])


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("discharge", True),
        ("discharge from my nipple", False),
        ("discharge nipple", False),
        ("discharge a the my nipple", False),
        ("discharge a the my is nipple", True),
        ("nipple discharge", False),
        ("nipple a the my discharge", False),
        ("nipple a the my is discharge", True),
        ("discharge, nipple", True),
        ("discharge and nipple", True),
        ("nipple or discharge", True),
        ("fever, discharge from my nipple", False),
        ("discharge from my shoe", True),
    ],
)
def test_a_place_of_the_body_close_by_puts_it_elsewhere(text: str, is_heard: bool) -> None:
    assert ("discharge" in heard(text)) is is_heard


def test_what_refines_it_is_put_elsewhere_too() -> None:
    assert heard("smelly nipple discharge") == {}
    assert heard("smelly and discharge from nipple") == {}
    assert set(heard("smelly discharge")) == {"smelly-discharge", "discharge"}


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("discharge. It is fishy", Presence.PRESENT),
        ("smelly discharge, it is fishy", Presence.PRESENT),
        ("discharge. It is not fishy", Presence.ABSENT),
        ("It is fishy", None),
        ("no discharge. It is fishy", None),
        ("chest pain. It is fishy", None),
        ("discharge. tea. fishy", Presence.PRESENT),
        ("discharge. tea. tea. fishy", None),
        ("fishy. tea. discharge", Presence.PRESENT),
        ("fishy. tea. tea. discharge", None),
        ("tea. tea. tea. discharge. fishy", Presence.PRESENT),
    ],
)
def test_some_words_get_their_meaning_from_what_is_told_near_them(text: str, presence: Presence | None) -> None:
    said = LISTENER.hear(text)
    assert {o.finding: o.presence for o in said.sure}.get(FindingId("fishy-discharge")) is presence
    assert not {o.finding for o in said.observations} & {"fishy-discharge", "rubbery-lump"}


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("5 months gone", True),
        ("like 5 months gone", False),
        ("like months gone", False),
        ("like tea 5 months gone", True),
        ("like tea months gone", True),
        ("like 5 6 months gone", True),
        ("months gone", True),
        ("like pregnant", True),
        ("like 5 fever months", True),
    ],
)
def test_what_only_looks_like_months_of_a_pregnancy_is_none(text: str, is_heard: bool) -> None:
    cues = replace(CUES, likened=("like",), likened_findings=("pregnant",))
    hears = listener(with_cues(cues, "like", "tea", "month"), pregnant="months gone", fever="fever months")
    said = {o.finding for o in hears.hear(text).observations}
    assert (said == {"fever"}) if "fever" in text else (("pregnant" in said) is is_heard)


def test_where_its_own_words_name_the_vagina_nothing_is_put_elsewhere() -> None:
    cues = replace(CUES, elsewhere=((("nippl",), ("discharge",)),))
    hears = listener(with_cues(cues, "vagina"), **{"smelly-discharge": "discharge vagina"})
    said = {
        text: {o.finding for o in hears.hear(text).observations}
        for text in (
            "nipple, discharge vagina",
            "nipple discharge vagina",
            "nipple discharge",
        )
    }
    assert said == {
        "nipple, discharge vagina": {"smelly-discharge", "discharge"},
        "nipple discharge vagina": {"smelly-discharge"},
        "nipple discharge": set(),
    }


def test_what_is_read_ahead_is_heard_alike() -> None:
    ahead, after = listener(), listener()
    ahead.read_ahead()
    assert after.hear("smelly discharge") == LISTENER.hear("smelly discharge")
    after.read_ahead()
    for text in ("smelly discharge from my nipple", "discharge. It is fishy", "chst pian, no fever"):
        assert ahead.hear(text) == after.hear(text) == LISTENER.hear(text)


def test_a_listener_is_made_of_words_traits_and_phrases() -> None:
    made = listener()
    said = {text: {o.finding for o in made.hear(text).observations} for text in ("discharge nipple", "discharge")}
    assert said == {"discharge nipple": set(), "discharge": {"discharge"}}
    assert [o.presence for o in made.hear("I had cancer years ago").observations] == [Presence.PRESENT]
    assert [o.presence for o in made.hear("no fever").observations] == [Presence.ABSENT]
    assert [o.presence for o in made.hear("my aunt had a clot in family").observations] == [Presence.PRESENT]
    assert made.hear("fever years ago").observations == ()
    assert made.with_parents([FindingId("severe-chest-pain")]) == {"severe-chest-pain", "chest-pain"}
    assert made.with_parents([]) == frozenset()
    assert made.lexicon is LEXICON


def test_what_is_told_of_others_by_its_nature_can_be_denied() -> None:
    assert heard("my aunt had a clot in family") == {"family-clot": Presence.PRESENT}
    assert heard("no clot in family") == {"family-clot": Presence.ABSENT}


def test_kin_may_need_help_now_and_their_history_is_not_hers() -> None:
    assert heard("my uncle has chest pain") == {"chest-pain": Presence.PRESENT}
    assert heard("my uncle had cancer") == {}


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("7 years old enough", True),
        ("8 years old enough", False),
        ("30 years old enough", False),
        ("I am 30 old years enough", True),
        ("years old enough, I am 30 years old", True),
    ],
)
def test_the_years_of_an_age_speak_of_nothing_else(text: str, is_heard: bool) -> None:
    assert ("grown-up" in heard(text)) is is_heard


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("5 days bleed", True),
        ("last period 5 days ago bleed", False),
        ("last period is 5 days ago bleed", False),
        ("days bleed, last period 5 days ago", True),
    ],
)
def test_the_days_of_a_date_are_no_length(text: str, is_sure: bool) -> None:
    said = LISTENER.hear(text)
    assert "long-bleed" in {o.finding for o in said.observations}
    assert ("long-bleed" in {o.finding for o in said.sure}) is is_sure


@pytest.mark.parametrize("text", ["no period 2 years old enough", "no period 1 years old enough"])
def test_a_year_and_more_is_no_date_of_a_last_period(text: str) -> None:
    assert "grown-up" in {o.finding for o in LISTENER.hear(text).sure}


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("cannot laugh without chest pain", Presence.PRESENT),
        ("cannot laugh, without chest pain", Presence.ABSENT),
        ("I have fever without chest pain", Presence.ABSENT),
    ],
)
def test_a_not_and_a_without_undo_each_other(text: str, presence: Presence) -> None:
    assert heard(text)["chest-pain"] is presence


@pytest.mark.parametrize(
    ("text", "presence", "start"),
    [
        ("chest pain and then chest pain", Presence.PRESENT, 0),
        ("chest pain. no chest pain", Presence.PRESENT, 0),
        ("no chest pain. chest pain", Presence.PRESENT, 15),
        ("no chest pain. no chest pain", Presence.ABSENT, 3),
    ],
)
def test_the_first_that_says_it_is_there_counts_or_else_the_first_denial(
    text: str, presence: Presence, start: int
) -> None:
    assert [(o.presence, o.start) for o in LISTENER.hear(text).observations] == [(presence, start)]


def test_history_counts_though_past() -> None:
    assert heard("I had cancer years ago")["cancer-history"] is Presence.PRESENT


def test_places_point_at_her_words() -> None:
    text = "Since noon my chest hurts."
    told = LISTENER.hear(text).observations[0]
    assert text[told.start : told.end] == "chest hurts"


def test_a_refinement_speaks_for_its_parent() -> None:
    assert LISTENER.with_parents(LISTENER.hear("severe chest pain").present()) >= {"severe-chest-pain", "chest-pain"}


@given(st.text(max_size=300))
def test_any_text_can_be_heard(text: str) -> None:
    CHECK.words(text)


@given(st.permutations(["chest", "pain"]), st.sampled_from(["", "my ", "really "]))
def test_order_does_not_matter(words: list[str], between: str) -> None:
    assert heard(f" {between}".join(words))["chest-pain"] is Presence.PRESENT


def test_concepts_of_library_text() -> None:
    assert LEXICON.concepts("It hurts when I pee") == ("pain", "when", "urine")
