"""Which conditions a question names."""

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import ConditionId
from agnodice.model.results import Outcome


def named(engine: Engine, text: str, about: tuple[str, ...] = ()) -> tuple[str, ...]:
    _, _, names = engine._finder.found(engine.danger(text).heard)
    return names.beside(tuple(map(ConditionId, about)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("toxic shock signs", ("toxic-shock-syndrome",)),
        ("gestational diabetes diet", ("gestational-diabetes",)),  # not diabetes
        ("lupus and asthma in pregnancy", ("lupus", "asthma")),  # in the order of the text
        ("I do not have lupus but heavy periods", ()),
        ("it hurts me and I bleed after the birth", ()),  # "ME" is a name, and so is birth
        ("how long does acne last", ()),  # "ACNES" is a name
        ("my periods are heavy", ()),
        ("which shoes are good", ()),
    ],
)
def test_names_are_found(engine: Engine, text: str, names: tuple[str, ...]) -> None:
    assert named(engine, text) == names


def test_who_asks_what_a_thing_is_is_told_so_unless_the_guide_is_about_it(engine: Engine) -> None:
    assert [c.id for c in engine.ask("what is lichen sclerosus").named] == ["lichen-sclerosus"]
    assert engine.ask("what is endometriosis").named == ()


def test_what_the_answer_is_about_is_not_named_again(engine: Engine) -> None:
    assert named(engine, "kidney infection symptoms", ("pyelonephritis",)) == ()
    assert "pyelonephritis" in named(engine, "kidney infection symptoms")


def test_an_answer_names_with_the_sources_behind_it(engine: Engine) -> None:
    answer = engine.ask("toxic shock signs")
    assert [condition.id for condition in answer.named] == ["toxic-shock-syndrome"]
    assert {citation.source for citation in answer.named[0].cite} <= {source.id for source in answer.sources}
    assert engine.ask("why are my periods so painful").named == ()


@pytest.mark.parametrize(
    ("text", "outcome", "named"),
    [
        ("lupus in pregnancy", Outcome.NONE, ["lupus"]),  # no guide's; it has a page of its own
        ("gestational diabetes diet", Outcome.NONE, ["gestational-diabetes"]),
        ("I have crohns and my periods are heavy, why", Outcome.ANSWERED, ["inflammatory-bowel-disease"]),
        ("kidney infection symptoms", Outcome.ANSWERED, []),
    ],
)
def test_a_name_no_guide_is_about_is_no_question_for_a_guide(
    engine: Engine, text: str, outcome: Outcome, named: list[str]
) -> None:
    answer = engine.ask(text)
    assert answer.outcome is outcome
    assert [condition.id for condition in answer.named] == named


@pytest.mark.parametrize(
    ("text", "guide"),
    [
        ("baby is teething, my nipple is sore and cracked from feeding", "breastfeeding-pain"),
        ("I had chickenpox as a girl, now three painful blisters on my vulva, is it herpes", "genital-sores"),
    ],
)
def test_a_word_from_elsewhere_in_a_question_of_ours_is_no_refusal(engine: Engine, text: str, guide: str) -> None:
    answer = engine.ask(text)
    assert answer.outcome is not Outcome.NONE
    assert answer.hits[0].guide == guide
