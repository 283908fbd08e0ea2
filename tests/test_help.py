"""Manual pages and completion: every command explains itself, every example in a page runs, three shells complete."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from agnodice.faces.cli.commands import agnodice, run
from agnodice.faces.cli.manual import Manual, pages
from agnodice.library.whole import write_whole
from tests.conftest import ROOT

TAKES_WORDS_OF_A_READER = {"ask", "assess", "audit", "serve", "show", "export site", "export file"}
USES_THE_NETWORK = {"audit", "lint", "serve"}


def commands() -> Iterator[tuple[str, Manual]]:
    """Every command with the words that call it, groups too."""
    yield "", agnodice
    for name, command in agnodice.commands.items():
        assert isinstance(command, Manual), name
        yield name, command
        for child, below in getattr(command, "commands", {}).items():
            assert isinstance(below, Manual), child
            yield f"{name} {child}", below


COMMANDS = dict(commands())


def shown(called: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run([*called.split(), "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("called", COMMANDS)
def test_a_page_says_all(called: str, capsys: pytest.CaptureFixture[str]) -> None:
    page, text = COMMANDS[called].page, shown(called, capsys)
    flat = " ".join(text.split())
    assert len(page["purpose"]) <= 80
    assert page["purpose"].endswith(".")
    assert page["purpose"] in flat
    for title in ("Examples:", "Exit codes:", "More:"):
        assert f"\n{title}\n" in text
    assert page["examples"]
    assert {"0", "1", "2", "70"} <= set(re.findall(r"^  (\d+) ", text, re.M))
    assert ("3" in page.get("exit", {})) == (called in {"ask", "assess"})
    named = re.findall(r"docs/[\w.]+", page["more"])
    assert named
    assert [file for file in named if not (ROOT / file).is_file()] == []
    if called in {"", *TAKES_WORDS_OF_A_READER, *USES_THE_NETWORK}:
        assert "\nPrivacy:\n" in text


@pytest.mark.parametrize("called", COMMANDS)
def test_every_option_and_argument_is_explained(called: str, capsys: pytest.CaptureFixture[str]) -> None:
    command, text = COMMANDS[called], shown(called, capsys)
    context = click.Context(command, info_name=called)
    explained = {**pages()["options"], **command.page.get("options", {})}
    names = [
        option.lstrip("-")
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option) and not parameter.hidden
        for option in parameter.opts[-1:]
    ]
    assert [name for name in names if not explained.get(name, "").endswith(".")] == []
    assert [name for name in names if f"--{name}" not in text] == []
    assert set(command.page.get("options", {})) <= set(names)
    arguments = {p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)}
    told = command.page.get("arguments", {})
    assert {argument.strip("[].").removesuffix("...") for argument in arguments} == {name.strip("[]") for name in told}


def test_no_command_explains_itself_in_python() -> None:
    """Words stand in knowledge/words/help.toml alone."""
    cli = ROOT / "src" / "agnodice" / "faces" / "cli"
    assert [path.name for path in cli.glob("*.py") if re.search(r"\bhelp=\"", path.read_text("utf-8"))] == []


def test_help_needs_no_edition(tmp_path: Path) -> None:
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "agnodice", "ask", "--help"], env=env, capture_output=True, text=True, check=True
    )
    assert "Answer a question, asked in your own words." in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def place(edition_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program to change, an edition, and `agnodice` as a command of that copy."""
    folder = tmp_path_factory.mktemp("place")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    write_whole(folder / "edition", edition_bytes)
    script = f"#!{sys.executable}\nfrom agnodice.__main__ import main\nmain()\n"  # as an installer writes it
    write_whole(folder / "bin" / "agnodice", script.encode())
    (folder / "bin" / "agnodice").chmod(0o755)
    return folder


def environment(place: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(place / "src"),
        "AGNODICE_EDITION": str(place / "edition"),
        "XDG_CACHE_HOME": str(place / "cache"),
        **more,
    }


# Stopped once it answers, or after a minute.
SERVED = """
{line} & server=$!
for _ in $(seq 300); do
  python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:8643/").status)' 2> /dev/null && break
  sleep 0.2
done
kill -INT $server && wait $server
"""
# Its index takes a minute; tests/test_kiwix.py writes the same file without the command.
ELSEWHERE = {"export zim"}
EXAMPLES = {
    line: called for called, command in COMMANDS.items() if called not in ELSEWHERE for line in command.page["examples"]
}


