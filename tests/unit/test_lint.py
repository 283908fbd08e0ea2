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


@pytest.fixture
def told(whole: Path, tmp_path: Path) -> Callable[..., str]:
    """Break the library by replacing text in one of its files and give back what the linter says."""

    def broken(file: str, old: str, new: str, today: date = TODAY) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        return lint_of(whole, folder, [(file, old, new)], today)

    return broken


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
CONDITION = "conditions/endometriosis.toml"
ASK_BACKS = "ask_back/body.toml"


# A whole reading of the library for every rule would take minutes, so that many are broken in the same copy: those of
# reading it, and those of its meaning, which only what could be read can break.
Break = tuple[str, ...]  # file, what stands there, what stands there instead, and what is said of it
READING: tuple[Break, ...] = (
    (GUIDE, "-bk]", "-bk, ]", "has a comma and no place after it. Write the place, or take the comma out"),
    (GUIDE, 'topic = "pain"', 'topic = "pane"', "'pane' is not known. Use one of: pain, periods"),
    (GUIDE, "## What you can do\n", "## What to do\n", "What to do: is not a section of a guide"),
    (CONDITION, 'group = "gyn"', 'group = "gin"', "'gin' is not known"),
    (CONDITION, "[[link]]", "[[linc]]", "linc: is not a field here"),
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
        "red_flags/back.toml",
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
    ("words/cues.toml", '"negative-pregnancy-test"', '"negative-test"', "no finding 'negative-test'"),
    ("interview.toml", '"abdominal-pain", ', '"abdominal-pane", ', "no finding 'abdominal-pane'"),
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


def test_unused_and_unknown_sources_are_told(told: Callable[..., str]) -> None:
    said = told("sources/back.toml", '[[source]]\nid = "', '[[source]]\nid = "x')
    assert "there is no source" in said
    assert "is cited nowhere" in said


def test_a_guide_names_conditions(told: Callable[..., str]) -> None:
    listed = re.search(r"conditions = \[[^\]]*\]", (KNOWLEDGE / GUIDE).read_text("utf-8"))
    assert listed
    assert "conditions: names no condition. Name every condition" in told(GUIDE, listed[0], "conditions = []")


def test_a_text_listed_twice_is_told(told: Callable[..., str]) -> None:
    text = (KNOWLEDGE / "sources/back.toml").read_text("utf-8")
    block = "[[source]]" + text.split("[[source]]")[1]
    name, url = (re.search(rf'{key} = "(.+)"', block)[1] for key in ("id", "url"))  # type: ignore[index]
    moved = url.replace("https:", "http:").rstrip("/") + "/#part"
    twin = block.replace(f'id = "{name}"', 'id = "zz-twin"').replace(url, moved)
    said = told("sources/back.toml", "[[source]]", twin + "[[source]]")
    assert (
        f"zz-twin: is the same text as {name} (sources/back.toml): one address, one year. Cite {name} instead" in said
    )
    next_year = (
        twin.replace("kind =", "year = 1901\nkind =")
        if "year" not in twin
        else re.sub(r"year = \d+", "year = 1901", twin)
    )
    assert "the same text" not in told("sources/back.toml", "[[source]]", next_year + "[[source]]")


NO_PLACES = {
    "- see page": "'- see page' is no place in",
    "Symptoms.": "'Symptoms.' is no place in",
    "page " + "1" * 60: "has 65 letters. Name a heading or page in at most 60",
}


def test_a_place_in_a_source_can_be_looked_up(whole: Path, tmp_path: Path) -> None:
    assert places_told(whole, tmp_path / "good", ["Symptoms", "page 13"]) == ""
    said = places_told(whole, tmp_path / "bad", list(NO_PLACES))
    assert [sentence for sentence in NO_PLACES.values() if sentence not in said] == []


def places_told(whole: Path, folder: Path, places: list[str]) -> str:
    """What the linter says when the first citations of a guide name these places."""
    shutil.copytree(whole, folder)
    path = folder / GUIDE
    left = iter(places)
    cited = re.compile(r"\[@([a-z0-9-]+)\]")
    path.write_text(
        cited.sub(
            lambda found: f"[@{found[1]}, {place}]" if (place := next(left, "")) else found[0], path.read_text("utf-8")
        ),
        "utf-8",
    )
    assert next(left, None) is None
    return "\n".join(map(str, lint(folder, TODAY)))


def test_what_is_overdue_is_told(told: Callable[..., str]) -> None:
    assert "check_by: 2028-11-23 has passed. Check it again" in told(GUIDE, "teaser", "teaser", date(2029, 1, 1))


def test_a_frequency_must_be_one(told: Callable[..., str]) -> None:
    text = (KNOWLEDGE / CONDITION).read_text("utf-8")
    line = next(row for row in text.splitlines() if row.startswith("frequency"))
    assert "is not a frequency. Use obligate" in told(CONDITION, line, 'frequency = "often"')
    assert "is not a frequency" in told(CONDITION, line, "frequency = 1.5")


def test_a_red_flag_must_fire_for_its_case_only(told: Callable[..., str]) -> None:
    text = (KNOWLEDGE / "red_flags/back.toml").read_text("utf-8")
    case, near = (next(row for row in text.splitlines() if row.startswith(key)) for key in ("case", "near_miss"))
    said = told("red_flags/back.toml", f"{case}\n{near}", f'case = "I am well."\nnear_miss{case.removeprefix("case")}')
    assert "the worked person does not raise it" in said
    assert "the near miss raises it" in said


def test_two_findings_must_not_read_the_same(told: Callable[..., str]) -> None:
    said = told("findings/back.toml", "say = [", 'say = ["peeing burns", "burning urination", "pain", ')
    assert "reads the same as" in said


def test_every_problem_comes_at_once(told: Callable[..., str], tmp_path: Path) -> None:
    said = told(GUIDE, 'topic = "pain"', 'topic = "pane"\nmood = "good"\nteaser2 = 3')
    assert said.count(f"{GUIDE}: ") >= 3
