"""A guide on a symptom names what must not be missed; one change of the library at a time makes or mends a gap."""

from dataclasses import replace

import pytest

from agnodice.library.lint.closure import check
from agnodice.library.load import Library
from agnodice.model.clinical import Condition, Frequency
from agnodice.model.content import Guide
from tests.test_knowledge import LIBRARY

BACK = "low-back-pain"


@pytest.fixture
def library() -> Library:
    return LIBRARY


def told(library: Library) -> list[str]:
    return [str(problem) for problem in check(library)]


def with_guide(library: Library, name: str, **changes: object) -> Library:
    guides = tuple(replace(g, **changes) if g.id == name else g for g in library.guides)  # type: ignore[arg-type]
    return replace(library, guides=guides)


def with_prior(library: Library, name: str, value: float) -> Library:
    def changed(condition: Condition) -> Condition:
        return replace(condition, priors=tuple(replace(p, frequency=Frequency("", value)) for p in condition.priors))

    return replace(library, conditions=tuple(changed(c) if c.id == name else c for c in library.conditions))


def guide(library: Library, name: str) -> Guide:
    return next(g for g in library.guides if g.id == name)


def test_a_gap_is_told_with_a_way_out(library: Library) -> None:
    flags = tuple(flag for flag in guide(library, BACK).red_flags if flag != "preterm-labour-signs")
    said = told(with_guide(library, BACK, red_flags=flags))
    assert said == [
        "guides/low-back-pain.md: conditions: preterm-labour must not be missed, often comes with low-back-pain and is "
        "named nowhere. Name it under Possible causes, or a red flag of it under Get help now."
    ]


def test_a_cause_closes_the_gap_as_a_red_flag_does(library: Library) -> None:
    back = guide(library, BACK)
    flags = tuple(flag for flag in back.red_flags if flag != "preterm-labour-signs")
    causes = (*back.conditions, next(c.id for c in library.conditions if c.id == "preterm-labour"))
    assert told(with_guide(library, BACK, red_flags=flags, conditions=causes)) == []


@pytest.mark.parametrize(("prior", "gaps"), [(0.0009, 0), (0.001, 1)])
def test_what_is_rare_need_not_be_named(library: Library, prior: float, gaps: int) -> None:
    """A closed way out for period blood comes with back pain in 3 of 10, and the guide on back pain leaves it out."""
    said = told(with_prior(library, "outflow-obstruction", prior))
    assert sum("low-back-pain.md" in problem for problem in said) == gaps


@pytest.mark.parametrize(("prior", "gaps"), [(0.009, 0), (0.01, 1)])
def test_what_another_state_brings_must_be_common(library: Library, prior: float, gaps: int) -> None:
    """A weak cervix occurs in pregnancy only; the guide on back pain is for all."""
    said = told(with_prior(library, "cervical-insufficiency", prior))
    assert sum("low-back-pain.md" in problem for problem in said) == gaps


def test_a_page_on_an_illness_is_no_page_on_its_symptom(library: Library) -> None:
    page = guide(library, "pelvic-inflammatory-disease")
    assert page.findings[0] == "lower-abdominal-pain"
    assert "diverticulitis" not in page.conditions
    assert told(library) == []
