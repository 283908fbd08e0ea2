"""Each rule of docs/library.md, broken once in a copy of the library, is told with its place and a way out."""

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from agnodice.library.folder import KNOWLEDGE
from agnodice.library.lint import lint

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library") / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    return folder


def lint_of(whole: Path, folder: Path, breaks: Iterable[Sequence[str]], today: date = TODAY) -> str:
    """What the linter says of a copy of the library in which some texts stand in the place of others."""
    shutil.copytree(whole, folder)
    for file, old, new, *_ in breaks:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), "utf-8")
    return "\n".join(map(str, lint(folder, today)))


GUIDE = "guides/back-pain-after-sex.md"
LISTED, PLACED = "guides/fibroids.md", "guides/heavy-periods.md"
CONDITION, FREQUENT = "conditions/endometriosis.toml", "conditions/adenomyosis.toml"
ASK_BACKS = "ask_back/body.toml"
RED_FLAGS = "red_flags/back.toml"
SOURCES, UNKNOWN = "sources/back.toml", "sources/bladder.toml"
NO_PLACES = {
    "- see page": "'- see page' is no place in",
    "Symptoms.": "'Symptoms.' is no place in",
    "page " + "1" * 60: "has 65 letters. Name a heading or page in at most 60",
}


def text_of(file: str) -> str:
    return (KNOWLEDGE / file).read_text("utf-8")


def row_of(file: str, key: str, place: int = 0) -> str:
    """The row of a file that begins with a key, the first by default."""
    return [row for row in text_of(file).splitlines() if row.startswith(key)][place]


def listed(file: str) -> str:
    """The conditions that a guide names."""
    found = re.search(r"conditions = \[[^\]]*\]", text_of(file))
    assert found
    return found[0]


def placed(text: str, places: Iterable[str]) -> str:
    """A guide whose first citations without a place name these places."""
    left = iter(places)
    cited = re.compile(r"\[@([a-z0-9-]+)\]")
    told = cited.sub(lambda found: f"[@{found[1]}, {place}]" if (place := next(left, "")) else found[0], text)
    assert next(left, None) is None
    return told


def twins() -> tuple[str, str, str]:
    """The first source, a twin of it, and the same text of another year."""
    source = "[[source]]" + text_of(SOURCES).split("[[source]]")[1]
    name, url, year = (row_of(SOURCES, key).partition(" = ")[2].strip('"') for key in ("id", "url", "year"))
    moved = url.replace("https:", "http:").rstrip("/") + "/#part"
    twin = source.replace(f'id = "{name}"', 'id = "zz-twin"').replace(url, moved)
    return name, twin, twin.replace("zz-twin", "zz-later").replace(f"year = {year}", "year = 1901")


ROW = row_of(LISTED, "| ", 2)  # below the head and its line
CASE, NEAR = row_of(RED_FLAGS, "case"), row_of(RED_FLAGS, "near_miss")
OFTEN, THEN = row_of(FREQUENT, "frequency"), row_of(FREQUENT, "frequency", 1)
FIRST, TWIN, LATER = twins()


