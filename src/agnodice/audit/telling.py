"""Small things that a sentence tells by its form: how it opens, how far it goes, whether enough of it is left."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set

from agnodice.audit.figures import SHARE
from agnodice.audit.folding import Folded
from agnodice.audit.mentions import Sentence
from agnodice.model.audit import Span

LIGHT = frozenset({"after", "before"})
CALLS = frozenset(
    {
        "exam", "cure", "normal", "checked", "doctor", "hospital", "call", "emerg", "seek", "contact", "after",
        "before", "wors", "severe", "sudden", "late", "emergency",
    }
)  # fmt: skip
FEW, LEAST_KEPT = 4, 0.43  # telling words, and the part of a sentence's longer words that they must be
LONGER = 4  # letters
_CAN = frozenset({"can"})
_SOFT = frozenset({"safe", "normal"})
_JOINED = re.compile(
    r"[a-z)] (?:Your?|To|The|If|In|It|Most|Some|There|This|These|When|Signs|Symptoms|Treatment)\b [a-z]"
)
_FRAME = re.compile(r"(?:it|there)\b[^,;:]{0,40}\bthat\b", re.IGNORECASE)


def told_within(sentence: Sentence, places: Iterable[Span]) -> Iterator[str]:
    """The words of those places that lie in a sentence."""
    start, end = sentence.span.start, sentence.span.end
    return (sentence.text[p.start - start : p.end - start] for p in places if start <= p.start and p.end <= end)


def opening(text: str) -> Sequence[str]:
    """The first word of a sentence, and the next after a comma or "the" ("However, they …", "The following …")."""
    first, *rest = text.lstrip("-•* (").lower().split(maxsplit=2)[:2] or [""]
    return [first.rstrip(","), *rest] if first.endswith(",") or first == "the" else [first]


def is_framed(text: str) -> bool:
    """Whether a sentence opens with a frame that points to nothing ("it is not true that …")."""
    return _FRAME.match(text) is not None


def is_run_together(text: str) -> bool:
    """Whether two sentences or items of a list stand in one, with nothing between them ("… with fever You may …")."""
    return _JOINED.search(text) is not None


def is_of_some(claim: Folded) -> bool:
    """Whether a claim tells a share: "9 in 10 are harmless" does not say it of all."""
    return any(number.startswith(SHARE) for number in claim.numbers)


def is_hedged(claim: Folded, hedges: Collection[str]) -> bool:
    """Whether a claim is cautious; "can no longer" and "can only" are not."""
    is_firm = claim.denials or "only" in claim.plain
    return not (claim.plain - _CAN if is_firm else claim.plain).isdisjoint(hedges)


def is_emptied(claim: Folded) -> bool:
    """Whether what can be compared is too little of a claim to judge it by: "there are risk factors for …"."""
    longer = sum(len(word) >= LONGER for word in claim.plain)
    return len(claim.words) <= FEW and len(claim.words) < LEAST_KEPT * longer


def held(words: Sequence[str], said: frozenset[str]) -> float:
    """The part of some words that is said; each counts alike."""
    return sum(word in said for word in words) / (len(words) or 1)


def is_softened(claim: Folded, words: Sequence[str], hedges: Set[str]) -> bool:
    """Whether a sentence says with care what a wording says flatly: "may be a sign", "is often harmless"."""
    cautious = hedges & claim.plain
    return bool(("mean" in words and cautious) or (not _SOFT.isdisjoint(words) and cautious - _CAN))
