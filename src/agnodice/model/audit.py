"""What `audit` reads and gives back: a page with exact places, claims with verdicts, omissions, marks of form."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from agnodice.model.clinical import CareLevel, ConditionId, RedFlagId
from agnodice.model.content import Criterion, Guide, Myth, MythId, Service
from agnodice.model.evidence import Citation, Source
from agnodice.model.results import Edition, Neighbour


class BlockKind(StrEnum):
    """What a stretch of a page is. A teaser is the cut-off text under a link to another page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    LINK = "link"
    TEASER = "teaser"


class Span(NamedTuple):
    """A place in a page's text: character offsets, end excluded. A named tuple, as Block is: a page makes hundreds."""

    start: int
    end: int


class Block(NamedTuple):
    """A stretch of a page and what it is."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True)
class Markup:
    """What the source of an HTML page tells besides its text. `is_known` is False for plain text.

    `hosts`: other hosts it calls; `structured_problems`: marked-up facts that cannot be read or are not in the text.
    """

    is_known: bool = False
    language: str = ""
    hosts: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    shop_links: tuple[str, ...] = ()
    source_links: tuple[str, ...] = ()
    has_contact: bool = False
    has_feedback: bool = False
    has_exit: bool = False
    images_without_text: int = 0
    inputs_without_label: int = 0
    generic_links: tuple[str, ...] = ()
    structured_kinds: tuple[str, ...] = ()
    structured_problems: tuple[str, ...] = ()
    has_editorial_policy: bool = False


@dataclass(frozen=True)
class Page:
    """A page as text with its blocks; what its source or reader tells of author, publisher and dates is `told`."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    publisher: str = ""
    dated: date | None = None
    reviewed: date | None = None
    review_by: date | None = None
    markup: Markup = field(default_factory=Markup)


class Verdict(StrEnum):
    """What the library says of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_ENOUGH = "not-enough"


class Route(StrEnum):
    """How a verdict was reached: a previously checked claim, a sentence of the library, a link between a cause and a
    sign, or a danger with what to do.
    """

    MYTH = "myth"
    SENTENCE = "sentence"
    LINK = "link"
    DANGER = "danger"
    NONE = "none"


@dataclass(frozen=True)
class Claim:
    """A checkable sentence of the page, and what speaks to it. `said` is the library's own text, with its sources."""

    span: Span
    text: str
    verdict: Verdict
    route: Route
    said: str = ""
    cite: tuple[Citation, ...] = ()
    guide: str = ""
    myth: Myth | None = None


class Lack(StrEnum):
    """What is wrong with how a page treats a danger: not there; there without what to do; who, how fast or where."""

    DANGER = "danger"
    CAUSE = "cause"
    ACTION = "action"
    URGENCY = "urgency"


@dataclass(frozen=True)
class Omission:
    """Something that the library requires for the topic and the page lacks, with the library's words and sources.

    `span` is set when the page mentions it and says too little (Lack.URGENCY); `missing` then names what lacks: who,
    fast, where.
    """

    lack: Lack
    id: str
    name: str
    level: CareLevel
    said: str = ""
    cite: tuple[Citation, ...] = ()
    conditions: tuple[ConditionId, ...] = ()
    span: Span | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Required:
    """A danger of the topic, whether the page mentions it, and where."""

    red_flag: RedFlagId
    name: str
    level: CareLevel
    who: str
    spans: tuple[Span, ...] = ()


class Mark(StrEnum):
    """How a page does by a criterion. OPEN is for what a program cannot decide on this page."""

    MET = "met"
    PARTLY = "partly"
    NOT_FOUND = "not-found"
    OPEN = "open"


@dataclass(frozen=True)
class Rating:
    """One criterion with its mark, the places that show it, and figures that a face puts into words (`fact`)."""

    criterion: str
    mark: Mark
    spans: tuple[Span, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Remark:
    """A word of the page that harms, pushes or misleads, and why; `kind` is blame, shame, force, minimise, …"""

    kind: str
    span: Span
    why: str


@dataclass(frozen=True)
class Readability:
    """Figures of plain language, several formulas and no verdict from one alone. Grades are US school years."""

    words: int
    sentences: int
    words_per_sentence: float
    long_sentences: int
    reading_ease: float
    flesch_kincaid: float
    smog: float
    fog: float
    coleman_liau: float


@dataclass(frozen=True)
class Score:
    """Points of an instrument, of how many, and the parts that gave them. None where a part cannot be decided."""

    name: str
    points: int | None
    most: int
    parts: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True)
class Topic:
    """What a page is about: guides, likeliest first, and conditions it names. No guide: outside the library."""

    guides: tuple[Neighbour, ...] = ()
    conditions: tuple[ConditionId, ...] = ()

    @property
    def is_inside(self) -> bool:
        """Whether the library covers it."""
        return bool(self.guides)


@dataclass(frozen=True)
class AuditReport:
    """The whole audit of one page. There is no "safe" and no overall verdict: what of `required` is
    named is always shown, and what is not stands among the omissions.
    """

    page: Page
    topic: Topic
    required: tuple[Required, ...]
    omissions: tuple[Omission, ...]
    claims: tuple[Claim, ...]
    remarks: tuple[Remark, ...]
    ratings: tuple[Rating, ...]
    scores: tuple[Score, ...]
    readability: Readability
    criteria: tuple[Criterion, ...]
    guide: Guide | None
    sources: tuple[Source, ...]
    service: Service
    edition: Edition
    today: date

    @property
    def myths(self) -> tuple[MythId, ...]:
        """Previously checked claims that the page makes, each once."""
        return tuple(dict.fromkeys(claim.myth.id for claim in self.claims if claim.myth))
