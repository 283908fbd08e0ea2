"""Numbers that mean something by the words around them, and everyday words that a danger's words are like."""

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import Presence


def is_heard(engine: Engine, text: str, finding: str) -> bool:
    heard = engine.danger(text).heard.sure
    return any(o.finding == finding and o.presence is Presence.PRESENT for o in heard)


@pytest.mark.parametrize(
    ("text", "is_fever"),
    [
        ("24 weeks, 38.6 and a sore throat", True),
        ("On chemo, 38.1 just now.", True),
        ("woke with a hot red breast and 39,2 this morning", True),
        ("my tepmerature was 38.4", True),
        ("24 weeks, 38.6 in the night and a sore throat", True),
        ("on chemo, it was 38.4 in the morning", True),
        ("28 weeks, up to 39.1 at times since yesterday", True),
        ("I am 38.5 weeks", False),
        ("my bmi is 38.5", False),
        ("at 38.5 kg I have no period", False),
        ("the follicle is 38.2 mm", False),
        ("my ferritin 38.2 was fine", False),
        ("I am 39 and tired", False),
    ],
)
def test_a_temperature_may_stand_without_its_word(engine: Engine, text: str, is_fever: bool) -> None:
    assert is_heard(engine, text, "fever") is is_fever


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("why do i pee when i laugh since the baby", "foamy-urine"),
        ("my sister hugged me and my period came", "heavy-vaginal-bleeding"),
        ("the physio checked my pelvic floor tone during my period", "heavy-vaginal-bleeding"),
    ],
)
def test_words_that_only_look_alike_are_not_taken_for_one(engine: Engine, text: str, finding: str) -> None:
    assert not is_heard(engine, text, finding)


@pytest.mark.parametrize(
    "text",
    [
        "my baby is still moving well, 30 weeks",
        "baby still feeds well",
        "is it normal that my baby still isn't sleeping through at 8 months",
        "my little one still nurses and my period has not come back",
        "my baby is so heavy my back is killing me",
        "can't get up from the sofa without pushing myself up with my hands",
        "my belly looks like I am 6 months gone but I am not pregnant",
        "In my dream the baby stopped moving. I woke and she kicked straight away. 33 weeks.",
        "I'm ten weeks pregnant and I share no house with my sister who is ill",
        "wanted to die of shame when it showed on my skirt",
        "in class they showed a film about cord prolapse, 30 weeks, all normal today",
    ],
)
def test_everyday_words_raise_nothing(engine: Engine, text: str) -> None:
    assert [raised.flag.id for raised in engine.danger(text).raised] == []


def test_a_weight_that_dropped_is_no_collapse(engine: Engine) -> None:
    raised = [raised.flag.id for raised in engine.danger("I've dropped 2 stone and I am not on a diet").raised]
    assert raised == ["unexplained-weight-loss-check"]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("my baby is so still today, 33 weeks", "reduced-movements"),
        ("had my baby 2 days ago and it is gushing out of me, soaked three pads in an hour", "haemorrhage-after-birth"),
        ("took ellaone at 11 and threw it up at half 12", "vomited-after-emergency-pill"),
        ("22 weeks and something like a water balloon is coming out", "waters-broken-early"),
        ("my body is pushing by itself, 39 weeks", "birth-coming-now"),
        ("i've the copper thing in and the stick shows two lines", "coil-and-pregnant"),
        ("the coil is in since three years and there are two lines on my stick", "coil-and-pregnant"),
    ],
)
def test_and_the_danger_itself_does(engine: Engine, text: str, flag: str) -> None:
    assert flag in [raised.flag.id for raised in engine.danger(text).raised]
