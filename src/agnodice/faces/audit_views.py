"""An audit as JSON (schema: docs/audit.md)."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from agnodice.faces.views import Numbers, numbers
from agnodice.model.audit import AuditReport, Claim, Omission, Rating, Required, Span, Verdict
from agnodice.model.evidence import Citation, Source

Json = dict[str, Any]


def audit_json(report: AuditReport, *, with_text: bool = True) -> Json:
    """The whole report. Spans are [start, end) in `page.text`, in characters."""
    number = numbers(report.sources)
    return {
        "page": _page(report, with_text=with_text),
        "topic": {
            "inside": report.topic.is_inside,
            "guides": [guide.id for guide in report.topic.guides],
            "conditions": list(report.topic.conditions),
        },
        "required": [_required(row) for row in report.required],
        "missing_red_flags": [_omission(o, number) for o in report.omissions],
        "claims": [_claim(claim, number) for claim in report.claims],
        "myths": list(report.myths),
        "remarks": [{"kind": r.kind, **_span(r.span), "why": r.why} for r in report.remarks],
        "criteria": [_rating(r, c.name) for r, c in zip(report.ratings, report.criteria, strict=True)],
        "scores": [{"name": s.name, "points": s.points, "most": s.most, "parts": dict(s.parts)} for s in report.scores],
        "readability": asdict(report.readability),
        "counts": counts(report.claims),
        "sources": [_source(source, number) for source in report.sources],
        "better": report.guide.id if report.guide else None,
        "edition": {"name": report.edition.name, "hash": report.edition.hash[:12]},
        "today": report.today.isoformat(),
    }


def counts(claims: Iterable[Claim]) -> dict[str, int]:
    """How many claims have each verdict."""
    found = {verdict.value: 0 for verdict in Verdict}
    for claim in claims:
        found[claim.verdict.value] += 1
    return found


def _page(report: AuditReport, *, with_text: bool) -> Json:
    page = report.page
    told = {
        "title": page.title,
        "url": page.url,
        "authors": list(page.authors),
        "reviewers": list(page.reviewers),
        "publisher": page.publisher,
        "dated": page.dated.isoformat() if page.dated else None,
        "reviewed": page.reviewed.isoformat() if page.reviewed else None,
    }
    return {**told, "text": page.text} if with_text else told


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _required(row: Required) -> Json:
    return {
        "id": row.red_flag,
        "name": row.name,
        "who": row.who,
        "level": row.level.slug,
        "named": bool(row.spans),
        "spans": [_span(span) for span in row.spans],
    }


def _omission(omission: Omission, number: Numbers) -> Json:
    place = _span(omission.span) if omission.span else {}
    return {
        "lack": omission.lack.value,
        "id": omission.id,
        "name": omission.name,
        "level": omission.level.slug,
        "conditions": list(omission.conditions),
        "said": omission.said,
        "missing": list(omission.missing),
        "sources": _cited(omission.cite, number),
        **place,
    }


def _claim(claim: Claim, number: Numbers) -> Json:
    myth = claim.myth
    told = {"id": myth.id, "claim": myth.claim, "verdict": myth.verdict.value, "harm": myth.harm} if myth else None
    return {
        **_span(claim.span),
        "text": claim.text,
        "verdict": claim.verdict.value,
        "route": claim.route.value,
        "said": claim.said,
        "guide": claim.guide or None,
        "myth": told,
        "sources": _cited(claim.cite, number),
    }


def _rating(rating: Rating, name: str) -> Json:
    return {
        "id": rating.criterion,
        "name": name,
        "mark": rating.mark.value,
        "facts": dict(rating.facts),
        "spans": [_span(span) for span in rating.spans],
    }


def _source(source: Source, number: Numbers) -> Json:
    return {
        "number": number[source.id],
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "year": source.year,
        "url": source.url,
    }


def _cited(cite: Iterable[Citation], number: Numbers) -> list[Any]:
    return list(dict.fromkeys(number[c.source] for c in cite))


def ranking_json(report: AuditReport) -> Json:
    """What measuring needs of a report: topic, claims, what is missing, myths, criteria, scores."""
    whole = audit_json(report, with_text=False)
    return {
        key: whole[key]
        for key in ("topic", "claims", "missing_red_flags", "required", "myths", "remarks", "criteria", "scores")
    }
