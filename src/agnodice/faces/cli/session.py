"""An interview in a terminal: question by question, back, edit, quit. All of it lives in memory alone."""

import re
from collections.abc import Callable

from agnodice.assess.reply import added, counted, said, skipped, taken_back, ticked
from agnodice.engine import Engine
from agnodice.faces.cli.assessment_terminal import AssessmentPage
from agnodice.model.assessment import Assessment, Question, QuestionKind, Told
from agnodice.model.clinical import CareLevel, Presence

BACK, EDIT, RESULT, QUIT, SKIP = "b", "e", "r", "q", "s"
_PRESENCES = {
    "y": Presence.PRESENT,
    "yes": Presence.PRESENT,
    "n": Presence.ABSENT,
    "no": Presence.ABSENT,
    "d": Presence.UNKNOWN,
    "?": Presence.UNKNOWN,
}
_NOTHING_MORE = {"n", "no", "d", "?"}  # instead of more words


class Session:
    """One interview. `read` gives the next line typed, or None when there is none."""

    def __init__(self, engine: Engine, page: AssessmentPage, read: Callable[[], str | None], country: str) -> None:
        self._engine, self._page, self._read, self._country = engine, page, read, country
        self._before: list[Told] = []

    def run(self, told: Told) -> Assessment | None:
        """The last assessment; None when she quits."""
        assessment = self._assessed(told)
        self._urgent(assessment, None)
        while assessment.question:
            self._page.ask(assessment.question, len(assessment.told.asked))
            typed = (self._read() or RESULT).strip()
            command = typed.casefold()
            if command == QUIT:
                return None
            if command == RESULT:
                break
            then = self._after(assessment, assessment.question, command, typed)
            self._urgent(then, assessment)
            assessment = then
        return assessment

    def _assessed(self, told: Told) -> Assessment:
        return self._engine.assess(told, country=self._country)

    def _urgent(self, now: Assessment, before: Assessment | None) -> None:
        """A danger interrupts at once, each time it rises or another is asked back."""
        was = before.alarms[0].flag.level if before and before.alarms else CareLevel.SELF_CARE
        is_new = now.asked_back is not None and (before is None or now.asked_back != before.asked_back)
        if is_new or (now.alarms and now.alarms[0].flag.level > was):
            self._page.danger(now)
            self._page.show()

    def _after(self, assessment: Assessment, question: Question, command: str, typed: str) -> Assessment:
        """The assessment after what was typed; the same one, with a hint, when it cannot be read."""
        if command == BACK:
            return self._assessed(self._before.pop()) if self._before else assessment
        told = self._edited(assessment) if command == EDIT else _replied(assessment.told, question, command, typed)
        if told is None:
            self._page.line(self._page.t("assess.not_read"))
            return assessment
        self._before.append(assessment.told)
        return self._assessed(told)

    def _edited(self, assessment: Assessment) -> Told | None:
        """What was told without one thing that was understood, which she chooses by number."""
        listed = [finding for _, finding in assessment.understood.observations]
        self._page.heading(self._page.t("assess.edit"))
        for index, finding in enumerate(listed, 1):
            self._page.line(f"{index}  {finding.name}")
        self._page.show()
        typed = (self._read() or "").strip()
        if not typed.isdecimal() or not 1 <= int(typed) <= len(listed):
            return None
        return taken_back(assessment.told, listed[int(typed) - 1].id)


def _replied(told: Told, question: Question, command: str, typed: str) -> Told | None:
    """`told` with an answer; None when it cannot be read."""
    if command == SKIP:
        return skipped(told, question)
    if question.kind in {QuestionKind.AGE, QuestionKind.WEEKS}:
        return _counted(told, question, command)
    if question.kind is QuestionKind.WORDS:
        return skipped(told, question) if command in _NOTHING_MORE else added(told, question, typed)
    if question.kind is QuestionKind.WHICH:
        return _ticked(told, question, command)
    return said(told, question, _PRESENCES[command]) if command in _PRESENCES else None


def _counted(told: Told, question: Question, command: str) -> Told | None:
    if command in {"d", "?"}:
        return skipped(told, question)
    try:
        return counted(told, question, int(command))
    except ValueError:
        return None


def _ticked(told: Told, question: Question, command: str) -> Told | None:
    if command in {"d", "?"}:
        return said(told, question, Presence.UNKNOWN)
    numbers = [int(number) for number in re.findall(r"\d+", command)]
    if command not in {"n", "no", "0"} and (not numbers or not all(1 <= n <= len(question.options) for n in numbers)):
        return None
    return ticked(told, question, {question.options[n - 1].id for n in numbers if n})
