"""Editions are found, built, rebuilt when damaged, and survive two builders and a broken library."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from agnodice.errors import AgnodiceError, EditionError, LibraryError
from agnodice.library import shelf
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.whole import write_whole


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def knowledge(home: Path, edition_bytes: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library's text, whose edition was built before."""
    copy = home / "knowledge"
    shutil.copytree(KNOWLEDGE, copy)
    monkeypatch.setattr(shelf, "KNOWLEDGE", copy)
    shelf.cache_folder().mkdir(parents=True)
    write_whole(shelf.cached(shelf.fingerprint(copy)), edition_bytes)
    return copy


@pytest.fixture
def quick(edition_bytes: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Building takes no time; what it gives is what a build gives (tests/test_cli.py holds that the bytes are the
    same).
    """
    monkeypatch.setattr(shelf, "build", lambda _: edition_bytes)


def edition_hash(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE key = 'hash'").fetchone()[0])


@pytest.mark.usefixtures("quick")
def test_built_on_first_use_then_found(home: Path) -> None:
    first = edition_hash(shelf.open_edition())
    files = list((home / "cache" / "agnodice").iterdir())
    assert len(files) == 1
    stamp = files[0].stat().st_mtime_ns
    assert edition_hash(shelf.open_edition()) == first
    assert files[0].stat().st_mtime_ns == stamp


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_a_damaged_edition_is_built_again(home: Path, damage: bytes | None) -> None:
    good = edition_hash(shelf.open_edition())
    path = next((home / "cache" / "agnodice").iterdir())
    path.write_bytes(path.read_bytes()[:-4096] if damage is None else damage)
    assert edition_hash(shelf.open_edition()) == good


def test_an_edit_is_seen(knowledge: Path) -> None:
    before = edition_hash(shelf.open_edition())
    guide = next((knowledge / "guides").glob("*.md"))
    guide.write_text(guide.read_text("utf-8").replace('teaser = "', 'teaser = "Now: '), "utf-8")
    assert edition_hash(shelf.open_edition()) != before


def test_a_broken_library_keeps_the_last_good_edition(knowledge: Path) -> None:
    good = edition_hash(shelf.open_edition())
    guides = sorted((knowledge / "guides").glob("*.md"))
    guides[0].write_text("no front block", "utf-8")
    (knowledge / "red_flags" / "back.toml").write_text("[[red_flag]\n", "utf-8")
    told: list[AgnodiceError] = []
    assert edition_hash(shelf.open_edition(told.append)) == good
    assert isinstance(told[0], LibraryError)
    files = {problem.file for problem in told[0].problems}
    assert {f"guides/{guides[0].name}", "red_flags/back.toml"} <= files


def test_a_broken_library_without_an_edition_is_an_error_with_every_problem(knowledge: Path) -> None:
    shutil.rmtree(shelf.cache_folder())
    (knowledge / "services.toml").write_text("[[service]]\ncountry = 3\n", "utf-8")
    with pytest.raises(LibraryError) as caught:
        shelf.open_edition()
    assert "services.toml: service 3.country: must be text in quotes" in str(caught.value)
    assert "`emergency` is missing" in str(caught.value)


@pytest.mark.usefixtures("quick")
def test_nothing_writable_means_memory(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file"))
    assert edition_hash(shelf.open_edition())


def test_a_named_edition_that_is_none_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGNODICE_EDITION", str(home / "none.sqlite"))
    with pytest.raises(EditionError, match="AGNODICE_EDITION names it"):
        shelf.open_edition()
