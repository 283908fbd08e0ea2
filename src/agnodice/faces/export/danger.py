"""The danger check as one script with its tables: it works before Python in the page is ready.

The script (browser/danger/) follows the core's check function by function; tests/test_danger_script.py holds it to
raising the very flags that the core raises.
"""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from agnodice.engine import Engine
from agnodice.model.clinical import RedFlag

FOLDER = Path(__file__).parent / "browser" / "danger"
PIECES = ("words", "reading", "phrases", "assertion", "facts", "check")


def script() -> str:
    """The script: it gives `dangerCheck`, a function of the tables."""
    pieces = "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in PIECES)
    return f'"use strict";\nself.dangerCheck = (() => {{\n{pieces}\nreturn (tables) => new DangerCheck(tables);\n}})();\n'


def tables(engine: Engine) -> dict[str, Any]:
    """What the script needs besides the edition's own `words` and `phrases`: cues, traits, the flags' rules."""
    findings, listener = engine.findings(), engine.listener
    return {
        "cues": asdict(listener.lexicon.cues),
        "traits": {name: [trait.refines, trait.lasts] for name, trait in traits(findings).items()},
        "flags": [_rule(flag) for flag in engine.red_flags()],
    }


def _rule(flag: RedFlag) -> Mapping[str, Any]:
    return {"id": flag.id, "level": flag.level, "when": flag.when, "person": asdict(flag.person)}
