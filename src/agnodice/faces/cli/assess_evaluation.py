"""Run case texts through `assess`, all at once or as an interview that starts from the first sentence only."""

import re
from collections.abc import Iterable, Iterator, Mapping

from agnodice.assess.reply import added, counted, said, skipped
from agnodice.engine import Engine
from agnodice.faces.assessment_views import ranking_json
from agnodice.faces.cli.evaluation import Row, rows
from agnodice.model.assessment import Assessment, Question, QuestionKind, Told
from agnodice.model.clinical import FindingId, Observation, Person, Presence

_SENTENCES = re.compile(r".+?(?:[.!?](?=\s|$)|\Z)", re.DOTALL)
EMPTY: Row = {"ddx": [], "urgency": None, "red_flags": [], "ask_back": None, "observations": {}, "questions": 0}


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

    What the text does not say is "don't know"; asked for more words, since nothing was understood, she says the next
    sentence.
    """
    sentences = sentences_of(whole.text)
    patient = Patient(engine.assess(whole), sentences[1:])
    assessment = engine.assess(Told(sentences[0], person=whole.person))
    while assessment.question:
        assessment = engine.assess(patient.reply(assessment.told, assessment.question))
    return assessment


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as it is written; the whole text when it has no full stop."""
    return _SENTENCES.findall(text.strip()) or [text]


class Patient:
    """Answers questions from our own reading of a whole text."""

    def __init__(self, whole: Assessment, unsaid: list[str]) -> None:
        self._unsaid = unsaid
        self._person = whole.understood.person
        self._said: Mapping[FindingId, Presence] = {o.finding: o.presence for o in _observations(whole)}

    def reply(self, told: Told, question: Question) -> Told:
        """`told` with the answer to `question`."""
        if question.kind is QuestionKind.WORDS:
            return added(told, question, self._unsaid.pop(0)) if self._unsaid else skipped(told, question)
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
