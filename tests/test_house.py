"""The promises of the house: layers, purity, privacy, sizes, and documents that are true."""

import ast
import os
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import promises

from agnodice.faces.cli.commands import agnodice
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "agnodice"
A_QUESTION = "my lower back hurts after sex with Zebulon"


def python_files() -> Iterator[Path]:
    yield from SOURCE.rglob("*.py")


def functions() -> Iterator[tuple[str, int]]:
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_layers_and_purity_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_functions_and_files_are_short() -> None:
    sizes = dict(functions())
    lengths = sorted(sizes.values())
    assert statistics.median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 30
    assert [name for name, size in sizes.items() if size > 60] == []
    assert [p.name for p in python_files() if len(p.read_text("utf-8").splitlines()) > 300] == []


def test_names_say_what_a_file_is_for() -> None:
    vague = re.compile(r"utils?|helpers?|manager|base|common|misc")
    assert [p.name for p in python_files() if vague.fullmatch(p.stem)] == []


def test_every_module_opens_with_what_it_is_for() -> None:
    assert [p.name for p in python_files() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))] == []


@pytest.mark.parametrize("room", ["model", "text", "safety", "ask", "assess", "audit", "library"])
def test_the_picture_names_every_module_of_a_room(room: str) -> None:
    rows = (ROOT / "docs/architecture.md").read_text("utf-8").splitlines()
    row = next(row for row in rows if row.startswith(f"| `{room}/`"))
    modules = {path.stem for path in (ROOT / "src/agnodice" / room).glob("*.py")} - {"__init__"}
    assert modules <= set(re.findall(r"\w+", row.split("|")[2]))


def test_no_module_logs() -> None:
    assert [
        p.name for p in python_files() if re.search(r"^(?:import|from) (?:logging|syslog)", p.read_text("utf-8"), re.M)
    ] == []


_WATCHED = """
import sys
from agnodice import open_engine
from agnodice.model.assessment import Told
engine = open_engine()
engine.ask("warm up: can I pee after sex")
engine.assess(Told("warm up: can I pee after sex, my belly hurts"))
events = []
sys.addaudithook(lambda name, args: events.append((name, str(args[:1]))) if name.split(".")[0] in
    {"open", "socket", "subprocess", "os", "shutil", "urllib", "sqlite3", "tempfile", "glob", "ctypes"} else None)
for question in QUESTIONS:
    engine.ask(question, country="GB")
    engine.danger(question)
    engine.assess(Told(question), country="GB")
print(events)
"""


def test_asking_touches_nothing(own_cache: Path) -> None:
    """Under an audit hook, whole questions cause no file, socket or process event."""
    questions = [
        "back pain after sex",
        "I cannot breathe and my chest hurts",
        "how to fix a car",
        "bleding 2 pads a hour",
    ]
    script = _WATCHED.replace("QUESTIONS", repr(questions))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_REMEMBERED = """
import gc
from agnodice import open_engine
from agnodice.model.assessment import Told
from agnodice.text.tokens import plain, stem
engine = open_engine()
name = "".join(["zebu", "lonia"])
engine.ask("my friend " + name + " has bad belly pain")
engine.assess(Told("I am " + name + ", 30, and my belly hurts"))
gc.collect()
held = [o for o in gc.get_objects() if isinstance(o, (dict, list, tuple, set, frozenset)) and o is not globals()
        and any(isinstance(x, str) and name in x and x is not name for x in (o if not isinstance(o, dict) else
        [*o.keys(), *o.values()]))]
print(len(held), plain.cache_info().currsize, stem.cache_info().currsize)
"""


