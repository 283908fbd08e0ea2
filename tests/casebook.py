"""Read the text cases, and make the noise that real typing makes."""

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
SAID = tuple(sorted({f"said/{path.stem.rpartition('_')[0]}" for path in (CASES / "said").glob("*.toml")}))


def cases(stem: str, half: str) -> list[dict[str, Any]]:
    """The cases of `stem`_`half`.toml; `half` is dev (looked at while building) or held (not)."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{stem}_{half}.toml").read_text("utf-8"))["case"]
    return found


def noises(text: str) -> Iterator[tuple[str, str]]:
    """Five noisy variants of a sentence, the same each time: (name, text)."""
    dice = random.Random(text)
    yield "one slip in each long word", _slips(text, dice, 1, 5)
    yield "two slips in each very long word", _slips(text, dice, 2, 7)
    yield "words run together", _run_together(text, dice)
    yield "no punctuation, no capitals", re.sub(r"[^\w\s']+", " ", text).lower()
    yield "no apostrophes, capitals, one slip", _slips(text.replace("'", "").upper(), dice, 1, 6)


def _slips(text: str, dice: random.Random, count: int, least: int) -> str:
    def slipped(match: re.Match[str]) -> str:
        word = match[0]
        for _ in range(count if len(word) >= least else 0):
            word = slip(word, dice)
        return word

    return re.sub(r"[A-Za-z]+", slipped, text)


def slip(word: str, dice: random.Random) -> str:
    """A letter missing, doubled, swapped with the next, or hit beside; never the first one, which people get right."""
    at = dice.randrange(1, len(word) - 1)
    kind = dice.choice(["drop", "double", "swap", "beside"])
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + dice.choice(_BESIDE.get(word[at].lower(), word[at])) + word[at + 1 :]


_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wesrtyuuooszdfghjjkkxcvbnb", strict=True))


def _run_together(text: str, dice: random.Random) -> str:
    """About a third of the gaps between words of three letters or more closed."""
    return re.sub(r"(?<=[A-Za-z]{3}) (?=[A-Za-z]{3})", lambda gap: "" if dice.random() < 0.34 else gap[0], text)
