"""Read the dates that a page tells: last reviewed, published, next review due; each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agnodice.model.audit import Span

MOST_YEARS = 3  # between reviews: NHS standard for creating health content, PIF TICK
NEAR = 40  # characters between the words and the date they announce
BEFORE, AFTER = 30, 7  # characters around a year in which the rest of its date stands
_YEAR = re.compile(r"\d{4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME.format('n2')},?\s+(?P<y2>\d{{4}})"
    rf"|{_NAME.format('n3')}\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
    rf"|{_NAME.format('n4')},?\s+(?P<y4>\d{{4}})"
    r"|(?P<d5>\d{1,2})[/.](?P<m5>\d{1,2})[/.](?P<y5>\d{4}))\b",
    re.I,
)


@dataclass(frozen=True)
class Dated:
    """A date and where it stands."""

    on: date
    span: Span


def dates(text: str) -> Iterator[Dated]:
    """Every date written in `text`; a month alone is its first day; impossible ones are left out."""
    for match in _written(text):
        told = {name[0]: value for name, value in match.groupdict().items() if value}
        month = _MONTHS.index(told["n"][:3].lower()) + 1 if "n" in told else int(told["m"])
        try:
            on = date(int(told["y"]), month, int(told.get("d", 1)))
        except ValueError:
            continue
        yield Dated(on, Span(match.start(), match.end()))


def _written(text: str) -> Iterator[re.Match[str]]:
    """Dates around the years of a text: nothing else is looked at, for most of a page is far from any."""
    done = 0
    for year in _YEAR.finditer(text):
        match = _DATE.search(text, max(done, year.start() - BEFORE), year.end() + AFTER)
        if match:
            done = match.end()
            yield match


def announced(found: Sequence[Dated], places: Sequence[Span]) -> Dated | None:
    """The first date that stands right after one of the places ("last reviewed")."""
    for place in places:
        for dated in found:
            if 0 <= dated.span.start - place.end <= NEAR:
                return dated
    return None


def is_overdue(last: date, today: date) -> bool:
    """Whether a review lies more than MOST_YEARS back."""
    return (today.year, today.month, today.day) > (last.year + MOST_YEARS, last.month, last.day)
