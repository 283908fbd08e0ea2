"""Alarms that words hardly mean: when they are doubted, what is asked in their place, and what is believed anyway."""

import pytest

from agnodice.model.clinical import AskBack, CareLevel, FindingId, Observation, Person, Presence, RedFlag, RedFlagId
from agnodice.model.results import HowLikely
from agnodice.safety.hunch import CALM, DOUBTED, EACH, FEW, MEANT, OF_A_PART, Hunches, Weights, sentences
from agnodice.safety.rules import MOST_WEIGHED, Danger, DangerCheck, Raised
from agnodice.text.assertion import Status
from tests.unit.small import FLAGS, LEXICON, flag, listener

ASK_BACKS = (
    AskBack("fever", "is there a fever?", (RedFlagId("late"), RedFlagId("old"), RedFlagId("heart"))),
    AskBack("chest", "is there a pain in the chest?", (RedFlagId("chest"),)),
    AskBack("hot", "is it hot?", (RedFlagId("hot"),)),
)
LABELS = (CALM, "fever", "chest", "hot")
HOT = flag("hot", CareLevel.SAME_DAY, ("fever",))
LISTENER = listener()


def hunches(each: int = 60, **rows: list[int]) -> Hunches:
    """A text is calm by `each`; what else words weigh."""
    return Hunches(ASK_BACKS, Weights(LABELS, {EACH: [0, each], **rows}))


def check(*flags: RedFlag, each: int = 60, **rows: list[int]) -> DangerCheck:
    return DangerCheck((*FLAGS, *flags), LISTENER, hunches(each, **rows))


def raised(danger: Danger) -> list[str]:
    return [told.flag.id for told in danger.raised]


def doubted(danger: Danger) -> list[str]:
    return [told.flag.id for told in danger.doubted]


def asked(danger: Danger) -> str | None:
    return danger.asked_back.flag.id if danger.asked_back else None


def answer(name: str) -> Observation:
    return Observation(FindingId(name), Presence.PRESENT)


def test_what_words_hardly_mean_is_asked_back_and_counts_for_nothing() -> None:
    danger = check().words("chest pain")
    assert (raised(danger), doubted(danger), danger.level) == ([], ["chest"], None)
    assert danger.asked_back is not None
    assert danger.asked_back.ask == "is there a pain in the chest?"
    assert danger.asked_back.flag.id == "chest"
    assert danger.asked_back.how_likely is HowLikely.POSSIBLE


def test_what_may_be_meant_is_raised() -> None:
    danger = check(each=20).words("chest pain")
    assert (raised(danger), doubted(danger)) == (["chest"], [])


def test_answers_are_believed() -> None:
    assert raised(check().words("chest pain", answers=[answer("chest-pain")])) == ["chest"]
    both = check().words("chest pain", answers=[answer("fainting")])
    assert (raised(both), doubted(both)) == (["heart", "chest"], [])


def test_what_is_less_urgent_is_not_doubted() -> None:
    old = check().words("I am 70, fever")
    assert (raised(old), doubted(old), asked(old)) == (["old"], [], None)
    both = check().words("I am 70, fever, chest pain")
    assert (raised(both), doubted(both), asked(both)) == (["old"], ["chest"], "chest")


def test_what_cannot_be_asked_back_is_believed_and_what_stands_beside_it_too() -> None:
    assert raised(check().words("heavy bleeding")) == ["bleeding"]
    both = check().words("heavy bleeding, chest pain")
    assert (raised(both), doubted(both)) == (["bleeding", "chest"], [])


def test_what_is_told_at_length_is_believed() -> None:
    longest = "tea " * (MOST_WEIGHED - 2) + "chest pain"
    assert raised(check().words(longest)) == []
    assert raised(check().words(f"tea {longest}")) == ["chest"]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("chest pain warm. tea", ["chest"]),
        ("tea. chest pain warm", ["chest"]),
        ("chest pain hot. tea", []),
        ("chest pain warm tea", []),
        ("chest pain warm shoe dog itch aunt tea", ["chest"]),
        ("chest pain warm shoe dog tea aunt itch", []),
        ("tea chest pain warm shoe dog itch", ["chest"]),
        ("tea chest pain warm shoe dog", []),
        ("chest pain warm shoe dog itch tea", ["chest"]),
        ("chest pain warm is it my tea", []),
        ("dog hot. itch chest pain smell. tea", []),
        ("dog hot itch chest pain smell. tea", ["chest"]),
    ],
)
def test_a_sentence_or_a_few_words_that_may_mean_a_danger_are_enough(text: str, flags: list[str]) -> None:
    """By itself "warm" is a danger of 12 %, "hot" of 5 %, with "itch" of 12 %; beside "tea" all are next to none."""
    assert raised(check(warm=[1, 40], hot=[1, 30], itch=[1, 10], tea=[0, 40]).words(text)) == flags


