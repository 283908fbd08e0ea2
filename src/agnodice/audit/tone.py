"""Remarks on words that harm, push or mislead: a published list (`words/audit.toml`), each with its reason."""

from collections.abc import Sequence

from agnodice.audit.marks import Found
from agnodice.model.audit import Remark
from agnodice.model.words import Tone


def remarks(tones: Sequence[Tone], found: Found) -> tuple[Remark, ...]:
    """Every listed word of a page, in its order; inside a longer one it is not told twice."""
    told = [
        Remark(tone.kind, span, tone.why) for number, tone in enumerate(tones) for span in found.of(f"tone:{number}")
    ]
    told.sort(key=lambda remark: (remark.span.start, -remark.span.end))
    kept: list[Remark] = []
    for remark in told:
        if not kept or remark.span.end > kept[-1].span.end:
            kept.append(remark)
    return tuple(kept)
