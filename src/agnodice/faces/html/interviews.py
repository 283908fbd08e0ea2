"""The pages of `assess`: tell, a question, the result, the page to take along. State is what the form carries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agnodice.assess.interview import MOST_QUESTIONS
from agnodice.faces.html.form import Form, FormError, interview_of, question_of
from agnodice.faces.html.moves import moves_of
from agnodice.faces.html.press import Press, numbered
from agnodice.faces.html.scene import Scene
from agnodice.faces.html.steps import NONE_OF_THEM, SKIP, Interview, Step
from agnodice.faces.summary import TO_FILL_IN, Summary
from agnodice.model.assessment import Assessment, Hypothesis, Question, QuestionKind, Reason
from agnodice.model.content import HowCommon

Fields = list[tuple[str, str]]


class InterviewPages:
    """Makes the pages of `assess`."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._summary = Summary(press.strings)

    def tell(self, scene: Scene) -> str:
        """The first page: her own words."""
        return self._tell(replace(scene, here="assess"), Interview(), ())

    def assess(self, form: Form, scene: Scene) -> str:
        """The page after what a form says: the next question, an answer to change, or the result."""
        scene = replace(scene, country=form.country or scene.country, here="assess")
        interview, problems = self._interview(form)
        if form.one("edit") == "words" or not interview.text.strip():
            return self._tell(scene, interview, problems)
        assessment = self._press.engine.assess(interview.told(), country=scene.country)
        at = _place(form.one("edit") or (form.one("at") if problems else ""), interview)
        if at is not None:
            return self._question(_Moment(interview, assessment, scene, problems), interview.steps[at].question, at)
        question = (self._asked_again(form) if problems else None) or assessment.question
        moment = _Moment(interview, assessment, scene, problems)
        return self._result(moment) if question is None or form.one("result") else self._question(moment, question)

    def take_along(self, form: Form, scene: Scene) -> str:
        """The one page for a visit."""
        scene = replace(scene, country=form.country or scene.country, here="assess")
        interview = interview_of(form, self._press.engine)
        assessment = self._press.engine.assess(interview.told(), country=scene.country)
        return self._press.page(
            "take_along.html",
            scene,
            title=self._press.t("takealong.title"),
            parts_of_sheet=list(self._summary.parts(assessment)),
            to_fill_in=TO_FILL_IN,
            fields=_fields(interview, scene),
        )

    def take_along_file(self, form: Form) -> tuple[str, str]:
        """The page for a visit as a file: its name and its text."""
        assessment = self._press.engine.assess(interview_of(form, self._press.engine).told(), country=form.country)
        name = self._press.t("takealong.file")
        if form.one("format") == "markdown":
            return f"{name}.md", self._summary.markdown(assessment)
        return f"{name}.txt", self._summary.text(assessment)

    def _interview(self, form: Form) -> tuple[Interview, tuple[str, ...]]:
        """The interview, and what could not be read of the reply; then nothing else is lost."""
        try:
            return interview_of(form, self._press.engine), ()
        except FormError as error:
            kept = tuple(pair for pair in form.pairs if pair[0] not in {"reply", "undo", "deny", "confirm"})
            return interview_of(Form(kept), self._press.engine), error.keys

    def _asked_again(self, form: Form) -> Question | None:
        try:
            return question_of(form, self._press.engine)
        except (ValueError, FormError):
            return None

    def _tell(self, scene: Scene, interview: Interview, problems: Sequence[str]) -> str:
        return self._press.page(
            "tell.html",
            scene,
            title=self._press.t("web.assess"),
            text=interview.text,
            problems=problems,
            carried=[pair for pair in _fields(interview, scene) if pair[0] != "text"],
            most_questions=MOST_QUESTIONS,
        )

    def _question(self, moment: "_Moment", question: Question, at: int | None = None) -> str:
        """A question to answer; `at` is the place of the step that it changes."""
        step = moment.interview.steps[at] if at is not None else None
        is_typed = step is not None and step.question.kind not in {QuestionKind.YES_NO, QuestionKind.WHICH}
        return self._page(
            "question.html",
            moment,
            question=question,
            at=at,
            ticks=step.ticks if step else frozenset(),
            words=step.reply if step and is_typed and step.reply not in {SKIP, "unknown"} else "",
            left=max(0, MOST_QUESTIONS - len(moment.interview.steps) - 1),
        )

    def _result(self, moment: "_Moment") -> str:
        interview, assessment = moment.interview, moment.assessment
        steps = [self._press.t("interview.moved_step", number=n + 1) for n in range(len(interview.steps))]
        names = [self._press.t("interview.moved_start"), *steps]
        return self._page(
            "result.html",
            moment,
            hypotheses_by=list(self._by_how_common(assessment.hypotheses)),
            moves=moves_of(interview, assessment, self._press.engine, names),
        )

    def _page(self, template: str, moment: "_Moment", **values: object) -> str:
        numbers = numbered(source.id for source in moment.assessment.sources)
        return self._press.page(
            template,
            moment.scene,
            title=self._press.t("web.assess"),
            interview=moment.interview,
            assessment=moment.assessment,
            problems=moment.problems,
            fields=_fields(moment.interview, moment.scene),
            number_of=numbers.__getitem__,
            question_text=self._question_text,
            reply_text=self._reply_text,
            reason_text=self._reason_text,
            tenths=lambda share: round(10 * share),
            **values,
        )

    def _by_how_common(self, hypotheses: Sequence[Hypothesis]) -> Iterator[tuple[str, list[Hypothesis]]]:
        for how in HowCommon:
            listed = [h for h in hypotheses if h.how_common is how]
            if listed:
                yield self._press.t(f"assess.{how.value.replace(' ', '_')}"), listed

    def _question_text(self, question: Question) -> list[str]:
        if question.options:
            return [option.question for option in question.options]
        return [self._press.t(f"assess.ask_{question.kind.value}")]

    def _reply_text(self, step: Step) -> str:
        if step.reply in {SKIP, "unknown"}:
            return self._press.t(f"interview.reply_{step.reply}")
        if step.reply == NONE_OF_THEM:
            return self._press.t("interview.reply_none")
        if step.question.kind in {QuestionKind.AGE, QuestionKind.WEEKS}:
            return self._press.t(f"interview.{step.question.kind.value}", number=step.reply)
        if step.question.kind is QuestionKind.WHICH:
            return "; ".join(option.name for option in step.question.options if option.id in step.ticks)
        return step.reply if step.question.kind is QuestionKind.WORDS else self._press.t(f"interview.{step.reply}")

    def _reason_text(self, reason: Reason) -> str:
        named = reason.flag or reason.condition
        return self._press.t(f"assess.because_{reason.kind.value.replace('-', '_')}", name=named.name if named else "")


@dataclass(frozen=True)
class _Moment:
    """One moment of an interview, as a page shows it."""

    interview: Interview
    assessment: Assessment
    scene: Scene
    problems: Sequence[str]


def _place(number: str, interview: Interview) -> int | None:
    """The place of a step, from a form; None when there is none such."""
    is_place = number.isdecimal() and len(number) < 4 and int(number) < len(interview.steps)
    return int(number) if is_place else None


def _fields(interview: Interview, scene: Scene) -> Fields:
    """The interview as hidden fields of a form."""
    fields = [("text", interview.text), *(("step", step.code()) for step in interview.steps)]
    fields += [("correct", f"{o.finding}={o.presence.value}") for o in interview.corrections]
    return [*fields, ("country", scene.country)] if scene.country else fields
