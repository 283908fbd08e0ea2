"""An audit as one self-contained HTML page: the text marked span by span, corrections beside it, a plot of the marks.

The template is `templates/audit_report.html`; a web face may use `context` with its own. Everything of the audited page
is escaped by the template engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from agnodice.audit.stating import placed
from agnodice.faces.audit_views import counts
from agnodice.faces.templating import STATIC, environment
from agnodice.faces.views import numbers
from agnodice.model.audit import AuditReport, Lack, Mark, Span, Verdict

_RANKS = {"contradicted": 0, "danger": 1, "remark": 2, "supported": 3, "open": 4}


@dataclass(frozen=True)
class Piece:
    """A stretch of the page's text, how it is marked, and the note it leads to (0 for none)."""

    text: str
    mark: str = ""
    note: int = 0


def report_html(report: AuditReport, strings: Mapping[str, str]) -> str:
    """The whole page as text, ready to be saved."""
    values = {**context(report, strings), "style": (STATIC / "audit.css").read_text("utf-8")}
    return str(environment().get_template("audit_report.html").render(values))


def context(report: AuditReport, strings: Mapping[str, str]) -> dict[str, Any]:
    """What the template needs; `t(key, …)` fills in strings."""
    number = numbers(report.sources)
    marks = [(m, sum(r.mark is m for r in report.ratings)) for m in Mark]
    return {
        "report": report,
        "t": lambda key, **values: strings[key].format(**values),
        "strings": strings,
        "cited": lambda cite: list(dict.fromkeys(number[c.source] for c in cite)),
        "number": number,
        "pieces": list(pieces(report)),
        "notes": list(_notes(report)),
        "counts": counts(report.claims),
        "marks": marks,
        "urgency": Lack.URGENCY,
        "unnamed": unnamed(report),
        "rows": list(zip(report.ratings, report.criteria, strict=True)),
        "better": [s for _, s in placed(report.guide)] if report.guide else [],
    }


def unnamed(report: AuditReport) -> dict[str, str]:
    """What the dangers are called that a page on this should name and does not: each with its full stop, by id."""
    return {row.red_flag: f"{row.name}." for row in report.required if not row.spans}


def _notes(report: AuditReport) -> Iterator[tuple[int, str, Any]]:
    """(number, mark, thing) of every note in the margin, in the order of their places."""
    things: list[tuple[Span, str, Any]] = []
    for claim in report.claims:
        things.append((claim.span, "open" if claim.verdict is Verdict.NOT_ENOUGH else claim.verdict.value, claim))
    things += [(remark.span, "remark", remark) for remark in report.remarks]
    things += [(o.span, "danger", o) for o in report.omissions if o.span]
    told = [row for row in things if row[1] != "open" or row[2].myth]
    for place, (_, mark, thing) in enumerate(sorted(told, key=lambda row: (row[0].start, _RANKS[row[1]])), 1):
        yield place, mark, thing


def pieces(report: AuditReport) -> Iterator[Piece]:
    """The text cut where marks begin and end; where marks meet, the gravest shows."""
    text = report.page.text
    notes = [(thing.span, mark, number) for number, mark, thing in _notes(report)]
    edges = sorted({0, len(text), *(e for span, _, _ in notes for e in (span.start, span.end))})
    for start, end in pairwise(edges):
        over = [(mark, number) for span, mark, number in notes if span.start <= start and end <= span.end]
        if over:
            mark, note = min(over, key=lambda row: (_RANKS[row[0]], row[1]))
            yield Piece(text[start:end], mark, note)
        else:
            yield Piece(text[start:end])
