"""Run case texts through `assess`, all at once or as an interview that starts from the first sentence only."""

import re
from collections.abc import Iterable, Iterator

from agnodice.assess.reply import added, counted, said, skipped
from agnodice.engine import Engine
from agnodice.faces.assessment_views import ranking_json
from agnodice.faces.cli.evaluation import Row, rows
from agnodice.model.assessment import Assessment, Question, QuestionKind, Told
from agnodice.model.clinical import FindingId, Person, Pregnancy, Presence
from agnodice.model.words import Cues

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

    What the text does not say is "don't know"; who has told of a pain on the left has a pain, and who is known not
    to be pregnant says so. Asked for more words, since nothing was understood, she says the next sentence.
    """
    sentences = sentences_of(whole.text)
    patient = Patient(engine, whole, sentences[1:])
    assessment = engine.assess(Told(sentences[0], person=whole.person))
    while assessment.question:
        assessment = engine.assess(patient.reply(assessment.told, assessment.question))
    return assessment


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as it is written; the whole text when it has no full stop."""
    return _SENTENCES.findall(text.strip()) or [text]


class Patient:
    """Answers questions from our own reading of a whole text."""

    def __init__(self, engine: Engine, whole: Told, unsaid: list[str]) -> None:
        self._unsaid = unsaid
        danger = engine.danger(whole.text, whole.person)
        self._person = danger.person
        self._said = {o.finding: o.presence for o in danger.heard.sure}
        self._parents = {f.id: f.refines for f in engine.findings()}
        there = [name for name, presence in self._said.items() if presence is Presence.PRESENT]
        self._implied = {parent for name in there for parent in self._above(name)}
        self._by_state = dict(_told_by_state(self._person.pregnancy, engine.cues))

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
            told = said(told, one, self._presence(option.id))
        return told

    def _presence(self, finding: FindingId) -> Presence:
        """What she knows of a finding: what the text says of it, or of a kind of it, or of what it is a kind of."""
        if finding in self._said:
            return self._said[finding]
        if finding in self._implied:
            return Presence.PRESENT
        if any(self._said.get(parent) is Presence.ABSENT for parent in self._above(finding)):
            return Presence.ABSENT
        return self._by_state.get(finding, Presence.UNKNOWN)

    def _above(self, finding: FindingId) -> Iterator[FindingId]:
        step = self._parents.get(finding)
        while step:
            yield step
            step = self._parents.get(step)


def _told_by_state(state: Pregnancy, cues: Cues) -> Iterator[tuple[FindingId, Presence]]:
    """What a known pregnancy state says of whether she is, or could be, pregnant."""
    if state in {Pregnancy.PREGNANT, Pregnancy.NOT_PREGNANT}:
        is_pregnant = Presence.PRESENT if state is Pregnancy.PREGNANT else Presence.ABSENT
        yield from ((FindingId(name), is_pregnant) for name in cues.not_pregnant_when_denied)
