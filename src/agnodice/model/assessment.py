"""What `assess` gives back. Faces turn it into words; nothing here speaks."""

from dataclasses import dataclass, field
from enum import StrEnum

from agnodice.model.clinical import (
    CareLevel,
    Condition,
    ConditionId,
    Finding,
    FindingId,
    Observation,
    Person,
    Pregnancy,
    Presence,
    RedFlag,
    RedFlagId,
)
from agnodice.model.content import HowCommon, Service
from agnodice.model.evidence import Citation, Source
from agnodice.model.results import Alarm, AskedBack, Edition, Neighbour, Understood


@dataclass(frozen=True)
class Harm:
    """The harm of advising each care level to someone who needs `need`; `advised` follows the order of CareLevel."""

    need: CareLevel
    advised: tuple[float, ...]
    why: str


@dataclass(frozen=True)
class Chance:
    """A probability above which a must-not-miss condition of this level decides the urgency."""

    level: CareLevel
    above: float


@dataclass(frozen=True)
class TriageTable:
    """How urgency is weighed; `knowledge/triage.toml` gives the reasoning.

    `believed`: red flags that no story speaks against (docs/adr/0026).
    """

    harm: tuple[Harm, ...] = ()
    must_not_miss: tuple[Chance, ...] = ()
    believed: tuple[RedFlagId, ...] = ()


@dataclass(frozen=True)
class Features:
    """Which rooms a publisher serves; `knowledge/features.toml`. Without assess it is information only."""

    assess: bool = True
    audit: bool = True


class ReasonKind(StrEnum):
    """What set a care level."""

    RED_FLAG = "red-flag"
    MUST_NOT_MISS = "must-not-miss"
    ASKED_BACK = "asked-back"
    LEAST_HARM = "least-harm"
    NOT_KNOWN = "not-known"


FLAGGED = frozenset({ReasonKind.RED_FLAG, ReasonKind.ASKED_BACK})  # name a red flag


@dataclass(frozen=True)
class Reason:
    """One reason for a care level: the red flag or the condition behind it, if there is one."""

    kind: ReasonKind
    level: CareLevel
    flag: RedFlag | None = None
    condition: Condition | None = None


@dataclass(frozen=True)
class Triage:
    """How soon to see someone and why, strongest reason first."""

    level: CareLevel
    reasons: tuple[Reason, ...] = ()


class Strength(StrEnum):
    """How much one thing said changes how likely a cause is: about tenfold, threefold, or less."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


@dataclass(frozen=True)
class Point:
    """Something that was said and speaks for a cause (log-odds above 0) or against it, and where that was read."""

    finding: Finding
    presence: Presence
    log_odds: float
    strength: Strength
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Hypothesis:
    """A possible cause with what speaks for and against it, and what would tell more and was not said.

    `overtones`: words of hers in which no finding was heard and that are often told with it.
    """

    condition: Condition
    probability: float
    share: float
    how_common: HowCommon
    points_for: tuple[Point, ...]
    points_against: tuple[Point, ...]
    overtones: tuple[str, ...]
    not_asked: tuple[Finding, ...]


class QuestionKind(StrEnum):
    """How a question is answered: yes or no; any of several; a number of years or weeks; or in her own words."""

    YES_NO = "yes-no"
    WHICH = "which"
    AGE = "age"
    WEEKS = "weeks"
    WORDS = "words"


@dataclass(frozen=True)
class Question:
    """The next thing to ask. `options` are the findings that a yes, or a tick, says are there."""

    id: str
    kind: QuestionKind
    options: tuple[Finding, ...]


@dataclass(frozen=True)
class Opening:
    """A question that comes before all others: `ask` is a finding's id, "age" or "weeks".

    Asked when one of the findings `when` is there (or always, where none is named), in one of the pregnancy `states`,
    from `age_min` to `age_max` in years, inclusive; of an unknown age too.
    `limit`: no opening; it only says of whom (age, state) the finding is asked in its turn or in a list.
    `alone`: not before all others but in its turn, by itself and never in a list to be ticked, and only then.
    """

    ask: str
    when: tuple[FindingId, ...] = ()
    states: tuple[Pregnancy, ...] = ()
    alone: bool = False
    age_max: int = 120
    age_min: int = 0
    limit: bool = False


@dataclass(frozen=True)
class Told:
    """All that is known so far: her words, answers (which overrule the words), the person, ids of questions asked.

    An answer of UNKNOWN ("don't know", "skip") takes back what the words said of that finding.
    """

    text: str = ""
    answers: tuple[Observation, ...] = ()
    person: Person = field(default_factory=Person)
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Watch:
    """A danger to watch for: a red flag that belongs to a cause that is possible here and was not raised."""

    flag: RedFlag


@dataclass(frozen=True)
class Assessment:
    """The whole result: danger first, what was understood, urgency, causes, what next."""

    told: Told
    alarms: tuple[Alarm, ...]
    asked_back: AskedBack | None
    understood: Understood
    triage: Triage
    hypotheses: tuple[Hypothesis, ...]
    must_not_miss: tuple[Hypothesis, ...]
    excluded: tuple[tuple[ConditionId, str], ...]
    question: Question | None
    watch: tuple[Watch, ...]
    guides: tuple[Neighbour, ...]
    sources: tuple[Source, ...]
    service: Service
    edition: Edition
