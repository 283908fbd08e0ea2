"""Write the same figure in one way: "90 percent" and "9 in 10", "72 hours" and "three days"."""

from collections.abc import Sequence

HOURS_OF_DAY = 24
SHARE = "share:"
ONE = "one"
PERCENT = frozenset({"percent", "per cent"})


def figures(words: Sequence[str]) -> dict[int, str]:
    """What stands in the place of some words: a share or a number of days; "" for what is part of it."""
    told: dict[int, str] = {}
    for index in [index for index, word in enumerate(words) if word[:1].isdigit() or word == ONE]:
        word, after = words[index], words[index + 1 : index + 4]
        whole = _whole(after)
        if index in told or not (whole or word[:1].isdigit()):
            continue
        if after and after[0] in PERCENT:
            told[index] = _share(_value(word), 100)
        elif whole and 0 < _value(word) < _value(after[whole]):
            told[index] = _share(_value(word), _value(after[whole]))
            told[index + 1 + whole] = ""
        elif after and after[0] in {"hours", "hour"} and _value(word) >= 2 * HOURS_OF_DAY:
            days = _value(word) / HOURS_OF_DAY
            told |= {index: f"{days:.0f}"} if days.is_integer() else {}
    return told


def _whole(after: Sequence[str]) -> int:
    """Where the whole of a share stands among the words after its part ("in ten", "out of ten"); 0 if nowhere."""
    at = 1 if after[:1] == ["in"] else 2 if after[:2] == ["out", "of"] else 0
    return at if at and len(after) > at and after[at][:1].isdigit() else 0


def _share(part: float, whole: float) -> str:
    return f"{SHARE}{part / whole:.3g}"


def _value(word: str) -> float:
    """The value of a number with digits or of "one"; 0 where it is none that can be read ("1.2.3")."""
    if word == ONE:
        return 1.0
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return 0.0
