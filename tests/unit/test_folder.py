"""Writing a folder whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agnodice.faces.export.folder import MARK, FolderError, write_folder
from agnodice.library.whole import beside, write_whole

FILES = [("a.html", b"one"), ("b/c.html", b"two")]


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != MARK}


def test_a_folder_is_written(tmp_path: Path) -> None:
    written = write_folder(tmp_path / "site", FILES)
    assert content(tmp_path / "site") == dict(FILES)
    assert (written.files, written.changed) == (2, 2)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_only_what_changed_is_rewritten(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_folder(folder, FILES)
    before = (folder / "a.html").stat()
    written = write_folder(folder, [("a.html", b"one"), ("b/c.html", b"new")])
    after = (folder / "a.html").stat()
    assert written.changed == 1
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert content(folder) == {"a.html": b"one", "b/c.html": b"new"}


def test_what_is_no_longer_there_goes(tmp_path: Path) -> None:
    write_folder(tmp_path / "site", FILES)
    write_folder(tmp_path / "site", FILES[:1])
    assert content(tmp_path / "site") == {"a.html": b"one"}


def test_an_interruption_leaves_the_previous_export_whole(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"half"
        raise KeyboardInterrupt

    write_folder(tmp_path / "site", FILES)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "site", broken())
    assert content(tmp_path / "site") == dict(FILES)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_stop_between_the_two_renames_is_healed(tmp_path: Path) -> None:
    write_folder(tmp_path / "site", FILES)
    (tmp_path / "site").rename(tmp_path / ".site.previous")
    assert write_folder(tmp_path / "site", FILES).changed == 0
    assert content(tmp_path / "site") == dict(FILES)


def test_a_spoiled_file_is_written_again(tmp_path: Path) -> None:
    write_folder(tmp_path / "site", FILES)
    (tmp_path / "site" / "a.html").write_bytes(b"spoiled")
    write_folder(tmp_path / "site", FILES)
    assert content(tmp_path / "site") == dict(FILES)


def test_nothing_is_made_where_nothing_changed(tmp_path: Path) -> None:
    def unwanted() -> Iterator[tuple[str, bytes]]:
        asked.append(True)
        yield "a.html", b"new"

    asked: list[bool] = []
    folder = tmp_path / "site"
    write_folder(folder, FILES, "this")
    written = write_folder(folder, unwanted(), "this")
    assert (written.files, written.changed, written.size_bytes, asked) == (2, 0, 6, [])
    assert write_folder(folder, unwanted(), "that").changed == 1
    assert asked
    write_folder(folder, FILES, "this")
    (folder / "a.html").write_bytes(b"spoiled")
    assert write_folder(folder, FILES, "this").changed == 1
    (folder / "more.html").write_bytes(b"more")
    write_folder(folder, FILES, "this")
    assert content(folder) == dict(FILES)


def test_someone_elses_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(FolderError, match="something that agnodice did not write"):
        write_folder(tmp_path, FILES)
    assert content(tmp_path) == {"letters.txt": b"mine"}


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "out.html"
    write_whole(path, b"first")
    with pytest.raises(TypeError), beside(path) as fresh:
        fresh.write_bytes("no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"first"
    assert [p.name for p in path.parent.iterdir()] == ["out.html"]
