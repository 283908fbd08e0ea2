"""The state of the library: how much there is, how sure it is, how old, and where its gaps are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import log

from agnodice.library.load import Library
from agnodice.model.clinical import Basis, CareLevel, Condition, FindingId, FindingKind, Link
from agnodice.model.content import Guide

TELLS_APART = log(3)  # a finding tells two conditions apart when it is at least threefold as frequent in one
LEAST_FREQUENCY = 0.005  # of what a condition's links do not mention
UNDATED = "undated"  # sources whose text does not say its year
NEIGHBOURS_SHARE = 0.5  # of the findings of the smaller of two conditions


@dataclass(frozen=True)
class State:
    """Counts by name, shares (0 to 1), and lists of ids that want work."""

    counts: Mapping[str, int]
    guides_by_topic: Mapping[str, int]
    conditions_by_group: Mapping[str, int]
    red_flags_by_level: Mapping[str, int]
    links_by_certainty: Mapping[str, int]
    links_by_origin: Mapping[str, int]
    sources_by_kind: Mapping[str, int]
    sources_by_year: Mapping[str, int]
    checked_by_month: Mapping[str, int]
    due_by_month: Mapping[str, int]
    texts_by_review: Mapping[str, int]
    links_cited: float
    links_estimated: float
    oldest_check: date | None
    unreviewed: int
    overdue: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    never_asked: tuple[str, ...]
    guides_nobody_links_to: tuple[str, ...]


def state_of(library: Library, today: date) -> State:
    """The state of a library on a day."""
    links = [link for condition in library.conditions for link in condition.links]
    texts: tuple[Guide | Condition, ...] = (*library.guides, *library.conditions)
    linked = {link.finding for link in links}
    return State(
        counts=_counts(library, len(links)),
        guides_by_topic=_sorted(g.topic.value for g in library.guides),
        conditions_by_group=_sorted(c.group for c in library.conditions),
        red_flags_by_level=_sorted(f.level.slug for f in library.red_flags),
        links_by_certainty=_sorted(str(link.certainty) for link in links),
        links_by_origin=_sorted(map(_origin, links)),
        sources_by_kind=_sorted(source.kind for source in library.sources),
        sources_by_year=_sorted(source.year or UNDATED for source in library.sources),
        checked_by_month=_sorted(_month(text.checked) for text in texts),
        due_by_month=_sorted(_month(text.check_by) for text in texts),
        texts_by_review=_sorted("signed" if text.review.is_signed else "unreviewed" for text in texts),
        links_cited=_share(sum(bool(link.cite) for link in links), len(links)),
        links_estimated=_share(sum(link.basis is Basis.ESTIMATE for link in links), len(links)),
        oldest_check=min((text.checked for text in texts), default=None),
        unreviewed=sum(not text.review.is_signed for text in texts),
        overdue=tuple(text.id for text in texts if text.check_by < today),
        alike=tuple(_alike(library.conditions)),
        never_asked=tuple(f.id for f in library.findings if f.kind is not FindingKind.CLINICAL and f.id not in linked),
        guides_nobody_links_to=tuple(_unlinked_guides(library)),
    )


def _counts(library: Library, links: int) -> dict[str, int]:
    wordings = sum(len(guide.also) + len(guide.too) for guide in library.guides)
    phrases = sum(len(finding.say) for finding in library.findings)
    grave = sum(c.must_not_miss for c in library.conditions)
    urgent = sum(f.level >= CareLevel.SAME_DAY for f in library.red_flags)
    return {
        "guides": len(library.guides),
        "wordings": wordings,
        "conditions": len(library.conditions),
        "must_not_miss": grave,
        "findings": len(library.findings),
        "phrases": phrases,
        "links": links,
        "red_flags": len(library.red_flags),
        "urgent_red_flags": urgent,
        "myths": len(library.myths),
        "sources": len(library.sources),
        "services": len(library.services),
    }


def _origin(link: Link) -> str:
    """Where a link comes from: the figure too ("figure"), the association alone ("cited"), or neither."""
    if not link.cite:
        return "uncited"
    return "figure" if link.basis is Basis.SOURCE else "cited"


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _sorted(names: Iterable[object]) -> dict[str, int]:
    return dict(sorted(Counter(map(str, names)).items()))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _alike(conditions: Iterable[Condition]) -> Iterator[tuple[str, str]]:
    """Pairs that share most of their findings and have none that tells them apart."""
    rows = [(c.id, {link.finding: link.frequency.value for link in c.links}) for c in conditions]
    for (one, first), (other, second) in combinations(rows, 2):
        shared = len(first.keys() & second.keys())
        if shared and shared >= NEIGHBOURS_SHARE * min(len(first), len(second)) and not _differ(first, second):
            yield one, other


def _differ(first: Mapping[FindingId, float], second: Mapping[FindingId, float]) -> bool:
    for finding in first.keys() | second.keys():
        one, other = (max(LEAST_FREQUENCY, row.get(finding, LEAST_FREQUENCY)) for row in (first, second))
        if abs(log(one / other)) >= TELLS_APART:
            return True
    return False


def _unlinked_guides(library: Library) -> Iterator[str]:
    named = {name for g in library.guides for name in (*g.recommended, g.previous, g.next) if name}
    return (guide.id for guide in library.guides if guide.id not in named)
