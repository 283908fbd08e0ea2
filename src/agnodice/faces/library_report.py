"""The state of the library as one self-contained HTML page with plots, for those who edit and review it.

Bars start from one line and dots stand by place: that is read most truly (Cleveland & McGill, JASA 1984;79:531).
The template is `templates/library.html`; its words are `library.*` in `words/strings.toml`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from agnodice.faces.templating import environment
from agnodice.library.load import Library
from agnodice.library.state import UNDATED, State, state_of
from agnodice.model.clinical import Condition
from agnodice.model.evidence import Certainty


@dataclass(frozen=True)
class Bar:
    """One bar: what it counts, how many, and its length (0 to 1, of the longest)."""

    name: str
    count: int
    length: float


@dataclass(frozen=True)
class Coverage:
    """Which condition (a row) is linked to which finding (a column).

    `dots` is an SVG path with one unit square for each link; `bands` are (group, first row, rows) from the top.
    """

    rows: int
    columns: int
    dots: str
    bands: tuple[tuple[str, int, int], ...]


def library_html(library: Library, today: date) -> str:
    """The whole page as text, ready to be saved. ModuleNotFoundError when Jinja2 is missing."""
    return str(environment().get_template("library.html").render(context(library, today)))


def context(library: Library, today: date) -> dict[str, Any]:
    """What the template needs; `t(key, …)` fills in strings."""
    state = state_of(library, today)
    strings = dict(library.words.strings)
    return {
        "state": state,
        "today": today,
        "t": lambda key, **values: strings[key].format(**values),
        "named": lambda room, name: strings.get(f"{room}.{name}", name),
        "bars": bars,
        "levels": list(reversed([level for level in _LEVELS if level in state.red_flags_by_level])),
        "certainties": [str(certainty) for certainty in Certainty],
        "years": years(state.sources_by_year),
        "undated": state.sources_by_year.get(UNDATED, 0),
        "months": [("checked", bars(state.checked_by_month)), ("due", bars(state.due_by_month))],
        "coverage": coverage(library.conditions),
        "gaps": gaps(state),
    }


_LEVELS = ("self-care", "routine", "within-days", "same-day", "emergency")


def bars(counts: Mapping[str, int], order: Sequence[str] = ()) -> list[Bar]:
    """Bars in `order`, or as they come."""
    longest = max(counts.values(), default=0) or 1
    return [Bar(name, counts.get(name, 0), counts.get(name, 0) / longest) for name in order or counts]


def years(counts: Mapping[str, int]) -> list[Bar]:
    """A bar for every year from the first to the last, also for those with none."""
    known = [int(name) for name in counts if name != UNDATED]
    every = range(min(known), max(known) + 1) if known else ()
    return bars({str(year): counts.get(str(year), 0) for year in every})


def gaps(state: State) -> list[tuple[str, tuple[str, ...]]]:
    """(key of the heading, what is listed) of everything that wants work."""
    return [
        ("overdue", state.overdue),
        ("alike", tuple(f"{one} / {other}" for one, other in state.alike)),
        ("never_asked", state.never_asked),
        ("unlinked", state.guides_nobody_links_to),
    ]


def coverage(conditions: Iterable[Condition]) -> Coverage:
    """Conditions by group from the top, findings with the most links at the left."""
    rows = sorted(conditions, key=lambda condition: (condition.group, condition.id))
    spread = Counter(link.finding for condition in rows for link in condition.links)
    column = {name: x for x, (name, _) in enumerate(sorted(spread.items(), key=lambda pair: (-pair[1], pair[0])))}
    dots = (
        f"M{column[link.finding]} {y}h1v1h-1z"
        for y, condition in enumerate(rows)
        for link in sorted(condition.links, key=lambda link: column[link.finding])
    )
    return Coverage(len(rows), len(column), "".join(dots), tuple(_bands(rows)))


def _bands(rows: Sequence[Condition]) -> Iterator[tuple[str, int, int]]:
    start = 0
    for group, members in groupby(rows, key=lambda condition: str(condition.group)):
        count = len(list(members))
        yield group, start, count
        start += count
