"""How far a denial reaches, whom and which place words speak of, over the whole library."""

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import Pregnancy, Presence


def sure(engine: Engine, text: str) -> dict[str, Presence]:
    return {str(o.finding): o.presence for o in engine.danger(text).heard.sure}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("The doctor asked if I had chest pain. I have neither.", "chest-pain"),
        ("I pee a lot, peeing is fine otherwise.", "burning-on-passing-urine"),
        ("When I pee nothing burns.", "burning-on-passing-urine"),
        ("Pain over my bladder. Denies urgency, fever or clots.", "urgent-need-to-pass-urine"),
    ],
)
def test_denied(engine: Engine, text: str, finding: str) -> None:
    assert sure(engine, text)[finding] is Presence.ABSENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("No pain when having sex but afterwards bleeding.", "bleeding-after-sex"),
        ("Her aunt had an underactive thyroid.", "family-history-thyroid-or-pcos"),
        ("The room is spinning.", "spinning-feeling"),
        ("I have a copper coil fitted.", "copper-coil"),
    ],
)
def test_there(engine: Engine, text: str, finding: str) -> None:
    assert sure(engine, text)[finding] is Presence.PRESENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("My pants do not fit.", "breathlessness"),
        ("A positive test, no pain.", "positive-pregnancy-test"),  # the "no" splits the phrase: nothing is asserted
        ("Clear sticky discharge from my right nipple.", "clear-stretchy-discharge"),
        ("My last period was 9 days ago.", "long-periods"),
        ("She had 3 sexual partners in the past 1 month.", "one-steady-partner"),
        ("I have a copper coil fitted.", "hormonal-coil"),
        ("I have pain in my arm and neck.", "strangled"),
    ],
)
def test_not_said(engine: Engine, text: str, finding: str) -> None:
    assert finding not in sure(engine, text)


def test_an_article_before_an_age_is_no_week_of_pregnancy(engine: Engine) -> None:
    person = engine.danger("A 40-year-old woman has bladder discomfort.").person
    assert (person.age_years, person.pregnancy, person.weeks) == (40, Pregnancy.POSSIBLE, None)
