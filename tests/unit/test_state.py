"""The state of the library: counts, ages and gaps."""

from dataclasses import replace
from datetime import date

from agnodice.faces.cli.library_page import lines
from agnodice.library.state import state_of
from tests.test_knowledge import LIBRARY

TODAY = date(2026, 11, 25)
STATE = state_of(LIBRARY, TODAY)


def test_counts_and_shares() -> None:
    assert STATE.counts["guides"] == len(LIBRARY.guides) >= 90
    assert STATE.counts["conditions"] == sum(STATE.conditions_by_group.values()) >= 150
    assert STATE.counts["links"] == sum(STATE.links_by_certainty.values())
    assert STATE.links_cited >= 0.6
    assert STATE.counts["findings"] >= 450
    assert STATE.counts["red_flags"] >= 90
    assert STATE.counts["myths"] >= 60
    assert STATE.counts["sources"] >= 250
    assert STATE.counts["services"] >= 30


def test_what_is_past_its_day_is_named() -> None:
    old = replace(LIBRARY.guides[0], checked=date(2020, 1, 1), check_by=date(2022, 1, 1))
    state = state_of(replace(LIBRARY, guides=(old, *LIBRARY.guides[1:])), TODAY)
    assert state.overdue == (old.id,)
    assert state.oldest_check == date(2020, 1, 1)


def test_conditions_that_nothing_tells_apart_are_named() -> None:
    twin = replace(LIBRARY.conditions[0], id="twin")  # type: ignore[arg-type]
    state = state_of(replace(LIBRARY, conditions=(LIBRARY.conditions[0], twin)), TODAY)
    assert state.alike == ((LIBRARY.conditions[0].id, "twin"),)


def test_an_empty_library_divides_by_nothing() -> None:
    state = state_of(replace(LIBRARY, guides=(), conditions=()), TODAY)
    assert state.links_cited == 0
    assert any("no clinician" in line for line in lines(state))
