"""The danger check as a script raises the very flags, and quotes the very words, that the core does."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from agnodice.engine import Engine, readable
from agnodice.errors import QuestionError
from agnodice.faces.export.cargo import cut, packed_cues
from agnodice.faces.export.danger import SAID, cards, script, tables
from agnodice.faces.html.press import Press
from agnodice.faces.html.scene import Scene
from agnodice.safety.rules import said_words
from tests.casebook import cases, noises
from tests.retold import retellings

LEAST_TEXTS = 2_500
RUN = """
const { readFileSync } = require("node:fs");
const [rules, known, phrases, texts] = JSON.parse(readFileSync(0, "utf-8"));
const check = self.dangerCheck(JSON.parse(rules), JSON.parse(known), JSON.parse(phrases));
process.stdout.write(JSON.stringify(texts.map((text) => check.raised(text))));
"""
ODD = ["", "’", "é", "ß", "😀", "\u200b", "ﬁ", "Ａ", "５", "½", "²", "İ", "\r\n", "\t", "-", "/", "aaa", "…"]
TAILS = (
    "I am 24 weeks. My last period was 6 weeks ago, my baby is 3 weeks old",
    "aged 34, G2P1, denies fever, chills or pain",
    "that is fine. I have neither.",
    "my sister had this last year",
    "bp 150/95, temperature 38,5",
    "G4P2012, my 10 day old baby is well",
    "HIV -ve, hcg+VE at 9+3 wks. I am 36+2, 10+7, G2P1+1. BP 112 over 70, now 84 over 50",
    "after sex no tummy pain. There is no sign of anything, no period. Her husband hit her",
)
Raised = list[tuple[str, list[str]]]


def by_script(engine: Engine, edition: bytes, texts: list[str], tmp_path: Path, source: str = "") -> list[Raised]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node on this machine: apt-get install nodejs")
    program = tmp_path / "danger.js"
    program.write_text(f"globalThis.self = globalThis;\n{source or script()}\n{RUN}", "utf-8")
    held = tables(engine, cut(edition))
    fed = json.dumps([held["rules"], held["known"], held["phrases"], texts])
    done = subprocess.run([node, str(program)], input=fed, capture_output=True, text=True, check=True, timeout=600)
    return [[(flag["id"], flag["said"]) for flag in raised] for raised in json.loads(done.stdout)]


def by_core(engine: Engine, text: str) -> Raised:
    try:
        danger = engine.danger(text)
    except QuestionError:
        return []
    heard = sorted((*danger.raised, *danger.doubted), key=lambda r: (-r.flag.level, r.flag.id))
    return [(raised.flag.id, list(said_words(readable(text), raised.because))) for raised in heard]


@cache
def texts() -> tuple[str, ...]:
    """Both halves of the cases: all as they stand, a third with typing noise or no stops, then mixed and maimed."""
    said = [case["say"] for stem in ("danger", "decoy") for half in ("dev", "held") for case in cases(stem, half)]
    asked = [text for half in ("dev", "held") for case in cases("ask", half) for text in case["asks"]]
    told = [case["text"] for half in ("dev", "held") for case in cases("assess", half)]
    noisy = [noise for text in said[::3] for _, noise in noises(text)]
    without_stops = map(retellings([])["no punctuation"], told[::3])
    misread = [case["say"] for case in cases("misread", "dev")]
    return (*said, *asked, *told, *misread, *noisy, *without_stops, *stressed([*said, *asked, *told], 600))


def stressed(pool: list[str], count: int) -> Iterator[str]:
    """Texts with joints, odd letters, cues and numbers in strange places; the same each time."""
    dice = random.Random(11)
    for number in range(count):
        letters = list(dice.choice(pool))
        for _ in range(dice.randrange(5)):
            letters[dice.randrange(len(letters))] = dice.choice(ODD)
        joint = dice.choice([". ", ", ", " and ", " but ", " or ", "; ", "\n", " no "])
        other = TAILS[number % len(TAILS)] if number % 2 else dice.choice(pool)
        yield f"{''.join(letters)}{joint}{other}"


def test_the_script_raises_what_the_core_raises(engine: Engine, edition_bytes: bytes, tmp_path: Path) -> None:
    asked = list(texts())
    assert len(asked) >= LEAST_TEXTS
    found = by_script(engine, edition_bytes, asked, tmp_path)
    differing = [place for place, text in enumerate(asked) if found[place] != by_core(engine, text)]
    assert differing == []  # places alone: held cases are not printed
    assert sum(map(bool, found)) > len(asked) / 3


def test_the_library_s_own_words_too(engine: Engine, edition_bytes: bytes, tmp_path: Path) -> None:
    flags = [text for flag in engine.red_flags() for text in (flag.case, flag.near_miss, flag.say, *flag.words)]
    said = [text for finding in engine.findings() for text in finding.say[::9]]
    asked = [*flags, *said, "", "?", "x" * 20_001, "12 34"]
    found = by_script(engine, edition_bytes, asked, tmp_path)
    assert [text for text, raised in zip(asked, found, strict=True) if raised != by_core(engine, text)] == []


def test_a_script_that_forgets_a_rule_is_caught(engine: Engine, edition_bytes: bytes, tmp_path: Path) -> None:
    asked = [case["say"] for case in cases("decoy", "dev")]
    careless = script().replace("if (this.isDenied(mention))", "if (false)")
    assert careless != script()
    found = by_script(engine, edition_bytes, asked, tmp_path, careless)
    assert found != [by_core(engine, text) for text in asked]


def test_every_flag_has_a_card_with_its_source(engine: Engine) -> None:
    made = json.loads(cards(Press(engine), Scene(prefix="", suffix=".html", is_live=False)))
    assert set(made) == {flag.id for flag in engine.red_flags()}
    for flag in engine.red_flags():
        assert made[flag.id].count(SAID) == 1
        assert f"care-{flag.level.slug}" in made[flag.id]
        assert made[flag.id].count('<details class="src">') == bool(flag.cite)


def test_the_script_gets_every_cue(engine: Engine, edition_bytes: bytes) -> None:
    rules = json.loads(tables(engine, cut(edition_bytes))["rules"])
    assert rules["cues"] == json.loads(json.dumps(packed_cues(asdict(engine.cues))))
    assert len(rules["flags"]) == engine.counts()["red_flags"]