def test_a_few_words_are_that_many_telling_ones() -> None:
    telling = ["shoe", "dog", "aunt", "sever", "smell"][: FEW - 3]
    few = check(warm=[1, 40], tea=[0, 40]).words(f"chest pain, is it my {', '.join(telling)} and warm, tea")
    assert raised(few) == ["chest"]


def test_the_danger_of_another_is_one() -> None:
    asks = check(crush=[2, 90])
    assert raised(asks.words("my uncle has chest pain and crush")) == ["chest"]
    assert raised(asks.words("my uncle has chest pain and tea")) == []


def test_what_is_past_means_nothing_now() -> None:
    asks = check(crush=[2, 90])
    assert raised(asks.words("chest pain and crush")) == ["chest"]
    assert doubted(asks.words("I had crush years ago. chest pain")) == ["chest"]


def statuses(text: str) -> list[Status]:
    return [Status.PRESENT] * len(LEXICON.read(text))


def is_doubt(labels: list[str], text: str = "shoe", **rows: list[int]) -> bool:
    return Hunches(ASK_BACKS, Weights(labels, rows)).doubt(LEXICON.read(text), statuses(text))


def test_from_where_on_words_are_believed() -> None:
    calm = round(1 / DOUBTED)
    assert not is_doubt([CALM] * (calm - 1) + ["fever"])
    assert is_doubt([CALM] * calm + ["fever"])
    part = round(1 / OF_A_PART)
    assert not is_doubt([CALM] * (part - 1) + ["fever"], "shoe. tea", tea=[0, 50])
    assert is_doubt([CALM] * part + ["fever"], "shoe. tea", tea=[0, 50])
    assert not is_doubt([CALM])


def means(name: str, text: str, labels: tuple[str, ...] = LABELS, **rows: list[int]) -> bool:
    made = Hunches(ASK_BACKS, Weights(labels, rows))
    return made.means(RedFlagId(name), LEXICON.read(text), statuses(text))


def test_words_mean_a_flag_rather_than_not() -> None:
    both = "crush. smell"
    assert means("chest", "crush", crush=[2, 90])
    assert not means("late", "crush", crush=[2, 90])
    assert means("late", "crush", crush=[1, 90])
    assert not hunches(each=30, crush=[2, 20]).means(RedFlagId("chest"), LEXICON.read(both), statuses(both))
    of_each = hunches(each=30, crush=[2, 20], smell=[2, 20])
    assert of_each.means(RedFlagId("chest"), LEXICON.read(both), statuses(both))
    assert MEANT == 0.5
    assert means("chest", "tea", (CALM, "chest"))
    assert not means("chest", "tea")


def test_a_few_words_that_mean_a_flag_are_enough() -> None:
    assert means("chest", "crush. tea", crush=[2, 20], tea=[0, 60])
    assert means("chest", "tea. crush", crush=[2, 20], tea=[0, 60])
    assert means("chest", "tea crush shoe dog sever aunt smell", crush=[2, 20], tea=[0, 60])
    assert not means("chest", "tea crush", crush=[2, 20], tea=[0, 60])


def test_another_ones_danger_is_meant_too() -> None:
    items = LEXICON.read("crush")
    made = hunches(each=20, crush=[2, 90])
    for status, is_meant in ((Status.OTHER, True), (Status.KIN, True), (Status.PAST, False), (Status.DENIED, False)):
        assert made.means(RedFlagId("chest"), items, [status]) is is_meant


def test_the_question_of_a_flag() -> None:
    assert hunches().question(RedFlagId("old")) == "is there a fever?"
    assert hunches().question(RedFlagId("bleeding")) == ""


def test_the_likeliest_of_flags_is_asked_and_the_first_of_equals() -> None:
    made = hunches(crush=[2, 90], shiver=[1, 50])
    chest, heart, late = map(RedFlagId, ("chest", "heart", "late"))
    assert made.likeliest((heart, chest), ["crush"]) == chest
    assert made.likeliest((chest, heart), ["shiver"]) == heart
    assert made.likeliest((late, heart), ["shiver"]) == late
    assert made.likeliest((heart, late), []) == heart


