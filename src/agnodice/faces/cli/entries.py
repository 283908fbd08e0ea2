"""A finding in the terminal, for editors: its fields in plain lines."""

from collections.abc import Iterator

from agnodice.model.clinical import Finding


def finding_lines(finding: Finding) -> Iterator[str]:
    """The lines that describe a finding."""
    yield f"{finding.name} ({finding.id})"
    yield f"  {finding.question}"
    yield f"  {finding.why}"
    yield f"  kind {finding.kind}, leak {finding.leak.band or finding.leak.value}"
    if finding.refines:
        yield f"  refines {finding.refines}"
    yield f"  said as: {' | '.join(finding.say)}"
