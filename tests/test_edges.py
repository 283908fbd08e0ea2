"""Sharp edges: kills, full disks, damaged and unwritable places, many first starts. Nothing is lost, and it is told.

Bigger trials with the real commands: benchmarks/edges.py.
"""

import io
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from agnodice.ask.index import FORMAT
from agnodice.faces.cli.commands import run
from agnodice.library import shelf
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.seal import is_sealed
from agnodice.library.whole import held, workplace, write_whole
from tests.conftest import ROOT

QUESTION = "my lower back hurts after sex"
AGNODICE = [sys.executable, "-m", "agnodice"]
Build = Callable[[], int]

# Runs `write` again and again in a child that is killed at its 1st, 2nd, 3rd … event, until it comes through; prints
# what stands there after each kill.
_KILLED = """
import os, signal, sys
from pathlib import Path
from agnodice.faces.export.folder import write_folder
from agnodice.library import whole
from agnodice.library.whole import write_whole
whole.LEFT_AFTER_SECONDS = -1
root = Path(sys.argv[1])
events = {"open", "shutil.rmtree", "tempfile.mkdtemp"}
def kill_at(moment):
    seen = 0
    def hook(name, _):
        nonlocal seen
        if name in events or name.startswith("os."):
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
moment = status = 1
while status:
    moment += 1
    PREPARE
    child = os.fork()
    if child == 0:
        kill_at(moment)
        WRITE
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    print(STATE)
"""
_FILE = {
    "PREPARE": 'write_whole(root / "out", b"old" * 9999)',
    "WRITE": 'write_whole(root / "out", b"new" * 9999)',
    "STATE": '{b"old": "old", b"new": "new"}[(root / "out").read_bytes().removesuffix(b"old" * 9998)'
    '.removesuffix(b"new" * 9998)]',
}
_FOLDER = {
    "PREPARE": 'write_folder(root / "out", [("a", b"old"), ("b/c", b"old"), ("d", b"both")])',
    "WRITE": 'write_folder(root / "out", [("a", b"new"), ("b/c", b"new"), ("d", b"both")])',
    "STATE": "{('old', 'old', 'both'): 'old', ('new', 'new', 'both'): 'new'}"
    '[tuple((root / "out" / name).read_text() for name in ("a", "b/c", "d"))]',
}


