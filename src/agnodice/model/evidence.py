"""Where a statement comes from and how sure it is (GRADE: Guyatt et al., BMJ 2008;336:924)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

SourceId = NewType("SourceId", str)


class Certainty(StrEnum):
    """GRADE certainty of evidence."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class SourceKind(StrEnum):
    """What sort of text a source is."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic-review"
    NATIONAL_BODY = "national-body"
    PROFESSIONAL_BODY = "professional-body"
    COHORT = "cohort"
    TRIAL = "trial"
    TEXTBOOK = "textbook"
    PATIENT_INFORMATION = "patient-information"
    CHARITY = "charity"
    CLINIC = "clinic"
    NEWS = "news"

    @property
    def is_weak(self) -> bool:
        """Whether this kind alone supports at most low certainty."""
        return self in {SourceKind.COHORT, SourceKind.TRIAL, SourceKind.CLINIC, SourceKind.NEWS}


@dataclass(frozen=True)
class Source:
    """A text that was read before it was cited; `gist` says in our words what it holds."""

    id: SourceId
    title: str
    publisher: str
    url: str
    kind: SourceKind
    country: str
    seen: date
    gist: str
    year: int | None = None
    copy: bool = False


@dataclass(frozen=True)
class Citation:
    """A source and the place in it."""

    source: SourceId
    locator: str = ""


@dataclass(frozen=True)
class Review:
    """Who signed a text. Without a name it is unreviewed and must be shown so."""

    status: str = "unreviewed"
    by: str = ""
    role: str = ""
    on: date | None = None
    content: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether a named person has signed."""
        return self.status == "signed" and bool(self.by)
