"""Content nouns: guides with their sections and sentences, myths, services, words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from agnodice.model.clinical import CareLevel, ConditionId, FindingId, Help, RedFlagId
from agnodice.model.evidence import Certainty, Citation, Review

GuideId = NewType("GuideId", str)
MythId = NewType("MythId", str)


class Topic(StrEnum):
    """The shelves on which guides stand."""

    PAIN = "pain"
    PERIODS = "periods"
    DISCHARGE = "discharge"
    WOMB = "womb"
    BREAST = "breast"
    PREGNANCY = "pregnancy"
    AFTER_BIRTH = "after-birth"
    CONTRACEPTION = "contraception"
    ABORTION = "abortion"
    MENOPAUSE = "menopause"
    BLADDER = "bladder"
    WELLBEING = "wellbeing"
    SAFETY = "safety"


class SectionName(StrEnum):
    """The fixed sections of a guide, in their order."""

    SHORT_ANSWER = "Short answer"
    GET_HELP_NOW = "Get help now"
    POSSIBLE_CAUSES = "Possible causes"
    WHAT_YOU_CAN_DO = "What you can do"
    WHAT_A_CLINICIAN_MAY_DO = "What a clinician may do"
    OPTIONS = "Options"
    PREVENTION = "Prevention"
    IF_IT_DOES_NOT_GET_BETTER = "If it does not get better"
    QUESTIONS_TO_TAKE_ALONG = "Questions to take along"
    WHAT_WE_DO_NOT_KNOW = "What we do not know"


OPTIONAL_SECTIONS = frozenset({SectionName.OPTIONS, SectionName.PREVENTION})


class HowCommon(StrEnum):
    """The sub-headings under Possible causes."""

    COMMON = "common"
    LESS_COMMON = "less common"
    RARE_BUT_SERIOUS = "rare but serious"


class BlockKind(StrEnum):
    """How a run of sentences stands on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True)
class Sentence:
    """One sentence and the citations behind it."""

    text: str
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph or a list item."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Danger:
    """An item of Get help now: who is meant, and what it can be."""

    red_flag: RedFlagId
    level: CareLevel
    who: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Cause:
    """An item of Possible causes: a condition in plain words and what points to it."""

    condition: ConditionId
    how_common: HowCommon
    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Table:
    """A table of options: a header row and cells of sentences."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Sentence, ...], ...], ...]


@dataclass(frozen=True)
class Section:
    """One prose section: blocks, and a table where there is a choice."""

    name: SectionName
    blocks: tuple[Block, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Guide:
    """One question with its answer. `also`, `too`: other wordings, those that faces show and those for search alone."""

    id: GuideId
    question: str
    teaser: str
    also: tuple[str, ...]
    topic: Topic
    conditions: tuple[ConditionId, ...]
    findings: tuple[FindingId, ...]
    red_flags: tuple[RedFlagId, ...]
    myths: tuple[MythId, ...]
    recommended: tuple[GuideId, ...]
    checked: date
    check_by: date
    review: Review
    dangers: tuple[Danger, ...]
    causes: tuple[Cause, ...]
    sections: tuple[Section, ...]
    previous: GuideId | None = None
    next: GuideId | None = None
    too: tuple[str, ...] = ()

    def section(self, name: SectionName) -> Section:
        """The section of this name; an empty one where the guide has none."""
        return next((s for s in self.sections if s.name is name), Section(name))


class MythVerdict(StrEnum):
    """What the evidence says of a myth."""

    CONTRADICTED = "contradicted"
    MISLEADING = "misleading"
    NO_EVIDENCE = "no-evidence"


@dataclass(frozen=True)
class Myth:
    """A claim that people write, and what the evidence says."""

    id: MythId
    claim: str
    say: tuple[str, ...]
    verdict: MythVerdict
    correction: str
    cite: tuple[Citation, ...]
    harm: str
    certainty: Certainty


@dataclass(frozen=True)
class Contact:
    """One way to reach a service."""

    name: str
    number: str = ""
    url: str = ""
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Service:
    """Whom to call in one country ("default": words without a number)."""

    country: str
    name: str
    seen: date
    emergency: Contact
    urgent: Contact | None = None
    sexual_health: Contact | None = None
    abuse: Contact | None = None
    crisis: Contact | None = None

    def line(self, kind: Help) -> Contact | None:
        """The line of this kind; None where we have seen none for the country."""
        contact: Contact | None = getattr(self, kind.value)
        return contact


@dataclass(frozen=True)
class Term:
    """A hard word and its plain words."""

    word: str
    plain: str


@dataclass(frozen=True)
class Criterion:
    """One mark of a good health page, with the published instruments that it comes from."""

    id: str
    name: str
    origin: tuple[str, ...]
    check: str
    what: str = ""
