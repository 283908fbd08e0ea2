"""Criteria of content: what a page says, how sure, how plainly and in what tone (C5–C14, C16, C21, C23)."""

import re

from agnodice.audit.material import Material, met, rating
from agnodice.model.audit import BlockKind, Lack, Mark, Rating, Route, Span, Verdict
from agnodice.model.clinical import CareLevel

FIRST_WORDS = 75  # CDC Clear Communication Index, items 1–3
TARGET_GRADE = 8.0
_PER_CENT = re.compile(r"\d+(?:\.\d+)?\s?(?:%|per ?cent\b)")
_BASE = re.compile(r"\b(?:of|in|out of)\b", re.I)
DISRESPECT = ("blame", "shame", "force", "minimise", "pressure", "duty", "fear")


def evidence(m: Material) -> Rating:
    """C5: whether claims meet dated passages of the library; their strength is for a person."""
    if not m.topic.is_inside:
        return rating("C5", Mark.OPEN, outside="topic")
    meets = [claim for claim in m.claims if claim.route is not Route.NONE]
    return rating("C5", Mark.OPEN, (), meets=len(meets), claims=len(m.claims))


def truth(m: Material) -> Rating:
    """C6: what the library says of the claims."""
    if not m.topic.is_inside:
        return rating("C6", Mark.OPEN, outside="topic")
    wrong = [c.span for c in m.claims if c.verdict is Verdict.CONTRADICTED]
    right = [c.span for c in m.claims if c.verdict is Verdict.SUPPORTED]
    counts = {"supported": len(right), "contradicted": len(wrong), "open": len(m.claims) - len(right) - len(wrong)}
    mark = Mark.NOT_FOUND if wrong else Mark.PARTLY if right else Mark.OPEN
    return rating("C6", mark, wrong, **counts)


def uncertainty(m: Material) -> Rating:
    """C7: words of uncertainty."""
    places = m.of("uncertainty")
    return rating("C7", met(bool(places)), places)


def balance(m: Material) -> Rating:
    """C8: benefit, harm and doing nothing."""
    kinds = {kind: m.of(kind) for kind in ("benefits", "harms", "waiting")}
    there = [kind for kind, places in kinds.items() if places]
    spans = [place for places in kinds.values() for place in places[:2]]
    return rating("C8", met(len(there) == len(kinds), bool(there)), spans, there=", ".join(there))


def choice(m: Material) -> Rating:
    """C9: options, and help to choose."""
    places = m.of("choices")
    return rating("C9", met(len(places) > 1, bool(places)), places)


def dangers(m: Material) -> Rating:
    """C10: the danger signs of the topic."""
    if not m.topic.is_inside:
        return rating("C10", Mark.OPEN, outside="topic")
    there = [row for row in m.required if row.spans]
    spans = [row.spans[0] for row in there]
    return rating("C10", met(len(there) == len(m.required), bool(there)), spans, there=len(there), all=len(m.required))


def action(m: Material) -> Rating:
    """C11: who, how fast and where, for each danger that the page mentions."""
    if not m.topic.is_inside:
        return rating("C11", Mark.OPEN, outside="topic")
    there = [row for row in m.required if row.spans and row.level >= CareLevel.WITHIN_DAYS]
    weak = [o for o in m.omissions if o.lack is Lack.URGENCY]
    spans = [o.span for o in weak if o.span]
    told = len(there) - len(weak)
    return rating("C11", met(bool(there) and not weak, told > 0), spans, told=told, all=len(there))


def main_point(m: Material) -> Rating:
    """C12: whether the first words take up what the title asks."""
    own = frozenset(c for s in m.sentences if s.kind is BlockKind.TITLE for c in s.folded.specific)
    first, count = frozenset[str](), 0
    for sentence in (s for s in m.sentences if s.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}):
        first |= sentence.folded.concepts
        count += len(sentence.text.split())
        if count >= FIRST_WORDS:
            break
    if not own:
        return rating("C12", Mark.OPEN)
    share = len(own & first) / len(own)
    return rating("C12", met(False, share >= 0.6), (), share=f"{share:.0%}")


def plain_language(m: Material) -> Rating:
    """C13: sentence length and grades; several figures, and no verdict from one alone."""
    r = m.readability
    grades = sorted((r.flesch_kincaid, r.smog, r.fog, r.coleman_liau))
    middle = (grades[1] + grades[2]) / 2
    few_long = r.long_sentences <= r.sentences * 0.1
    return rating(
        "C13",
        met(middle <= TARGET_GRADE and few_long, middle <= TARGET_GRADE or few_long),
        (),
        grade=f"{middle:.1f}",
        long=r.long_sentences,
        sentences=r.sentences,
    )


def numbers(m: Material) -> Rating:
    """C14: percentages without a base, relative risks, vague words for numbers."""
    text = m.page.text
    bare = [
        Span(x.start(), x.end())
        for x in (_PER_CENT.finditer(text) if "%" in text or "cent" in text else ())
        if not _BASE.search(text, x.start() - 12, x.end() + 12)
    ]
    relative, vague = m.of("relative_risks"), m.of("vague_numbers")
    spans = (*bare[:4], *relative, *vague)
    facts = {"bare": len(bare), "relative": len(relative), "vague": len(vague)}
    has_numbers = bool(re.search(r"\d", text))
    mark = Mark.NOT_FOUND if bare or relative else Mark.PARTLY if vague or not has_numbers else Mark.MET
    return rating("C14", mark, spans, **{k: v for k, v in facts.items() if v})


def complement(m: Material) -> Rating:
    """C16: says that it does not replace a clinician, and does not tell the reader what she has."""
    told, diagnoses = m.of("not_a_clinician"), m.of("diagnoses")
    return rating(
        "C16", Mark.NOT_FOUND if diagnoses else met(bool(told)), (*told, *diagnoses), diagnoses=len(diagnoses)
    )


def respect(m: Material) -> Rating:
    """C21: words that blame, shame, frighten, press or pass over force."""
    spans = m.remarked(*DISRESPECT)
    return rating("C21", Mark.NOT_FOUND if spans else Mark.OPEN, spans, words=len(spans))


def measure(m: Material) -> Rating:
    """C23: words that overstate or push a product."""
    spans = m.remarked("overstate", "product")
    return rating("C23", Mark.NOT_FOUND if spans else Mark.OPEN, spans, words=len(spans))