def test_no_word_of_a_question_stays_in_memory(own_cache: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _REMEMBERED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0", "0"]


def test_question_is_kept_nowhere(tmp_path: Path) -> None:
    """A whole run with its own home and temporary folder leaves no file that holds a word of the question."""
    home = tmp_path / "home"
    (home / "tmp").mkdir(parents=True)
    env = {**os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_CACHE_HOME": str(home / ".cache")}
    done = subprocess.run(
        [sys.executable, "-m", "agnodice", "ask"], input=A_QUESTION, capture_output=True, text=True, check=True, env=env
    )
    assert "Zebulon" not in done.stdout + done.stderr
    files = [p for p in home.rglob("*") if p.is_file()]
    assert files
    assert [p for p in files if b"Zebulon" in p.read_bytes() or b"zebulon" in p.read_bytes()] == []


def test_a_bug_does_not_echo_the_question(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from agnodice.engine import Engine
    from agnodice.faces.cli.commands import run
    from agnodice.faces.cli.streams import BUG

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(A_QUESTION)

    monkeypatch.setattr(Engine, "ask", broken)
    assert run(["ask", A_QUESTION]) == BUG
    out, err = capsys.readouterr()
    assert "Zebulon" not in out + err
    assert "bug in agnodice (RuntimeError)" in err


def test_make_ask_does_not_echo_the_question_in_arguments() -> None:
    done = subprocess.run(
        ["make", "-n", "ask", f"Q={A_QUESTION}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    commands = [line for line in done.stdout.splitlines() if "agnodice" in line]
    assert commands
    assert not any("Zebulon" in line for line in commands)


def commands() -> Iterator[str]:
    for name, command in agnodice.commands.items():
        children = getattr(command, "commands", {})
        yield from (f"{name} {child}" for child in children) if children else (name,)


def test_documents_name_every_command_and_option() -> None:
    docs = "\n".join(p.read_text("utf-8") for p in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert [name for name in commands() if f"agnodice {name}" not in docs] == []
    options = {
        option
        for command in agnodice.commands.values()
        for parameter in command.params
        if not getattr(parameter, "hidden", False)
        for option in parameter.opts
        if option.startswith("--")
    }
    assert [option for option in options if option not in docs] == []


@pytest.mark.parametrize("page", ["docs/privacy.md", "docs/safety.md", "benchmarks/promises.toml"])
def test_promises_name_tests_that_exist(page: str) -> None:
    named = re.findall(r"[`\"](tests/[\w/]+\.py)(?:::(\w+))?[`\"]", (ROOT / page).read_text("utf-8"))
    assert named
    for file, test in named:
        assert (ROOT / file).is_file(), file
        assert not test or f"def {test}(" in (ROOT / file).read_text("utf-8"), test


def test_the_table_of_promises_shows_the_figures_as_measured() -> None:
    shown = promises.page(promises.promises(), promises.measured())
    assert (ROOT / "docs/promises.md").read_text("utf-8") == shown, "run: .venv/bin/python -m benchmarks.promises"
    assert "no such row" not in shown


def test_dependencies_have_a_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    named = [*project["project"]["dependencies"], *(name for extra in extras for name in extra)]
    named = [name for name in named + project["dependency-groups"]["dev"] if not name.startswith("agnodice")]
    assert [n for n in named if re.split(r"[><=]", n)[0] not in reasons] == []


def test_strings_that_faces_use_exist() -> None:
    strings = tomllib.loads((SOURCE / "knowledge" / "words" / "strings.toml").read_text("utf-8"))
    faces = "".join(path.read_text("utf-8") for path in sorted((SOURCE / "faces").rglob("*.py")))
    used = re.findall(r'\.t\("([a-z_]+)\.([a-z_]+)"', faces)
    assert used
    assert [key for key in used if key[1] not in strings.get(key[0], {})] == []


def test_no_reader_sentence_stands_in_the_terminal_face() -> None:
    text = (SOURCE / "faces" / "cli" / "terminal.py").read_text("utf-8")
    shown = [
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    docs = {
        ast.get_docstring(node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
    }
    assert [s for s in shown if len(s.split()) > 4 and s not in docs] == []
