"""Whether answers, danger checks and assessments still are the same: a digest of each, kept and compared.

Run before a change: .venv/bin/python -m benchmarks.ask_same --keep before.txt
and after it:        .venv/bin/python -m benchmarks.ask_same --compare before.txt
Texts: those of all cases that may be looked at (`*_dev.toml`), each as written and once with slips.
"""

import random
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from string import ascii_lowercase

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.errors import AgnodiceError
from agnodice.model.assessment import Told
from benchmarks import kept

CASES = Path(__file__).parent.parent / "tests/cases"
SEED, EACH_ASSESSED, LETTERS_A_SLIP = 3, 9, 30


def texts() -> list[str]:
    """Every text, without slips and with them."""
    told: dict[str, None] = {}
    for path in sorted(CASES.glob("*_dev.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            own = (case[key] for key in ("text", "say") if isinstance(case.get(key), str))
            told |= dict.fromkeys([*case.get("asks", ()), *case.get("says", ()), *own])
    dice = random.Random(SEED)
    return [*told, *(_slipped(text, dice) for text in told)]


def _slipped(text: str, dice: random.Random) -> str:
    letters = list(text)
    for _ in range(1 + len(text) // LETTERS_A_SLIP):
        place = dice.randrange(len(letters))
        letters[place : place + 1] = dice.choice(([], [letters[place], dice.choice(ascii_lowercase)], [" "], ["2"]))
        letters = letters or ["x"]
    return "".join(letters)


def digests(engine: Engine) -> Iterator[str]:
    """A line for each text: what is answered, heard and, for some, assessed."""
    for number, text in enumerate(texts()):
        try:
            told = [repr(engine.ask(text, country="GB")), repr(engine.danger(text))]
            told += [] if number % EACH_ASSESSED else [repr(engine.assess(Told(text)))]
        except AgnodiceError as error:
            told = [repr(error)]
        yield f"{sha256(repr(told).encode()).hexdigest()} {text[:60]!r}"


def main() -> None:
    """Keep the digests, or compare them with those that were kept; exit 1 where any differs."""
    asked = kept.parser(__doc__).parse_args()
    engine = open_engine()
    engine.read_ahead()
    lines = list(digests(engine))
    others = kept.unlike(asked, lines)
    for _, new in others[:5]:
        print(new.partition(" ")[2])
    print(f"{len(lines) - len(others)} of {len(lines)} texts are answered as before")
    sys.exit(bool(others))


if __name__ == "__main__":
    main()
