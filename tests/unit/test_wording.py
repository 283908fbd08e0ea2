"""Wordings with choices, and what a wording that goes too far asks of a sentence."""

from datetime import date

import pytest

from agnodice.audit.cover import Cover
from agnodice.audit.wording import spelt_out
from agnodice.engine import Engine

TODAY = date(2026, 11, 26)


def test_every_choice_is_spelt_out() -> None:
    assert list(spelt_out("the (pill|coil) makes you (fat|gain weight)")) == [
        "the pill makes you fat",
        "the pill makes you gain weight",
        "the coil makes you fat",
        "the coil makes you gain weight",
    ]


def test_a_text_without_choices_stays_as_it_is() -> None:
    for text in ("a plain wording", "a year (12 months)", ""):
        assert list(spelt_out(text)) == [text]


@pytest.mark.parametrize(
    ("say", "verdict"),
    [
        ("Only overweight women get PCOS.", "contradicted"),
        ("Overweight women get PCOS.", "not contradicted"),
        ("Every virgin bleeds the first time she has sex.", "contradicted"),
        ("A virgin may bleed the first time she has sex.", "not contradicted"),
        ("If nobody in your family had breast cancer, you will not get it.", "contradicted"),
        ("If nobody in your family had breast cancer, you can still get it.", "not contradicted"),
        ("Women with breast cancer mostly have no family history.", "not contradicted"),
        ("Condoms are the only contraception that also prevents sexually transmitted infections.", "not contradicted"),
        ("The pill protects against chlamydia.", "contradicted"),
        ("Swimming in a period is not unhygienic.", "not contradicted"),
        ("The coil prevents pregnancy.", "not contradicted"),
        ("Condoms protect against STIs.", "not contradicted"),
        ("Mammograms find cancer.", "not contradicted"),
        ("Every caesarean leaves a scar.", "not contradicted"),
        ("Young women get endometriosis.", "not contradicted"),
    ],
)
def test_how_far_a_wording_goes_counts(engine: Engine, say: str, verdict: str) -> None:
    told = [claim.verdict.value for claim in engine.audit(f"Page\n\n{say}", TODAY).claims]
    assert ("contradicted" in told) == (verdict == "contradicted")


def cover(**given: int) -> Cover:
    told = {"covered": 70, "back": 40, "held": 66, "weight": 50, "telling": 100, "numbered": 0, "alike": 100}
    return Cover(**told | given)


def test_a_statement_that_tells_most_of_a_claim_supports_it_unless_it_denies_otherwise() -> None:
    assert cover().points() > 0
    assert cover(alike=0).points() < 0
    assert cover(held=33, weight=20).points() < 0
    assert cover(covered=40, back=10).points() < 0


def test_every_sign_of_support_counts_for_it() -> None:
    assert all(cover(**{name: 100}).points() >= cover(**{name: 0}).points() for name in Cover._fields)


def test_of_a_claim_of_which_little_can_be_compared_all_or_its_number_must_be_told() -> None:
    assert cover(covered=100).is_told()
    assert cover(numbered=100).is_told()
    assert not cover().is_told()
