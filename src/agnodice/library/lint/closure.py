"""A guide on a symptom names every condition not to be missed that the network links to it (ADR 11)."""

from collections.abc import Iterator

from agnodice.errors import Problem
from agnodice.library.load import Library
from agnodice.model.clinical import NOTICED, Condition, FindingId, Pregnancy
from agnodice.model.content import Guide, Topic

OFTEN = 0.3  # P(finding | condition) from which a link is "frequent"
UNCOMMON = 0.001  # prior from which a condition must be named in a guide for its own state of pregnancy
COMMON = 0.01  # prior from which it must be named in any guide
_STATES = {
    Topic.PREGNANCY: Pregnancy.PREGNANT,
    Topic.AFTER_BIRTH: Pregnancy.POSTPARTUM,
    Topic.ABORTION: Pregnancy.POSTPARTUM,
}


def check(library: Library) -> Iterator[Problem]:
    """Problems of closure."""
    to_name = [condition for condition in library.conditions if condition.must_not_miss]
    felt = {finding.id for finding in library.findings if finding.kind in NOTICED}
    illnesses = {str(condition.id) for condition in library.conditions}
    for guide in library.guides:
        if guide.id in illnesses or not felt.intersection(guide.findings[:1]):
            continue
        named = _named(guide, library)
        for condition in to_name:
            if condition.id not in named and _belongs(condition, guide):
                symptom = guide.findings[0]
                yield Problem(
                    f"guides/{guide.id}.md",
                    "conditions",
                    f"{condition.id} must not be missed, often comes with {symptom} and is named nowhere.",
                    "Name it under Possible causes, or a red flag of it under Get help now.",
                )


def _named(guide: Guide, library: Library) -> set[str]:
    of_flags = {c for flag in library.red_flags if flag.id in guide.red_flags for c in flag.conditions}
    return {*map(str, guide.conditions), *map(str, of_flags)}


def _belongs(condition: Condition, guide: Guide) -> bool:
    if not _comes_often(condition, guide.findings[0]):
        return False
    state = _STATES.get(guide.topic, Pregnancy.NOT_PREGNANT)
    return _prior(condition, (state,)) >= UNCOMMON or _prior(condition, tuple(Pregnancy)) >= COMMON


def _comes_often(condition: Condition, symptom: FindingId) -> bool:
    return any(link.finding == symptom and link.frequency.value >= OFTEN for link in condition.links)


def _prior(condition: Condition, states: tuple[Pregnancy, ...]) -> float:
    """The highest prior of any age in one of these states."""
    possible = set(states).intersection(condition.applies_to.pregnancy)
    priors = (p for p in condition.priors if possible.intersection(p.pregnancy or condition.applies_to.pregnancy))
    return max((prior.frequency.value for prior in priors), default=0.0)