@pytest.mark.parametrize(("line", "called"), EXAMPLES.items())
def test_every_example_runs(called: str, line: str, place: Path, tmp_path: Path) -> None:
    if called == "serve":
        line = SERVED.format(line=line)
    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env=environment(place), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or list(tmp_path.iterdir()) or "eval" in line
    if "--json" in line or (called.startswith("evaluate") and "--out" not in line):
        assert json.loads(done.stdout)


def completed(shell: str, typed: str, place: Path, home: Path) -> str:
    """What a real shell offers for `typed`."""
    script = subprocess.run(
        ["agnodice", "completion", shell], env=environment(place), capture_output=True, text=True, check=True
    ).stdout
    write_whole(home / "script", script.encode())
    return OFFERS[shell](typed, environment(place, HOME=str(home)), home)


def of_bash(typed: str, env: dict[str, str], home: Path) -> str:
    words = typed.split(" ")
    line = f"COMP_WORDS=({' '.join(words)}) COMP_CWORD={len(words) - 1}; _agnodice_completion agnodice"
    offer = f'source {home / "script"}; {line}; printf "%s\\n" "${{COMPREPLY[@]}}"'
    return subprocess.run(["bash", "-c", offer], env=env, capture_output=True, text=True, check=True).stdout


def of_fish(typed: str, env: dict[str, str], home: Path) -> str:
    offer = f"source {home / 'script'}; complete -C '{typed}'"
    return subprocess.run(["fish", "-c", offer], env=env, capture_output=True, text=True, check=True).stdout


def of_zsh(typed: str, env: dict[str, str], home: Path) -> str:
    """Zsh completes only at a prompt: press Tab in a real terminal and read the screen."""
    start = f"autoload -U compinit; compinit -u; source {home / 'script'}; PROMPT='READY> '"
    write_whole(home / ".zshrc", start.encode())
    child, screen = pty.fork()
    if child == 0:
        os.execvpe("zsh", ["zsh", "-i"], {**env, "TERM": "dumb", "ZDOTDIR": str(home)})
    shown = until(screen, b"READY> ", b"")
    os.write(screen, f"{typed}\t\t".encode())
    shown = until(screen, None, b"")
    os.close(screen)
    os.waitpid(child, 0)
    return shown.decode("utf-8", "replace")


def until(screen: int, wanted: bytes | None, shown: bytes) -> bytes:
    """What the screen shows until `wanted` stands there, or until nothing new came for three seconds."""
    end = time.monotonic() + 30
    while time.monotonic() < end and (wanted is None or wanted not in shown):
        if not select.select([screen], [], [], 3)[0] and wanted is None:
            break
        shown += os.read(screen, 65536)
    return shown


OFFERS = {"bash": of_bash, "zsh": of_zsh, "fish": of_fish}


@pytest.mark.parametrize("shell", OFFERS)
def test_a_real_shell_completes(shell: str, place: Path, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    offered = completed(shell, "agnodice a", place, tmp_path)
    assert {"ask", "assess", "audit"} <= set(re.findall(r"\w+", offered))
    offered = completed(shell, "agnodice show heavy-p", place, tmp_path)
    assert "heavy-periods" in offered
    assert "heavy-periods" in completed(shell, "agnodice review heavy-p", place, tmp_path)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("agnodice ", "ask"),
        ("agnodice export ", "site"),
        ("agnodice ask --", "--open-sources"),
        ("agnodice ask --country i", "IN"),
        ("agnodice features ", "assess=off"),
        ("agnodice show dysp", "dyspareunia-none"),
    ],
)
def test_what_is_offered(typed: str, offered: str, place: Path, tmp_path: Path) -> None:
    found = completed("bash", typed, place, tmp_path).split()
    assert (offered in found) == (offered != "dyspareunia-none")


def test_completing_builds_nothing(place: Path, tmp_path: Path) -> None:
    env = environment(place, _AGNODICE_COMPLETE="bash_complete", COMP_WORDS="agnodice show he", COMP_CWORD="2")
    del env["AGNODICE_EDITION"]
    done = subprocess.run(["agnodice"], env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
    assert not (place / "cache").exists()