@pytest.mark.skipif(sys.platform != "linux", reason="forks, and swaps folders in one step")
@pytest.mark.parametrize("what", [_FILE, _FOLDER])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path, what: dict[str, str]) -> None:
    script = _KILLED
    for name, text in what.items():
        script = script.replace(name, text)
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    states = done.stdout.split()
    assert {"old", "new"} == set(states)
    assert len(states) > 8
    assert states == sorted(states, reverse=True)


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".out.agnodice-12345678"
    just_made = tmp_path / ".out.agnodice-abcdefgh"
    other = tmp_path / ".out-backup"
    for folder in (left, just_made, other):
        folder.mkdir()
        (folder / "letter").write_text("mine", "utf-8")
    long_ago = time.time() - 3600
    os.utime(left, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))
    write_whole(tmp_path / "out", b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([just_made.name, other.name, "out"])


def test_what_a_living_run_makes_is_not_swept(tmp_path: Path) -> None:
    with workplace(tmp_path / "out") as place:
        (place / "half").write_bytes(b"half")
        os.utime(place, (0, 0))
        write_whole(tmp_path / "out", b"another run")
        assert (place / "half").read_bytes() == b"half"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


def test_a_device_or_a_folder_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert run(["export", "json", str(tmp_path / "pipe"), "--schema"]) == 1
    assert "is no file but a folder or a device" in capsys.readouterr().err
    assert (tmp_path / "pipe").is_fifo()


def test_nothing_is_written_another_way() -> None:
    """Everything that a command writes goes through library/whole.py; a batch writes its parts in the same manner,
    what is compiled for browsers is made in a folder that goes at once, and aside.py writes to a pipe.
    """
    own_way = {"library/whole.py", "library/aside.py"}
    own_way |= {"faces/export/folder.py", "faces/batch/work.py", "faces/export/bytecode.py"}
    ways = (
        r"(?<!formatter)\.write_text\(",
        r"write_bytes\(",
        r"open\([^)]*[\"'][wax]b?[\"']",
        "mkstemp",
        "NamedTemporary",
    )
    writes = re.compile("|".join(ways))
    source = ROOT / "src" / "agnodice"
    found = {
        path.relative_to(source).as_posix() for path in source.rglob("*.py") if writes.search(path.read_text("utf-8"))
    }
    assert found <= own_way


def answers(env: dict[str, str], count: int = 1) -> list[tuple[int, str, str]]:
    """(code, id of the guide, what was complained of) of runs that start at once."""
    runs = [
        subprocess.Popen(
            [*AGNODICE, "ask", "--json", QUESTION], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
        )
        for _ in range(count)
    ]
    said = [process.communicate(timeout=280) for process in runs]
    return [
        (process.returncode, json.loads(out)["guide"]["id"], err)
        for process, (out, err) in zip(runs, said, strict=True)
    ]


def test_many_first_starts_at_once_build_one_edition(tmp_path: Path) -> None:
    """All wait for the one that builds; 50 at once: benchmarks/edges.py."""
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    assert answers(env, 6) == [(0, "back-pain-after-sex", "")] * 6
    assert [re.sub(r"[0-9a-f]{16}", "H", p.name) for p in (tmp_path / "agnodice").iterdir()] == [
        f"edition-{FORMAT}-H.sqlite"
    ]


@pytest.fixture
def builds(edition_bytes: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A cache of its own, and a build that takes no time; gives how often it was built."""
    count = 0

    def build(_: Path) -> bytes:
        nonlocal count
        count += 1
        return edition_bytes

    monkeypatch.setattr(shelf, "build", build)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(QUESTION.encode()), encoding="utf-8"))
    return lambda: count


def flip_a_bit(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        letter = file.read(1)
        file.seek(place)
        file.write(bytes([letter[0] ^ 4]))


@pytest.mark.parametrize("part", [0.0, 0.0000055, 0.3, 0.77, 0.9999999])
def test_one_wrong_bit_in_the_cache_is_noticed(builds: Build, part: float) -> None:
    with closing(shelf.open_edition()) as connection:
        good = connection.serialize()
    path = next((shelf.cache_folder()).iterdir())
    flip_a_bit(path, int(part * len(good)))
    with closing(shelf.open_edition()) as connection:
        assert connection.serialize() == good
    assert builds() == 2
    assert path.read_bytes() == good


def test_a_damaged_shipped_edition_is_built_from_the_shipped_text(
    builds: Build,
    edition_bytes: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shipped = tmp_path / "edition.sqlite"
    monkeypatch.setattr(shelf, "SHIPPED", shipped)
    shipped.write_bytes(edition_bytes)
    assert run(["ask", "--json"]) == 0
    assert builds() == 0
    first = capsys.readouterr().out
    flip_a_bit(shipped, len(edition_bytes) // 2)
    assert run(["ask", "--json", QUESTION]) == 0
    assert builds() == 1
    assert capsys.readouterr().out == first
    monkeypatch.setattr(shelf, "KNOWLEDGE", tmp_path / "none")
    assert run(["ask", QUESTION]) == 1
    assert "Install it again." in capsys.readouterr().err


def test_a_damaged_named_edition_is_told(
    edition_bytes: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named = tmp_path / "named.sqlite"
    named.write_bytes(edition_bytes)
    monkeypatch.setenv("AGNODICE_EDITION", str(named))
    assert run(["list"]) == 0
    flip_a_bit(named, 5_000_000)
    capsys.readouterr()
    assert run(["list"]) == 1
    assert capsys.readouterr() == (
        "",
        f"There is no readable edition at {named}. AGNODICE_EDITION names it: name another file, or nothing.\n",
    )


def test_an_edition_is_sealed_and_leaves_nothing_in_unused_space(edition_bytes: bytes) -> None:
    """So that the same text gives the same bytes whatever the version of SQLite (3.40 and 3.54 were compared)."""
    assert is_sealed(edition_bytes)
    size = int.from_bytes(edition_bytes[16:18], "big")
    for start in range(size, len(edition_bytes), size):
        page = edition_bytes[start : start + size]
        if page[0] in {2, 5, 10, 13}:
            begin = (12 if page[0] < 10 else 8) + 2 * int.from_bytes(page[3:5], "big")
            assert not any(page[begin : int.from_bytes(page[5:7], "big")])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(edition_bytes)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_only_the_last_few_editions_are_kept(builds: Build, edition_bytes: bytes) -> None:
    folder = shelf.cache_folder()
    folder.mkdir(parents=True)
    for age in range(12):
        path = folder / f"edition-{FORMAT}-{age:016d}.sqlite"
        path.write_bytes(edition_bytes[:10])
        os.utime(path, (1e9 - age, 1e9 - age))
    shelf.open_edition().close()
    kept = {path.name for path in folder.iterdir()}
    assert len(kept) == shelf.MOST_KEPT
    assert shelf.cached(shelf.fingerprint(KNOWLEDGE)).name in kept
    assert f"edition-{FORMAT}-{0:016d}.sqlite" in kept


def test_a_cache_that_cannot_be_written_is_told_and_answers(
    builds: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").write_text("in the way", "utf-8")
    assert run(["ask"]) == 0
    out, err = capsys.readouterr()
    assert "Short answer" in out
    assert err.startswith("The edition is not kept, so each start takes some seconds. ")
    assert "cannot be written (Not a directory)" in err or "cannot be written (File exists)" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("home", ["", "relative"])
def test_no_home_is_told_and_answers(
    builds: Build, tmp_path: Path, home: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", home)
    monkeypatch.chdir(tmp_path)
    assert run(["ask"]) == 0
    out, err = capsys.readouterr()
    assert "Short answer" in out
    assert "There is no home folder to keep an edition in. Set HOME or XDG_CACHE_HOME to a folder." in err
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_the_system_does_not_know_leaves_no_tilde_folder(
    builds: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container whose user has no entry, `~` stays `~`."""
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.chdir(tmp_path)
    assert run(["ask"]) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_cache_with_letters_of_addresses_in_its_name(
    builds: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a#b?c%20 ü"))
    assert run(["ask"]) == 0
    shelf.open_edition().close()
    assert builds() == 1


def without_rights() -> list[str]:
    """What to run before a command so that it may only write where its user may; nothing where that holds already."""
    if os.geteuid():
        return []
    found = shutil.which("setpriv")
    if not found:
        pytest.skip("root may write everywhere, and setpriv is not there to take that away")
    return [found, "--bounding-set", "-dac_override,-dac_read_search"]


def test_a_home_that_may_not_be_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    env = {name: value for name, value in os.environ.items() if name != "XDG_CACHE_HOME"}
    done = subprocess.run(
        [*without_rights(), *AGNODICE, "ask", QUESTION],
        env={**env, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Short answer" in done.stdout
    assert "The edition is not kept" in done.stderr
    assert "Permission denied" in done.stderr
    assert list(home.iterdir()) == []


def test_a_first_start_on_a_full_disk_is_told_and_answers(tmp_path: Path) -> None:
    done = subprocess.run(
        [*AGNODICE, "ask", QUESTION],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        preexec_fn=no_room,
    )
    assert done.returncode == 0, done.stderr
    assert "Short answer" in done.stdout
    assert "The edition is not kept, so each start takes some seconds." in done.stderr
    assert list((tmp_path / "agnodice").iterdir()) == []


def no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


@pytest.fixture(scope="session")
def edition_file(edition_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edition") / "edition.sqlite"
    write_whole(path, edition_bytes)
    return path


@pytest.mark.parametrize("command", [["export", "json"], ["export", "file", "--no-reasoner"], ["export", "epub"]])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, edition_file: Path, command: list[str]) -> None:
    """Files may not grow beyond 64 kB here, as if the disk were full."""
    out = tmp_path / "out"
    out.write_bytes(b"yesterday's")
    done = subprocess.run(
        [*AGNODICE, *command, out],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "AGNODICE_EDITION": str(edition_file)},
        preexec_fn=no_room,
    )
    assert done.returncode == 1, done.stderr
    assert f"{out} cannot be written (File too large). What was there before is untouched." in done.stderr
    assert out.read_bytes() == b"yesterday's"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_the_lock_of_a_folder_ends_with_its_holder(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from agnodice.library.whole import held\n"
        "with held(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with held(tmp_path, waits=False) as is_mine:
        assert not is_mine
    holder.kill()
    holder.communicate()
    with held(tmp_path, waits=False) as is_mine:
        assert is_mine


@pytest.fixture
def named_edition(edition_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGNODICE_EDITION", str(edition_file))


def shell(line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A line in a shell; `agnodice` stands for the command."""
    line = line.replace("agnodice", " ".join(AGNODICE))
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, check=False, env={**os.environ, **env}, errors="replace"
    )


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("echo 'back pain after sex' | agnodice ask > /dev/full", 1, "The output cannot be read or written (No space"),
        ("agnodice ask <&-", 2, "There is no question to read."),
        ("echo 'back pain after sex' | agnodice ask >&-", 0, ""),
        ("agnodice ask '' 2>&-", 2, ""),
        ("set -o pipefail; agnodice list | head -1 | grep -q abdominal", 0, ""),
    ],
)
@pytest.mark.usefixtures("named_edition")
def test_streams_that_are_closed_or_full(line: str, code: int, said: str) -> None:
    done = shell(line)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == bool(said)


@pytest.mark.usefixtures("named_edition")
def test_a_terminal_without_our_letters_still_shows_an_answer() -> None:
    done = shell("echo 'back pain after sex' | agnodice ask", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "GET HELP NOW" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.usefixtures("named_edition")
def test_a_folder_that_is_gone_does_not_matter(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = shell(f"cd {gone}; rmdir {gone}; agnodice ask 'back pain after sex'", PYTHONPATH=str(ROOT / "src"))
    assert done.returncode == 0, done.stderr
