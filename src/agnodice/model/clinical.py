"""Clinical nouns: findings, conditions, links, red flags, care levels, and what one person said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import NewType

from agnodice.model.evidence import Certainty, Citation, Review

FindingId = NewType("FindingId", str)
ConditionId = NewType("ConditionId", str)
RedFlagId = NewType("RedFlagId", str)


class CareLevel(IntEnum):
    """How soon to see someone, ordered. The names are spoken through `slug`."""

    SELF_CARE = 0
    ROUTINE = 1
    WITHIN_DAYS = 2
    SAME_DAY = 3
    EMERGENCY = 4

    @property
    def slug(self) -> str:
        """The level as it is written in the library: `same-day`."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def from_slug(cls, slug: str) -> "CareLevel":
        """The level written `slug`; ValueError when there is none."""
        for level in cls:
            if level.slug == slug:
                return level
        raise ValueError(slug)


class Group(StrEnum):
    """Where a condition belongs."""

    GYN = "gyn"
    OBS = "obs"
    BREAST = "breast"
    URINARY = "urinary"
    BACK = "back"
    MIMIC = "mimic"
    GENERAL = "general"


class Pregnancy(StrEnum):
    """A person's pregnancy state. POSSIBLE covers "not known"; POSTPARTUM is within 12 months of a birth, abortion or
    miscarriage.
    """

    PREGNANT = "pregnant"
    POSSIBLE = "possible"
    NOT_PREGNANT = "not-pregnant"
    POSTPARTUM = "postpartum"


class FindingKind(StrEnum):
    """What sort of thing a finding is. CLINICAL ones are understood in notes but never asked."""

    SYMPTOM = "symptom"
    SIGN = "sign"
    HISTORY = "history"
    RISK_FACTOR = "risk-factor"
    BACKGROUND = "background"
    CLINICAL = "clinical"


NOTICED = frozenset({FindingKind.SYMPTOM, FindingKind.SIGN})  # what a person can notice by herself


class Basis(StrEnum):
    """Whether a frequency stands in its source or is our careful estimate."""

    SOURCE = "source"
    ESTIMATE = "estimate"


@dataclass(frozen=True)
class Frequency:
    """A probability as the library writes it: the word of a band (or "" for a number) and its value 0–1."""

    band: str
    value: float


@dataclass(frozen=True)
class Finding:
    """Something a person can notice or tell. `say` holds the word groups by which it is understood."""

    id: FindingId
    name: str
    question: str
    why: str
    say: tuple[str, ...]
    leak: Frequency
    kind: FindingKind
    refines: FindingId | None = None
    excludes: tuple[FindingId, ...] = ()


@dataclass(frozen=True)
class AppliesTo:
    """Whom a condition can affect; ages in years, inclusive."""

    age_min: int = 0
    age_max: int = 120
    pregnancy: tuple[Pregnancy, ...] = (Pregnancy.NOT_PREGNANT, Pregnancy.PREGNANT, Pregnancy.POSTPARTUM)


@dataclass(frozen=True)
class Prior:
    """How often a condition is behind such a complaint in primary care, for an age band and pregnancy states."""

    frequency: Frequency
    basis: Basis
    age_min: int = 0
    age_max: int = 120
    pregnancy: tuple[Pregnancy, ...] = ()
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Link:
    """P(finding | only this condition), with where the association was read."""

    finding: FindingId
    frequency: Frequency
    basis: Basis
    certainty: Certainty
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Condition:
    """One possible cause."""

    id: ConditionId
    name: str
    also: tuple[str, ...]
    what: str
    cite: tuple[Citation, ...]
    group: Group
    care: CareLevel
    must_not_miss: bool
    checked: date
    check_by: date
    review: Review
    applies_to: AppliesTo = field(default_factory=AppliesTo)
    priors: tuple[Prior, ...] = ()
    links: tuple[Link, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PersonCondition:
    """Who a red flag is for. Empty means everyone; weeks are weeks of pregnancy, ages are years."""

    pregnancy: tuple[Pregnancy, ...] = ()
    weeks_min: int | None = None
    weeks_max: int | None = None
    age_min: int | None = None
    age_max: int | None = None


class Help(StrEnum):
    """A line to call, from the table of services, that belongs to a red flag besides the ambulance."""

    CRISIS = "crisis"
    ABUSE = "abuse"
    SEXUAL_HEALTH = "sexual_health"


@dataclass(frozen=True)
class RedFlag:
    """A rule that needs no probability: any list of `when` (all findings in it), or any of `words`, for such a
    person; its lists are quiet when one of `unless` was surely said. Never an emergency has `unless`.
    """

    id: RedFlagId
    name: str
    level: CareLevel
    when: tuple[tuple[FindingId, ...], ...]
    say: str
    why: str
    cite: tuple[Citation, ...]
    case: str
    near_miss: str
    words: tuple[str, ...] = ()
    unless: tuple[FindingId, ...] = ()
    service: Help | None = None
    person: PersonCondition = field(default_factory=PersonCondition)
    conditions: tuple[ConditionId, ...] = ()


@dataclass(frozen=True)
class AskBack:
    """A plain question about a danger that her words may mean though no rule raised it.

    `flags`: the red flags it stands for, the first that fits her first; `say`: sayings from which an edition learns;
    `worse`: what to ask instead once one of its flags is raised, so that she is not asked what she has said.
    """

    id: str
    ask: str
    flags: tuple[RedFlagId, ...]
    say: tuple[str, ...] = ()
    worse: str = ""

    def asked(self, raised: Iterable[RedFlagId]) -> str:
        """The question for someone for whom these flags are raised."""
        return self.worse if self.worse and not set(self.flags).isdisjoint(raised) else self.ask


@dataclass(frozen=True)
class Tale:
    """How people who have a condition tell of it: whole messages and notes, none of a real person."""

    condition: ConditionId
    tell: tuple[str, ...]


@dataclass(frozen=True)
class Calm:
    """Sayings that mean no danger now, and `but`: guides whose questions may mean one, so that calm is learnt from the
    others only.
    """

    say: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


class Presence(StrEnum):
    """What a person said of a finding."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Observation:
    """What this person said of a finding, with the place in her words (character offsets, end excluded)."""

    finding: FindingId
    presence: Presence
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Person:
    """What is known of the person; None and POSSIBLE stand for "not said"."""

    age_years: int | None = None
    pregnancy: Pregnancy = Pregnancy.POSSIBLE
    weeks: int | None = None
