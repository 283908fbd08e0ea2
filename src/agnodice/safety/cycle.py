"""What a text says of the time since the last period began: late or not, as an observation with its place."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.model.words import Cues
from agnodice.text.reading import Item

NOT_A_CYCLE_DAYS = 365  # a year without is menopause or another story, told by other words
IN_TIME_DAYS = 28
LATE_DAYS = 35  # the upper end most texts give for adults (21 to 35); the US Office on Women's Health says 24 to 38
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_ONES = {"a": 1, "one": 1}


def told_by_cycle(items: Sequence[Item], cues: Cues) -> Iterator[Observation]:
    """Whether the period is missed, where the text says how long ago the last one began."""
    if not cues.late_period:
        return
    flat = list(_telling(items))
    for pattern in cues.last_period:
        parts = pattern.split()
        for start in range(len(flat) - len(parts) + 1):
            row = flat[start : start + len(parts)]
            days = _days(parts, [word for word, _ in row])
            if 0 < days < NOT_A_CYCLE_DAYS:
                if not IN_TIME_DAYS < days < LATE_DAYS:  # between the two, nobody can say
                    presence = Presence.PRESENT if days >= LATE_DAYS else Presence.ABSENT
                    yield Observation(FindingId(cues.late_period), presence, row[0][1].start, row[-1][1].end)
                return


def _telling(items: Sequence[Item]) -> Iterator[tuple[str, Item]]:
    """Words with their items, without little words, but with the "a" of "a month"."""
    for item, then in zip_longest(items, items[1:]):
        is_one = item.word in _ONES and then is not None and then.word in _DAYS
        if is_one or not item.is_small:
            yield from ((word, item) for word in item.word.split(" "))


def _days(parts: Sequence[str], words: Sequence[str]) -> int:
    """Days at "N UNIT" when `words` fit the pattern, else 0."""
    number = unit = 0
    for part, word in zip(parts, words, strict=True):
        if part == "N":
            number = int(word) if word.isdecimal() and len(word) < 4 else _ONES.get(word, 0)
        elif part == "UNIT":
            unit = _DAYS.get(word, 0)
        elif part != word:
            return 0
    return number * unit
