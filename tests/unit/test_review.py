"""Signing a text, and what an edit does to the signature."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from agnodice.errors import UnknownIdError
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.load import load
from agnodice.library.review import content_hash, edited_since_signed, sign

ON = date(2026, 11, 25)
SIGNED = ("thrush", "lichen-sclerosus", "fibroids", "heavy-periods")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("review") / "knowledge"
    for path in [path for kind in ("guides", "conditions") for path in (KNOWLEDGE / kind).iterdir()]:
        if path.stem in SIGNED:
            (copy / path.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy / path.parent.name)
    return copy


def test_an_unknown_text_is_told(folder: Path) -> None:
    with pytest.raises(UnknownIdError, match="no guide or condition 'no-such-text'"):
        sign(folder, "no-such-text", "Ada B.", "midwife", ON)


@pytest.mark.parametrize("name", ["thrush", "lichen-sclerosus", "conditions/fibroids"])
def test_a_signature_stands_in_the_file_until_an_edit(folder: Path, name: str) -> None:
    path = sign(folder, name, "Ada B.", "midwife", ON)
    library = load(folder)
    reviews = [*(guide.review for guide in library.guides), *(c.review for c in library.conditions)]
    (review,) = [review for review in reviews if review.is_signed]
    assert (review.by, review.role, review.on) == ("Ada B.", "midwife", ON)
    assert list(edited_since_signed(folder, library)) == []
    path.write_text(path.read_text("utf-8").replace("2028", "2027", 1), "utf-8")
    (problem,) = edited_since_signed(folder, load(folder))
    assert "was edited after Ada B. signed it" in str(problem)
    assert name in str(problem)
    sign(folder, name, "Ada B.", "midwife", ON)
    assert list(edited_since_signed(folder, load(folder))) == []
    shutil.copy(KNOWLEDGE / path.relative_to(folder), path)


def test_signing_does_not_change_the_hash(folder: Path) -> None:
    path = folder / "guides" / "heavy-periods.md"
    before = content_hash(path.read_text("utf-8"))
    sign(folder, "heavy-periods", "Ada B.", "midwife", ON)
    assert content_hash(path.read_text("utf-8")) == before


@pytest.mark.parametrize("by", ["", 'A "B"', "A\nB", "x" * 90])
def test_names_that_cannot_be_written_are_refused(folder: Path, by: str) -> None:
    with pytest.raises(ValueError, match="cannot be signed with"):
        sign(folder, "thrush", by, "midwife", ON)


def test_an_id_of_two_texts_wants_more(folder: Path) -> None:
    with pytest.raises(ValueError, match="guides/fibroids or conditions/fibroids"):
        sign(folder, "fibroids", "Ada B.", "midwife", ON)
