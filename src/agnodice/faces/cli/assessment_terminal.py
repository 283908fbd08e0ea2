"""Speak an assessment in a terminal: danger, what was understood, how soon to see whom, causes for and against."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from agnodice.faces.cli.page import COLOURS, Page, hanging, marks
from agnodice.faces.views import Numbers, numbers
from agnodice.model.assessment import Assessment, Hypothesis, Point, Question, QuestionKind, Reason
from agnodice.model.clinical import CareLevel, Presence
from agnodice.model.content import HowCommon

BAR_WIDTH = 10


class AssessmentPage(Page):
    """Prints assessments and questions."""

    def say(self, assessment: Assessment) -> None:
        """The whole result."""
        number = numbers(assessment.sources)
        self.danger(assessment)
        self.understood(assessment)
        self._urgency(assessment)
        self._causes(assessment, number)
        self._not_to_miss(assessment, number)
        self._safety_net(assessment, number)
        if assessment.guides:
            self.heading(self.t("assess.read_on"))
            self.offer(assessment.guides)
        self.sources(assessment.sources, number)
        self.put(Text(""))
        self.line(f"{self.edition(assessment.edition)} · {self.t('foot.unreviewed')}", style="dim")
        self.line(self.t("foot.not_a_diagnosis"), style="dim")
        self.show()

    def danger(self, assessment: Assessment) -> None:
        """What is asked back, and the card of red flags, when any was raised."""
        number = numbers(assessment.sources)
        self.asked_back(assessment.asked_back, assessment.service, number)
        if not assessment.alarms:
            return
        level = assessment.alarms[0].flag.level
        parts: list[RenderableType] = []
        if level is CareLevel.EMERGENCY:
            call = self.t("help.call_now", emergency=self.emergency(assessment.service))
            parts.append(Text(call, style=COLOURS[level]))
        for alarm in assessment.alarms:
            parts += self.alarm(alarm, assessment.service, number)
        parts.append(Text(self.t("help.not_everything"), style="dim"))
        self.card(self.t("help.title"), parts, level)

    def understood(self, assessment: Assessment) -> None:
        """What was understood, yes and no."""
        told = assessment.understood
        self.heading(self.t("understood.title"))
        for presence in (Presence.PRESENT, Presence.ABSENT):
            names = [f.name for o, f in told.observations if o.presence is presence]
            names += self.facts(told.person, names) if presence is Presence.PRESENT else []
            if names:
                self.line(f"{self.t(f'understood.{presence.value}')}: {' · '.join(names)}")
        if not told.observations:
            self.line(self.t("assess.nothing_understood"))

    def _urgency(self, assessment: Assessment) -> None:
        level = assessment.triage.level
        self.heading(self.t("assess.urgency"))
        self.line(self.t(f"level.{level.slug}"), style=COLOURS[level])
        where = {"emergency": self.emergency(assessment.service), "urgent": self.urgent(assessment.service)}
        self.line(self.t(f"care.{level.slug}", **where))
        for reason in assessment.triage.reasons:
            if reason.level is level:
                self.put(hanging(Text(self._reason(reason))))

    def _reason(self, reason: Reason) -> str:
        named = reason.flag or reason.condition
        return self.t(f"assess.because_{reason.kind.value.replace('-', '_')}", name=named.name if named else "")

    def _causes(self, assessment: Assessment, number: Numbers) -> None:
        if not assessment.hypotheses:
            return
        self.heading(self.t("assess.causes"))
        for how in HowCommon:
            causes = [h for h in assessment.hypotheses if h.how_common is how]
            if causes:
                self.line(self.t(f"assess.{how.value.replace(' ', '_')}"), style="bold")
            for hypothesis in causes:
                self._hypothesis(hypothesis, number)

    def _not_to_miss(self, assessment: Assessment, number: Numbers) -> None:
        if assessment.must_not_miss:
            self.heading(self.t("assess.must_not_miss"))
            for hypothesis in assessment.must_not_miss:
                self._hypothesis(hypothesis, number)

    def _hypothesis(self, hypothesis: Hypothesis, number: Numbers) -> None:
        condition = hypothesis.condition
        bar = "" if self.plain else f"{_bar(hypothesis.share)} "
        text = Text(f"{bar}{condition.name}. ", style="bold")
        self.put(hanging(text.append(f"{condition.what}{marks(condition.cite, number)}", style="not bold")))
        for key, points in (("for", hypothesis.points_for), ("against", hypothesis.points_against)):
            if points:
                told = "; ".join(self._point(point, number) for point in points)
                self.line(f"    {self.t(f'assess.{key}')}: {told}")
        if hypothesis.overtones:
            self.line(f"    {self.t('assess.overtones')}: {' · '.join(hypothesis.overtones)}", style="dim")
        if hypothesis.not_asked:
            names = " · ".join(f.name for f in hypothesis.not_asked)
            self.line(f"    {self.t('assess.not_asked')}: {names}", style="dim")

    def _point(self, point: Point, number: Numbers) -> str:
        name = point.finding.name
        if point.presence is Presence.ABSENT:
            name = self.t("assess.not_there", name=name)
        return f"{name} ({self.t(f'strength.{point.strength.value}')}){marks(point.cite, number)}"

    def _safety_net(self, assessment: Assessment, number: Numbers) -> None:
        level = assessment.triage.level
        self.heading(self.t("assess.safety_net"))
        self.line(self.t(f"safety_net.{level.slug}"))
        for watch in assessment.watch:
            flag = watch.flag
            sign = self.t("assess.watch", name=flag.name, say=flag.say)
            self.put(hanging(Text(f"{sign}{marks(flag.cite, number)}")))
        self.line(self.t("help.not_everything"), style="dim")

    def ask(self, question: Question, asked: int) -> None:
        """One question: its text, why it is asked, and how to answer."""
        self.heading(self.t("assess.question", number=asked + 1))
        for line in self.question_lines(question):
            self.line(line)
        self.line(self.t(f"assess.keys_{question.kind.value.replace('-', '_')}"), style="dim")
        self.line(self.t("assess.keys_always"), style="dim")
        self.show()

    def question_lines(self, question: Question) -> Iterable[str]:
        """The question in words; numbered options where several can be ticked."""
        if not question.options:
            yield self.t(f"assess.ask_{question.kind.value}")
            yield self.t(f"assess.why_{question.kind.value}")
            return
        if question.kind is QuestionKind.YES_NO:
            yield question.options[0].question
            yield self.t("assess.why", why=question.options[0].why)
            return
        yield self.t("assess.ask_which")
        for index, option in enumerate(question.options, 1):
            yield f"{index}  {option.question}"
        yield self.t("assess.why", why=question.options[0].why)


def _bar(share: float) -> str:
    """A bar of ten; the words beside it say the same."""
    full = min(BAR_WIDTH, max(1, round(share * BAR_WIDTH)))
    return "█" * full + "░" * (BAR_WIDTH - full)
