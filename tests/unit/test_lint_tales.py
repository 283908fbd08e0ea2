"""The rules of tales, each broken once."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from agnodice.library.lint import tales
from agnodice.library.load import Loader
from agnodice.model.clinical import ConditionId, Tale
from tests.test_knowledge import LIBRARY

ENOUGH = tuple(f"it itches in way {n}" for n in range(tales.FEWEST_TALES))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tales").mkdir()
    return tmp_path


def problems(folder: Path, told: dict[str, Iterable[str]]) -> list[str]:
    for name, lines in told.items():
        (folder / "tales" / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    library = replace(Loader(folder).load()[0], conditions=())
    return [str(problem) for problem in tales.check(library)]


def test_tales_are_read_a_line_each(folder: Path) -> None:
    (folder / "tales" / "thrush.txt").write_text("it itches\n\n  and it burns \n", "utf-8")
    assert Loader(folder).load()[0].tales == (Tale(ConditionId("thrush"), ("it itches", "and it burns")),)


def test_a_file_is_named_by_a_condition(folder: Path) -> None:
    (problem,) = problems(folder, {"thrash": ENOUGH})
    assert problem.startswith("tales/thrash.txt")
    assert "is of no condition. Name the file by the id of a condition." in problem


def test_too_few_tales_are_told(folder: Path) -> None:
    told = problems(folder, {"thrush": ENOUGH[1:]})
    assert any("has 9 tales. Write 10 or more." in problem for problem in told)


def test_no_tale_is_there_twice(folder: Path) -> None:
    told = problems(folder, {"thrush": ENOUGH, "eczema": [*ENOUGH[1:], "other words", "IT  itches in way 0"]})
    assert any("'it itches in way 0' is there twice. Keep one of them." in problem for problem in told)
    assert sum("is there twice" in problem for problem in told) == len(ENOUGH)


def test_a_library_without_tales_lacks_none(folder: Path) -> None:
    assert problems(folder, {}) == []


def test_every_condition_is_told() -> None:
    told = [str(problem) for problem in tales.check(replace(LIBRARY, tales=LIBRARY.tales[1:]))]
    lacking = LIBRARY.tales[0].condition
    assert [problem for problem in told if f"is told in no tale. Write 10 in tales/{lacking}.txt." in problem] == told
    assert told
