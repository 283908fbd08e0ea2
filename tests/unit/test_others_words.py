"""How women write who are none of ours: what forums taught, in our own words. Heard, not heard, raised, not raised."""

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import CareLevel, Pregnancy

HEARD = [
    ("I was checking my boobs in the shower and felt a small hard bump", "breast-lump"),
    ("Did a self exam last night and found a lump", "breast-lump"),
    ("I look at my baby girl and feel no love", "not-bonding-with-baby"),
    ("It is so hard to love my son", "not-bonding-with-baby"),
    ("My vagina hurts so much I do not want to be touched down there", "vulva-hurts-to-touch"),
    ("We bought planb and I took it at once", "took-emergency-contraception"),
    ("The condom broke, I took the pill within an hour", "took-emergency-contraception"),
    ("How do I know if I am pregnant?", "could-be-pregnant"),
    ("Our new baby is lovely but I cry all day", "recent-birth"),
    ("There is pus on the incision", "wound-red-or-pus"),
    ("My section scar smells foul", "wound-red-or-pus"),
    ("Sleepy and confused since this morning", "confusion"),
    ("My gran, 82, is confused today and her urine smells", "confusion"),
]

NOT_HEARD = [
    ("I had sex with my husband last night and it hurt", "new-sexual-partner"),
    ("Every time we make love since our new baby came it stings", "new-sexual-partner"),
    ("I am so confused, my test is negative, please help", "confusion"),
    ("Confused, need help! Is this a line on the test?", "confusion"),
    ("I have dark hair growth on my belly and thighs", "needs-to-push"),
    ("I have dark hair growth on my belly and thighs", "pelvic-lump"),
    ("My nipple, just inside the areola, has a bump", "nipple-inversion"),
    ("Two nights ago the area down there started to itch", "itching-worse-at-night"),
    ("I finished my period on the third", "missed-period"),
    ("I am four days late on my period", "period-just-started"),
    ("I do not have to urinate any more than normal", "cannot-pass-urine"),
    ("A fishy smell that comes out of my vagina", "bulge-at-vagina"),
    ("Painful cramps in my calves at night, both", "calf-pain-or-swelling"),
    ("I breastfed all four of my children", "breastfeeding"),
    ("I developed a lump on my breast", "puberty-started"),
    ("I am 52 and have not had a period in 15 months", "no-periods-ever"),
    ("There is yellow mucus looking stuff on the dressing", "jaundice"),
    ("I am convinced it will be cancer when I go back on Tuesday", "cancer-history"),
]

RAISED = [
    ("I am pregnant and have cramps", "pain-in-early-pregnancy"),
    ("I am 6 weeks and having bad cramping", "pain-in-early-pregnancy"),
    ("I am 54, no period for nearly two years and then last week I had a period", "bleeding-after-menopause-check"),
    ("I am 51, thought I was postmenopausal. Then I had a period last week", "bleeding-after-menopause-check"),
    ("I am 52 and have not had a period in 15 months. I started bleeding yesterday", "bleeding-after-menopause-check"),
    ("The condom broke last night, what can I do?", "emergency-contraception-window"),
    ("Worst headache of my life and I am so confused", "collapse"),
]

NOT_RAISED = [
    ("I am 10 weeks pregnant and I have cramps in my legs at night", "pain-in-early-pregnancy"),
    ("I am not sure if I am pregnant, I have mild cramps and am 4 days late", "pain-in-early-pregnancy"),
    ("I took plan b an hour after the condom broke and now have cramps", "emergency-contraception-window"),
    (
        "I want to know if it is normal for a new mom to look at her baby and feel nothing",
        "thoughts-of-harming-baby-flag",
    ),
]


@pytest.mark.parametrize(("text", "finding"), HEARD)
def test_heard(engine: Engine, text: str, finding: str) -> None:
    assert finding in engine.danger(text).heard.present()


@pytest.mark.parametrize(("text", "finding"), NOT_HEARD)
def test_not_heard(engine: Engine, text: str, finding: str) -> None:
    assert finding not in engine.danger(text).heard.present()


@pytest.mark.parametrize(("text", "flag"), RAISED)
def test_raised(engine: Engine, text: str, flag: str) -> None:
    assert flag in {raised.flag.id for raised in engine.danger(text).raised}


@pytest.mark.parametrize(("text", "flag"), NOT_RAISED)
def test_not_raised(engine: Engine, text: str, flag: str) -> None:
    danger = engine.danger(text)
    assert flag not in {raised.flag.id for raised in danger.raised}
    assert danger.level is not CareLevel.EMERGENCY


@pytest.mark.parametrize("text", ["Is it possible that I am pregnant?", "How do I know if I am pregnant?"])
def test_who_asks_whether_she_is_pregnant_may_be(engine: Engine, text: str) -> None:
    assert engine.danger(text).person.pregnancy is Pregnancy.POSSIBLE


def test_a_range_of_temperatures_is_no_age(engine: Engine) -> None:
    assert engine.danger("Fever every evening, between 99 and 101F").person.age_years is None
    assert engine.danger("34F with heavy periods").person.age_years == 34
