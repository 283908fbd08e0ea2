"""Results: what the rooms give back. Faces turn them into words; nothing here speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from agnodice.model.clinical import CareLevel, Condition, Finding, Observation, Person, RedFlag
from agnodice.model.content import Guide, GuideId, Myth, Service
from agnodice.model.evidence import Source


class Outcome(StrEnum):
    """How sure `ask` is of having the right guide: ANSWERED, CHOOSE ("did you mean"), NONE (no answer)."""

    ANSWERED = "answered"
    CHOOSE = "choose"
    NONE = "none"


@dataclass(frozen=True)
class Edition:
    """Which library an answer comes from: its name (year.month) and the start of its content hash."""

    name: str
    hash: str


@dataclass(frozen=True)
class Alarm:
    """A red flag raised by her words, and the words that raised it."""

    flag: RedFlag
    said: tuple[str, ...]


class HowLikely(IntEnum):
    """How likely a danger is that is asked back, and so how it counts for how soon to go until she has answered it
    (docs/adr/0025): not at all, for less than a reply of yes, or for as much.
    """

    POSSIBLE = 0
    LIKELY = 1
    VERY_LIKELY = 2


@dataclass(frozen=True)
class AskedBack:
    """A danger that her words may mean though no rule heard it, or none that is believed (docs/adr/0023): the question,
    and the red flag if the reply is yes.
    """

    ask: str
    flag: RedFlag
    how_likely: HowLikely = HowLikely.POSSIBLE


def told_flags(alarms: Iterable[Alarm], asked_back: AskedBack | None) -> tuple[RedFlag, ...]:
    """The red flags that a result shows for her words: raised, then asked back."""
    return (*(alarm.flag for alarm in alarms), *([asked_back.flag] if asked_back else []))


@dataclass(frozen=True)
class Understood:
    """What was read: observations with their findings, the person, and what was not said but matters."""

    observations: tuple[tuple[Observation, Finding], ...]
    person: Person
    not_said: tuple[Finding, ...]


@dataclass(frozen=True)
class Hit:
    """A guide found for a question; `score` is between 0 and 1 (see ask/rank.py)."""

    guide: GuideId
    score: float


@dataclass(frozen=True)
class Neighbour:
    """Another guide, as it is offered: question and one-line teaser."""

    id: GuideId
    question: str
    teaser: str


@dataclass(frozen=True)
class Answer:
    """What `ask` gives back. `guide` is None unless the outcome is ANSWERED; `sources` are numbered from 1 in order
    of use.

    `named`: conditions that she names and the guide is not about.
    `care` is the highest red flag raised, or else the usual level of the guide's common causes; None when there is no
    answer.
    """

    question: str
    outcome: Outcome
    alarms: tuple[Alarm, ...]
    asked_back: AskedBack | None
    understood: Understood
    hits: tuple[Hit, ...]
    care: CareLevel | None
    guide: Guide | None
    conditions: tuple[Condition, ...]
    myths: tuple[Myth, ...]
    previous: Neighbour | None
    next: Neighbour | None
    recommended: tuple[Neighbour, ...]
    choices: tuple[Neighbour, ...]
    named: tuple[Condition, ...]
    sources: tuple[Source, ...]
    service: Service
    edition: Edition
