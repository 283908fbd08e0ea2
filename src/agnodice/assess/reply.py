"""Put an answer to a question into what was told, and take one back. Faces and measurements share this."""

from collections.abc import Collection
from dataclasses import replace

from agnodice.model.assessment import Question, QuestionKind, Told
from agnodice.model.clinical import FindingId, Observation, Presence

AGES = range(8, 111)
WEEKS = range(1, 46)


def said(told: Told, question: Question, presence: Presence) -> Told:
    """`told` with yes, no or "don't know" to a question; of several options all get the same answer."""
    return _with(told, question, {option.id: presence for option in question.options})


def ticked(told: Told, question: Question, there: Collection[FindingId]) -> Told:
    """`told` with these options there and the others not."""
    names = [option.id for option in question.options]
    return _with(told, question, {n: Presence.PRESENT if n in there else Presence.ABSENT for n in names})


def counted(told: Told, question: Question, number: int) -> Told:
    """`told` with an age in years or weeks of pregnancy. ValueError when nobody can be so old or so far."""
    is_age = question.kind is QuestionKind.AGE
    if number not in (AGES if is_age else WEEKS):
        raise ValueError(number)
    person = replace(told.person, age_years=number) if is_age else replace(told.person, weeks=number)
    return replace(told, person=person, asked=told.asked | {question.id})


def added(told: Told, question: Question, words: str) -> Told:
    """`told` with more of her own words."""
    return replace(told, text=f"{told.text}\n{words}".strip(), asked=told.asked | {question.id})


def skipped(told: Told, question: Question) -> Told:
    """`told` with a question passed over; what her words said of it stays."""
    return replace(told, asked=told.asked | {question.id})


def taken_back(told: Told, finding: FindingId) -> Told:
    """`told` without anything said of a finding, in words or answers."""
    kept = tuple(answer for answer in told.answers if answer.finding != finding)
    return replace(told, answers=(*kept, Observation(finding, Presence.UNKNOWN)))


def _with(told: Told, question: Question, presences: dict[FindingId, Presence]) -> Told:
    kept = tuple(answer for answer in told.answers if answer.finding not in presences)
    made = tuple(Observation(name, presence) for name, presence in presences.items())
    return replace(told, answers=kept + made, asked=told.asked | {question.id})
