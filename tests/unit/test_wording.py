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


def cover(**given: float) -> Cover:
    told = {"words": 6, "shared": 5, "held": 4, "own": 0.5, "core": 0.5, "covered": 0.5, "back": 0.1} | given
    return Cover(**told, is_numbered=False)  # type: ignore[arg-type]


def test_a_claim_that_tells_a_statement_whole_and_a_little_more_is_supported() -> None:
    told = {"own": 0.62, "covered": 0.62, "back": 0.75}
    assert cover(**told).is_enough(is_afar=False)
    assert not cover(**told).is_enough(is_afar=True)
    assert not cover(**told | {"back": 0.65}).is_enough(is_afar=False)
    assert not cover(**told | {"held": 3, "core": 0.1}).is_enough(is_afar=False)


def test_a_statement_on_the_claims_own_condition_that_leaves_nothing_out_supports_it() -> None:
    told = {"own": 1.0, "covered": 1.0, "words": 4, "shared": 4, "held": 2, "core": 0.38, "back": 0.33}
    assert cover(**told).is_enough(is_afar=False)
    assert not cover(**told | {"back": 0.2}).is_enough(is_afar=False)
    assert not cover(**told | {"held": 1}).is_enough(is_afar=False)