def test_of_several_doubted_the_likeliest_of_the_most_urgent_is_asked_back() -> None:
    made = check(HOT, smell=[3, 10], dog=[2, 10])
    assert doubted(made.words("chest pain, fever")) == ["chest", "hot"]
    told = {text: asked(made.words(f"chest pain, fever, {text}")) for text in ("smell", "dog", "tea")}
    assert told == {"smell": "hot", "dog": "chest", "tea": "chest"}
    urgent = made.words("chest pain, fainted, fever, smell")
    assert (doubted(urgent), asked(urgent)) == (["heart", "chest", "hot"], "heart")


def told(danger: Danger, *names: str) -> list[Raised]:
    return [one for one in danger.raised if one.flag.id in names]


def test_where_nothing_is_doubted_all_stays() -> None:
    danger = check(each=20).words("chest pain")
    assert check().doubting(danger, ()) is danger


def test_what_is_doubted_later_is_asked_back_in_the_place_of_being_raised() -> None:
    asks = check(each=20)
    danger = asks.words("chest pain")
    after = asks.doubting(danger, told(danger, "chest"))
    assert (raised(after), doubted(after), asked(after)) == ([], ["chest"], "chest")
    assert after.asked_back == check().words("chest pain").asked_back
    assert (after.heard, after.person) == (danger.heard, danger.person)


def test_beside_what_is_less_urgent_it_is_asked_back_and_beside_what_is_as_urgent_not() -> None:
    asks = check(HOT, each=20)
    danger = asks.words("chest pain, fever, I am 70")
    assert raised(danger) == ["chest", "hot", "old"]
    one = asks.doubting(danger, told(danger, "chest"))
    assert (raised(one), doubted(one), asked(one)) == (["hot", "old"], ["chest"], None)
    both = asks.doubting(danger, told(danger, "chest", "hot"))
    assert (raised(both), doubted(both), asked(both)) == (["old"], ["chest", "hot"], "chest")


def test_what_her_words_may_mean_goes_before_what_is_doubted_unless_it_is_less_urgent() -> None:
    asks = check(each=20, shiver=[1, 90])
    danger = asks.words("chest pain, shiver")
    assert asked(asks.doubting(danger, told(danger, "chest"))) == "heart"
    old = Person(70)
    danger = asks.words("chest pain, shiver", old)
    assert asked(asks.doubting(danger, told(danger, "chest"))) == "chest"


def test_what_was_doubted_stays_so() -> None:
    asks = check(each=20)
    danger = asks.words("chest pain, fainted")
    first = asks.doubting(danger, told(danger, "heart"))
    assert doubted(asks.doubting(first, told(first, "chest"))) == ["heart", "chest"]


def is_meant(asks: DangerCheck, text: str, *answers: Observation) -> bool:
    danger = asks.words(text, answers=answers)
    return asks.is_meant(danger, danger.raised[0], LISTENER.statuses(danger.heard.items))


def test_an_alarm_is_meant_by_its_words_or_believed() -> None:
    asks = check(each=20, crush=[2, 90])
    assert is_meant(asks, "chest pain and crush")
    assert not is_meant(asks, "chest pain")
    assert is_meant(asks, "tea", answer("chest-pain"))
    assert is_meant(asks, "heavy bleeding")
    assert is_meant(asks, "tea " * (MOST_WEIGHED - 1) + "chest pain")
    assert not is_meant(asks, "tea " * (MOST_WEIGHED - 2) + "chest pain")
    assert is_meant(asks, "chest pain", answer("fainting"))


def parts_of(text: str) -> list[str]:
    danger = check(each=20).words(text)
    items = danger.heard.items
    return [" ".join(item.word for item in items[part]) for part in DangerCheck.sentences_of(danger, danger.raised[0])]


def test_the_sentences_whose_words_raised_an_alarm() -> None:
    assert parts_of("tea. chest pain. shoe") == ["chest pain ."]
    assert parts_of("tea.\nchest pain") == ["chest pain"]
    assert parts_of("chest pain. tea. fainted. shoe") == ["chest pain .", "fainted ."]
    assert parts_of("tea.chest pain") == ["chest pain"]


def test_sentences_follow_one_another_without_a_gap() -> None:
    items = LEXICON.read("tea. chest pain! shoe")
    assert list(sentences(items)) == [slice(0, 2), slice(2, 5), slice(5, 6)]
    assert list(sentences(LEXICON.read("tea"))) == [slice(0, 1)]
    assert list(sentences(())) == []
