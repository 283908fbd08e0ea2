"""Every command and snippet of the documents runs as it stands, in a copy of the checkout.

A fence marked `text` right after one marked `sh` is what its command prints, shortened at each `…`.
What counts: each line of a fence marked `sh`, each fence marked `python` or `toml`, and each `code` in a sentence that
begins with a program of ours. A line with a placeholder (`[--json]`, `NAME`, `CASES.jsonl`, `…`) is a synopsis: its
command and options must exist.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import click
import pytest

from agnodice.faces.cli.commands import agnodice
from tests.conftest import ROOT, shelved

DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
FENCE = re.compile(r"^(`{3,4})(\w*)\n(.*?)^\1$", re.M | re.S)
INLINE = re.compile(r"(?<!`)`((?:agnodice|make|python3?|\.venv/bin/\w+|pip|npm|pre-commit) [^`]+)`(?!`)")
PLACEHOLDER = re.compile(r"[\[…]|\w\|\w|\b(?!AGNODICE|XDG)[A-Z]{3,}\b|\b[A-Z]+\.\w+|\bID\b")
LANGUAGES = {"sh", "python", "toml", "markdown", "text", "json"}
TYPED = {
    "ask": "My lower back hurts after sex.",
    "assess": "I am 24. Burning when I pee since yesterday.\nr\nq\n",
    "audit": "Back pain after sex is always caused by excessive sex.",
}
# What this test does not run, and where it runs instead.
ELSEWHERE = {
    "make": "the Makefile is asked what it would do; .ci/run and a fresh clone do it",
    "pip": "tests/test_install.py",
    "python -m agnodice": "tests/test_install.py",
    "npm": "the fixture python_for_browsers, below",
    "pre-commit": "its checks are those of make check",
    "agnodice lint --sources": "tests/unit/test_addresses.py",
    "agnodice audit --batch": "tests/test_audit.py",
    "agnodice export zim": "tests/test_export.py",
    ".venv/bin/pytest": "the tests are these",
    ".venv/bin/python -m benchmarks": "make bench; here it is asked for its help",
}
EXAMPLES = {"report/summary.html", "guides/x.md", "guides/ID.md", "tales/ID.txt", "conditions/ID.toml"}


def commands(text: str) -> Iterator[str]:
    """The command lines of a document, in its order, without their remarks."""
    for found in re.finditer(rf"{FENCE.pattern}|{INLINE.pattern}", text, re.M | re.S):
        lines = found[3].splitlines() if found[2] == "sh" else [found[4]] if found[4] else []
        yield from filter(None, (re.sub(r"\s#\s.*", "", line).strip() for line in lines))


def fences(text: str, language: str) -> list[str]:
    return [found[3] for found in FENCE.finditer(text) if found[2] == language]


def all_commands(is_synopsis: bool) -> list[tuple[str, str]]:
    return [
        (path.name, line)
        for path in DOCUMENTS
        for line in dict.fromkeys(commands(path.read_text("utf-8")))
        if (bool(PLACEHOLDER.search(line)) or is_name(line, path)) is is_synopsis
    ]


def is_name(line: str, path: Path) -> bool:
    """Whether a sentence only names a command: `agnodice export site`, not to be run without its folder."""
    names_all = line.startswith("agnodice ") and not found_command(line.split()[1:])[1]
    return names_all and not any(line in fence.splitlines() for fence in fences(path.read_text("utf-8"), "sh"))


def found_command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and the words after it."""
    command: click.Command = agnodice
    while words and isinstance(command, click.Group) and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize(("document", "line"), [c for c in all_commands(True) if c[1].startswith("agnodice ")])
def test_a_synopsis_is_true(document: str, line: str) -> None:
    command, rest = found_command(re.sub(r"[\[\]|]", " ", line).split()[1:])
    assert command is not agnodice or rest[:1] == ["COMMAND"], line
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert [word for word in rest if word.startswith("--") and word not in {*known, "--help"}] == []


