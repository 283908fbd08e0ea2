"""What a form says no to is denied; what she says of herself or asks is not."""

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import Presence


def told(engine: Engine, text: str) -> dict[str, Presence]:
    return {str(o.finding): o.presence for o in engine.danger(text).heard.sure}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Breathless? no. Chest pain? no.", ("breathlessness", "chest-pain")),
        ("Belly pain or fever?\nNo", ("abdominal-pain", "fever")),
        ("Pain: 3/10. Nausea: no. Fever, rash, cough: none.", ("nausea", "fever", "cough")),
        ("Suction abortion last week. no: cough, sore throat, fainting.", ("cough", "sore-throat", "fainting")),
        ("Headache. None of: fever, rash.", ("fever", "body-rash")),
    ],
)
def test_what_a_form_says_no_to_is_denied(engine: Engine, text: str, denied: tuple[str, ...]) -> None:
    said = told(engine, text)
    assert {finding: said.get(finding) for finding in denied} == dict.fromkeys(denied, Presence.ABSENT)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Fainting? yes. Fever? no.", "fainting"),
        ("I keep fainting, fever: no. Cough: no. Rash: no.", "fainting"),
        ("Is it normal that I keep fainting? No.", "fainting"),
        ("Fainting: no doubt about it. Fever: no. Cough: no.", "fainting"),
    ],
)
def test_what_she_says_or_asks_is_no_label(engine: Engine, text: str, there: str) -> None:
    assert told(engine, text)[there] is Presence.PRESENT


def test_labels_tell_weeks_and_how_long(engine: Engine) -> None:
    along = engine.danger("How long: 5 wks. Weeks pregnant: 26. Fever: no. 33, postwoman").person
    assert (along.weeks, along.age_years) == (26, 33)
    assert engine.danger("Bleeding since: 10 weeks, on and off. Pregnancy test: neg x2.").person.weeks is None
