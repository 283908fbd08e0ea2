"""Run case texts through `assess`, all at once or as an interview that starts from the first sentence only."""

import re
from collections.abc import Iterable, Iterator, Mapping

from agnodice.assess.reply import counted, said, skipped
from agnodice.engine import Engine
from agnodice.faces.assessment_views import ranking_json
from agnodice.faces.cli.evaluation import Row, rows
from agnodice.model.assessment import Assessment, Question, QuestionKind, Told
from agnodice.model.clinical import FindingId, Observation, Person, Presence

_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
EMPTY: Row = {"ddx": [], "urgency": None, "red_flags": [], "observations": {}, "questions": 0}


def assessed(lines: Iterable[str], engine: Engine, *, interview: bool) -> Iterator[Row]:
    """One row for each line {id, text, age (may be left out)}."""

    def run(case: Row) -> Row:
        age = case.get("age")
        told = Told(str(case["text"]), person=Person(age_years=int(age) if isinstance(age, int | float) else None))
        assessment = interviewed(engine, told) if interview else engine.assess(told)
        return {**ranking_json(assessment), "questions": len(assessment.told.asked)}

    return rows(lines, "text", run, EMPTY)


def interviewed(engine: Engine, whole: Told) -> Assessment:
    """The end of an interview with someone who first says one sentence and then answers from the whole text.

    What the text does not say is "don't know".
    """
    patient = Patient(engine.assess(whole))
    assessment = engine.assess(Told(first_sentence(whole.text), person=whole.person))
    while assessment.question:
        assessment = engine.assess(patient.reply(assessment.told, assessment.question))
    return assessment


def first_sentence(text: str) -> str:
    """The first sentence; the whole text when it has no full stop."""
    found = _FIRST_SENTENCE.match(text.strip())
    return found[0] if found else text


class Patient:
    """Answers questions from our own reading of a whole text."""

    def __init__(self, whole: Assessment) -> None:
        self._person = whole.understood.person
        self._said: Mapping[FindingId, Presence] = {o.finding: o.presence for o in _observations(whole)}

    def reply(self, told: Told, question: Question) -> Told:
        """`told` with the answer to `question`."""
        if question.kind in {QuestionKind.AGE, QuestionKind.WEEKS}:
            is_age = question.kind is QuestionKind.AGE
            number = self._person.age_years if is_age else self._person.weeks
            return skipped(told, question) if number is None else counted(told, question, number)
        for option in question.options:
            one = Question(question.id, QuestionKind.YES_NO, (option,))
            told = said(told, one, self._said.get(option.id, Presence.UNKNOWN))
        return told


def _observations(whole: Assessment) -> Iterator[Observation]:
    return (observation for observation, _ in whole.understood.observations)
