"""The library as it stands keeps every rule, and its red flags fire for their worked persons."""

import pytest

from agnodice.engine import Engine
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.lint import lint
from agnodice.library.load import load
from agnodice.model.clinical import RedFlag

LIBRARY = load(KNOWLEDGE)


def test_library_is_in_order() -> None:
    assert lint(KNOWLEDGE) == ()


@pytest.mark.parametrize("flag", LIBRARY.red_flags, ids=lambda flag: flag.id)
def test_red_flag_cases_hold(engine: Engine, flag: RedFlag) -> None:
    """The worked person raises the flag in the answer's result; the near miss does not."""
    raised = {alarm.flag.id: alarm for alarm in engine.ask(flag.case).alarms}
    assert flag.id in raised, f"{flag.case!r} raised only {sorted(raised)}"
    assert raised[flag.id].said
    assert flag.id not in {alarm.flag.id for alarm in engine.ask(flag.near_miss).alarms}, flag.near_miss


@pytest.mark.parametrize(
    ("text", "heard", "not_heard"),
    [
        ("my period is 10 days late", "late-period", "long-periods"),
        ("my period goes on for 10 days", "long-periods", "missed-period"),
        ("leaking pee when I laugh", "leaking-urine", "foamy-urine"),
        ("I have a UTI", "suspected-urine-infection", "recurrent-urine-infections"),
        ("I keep getting UTIs", "recurrent-urine-infections", "recent-nasal-pack-or-skin-wound"),
        ("36 weeks pregnant with spots in my eyes", "visual-disturbance", "bleeding-in-pregnancy"),
        ("I keep seeing spots on my pad, 20 weeks pregnant", "bleeding-in-pregnancy", "missed-period"),
        ("two weeks after birth I hear voices that are not there", "seeing-or-hearing-things", "missed-period"),
    ],
)
def test_near_words_are_told_apart(engine: Engine, text: str, heard: str, not_heard: str) -> None:
    present = engine.danger(text).heard.present()
    assert heard in present
    assert not_heard not in present


@pytest.mark.parametrize("before", ["coil fitted last week", "hysteroscopy yesterday", "suction abortion two days ago"])
def test_a_hole_in_the_womb_is_thought_of_after_each_procedure(engine: Engine, before: str) -> None:
    raised = {alarm.flag.id for alarm in engine.danger(f"I had a {before} and my belly is hard and very sore.").raised}
    assert "perforation-signs" in raised


def test_the_library_is_as_large_as_promised() -> None:
    assert len(LIBRARY.guides) >= 16
    assert len(LIBRARY.conditions) >= 70
    assert len(LIBRARY.findings) >= 150
    assert len(LIBRARY.red_flags) >= 60
    assert len(LIBRARY.myths) >= 40
    assert len(LIBRARY.sources) >= 120
    assert len([s for s in LIBRARY.services if s.country != "default"]) >= 12
    assert any(s.country == "default" for s in LIBRARY.services)
