"""The danger check as one script with its tables: it works before Python in the page is ready.

The script (browser/danger/) follows the core's check function by function; tests/test_danger_script.py holds it to
raising the very flags that the core raises.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from agnodice.engine import Engine
from agnodice.faces.export.cargo import Cargo, packed_cues
from agnodice.faces.html.press import Press, numbered
from agnodice.faces.html.scene import Scene
from agnodice.model.clinical import RedFlag
from agnodice.model.results import Alarm
from agnodice.safety.hear import traits

FOLDER = Path(__file__).parent / "browser" / "danger"
PIECES = (
    *("tables", "words", "counts", "reading", "phrases", "parts"),
    *("earlier", "past", "family", "ages", "assertion", "clauses", "bygone", "facts", "wounds", "check"),
)
SAID = "\ue000"  # stands in a card where her words go


def script() -> str:
    """The script: `dangerCheck(rules, words, phrases)` gives a check; `raised(text)` the flags it raises."""
    lines = (line.strip() for name in PIECES for line in (FOLDER / f"{name}.js").read_text("utf-8").splitlines())
    pieces = "\n".join(line for line in lines if line and not line.startswith("//"))  # as small as the page can have it
    return f'"use strict";\nself.dangerCheck = (() => {{\n{pieces}\nreturn openedCheck;\n}})();\n'


def tables(engine: Engine, cargo: Cargo) -> dict[str, str]:
    """The tables of the script, as JSON."""
    rules = {
        "cues": packed_cues(asdict(engine.cues)),
        "traits": {name: [trait.refines, trait.lasts] for name, trait in traits(engine.findings()).items()},
        "flags": [_rule(flag) for flag in engine.red_flags()],
    }
    return {"rules": _json(rules), "known": cargo.words, "phrases": cargo.phrases}


def _rule(flag: RedFlag) -> Mapping[str, Any]:
    about = {"id": flag.id, "level": flag.level, "when": flag.when, "unless": flag.unless}
    return {**about, "person": asdict(flag.person)}


def cards(press: Press, scene: Scene) -> str:
    """The card of every red flag as HTML, by id, as JSON; SAID stands in it for her words."""
    return _json({flag.id: _card(press, scene, flag) for flag in press.engine.red_flags()})


def _card(press: Press, scene: Scene, flag: RedFlag) -> str:
    numbers = numbered(citation.source for citation in flag.cite)
    card = str(press.pieces(scene, numbers).alarm(Alarm(flag, (SAID,)), press.engine.service(scene.country))).strip()
    return re.sub(r'((?:id="|href="#)s)(\d+")', rf"\1-{flag.id}-\2", card)  # cards stand side by side: no place twice


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
