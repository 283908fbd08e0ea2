"""Speak an answer in a terminal."""

from collections.abc import Iterable

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agnodice.faces.cli.page import COLOURS, Page, flow, hanging, item, marks
from agnodice.faces.views import Numbers, numbers
from agnodice.model.clinical import CareLevel, Condition, Presence
from agnodice.model.content import Block, BlockKind, Guide, HowCommon, Section, SectionName, Sentence, Service
from agnodice.model.results import Answer, Outcome

_BEFORE = {SectionName.SHORT_ANSWER, SectionName.GET_HELP_NOW, SectionName.POSSIBLE_CAUSES}
_AFTER_CAUSES = [name for name in SectionName if name not in _BEFORE]


class Speaker(Page):
    """Prints answers."""

    def say(self, answer: Answer, guide_count: int) -> None:
        """The whole answer, danger first."""
        number = numbers(answer.sources)
        self.asked_back(answer.asked_back, answer.service, number)
        self._danger(answer, number)
        if answer.outcome is Outcome.NONE:
            self._named(answer.named, number)
            self._none(answer, guide_count)
        self._understood(answer)
        if answer.outcome is not Outcome.NONE:
            self._named(answer.named, number)
        if answer.guide:
            self._guide(answer, answer.guide, number)
        if answer.choices:
            self.heading(self.t("choose.title"))
            self.offer(answer.choices)
            self.line(self.t("choose.hint"), style="dim")
        if answer.guide:
            self._neighbours(answer)
        self.sources(answer.sources, number)
        self._foot(answer)
        self.show()

    def _named(self, conditions: Iterable[Condition], number: Numbers) -> None:
        """What her words name, and how to see more of it."""
        listed = list(conditions)
        if not listed:
            return
        self.heading(self.t("named.title"))
        for condition in listed:
            self.put(item(f"{condition.name}. ", [Sentence(condition.what, condition.cite)], number))
        self.line(self.t("named.hint", name=listed[0].id), style="dim")

    def _danger(self, answer: Answer, number: Numbers) -> None:
        parts: list[RenderableType] = []
        if answer.alarms and answer.alarms[0].flag.level is CareLevel.EMERGENCY:
            parts.append(Text(self.t("help.call_now", emergency=self.emergency(answer.service)), style="bold red"))
        for alarm in answer.alarms:
            parts += self.alarm(alarm, answer.service, number)
        if answer.guide:
            if parts:
                parts.append(Text(""))
            parts += self._help(answer.guide, answer.service, number)
            parts.append(Text(self.t("help.not_everything"), style="dim"))
        if parts:
            self.card(self.t("help.title"), parts, answer.alarms[0].flag.level if answer.alarms else None)

    def _help(self, guide: Guide, service: Service, number: Numbers) -> Iterable[RenderableType]:
        for level in sorted({d.level for d in guide.dangers}, reverse=True):
            emergency, urgent = self.emergency(service), self.urgent(service)
            heading = self.t(f"help.{level.slug}", emergency=emergency, urgent=urgent)
            yield Text(heading, style=COLOURS[level])
            for danger in guide.dangers:
                if danger.level is level:
                    yield item(f"{danger.who}. ", danger.sentences, number)

    def _none(self, answer: Answer, guide_count: int) -> None:
        self.heading(self.t("none.title"))
        self.line(self.t("none.text", count=guide_count))
        self.line(self.t("none.turn", emergency=self.emergency(answer.service)))
        self.line(self.t("none.list"), style="dim")

    def _understood(self, answer: Answer) -> None:
        told = answer.understood
        rows = [(self.t("understood.topic"), [answer.guide.question])] if answer.guide else []
        for presence in (Presence.PRESENT, Presence.ABSENT):
            names = [f.name for o, f in told.observations if o.presence is presence]
            facts = self.facts(told.person, names) if presence is Presence.PRESENT else []
            rows.append((self.t(f"understood.{presence.value}"), names + facts))
        rows.append((self.t("understood.not_said"), [f.question for f in told.not_said]))
        if not any(values for _, values in rows):
            return
        self.heading(self.t("understood.title"))
        for label, values in rows:
            if values:
                self.line(f"{label}: {' · '.join(values)}")

    def _guide(self, answer: Answer, guide: Guide, number: Numbers) -> None:
        self._section(guide.section(SectionName.SHORT_ANSWER), number)
        self._causes(guide, number)
        for name in _AFTER_CAUSES:
            self._section(guide.section(name), number)
        if answer.myths:
            self.heading(self.t("section.myths"))
            for myth in answer.myths:
                verdict = self.t(f"verdict.{myth.verdict}")
                self.put(hanging(Text(f"“{myth.claim}” {verdict}. {myth.correction}{marks(myth.cite, number)}")))

    def _causes(self, guide: Guide, number: Numbers) -> None:
        self.heading(self.t("section.Possible causes"))
        for how in HowCommon:
            causes = [cause for cause in guide.causes if cause.how_common is how]
            if causes:
                self.line(self.t(f"cause.{how.value.replace(' ', '_')}"), style="bold")
            for cause in causes:
                self.put(item(f"{cause.name}. ", cause.sentences, number))

    def _section(self, section: Section, number: Numbers) -> None:
        if not section.blocks and not section.table:
            return
        self.heading(self.t(f"section.{section.name}"))
        for block in section.blocks:
            self._block(block, number)
        if section.table:
            self._options(section, number)

    def _block(self, block: Block, number: Numbers) -> None:
        if block.kind is BlockKind.ITEM:
            self.put(item("", block.sentences, number))
        else:
            self.put(Padding(flow(block.sentences, number), (0, 0, 0, 2), expand=False))

    def _options(self, section: Section, number: Numbers) -> None:
        assert section.table
        header = section.table.header
        if self.plain or self.width < 90:
            for row in section.table.rows:
                self.line(flow(row[0], number).plain, style="bold")
                for name, cell in zip(header[1:], row[1:], strict=False):
                    self.put(Padding(Text(f"{name}: ").append(flow(cell, number)), (0, 0, 0, 4), expand=False))
            return
        table = Table(*header, box=box.SIMPLE, pad_edge=False, width=self.width)
        for row in section.table.rows:
            table.add_row(*(flow(cell, number) for cell in row))
        self.put(table)

    def _neighbours(self, answer: Answer) -> None:
        self.heading(self.t("next.title"))
        if answer.previous:
            self.line(f"← {self.t('next.previous')}: {answer.previous.question}")
        if answer.next:
            self.line(f"→ {self.t('next.next')}: {answer.next.question}")
        if answer.recommended:
            self.line(self.t("next.recommended"), style="bold")
            self.offer(answer.recommended)

    def _foot(self, answer: Answer) -> None:
        parts = [self.edition(answer.edition)]
        if answer.guide:
            guide, review = answer.guide, answer.guide.review
            parts.append(self.t("foot.checked", checked=guide.checked, check_by=guide.check_by))
            signed = self.t("foot.reviewed", by=review.by, role=review.role, on=review.on)
            parts.append(signed if review.is_signed else self.t("foot.unreviewed"))
        self.put(Text(""))
        self.line(" · ".join(parts), style="dim")
        self.line(self.t("foot.not_a_diagnosis"), style="dim")
