"""Texts that were once misread, each beside near ones that mean what they say: tests/cases/misread_dev.toml.

`most` and `least` bound the level that is raised (none: nothing is), `flags` must be raised, `quiet` must not; `age`,
`state` and `weeks` are what is understood of the person.
"""

from typing import Any

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import CareLevel
from tests.casebook import cases

LEVELS = {"none": -1} | {level.slug: int(level) for level in CareLevel}
CASES = cases("misread", "dev")


@pytest.mark.parametrize("case", CASES, ids=[case["say"][:60] for case in CASES])
def test_what_was_misread_is_read(engine: Engine, case: dict[str, Any]) -> None:
    danger = engine.danger(case["say"])
    raised = {told.flag.id for told in danger.raised}
    level = -1 if danger.level is None else int(danger.level)
    assert LEVELS[case.get("least", "none")] <= level <= LEVELS[case.get("most", "emergency")], raised
    assert raised >= set(case.get("flags", ()))
    assert raised.isdisjoint(case.get("quiet", ()))
    person = danger.person
    told = {"age": person.age_years, "state": person.pregnancy.value, "weeks": person.weeks}
    assert {name: told[name] for name in told if name in case} == {name: case[name] for name in told if name in case}