# A whole reading of the library for every rule would take minutes, so that many are broken in the same copy: those of
# reading it, and those of its meaning, which only what could be read can break.
Break = tuple[str, ...]  # file, what stands there, what stands there instead, and what is said of it
READING: tuple[Break, ...] = (
    (GUIDE, "-bk]", "-bk, ]", "has a comma and no place after it. Write the place, or take the comma out"),
    (
        GUIDE,
        'topic = "pain"',
        'topic = "pane"\nmood = "good"\nteaser2 = 3',
        "'pane' is not known. Use one of: pain, periods",
    ),
    (GUIDE, "## What you can do\n", "## What to do\n", "What to do: is not a section of a guide"),
    (CONDITION, 'group = "gyn"', 'group = "gin"', "'gin' is not known"),
    (CONDITION, "[[link]]", "[[linc]]", "linc: is not a field here"),
    (FREQUENT, OFTEN, 'frequency = "often"', "'often' is not a frequency. Use obligate"),
    (FREQUENT, THEN, "frequency = 1.5", "1.5 is not a frequency"),
    ("triage.toml", "[0.0, 0.7, 1.5, 4.0, 11.0]", "[0.0, 0.5]", "weighs 2 levels. Give 5 numbers"),
    ("glossary.toml", "[[term]]", "[[tern]]", "Write [[term]] tables"),
)
MEANING: tuple[Break, ...] = (
    (
        ASK_BACKS,
        'flags = ["urinary-retention"]',
        'flags = ["urinary-tension", "bloody-nipple-discharge-check"]',
        "no red flag 'urinary-tension'",
        "urinary-retention: is in no ask-back",
        "is not urgent",
    ),
    (
        RED_FLAGS,
        'level = "emergency"\n',
        'level = "emergency"\nunless = ["stitches"]\n',
        "an emergency that something quiets. Take `unless` out",
    ),
    (ASK_BACKS, 'ask = "is it impossible to pass', 'ask = "Is it impossible to pass', "is not the rest of a question"),
    (ASK_BACKS, '"last wee was yesterday, hurts"', '"Vomiting  blood"', "'Vomiting  blood' is there twice"),
    ("calm.toml", '"after-an-abortion"', '"after-an-option"', "no guide 'after-an-option'"),
    (GUIDE, 'id = "back-pain-after-sex"', 'id = "back-pain"', "differs from the file's name"),
    (GUIDE, '"lumbar-strain", ', "", "'lumbar-strain' is in the text but not in the list"),
    (GUIDE, '"kidney-infection", ', "", "'kidney-infection' is in the text but not in the list"),
    (
        GUIDE,
        '"back-pain-after-sex", "low-back-pain"',
        '"low-back-pane", "low-back-pain"',
        "no finding 'low-back-pane'",
    ),
    (GUIDE, "## Short answer\n", "## Short answer\n\nYou should have less sex.\n", "has no source"),
    (GUIDE, "## Short answer\n", "## Short answer\n\nYou should have less sex.\n", "'should have' blames"),
    (GUIDE, "## Short answer\n", "## Short answer\n\n" + "word " * 21 + "end.\n", "has 22 words. At most 20"),
    (GUIDE, "## Short answer\n", "## Short answer\n\n" + "Yes it is so. " * 20 + "\n", "At most 60"),
    (GUIDE, "checked = 2026-11-23", "checked = 2026-12-24", "is in the future"),
    (GUIDE, "check_by = 2028-11-23", "check_by = 2036-11-23", "is not within 3 years"),
    (GUIDE, "### same-day", "### emergency", "stands under emergency, but the red flag says same-day"),
    (
        GUIDE,
        'previous = "breast-pain-in-early-pregnancy"',
        'previous = "breast-massager"',
        "does not name this guide as next",
    ),
    (CONDITION, 'finding = "painful-periods"', 'finding = "painful-periodz"', "no finding 'painful-periodz'"),
    ("words/cues.toml", 'only_states = ["pregnant"', 'only_states = ["negative-test"', "no finding 'negative-test'"),
    ("interview.toml", '"abdominal-pain", ', '"abdominal-pane", ', "no finding 'abdominal-pane'"),
    (UNKNOWN, '[[source]]\nid = "', '[[source]]\nid = "x', "there is no source", "is cited nowhere"),
    (LISTED, ROW, ROW.replace(" | ", " ", 1), "Options, table row 1: has 4 cells, and the table 5 headings. Look for"),
    (LISTED, listed(LISTED), "conditions = []", "conditions: names no condition. Name every condition"),
    (
        SOURCES,
        "[[source]]",
        f"{TWIN}{LATER}[[source]]",
        f"zz-twin: is the same text as {FIRST} ({SOURCES}): one address, one year. Cite {FIRST} instead",
    ),
    (PLACED, text_of(PLACED), placed(text_of(PLACED), NO_PLACES), *NO_PLACES.values()),
    (
        RED_FLAGS,
        f"{CASE}\n{NEAR}",
        f'case = "I am well."\nnear_miss{CASE.removeprefix("case")}',
        "the worked person does not raise it",
        "the near miss raises it",
    ),
    (
        "findings/back.toml",
        "say = [",
        'say = ["peeing burns", "burning urination", "pain", "back dishwasher", ',
        "reads the same as",
        "'back dishwasher' holds a word of other subjects",
    ),
)
GROUPS = {"reading": READING, "meaning": MEANING}


@pytest.fixture(scope="module")
def together(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What the linter says of a copy with every break of a group in it."""

    @cache
    def broken(group: str) -> str:
        return lint_of(whole, tmp_path_factory.mktemp("broken") / "knowledge", GROUPS[group])

    return broken


@pytest.mark.parametrize(
    ("group", "said"), [(name, said) for name, group in GROUPS.items() for entry in group for said in entry[3:]]
)
def test_a_broken_rule_is_told(together: Callable[[str], str], group: str, said: str) -> None:
    assert said in together(group)


def test_every_problem_comes_at_once(together: Callable[[str], str]) -> None:
    assert together("reading").count(f"{GUIDE}: ") >= 3 + 2  # of three breaks


def test_another_year_is_another_text(together: Callable[[str], str]) -> None:
    assert "year = 1901" in LATER
    told = [problem for problem in together("meaning").splitlines() if "zz-later" in problem]
    assert told
    assert not any("the same text" in problem for problem in told)


def test_a_place_in_a_source_can_be_looked_up(whole: Path, tmp_path: Path) -> None:
    text = text_of(PLACED)
    good = (PLACED, text, placed(text, ["Symptoms", "page 13"]))
    assert lint_of(whole, tmp_path / "good", [good]) == ""


def test_what_is_overdue_is_told(whole: Path, tmp_path: Path) -> None:
    said = lint_of(whole, tmp_path / "late", [], date(2029, 1, 1))
    assert f"{GUIDE}: check_by: 2028-11-23 has passed. Check it again" in said
