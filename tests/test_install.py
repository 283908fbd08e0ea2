"""Ways in: builds that repeat byte for byte, and installs by pip, pipx and uv that answer with no network."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

QUESTION = "my lower back hurts after sex"
LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "__pycache__")
DOTTED = (".gitignore", ".pre-commit-config.yaml", ".ci")
Install = Callable[[Path, Path], Path]


def uv() -> str:
    found = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if not found:
        pytest.skip("uv is not installed")
    return found


def checked(*command: str | Path, **options: object) -> str:
    """What a command says; skips when the package index cannot be reached, fails when anything else is wrong."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    said: str = done.stdout + done.stderr
    if done.returncode and any(sign in said for sign in ("dns error", "Failed to fetch", "NewConnectionError")):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, said
    return said


def clean_environment(home: Path, **more: str) -> dict[str, str]:
    """A fresh home, and nothing of ours on the way; packages that were fetched before may come from uv's cache."""
    home.mkdir(parents=True, exist_ok=True)
    ours = ("PYTHON", "XDG", "AGNODICE", "VIRTUAL_ENV", "PIP", "UV_PROJECT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    cache = os.environ.get("UV_CACHE_DIR", str(Path.home() / ".cache" / "uv"))
    return {**kept, "HOME": str(home), "UV_CACHE_DIR": cache, "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", **more}


def built(tmp: Path, *arguments: str, umask: int = 0o022, **env: str) -> dict[str, bytes]:
    """The built files by name, made in a copy of this checkout."""
    source, out = tmp / "source", tmp / "out"
    shutil.copytree(ROOT, source, ignore=LEFT_OUT)
    for name in DOTTED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name)
        else:
            shutil.copy(ROOT / name, source / name)
    if umask != 0o022:
        for path in source.rglob("*"):
            path.chmod(path.stat().st_mode & 0o700)
            os.utime(path, (1e9, 1e9))
    checked(
        uv(), "build", *arguments, "--out-dir", out, source, env=clean_environment(tmp / "home", **env), umask=umask
    )
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.suffix in {".whl", ".gz"}}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """An sdist, and the wheel that was built from it."""
    return built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def wheel(dist: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    name = next(name for name in dist if name.endswith(".whl"))
    path = tmp_path_factory.mktemp("wheel") / name
    path.write_bytes(dist[name])
    return path


def test_a_second_build_gives_the_same_bytes(dist: dict[str, bytes], tmp_path: Path) -> None:
    """In another folder, of files of another age and other rights, with other hashes, language and time zone, and the
    wheel from the checkout instead of from the sdist.
    """
    other = built(
        tmp_path / "deeper" / "elsewhere",
        *("--sdist", "--wheel"),
        umask=0o077,
        PYTHONHASHSEED="7",
        TZ="Pacific/Auckland",
        LC_ALL="C",
    )
    assert len(dist) == 2
    assert dist.keys() == other.keys()
    assert [name for name in dist if dist[name] != other[name]] == []


def test_the_wheel_holds_the_edition_and_the_sdist_all_of_its_text(
    dist: dict[str, bytes], wheel: Path, edition_bytes: bytes, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read("agnodice/edition.sqlite") == edition_bytes
        assert {"agnodice/py.typed", "agnodice/knowledge/words/help.toml"} <= names
        assert [n for n in names if "__pycache__" in n or n.startswith("tests")] == []
        assert sum("licenses/LICENSE" in n for n in names) == 2
    sdist = tmp_path / "sdist"
    sdist.write_bytes(next(data for name, data in dist.items() if name.endswith(".gz")))
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {p.relative_to(ROOT).as_posix() for p in (ROOT / "src").rglob("*") if p.is_file()}
    wanted = {name for name in wanted if "__pycache__" not in name and not name.startswith("src/agnodice/knowledge/.")}
    assert wanted - held == set()
    assert {"hatch_build.py", "tests/test_install.py", "docs/terminal.md", "LICENSE-CONTENT"} <= held


def by_pip(wheel: Path, home: Path) -> Path:
    checked(sys.executable, "-m", "venv", home / "env", env=clean_environment(home))
    checked(home / "env" / "bin" / "pip", "install", "--quiet", wheel, env=clean_environment(home))
    return home / "env" / "bin"


def by_pipx(wheel: Path, home: Path) -> Path:
    bin_folder = home / "bin"
    env = clean_environment(
        home, PIPX_HOME=str(home / "pipx"), PIPX_BIN_DIR=str(bin_folder), PIPX_DEFAULT_PYTHON=sys.executable
    )
    checked(uv(), "tool", "run", "pipx", "install", wheel, env=env)
    return bin_folder


def by_uv(wheel: Path, home: Path) -> Path:
    env = clean_environment(home, UV_TOOL_DIR=str(home / "tools"), UV_TOOL_BIN_DIR=str(home / "bin"))
    checked(uv(), "tool", "install", "--quiet", "--python", sys.executable, wheel, env=env)
    return home / "bin"


def cut_off() -> list[str]:
    """What to run before a command so that it has no network."""
    rights = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = ["unshare", "--net", *rights]
    if not shutil.which("unshare") or subprocess.run([*command, "true"], check=False, capture_output=True).returncode:
        pytest.skip("the network cannot be taken away here (unshare --net)")
    return command


def test_what_is_cut_off_reaches_nobody() -> None:
    """Else the tests below would prove nothing."""
    script = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=5)"
    done = subprocess.run([*cut_off(), sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in done.stderr


@pytest.mark.parametrize("install", [by_pip, by_pipx, by_uv])
def test_an_install_answers_with_no_network_and_writes_nothing(wheel: Path, tmp_path: Path, install: Install) -> None:
    bin_folder = install(wheel, tmp_path / "installer")
    home = tmp_path / "reader"
    env = clean_environment(home)
    python = Path(os.path.realpath(bin_folder / "agnodice")).parent / "python"
    for command in ([bin_folder / "agnodice"], [python, "-m", "agnodice"]):
        said = checked(*cut_off(), *command, "ask", "--plain", input=QUESTION, env=env, cwd=home)
        assert "Short answer" in said
        assert "Sources" in said
    assert list(home.iterdir()) == []


def test_an_install_without_extras_says_what_is_missing(wheel: Path, tmp_path: Path) -> None:
    """And changes no text, for its answers come from the edition that it brought."""
    agnodice = by_uv(wheel, tmp_path / "installer") / "agnodice"
    env = clean_environment(tmp_path / "home")
    for arguments, code, told in (
        (["serve"], 2, "pip install 'agnodice[web]'"),
        (["export", "site", "x"], 2, "pip install 'agnodice[export]'"),
        (["export", "zim", "x"], 2, "pip install 'agnodice[zim]'"),
        (["library", "--html", "x"], 2, "pip install 'agnodice[web]'"),
        (["features", "assess=off"], 1, "Change the text in a checkout"),
        (["review", "heavy-periods", "--by", "Ada", "--role", "nurse"], 1, "Change the text in a checkout"),
    ):
        done = subprocess.run(
            [agnodice, *arguments], env=env, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, told in done.stderr) == (code, True), (arguments, done.stderr)
    listed = checked(agnodice, "features", env=env)
    assert "assess on" in listed
