"""An age at which something was, in a text that tells how old she is now: "once fainted, age 15" of a woman of 22.

Danger comes first: "at 24" may be an hour or a week of pregnancy, so that alone is an age only from 13 to 34, which are
seldom hours and never a fever, and only where nothing is told of a pregnancy.
"""

from collections.abc import Iterator, Sequence

from agnodice.text.cues import Span
from agnodice.text.reading import Item

LEAST_APART = 2  # years between then and now
BARE = range(13, 35)  # of an age told by "at" alone
LIVED = range(3, 111)
_NAMES, _STARTS, _AT = frozenset({"age", "aged"}), frozenset({"since", "from", "until", "till", "at"}), "at"
_YEARS = frozenset({"year", "years", "yo", "yr", "yrs", "year-old", "years-old"})
_UNITS = _YEARS | {"week", "weeks", "month", "months", "day", "days", "hour", "hours", "minute", "minutes", "min", "am"}
_MORE = frozenset({"pm", "o", "percent", "mg", "kg", "degrees", "/", "+", ":", "%", "°", "-"})
_NO_AGE = _UNITS | _MORE
_OF_PREGNANCY = frozenset(
    {"pregnant", "pregnancy", "gestation", "trimester", "weeks", "week", "40", "fetal", "antenatal"}
)
_Word = tuple[str, int]  # and the item it stands in


def ages_then(items: Sequence[Item]) -> list[Span]:
    """Where a text tells an age that lies behind her: "age 15", "at age 15", "at 15"."""
    if not any(item.word == _AT or item.word in _NAMES for item in items):
        return []
    row = [(word, index) for index, item in enumerate(items) for word in item.word.split(" ")]
    own = next(_own(row), None)
    if own is None:
        return []
    is_bare = _OF_PREGNANCY.isdisjoint(word for word, _ in row)
    return [(first, last) for age, first, last in _then(row, is_bare=is_bare) if age <= own - LEAST_APART]


def _own(row: Sequence[_Word]) -> Iterator[int]:
    """The ages that one has now: "a 35-year-old", "age 35", "aged 35"; not "since age 9"."""
    for place, (word, _) in enumerate(row):
        if _is_age(word):
            ahead, behind = _words(row, place - 2, place), _words(row, place + 1, place + 3)
            is_named = bool(ahead) and ahead[-1] in _NAMES and _STARTS.isdisjoint(ahead)
            if is_named or (behind[:1] and behind[0] in _YEARS and behind[-1] != "ago"):
                yield int(word)


def _then(row: Sequence[_Word], *, is_bare: bool) -> Iterator[tuple[int, int, int]]:
    """Each age that may be then, with the first and last item of its words."""
    for place, (word, index) in enumerate(row):
        ahead = _words(row, place - 2, place)
        if not _is_age(word) or not ahead or not _NO_AGE.isdisjoint(_words(row, place + 1, place + 2)):
            continue
        is_named = ahead[-1] in _NAMES and not {"since", "from"}.intersection(ahead)
        if is_named or (is_bare and ahead[-1] == _AT and int(word) in BARE):
            yield int(word), row[place - 1][1], index


def _is_age(word: str) -> bool:
    return word.isdecimal() and len(word) <= len(str(LIVED.stop)) and int(word) in LIVED


def _words(row: Sequence[_Word], first: int, end: int) -> list[str]:
    return [word for word, _ in row[max(0, first) : max(0, end)]]
