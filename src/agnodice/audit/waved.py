"""See which danger a sentence tells, and whether it waves it away ("can wait", "nothing to worry about")."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from agnodice.audit.mentions import Sentence
from agnodice.model.audit import Span

TURNING = frozenset({"but", "unless", "however", "although", "though", "except", "until", "whether", "while"})
_DENIED = re.compile(r"(?:\b(?:not|never|no|cannot|hardly|rarely|nor)|n['’]t)(?:\s+[\w'’]+){0,2}\s*$", re.IGNORECASE)
_WORD = re.compile(r"[a-z'’]+")


def danger_told(
    sentence: Sentence,
    flags: Iterable[tuple[str, Sequence[frozenset[str]]]],
    scopes: Mapping[str, frozenset[str]],
    said: frozenset[str],
) -> str:
    """The red flag that a sentence tells, in its own words or else by most signs; "" where it tells none.

    `flags`: each with the groups of findings that raise it; `scopes`: the people and times that each is about, which
    must be among those that the sentence `said`.
    """
    best, named = (0, 0, 0), ""
    for flag, groups in flags if sentence.findings or sentence.flags else ():
        signs = max([len(group) for group in groups if group <= sentence.findings], default=0)
        rank = len(scopes[flag]), int(flag in sentence.flags), signs
        if any(rank[1:]) and scopes[flag] <= said and rank > best:
            best, named = rank, flag
    return named


def is_waved_away(
    text: str, start: int, places: Iterable[Span], calls: Iterable[Span], hedges: Collection[str]
) -> bool:
    """Whether a sentence that begins at `start` says that a thing can wait, with no hedge, turn or call for help.

    `places`: where the page dismisses something; `calls`: where it calls to seek care; both of the whole page.
    """
    end = start + len(text)
    within = [span for span in places if start <= span.start and span.end <= end]
    firm = [span for span in within if not _DENIED.search(text[: span.start - start])]
    if not firm or len(firm) < len(within):
        return False
    if any(start <= call.start < end and not _is_inside(call, within) for call in calls):
        return False
    rest = "".join(letter for at, letter in enumerate(text.lower()) if not _is_inside(_at(start + at), within))
    words = set(_WORD.findall(rest))
    return words.isdisjoint(hedges) and words.isdisjoint(TURNING)


def _at(place: int) -> Span:
    return Span(place, place + 1)


def _is_inside(span: Span, places: Iterable[Span]) -> bool:
    return any(place.start <= span.start and span.end <= place.end for place in places)
