"""What people say of one finding, each said in many ways, is heard. Floors: tests/floors.json.

Half of the sentences of each group of findings was looked at while phrases were written (dev), half was not (held).
"""

from collections.abc import Iterator

import pytest

from agnodice.engine import Engine
from agnodice.model.clinical import Presence
from agnodice.safety.hear import traits
from tests import floors
from tests.casebook import SAID, cases
from tests.test_knowledge import LIBRARY

FLOORS = floors.FLOORS["said"]


def lines(half: str) -> Iterator[tuple[str, str]]:
    """(finding, sentence) of every group."""
    for group in SAID:
        for case in cases(group, half):
            yield from ((case["finding"], text) for text in case["says"])


def share_heard(engine: Engine, half: str) -> float:
    """The share of sentences in which their finding, or a refinement of it, is surely heard as there."""
    parents = {name: trait.refines for name, trait in traits(LIBRARY.findings).items()}

    def line(name: str | None) -> Iterator[str]:
        while name:
            yield name
            name = parents.get(name)

    heard = [
        any(finding in line(o.finding) for o in engine.danger(text).heard.sure if o.presence is Presence.PRESENT)
        for finding, text in lines(half)
    ]
    return sum(heard) / len(heard)


@pytest.mark.parametrize("half", floors.HALVES)
def test_what_is_said_of_a_finding_is_heard(engine: Engine, half: str) -> None:
    assert share_heard(engine, half) >= FLOORS[half]["heard"]


def test_every_sentence_is_of_a_finding_of_the_library() -> None:
    known = {finding.id for finding in LIBRARY.findings}
    told = [finding for half in floors.HALVES for finding, _ in lines(half)]
    assert len(told) >= 6000
    assert known.issuperset(told)