@pytest.fixture
def checkout(tmp_path: Path, edition_bytes: bytes) -> Path:
    """A checkout that the test may change."""
    return copied(tmp_path / "agnodice", edition_bytes)


@pytest.fixture(scope="module")
def read_checkout(tmp_path_factory: pytest.TempPathFactory, edition_bytes: bytes) -> Path:
    """A checkout that no test changes."""
    return copied(tmp_path_factory.mktemp("stranger") / "agnodice", edition_bytes)


def copied(folder: Path, edition: bytes) -> Path:
    """A copy of what git holds, as a stranger has it after the first start, with a few files to try things on."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml", "uv.lock", "README.md"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "benchmarks", folder / "benchmarks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__", "browser"))
    (folder / "page.txt").write_text(f"{TYPED['audit']}\nSee a doctor once a year.\n", "utf-8")
    (folder / "page.html").write_text(f"<h1>Back pain after sex</h1><p>{TYPED['audit']}</p>", "utf-8")
    (folder / "question.txt").write_text("why do i pee when i sneeze since i had my baby", "utf-8")
    case = '{"id": "1", "question": "why are my periods so heavy", "text": "I am 24 and my periods are heavy."}\n'
    (folder / "cases.jsonl").write_text(case, "utf-8")
    shelved(edition, folder / "src")
    return folder


def surroundings(folder: Path) -> dict[str, str]:
    """A shell in which `agnodice` and `python` are ours, with a home of its own."""
    programs, home = folder.parent / "bin", folder.parent / "home"
    (home / ".config/fish/completions").mkdir(parents=True, exist_ok=True)
    programs.mkdir(exist_ok=True)
    for name, words in (("agnodice", f"{sys.executable} -m agnodice"), ("python", sys.executable)):
        (programs / name).write_text(f'#!/bin/sh\nexec {words} "$@"\n', "utf-8")
        (programs / name).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(folder / "src"), "COLUMNS": "100", "HOME": str(home)}


def run_line(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run one line in a shell, in `folder`."""
    words = shlex.split(line)
    typed = TYPED.get(words[1] if len(words) > 1 else "", "")
    command = ["bash", "-c", line]
    return subprocess.run(
        command,
        cwd=folder,
        env=surroundings(folder),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def serve(line: str, folder: Path) -> None:
    """Start the server of a line, see its first page, stop it."""
    port = 20_000 + os.getpid() % 20_000
    command = [sys.executable, "-m", "agnodice", *shlex.split(line)[1:], "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(120):
            try:
                with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    assert b"<html" in page.read()
                return
            except OSError:
                assert process.poll() is None, line
                time.sleep(0.5)
        pytest.fail(f"{line}: no page within a minute")
    finally:
        process.terminate()
        process.wait(20)


def elsewhere(line: str) -> str | None:
    """Where a line that this test does not run is run; None when it is run here."""
    return next((place for start, place in ELSEWHERE.items() if line.startswith(start)), None)


@pytest.fixture(scope="session")
def python_for_browsers(own_cache: Path) -> None:
    """What the documents say about getting it, done."""
    npm = shutil.which("npm")
    lines = [line for _, line in all_commands(False) if line.startswith("npm pack")]
    if npm is None:
        pytest.skip("no npm to get Python for the browser: apt-get install npm")
    assert lines
    (own_cache / "agnodice").mkdir(exist_ok=True)
    words = shlex.split(lines[0].replace("~/.cache", str(own_cache)))
    if subprocess.run([npm, *words[1:]], capture_output=True, check=False).returncode:
        pytest.skip(f"npm cannot reach its registry: {lines[0]}")


@pytest.mark.usefixtures("python_for_browsers")
@pytest.mark.parametrize("document", sorted({name for name, _ in all_commands(False)}))
def test_every_command_runs(document: str, checkout: Path) -> None:
    failed = []
    for name, line in all_commands(False):
        if name != document or elsewhere(line):
            continue
        if line.startswith("agnodice serve"):
            serve(line, checkout)
            continue
        done = run_line(line, checkout)
        if done.returncode not in {0, 3}:
            failed.append(f"{line}: exit {done.returncode}\n{done.stdout[-400:]}{done.stderr[-600:]}")
    assert not failed, "\n".join(failed)


def shown_outputs() -> list[tuple[str, str, str]]:
    """Document, command and shortened output, wherever a `text` fence follows an `sh` one."""
    pairs = re.compile(r"^```sh\n([^`]+)\n```\n\n```text\n(.*?)^```$", re.M | re.S)
    return [(p.name, *found) for p in DOCUMENTS for found in pairs.findall(p.read_text("utf-8"))]


@pytest.mark.parametrize(("document", "line", "shown"), shown_outputs())
def test_a_shown_output_is_what_is_printed(document: str, line: str, shown: str, read_checkout: Path) -> None:
    printed = iter(text.rstrip() for text in run_line(line.splitlines()[-1], read_checkout).stdout.splitlines())
    missing = [wanted for wanted in shown.splitlines() if wanted != "…" and wanted.rstrip() not in printed]
    assert missing == []


def test_what_is_run_elsewhere_is_there() -> None:
    """Each reason names a test that exists, the Makefile knows each target, each benchmark starts."""
    files = [file for place in ELSEWHERE.values() for file in re.findall(r"tests/[\w/]+\.py", place)]
    assert [file for file in files if not (ROOT / file).is_file()] == []
    lines = [line for _, line in all_commands(False)]
    targets = {line.split()[1] for line in lines if line.startswith("make ")}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.M)] == []


