"""A condition or a finding in the terminal, for editors: its fields in plain lines."""

from collections.abc import Iterator

from agnodice.model.clinical import Condition, Finding


def entry_lines(entry: Condition | Finding) -> Iterator[str]:
    """The lines that describe an entry."""
    yield from _condition(entry) if isinstance(entry, Condition) else _finding(entry)


def _condition(condition: Condition) -> Iterator[str]:
    yield f"{condition.name} ({condition.id})"
    yield f"  also: {', '.join(condition.also)}"
    yield f"  {condition.what} [{'; '.join(c.source for c in condition.cite)}]"
    must = ", must not be missed" if condition.must_not_miss else ""
    yield f"  group {condition.group}, usual care {condition.care.slug}{must}, review: {condition.review.status}"
    for link in sorted(condition.links, key=lambda link: -link.frequency.value):
        how = link.frequency.band or f"{link.frequency.value:g}"
        cited = "; ".join(c.source for c in link.cite) or "no source"
        yield f"  {how:<14} {link.finding}  [{cited}; {link.basis}, {link.certainty}]"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{finding.name} ({finding.id})"
    yield f"  {finding.question}"
    yield f"  {finding.why}"
    yield f"  kind {finding.kind}, leak {finding.leak.band or finding.leak.value}"
    if finding.refines:
        yield f"  refines {finding.refines}"
    yield f"  said as: {' | '.join(finding.say)}"
