"""Floors hold for the case files that they were measured on, and only go up."""

import json
import subprocess

import pytest

from tests.conftest import ROOT
from tests.floors import FLOORS, LOWERED, MEASURED_ON, fallen, files_of, fingerprints, flat

TODO = """
has changed since its floors in tests/floors.json were measured. What to do: run the tests that use the file
(tests/cases/README.md names them), set its floors to what they measure, then run `python -m tests.floors`,
which notes what was measured on. A half that nobody may look at is measured in the same way, without reading it.
"""


def test_every_floor_was_measured_on_the_case_files_as_they_stand() -> None:
    measured = FLOORS[MEASURED_ON]
    changed = [f"tests/cases/{name}.toml" for name, print_ in fingerprints().items() if measured.get(name) != print_]
    assert not changed, f"{', '.join(changed)} {TODO.strip()}"


def test_every_floor_names_files_that_are_fingerprinted() -> None:
    names = [name for name, _ in flat(FLOORS)]
    assert len(names) > 20
    assert {file for name in names for file in files_of(name)} == set(FLOORS[MEASURED_ON])


@pytest.mark.parametrize("commit", ["HEAD", "HEAD^"])
def test_floors_only_go_up(commit: str) -> None:
    """Against the last two commits, so that neither a change at hand nor the one just made lowers what holds."""
    command = ["git", "show", f"{commit}:tests/floors.json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return  # no history here (a tarball, a first commit): the rule is then CONTRIBUTING.md's alone
    lower = fallen(FLOORS, json.loads(done.stdout))
    assert not lower, f"floors only go up (tests/floors.json): {'; '.join(lower)}"


def test_what_is_asked_less_of_is_told_by_its_decision() -> None:
    for name, (value, decision) in LOWERED.items():
        assert dict(flat(FLOORS))[name] == value
        assert "loor" in (ROOT / "docs" / "adr" / f"{decision}.md").read_text("utf-8"), (name, decision)


def test_a_floor_that_falls_or_is_gone_is_told() -> None:
    same = dict.fromkeys(FLOORS[MEASURED_ON], "1")
    earlier = {"ask_first_dev": 0.9, "danger_missed_dev": 5, "assess": {"held": {"recall": 0.6}}, MEASURED_ON: same}
    assert fallen(earlier, earlier) == []
    better = {**earlier, "ask_first_dev": 0.95, "danger_missed_dev": 4}
    assert fallen(better, earlier) == []
    assert fallen(earlier, better) == ["ask_first_dev: 0.95 -> 0.9", "danger_missed_dev: 4 -> 5"]
    assert fallen({**earlier, "assess": {}}, earlier) == ["assess.held.recall: 0.6 -> gone"]
    on_new_cases = {**earlier, MEASURED_ON: {**same, "ask_dev": "2"}}
    assert fallen(on_new_cases, better) == ["danger_missed_dev: 4 -> 5"]