@pytest.mark.parametrize("script", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_benchmarks_say_what_they_measure(script: Path) -> None:
    text = script.read_text("utf-8")
    if "__main__" not in text:
        return
    module = [sys.executable, "-m", f"benchmarks.{script.stem}", "--help"]
    done = subprocess.run(module, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "usage" in done.stdout.lower()


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if fences(p.read_text("utf-8"), "python")], ids=lambda p: p.stem)
def test_every_python_snippet_runs(path: Path, read_checkout: Path) -> None:
    for snippet in fences(path.read_text("utf-8"), "python"):
        environment = {**os.environ, "PYTHONPATH": str(read_checkout / "src")}
        done = subprocess.run(
            [sys.executable, "-c", snippet],
            cwd=read_checkout,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip(), snippet


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if fences(p.read_text("utf-8"), "toml")], ids=lambda p: p.stem)
def test_every_example_of_the_format_can_be_read(path: Path) -> None:
    for snippet in fences(path.read_text("utf-8"), "toml"):
        tomllib.loads(snippet.replace("{ … }", "{ }").replace(", …]", "]"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_fence_says_what_it_holds(path: Path) -> None:
    assert {found[2] for found in FENCE.finditer(path.read_text("utf-8"))} <= LANGUAGES


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text("utf-8"))
    links = re.findall(r"\]\((?!https?:)([^)#]+)|(?:src|srcset)=\"([^\"]+)\"", text)
    assert [link for pair in links for link in pair if link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_files_that_documents_name_exist(path: Path) -> None:
    """`assess/triage.py`, `docs/ask.md`: each lies in the repository or, said short, under src/agnodice."""
    named = re.findall(r"`((?:[\w.]+/)+[\w.]+\.(?:py|toml|md|js|svg|json|txt|html))(?:[:`])", path.read_text("utf-8"))
    roots = (ROOT, ROOT / "src/agnodice", ROOT / "src/agnodice/knowledge", ROOT / "src/agnodice/faces")
    short = [name for name in dict.fromkeys(named) if not any((root / name).exists() for root in roots)]
    assert [name for name in short if name not in EXAMPLES] == []
