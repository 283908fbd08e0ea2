"""Speak an answer in a terminal: good at 60 and at 120 columns, without colour, and read aloud (`plain`)."""

from collections.abc import Iterable, Mapping

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from agnodice.faces.views import Numbers, numbers
from agnodice.model.clinical import CareLevel, Pregnancy, Presence
from agnodice.model.content import Block, BlockKind, Guide, HowCommon, Section, SectionName, Sentence, Service
from agnodice.model.evidence import Citation, Source
from agnodice.model.results import Alarm, Answer, Neighbour, Outcome

WIDEST = 100
_COLOURS = {
    CareLevel.EMERGENCY: "bold red",
    CareLevel.SAME_DAY: "bold yellow",
    CareLevel.WITHIN_DAYS: "bold blue",
    CareLevel.ROUTINE: "bold green",
    CareLevel.SELF_CARE: "bold green",
}
_DASH = "  - "
_BEFORE = {SectionName.SHORT_ANSWER, SectionName.GET_HELP_NOW, SectionName.POSSIBLE_CAUSES}
_AFTER_CAUSES = [name for name in SectionName if name not in _BEFORE]


class Speaker:
    """Prints answers. `plain`: no frames, no columns; `open_sources`: addresses and what each source says."""

    def __init__(self, console: Console, strings: Mapping[str, str], *, plain: bool, open_sources: bool) -> None:
        self.console = console
        self.strings = strings
        self.plain = plain
        self.open_sources = open_sources
        self.width = min(console.width, WIDEST)
        self._parts: list[RenderableType] = []

    def say(self, answer: Answer, guide_count: int) -> None:
        """The whole answer, danger first."""
        number = numbers(answer.sources)
        self._danger(answer, number)
        if answer.outcome is Outcome.NONE:
            self._none(answer, guide_count)
        self._understood(answer)
        if answer.guide:
            self._guide(answer, answer.guide, number)
        if answer.choices:
            self._heading(self.t("choose.title"))
            self._offer(answer.choices)
            self._line(self.t("choose.hint"), style="dim")
        if answer.guide:
            self._neighbours(answer)
        self._sources(answer.sources, number)
        self._foot(answer)
        self.console.print(Group(*self._parts), width=self.width)  # at once: many small prints take twice as long

    def t(self, key: str, **values: object) -> str:
        """A string of the faces, filled in."""
        return self.strings[key].format(**values)

    def _danger(self, answer: Answer, number: Numbers) -> None:
        parts: list[RenderableType] = []
        if answer.alarms and answer.alarms[0].flag.level is CareLevel.EMERGENCY:
            parts.append(Text(self.t("help.call_now", emergency=self._emergency(answer.service)), style="bold red"))
        for alarm in answer.alarms:
            parts += self._alarm(alarm, answer.service, number)
        if answer.guide:
            if parts:
                parts.append(Text(""))
            parts += self._help(answer.guide, answer.service, number)
            parts.append(Text(self.t("help.not_everything"), style="dim"))
        if parts:
            self._card(self.t("help.title"), parts, answer.alarms[0].flag.level if answer.alarms else None)

    def _alarm(self, alarm: Alarm, service: Service, number: Numbers) -> Iterable[Text]:
        level = self.t(f"level.{alarm.flag.level.slug}")
        yield Text(f"{level}. {alarm.flag.name}", style=_COLOURS[alarm.flag.level])
        words = "; ".join(f"“{said}”" for said in alarm.said)
        yield Text(f"{self.t('help.said', words=words)}", style="dim")
        yield Text(f"{alarm.flag.say} {alarm.flag.why}{_marks(alarm.flag.cite, number)}")
        line = service.line(alarm.flag.service) if alarm.flag.service else None
        if line:
            reach = " ".join(filter(None, (line.name, line.number, line.url)))
            yield Text(self.t(f"help.{alarm.flag.service}", line=reach), style="bold")

    def _help(self, guide: Guide, service: Service, number: Numbers) -> Iterable[RenderableType]:
        for level in sorted({d.level for d in guide.dangers}, reverse=True):
            emergency, urgent = self._emergency(service), self._urgent(service)
            heading = self.t(f"help.{level.slug}", emergency=emergency, urgent=urgent)
            yield Text(heading, style=_COLOURS[level])
            for danger in guide.dangers:
                if danger.level is level:
                    yield _item(f"{danger.who}. ", danger.sentences, number)

    def _emergency(self, service: Service) -> str:
        contact = service.emergency
        if not contact.number:
            return self.t("help.emergency_unknown")
        return self.t("help.emergency_known", number=contact.number, country=service.name)

    def _urgent(self, service: Service) -> str:
        contact = service.urgent
        if contact is None or not contact.number:
            return self.t("help.urgent_unknown")
        return self.t("help.urgent_known", name=contact.name, number=contact.number)

    def _card(self, title: str, parts: list[RenderableType], level: CareLevel | None) -> None:
        if self.plain:
            self._heading(title)
            self._print(Group(*parts))
        else:
            style = _COLOURS[level].removeprefix("bold ") if level is not None else "red"
            frame = Panel(Group(*parts), title=title.upper(), title_align="left", border_style=style, width=self.width)
            self._print(frame)

    def _none(self, answer: Answer, guide_count: int) -> None:
        self._heading(self.t("none.title"))
        self._line(self.t("none.text", count=guide_count))
        self._line(self.t("none.turn", emergency=self._emergency(answer.service)))
        self._line(self.t("none.list"), style="dim")

    def _understood(self, answer: Answer) -> None:
        told = answer.understood
        rows = [(self.t("understood.topic"), [answer.guide.question])] if answer.guide else []
        for presence in (Presence.PRESENT, Presence.ABSENT):
            names = [f.name for o, f in told.observations if o.presence is presence]
            facts = self._facts(answer) if presence is Presence.PRESENT else []
            rows.append((self.t(f"understood.{presence.value}"), names + facts))
        rows.append((self.t("understood.not_said"), [f.question for f in told.not_said]))
        if not any(values for _, values in rows):
            return
        self._heading(self.t("understood.title"))
        for label, values in rows:
            if values:
                self._line(f"{label}: {' · '.join(values)}")

    def _facts(self, answer: Answer) -> list[str]:
        person = answer.understood.person
        facts = [self.t("understood.age", age=person.age_years)] if person.age_years is not None else []
        if person.weeks is not None:
            return [*facts, self.t("understood.weeks", weeks=person.weeks)]
        return facts if person.pregnancy is Pregnancy.POSSIBLE else [*facts, self.t(f"understood.{person.pregnancy}")]

    def _guide(self, answer: Answer, guide: Guide, number: Numbers) -> None:
        self._section(guide.section(SectionName.SHORT_ANSWER), number)
        self._causes(guide, number)
        for name in _AFTER_CAUSES:
            self._section(guide.section(name), number)
        if answer.myths:
            self._heading(self.t("section.myths"))
            for myth in answer.myths:
                verdict = self.t(f"verdict.{myth.verdict}")
                self._print(_hanging(Text(f"“{myth.claim}” {verdict}. {myth.correction}{_marks(myth.cite, number)}")))

    def _causes(self, guide: Guide, number: Numbers) -> None:
        self._heading(self.t("section.Possible causes"))
        for how in HowCommon:
            causes = [cause for cause in guide.causes if cause.how_common is how]
            if causes:
                self._line(self.t(f"cause.{how.value.replace(' ', '_')}"), style="bold")
            for cause in causes:
                self._print(_item(f"{cause.name}. ", cause.sentences, number))

    def _section(self, section: Section, number: Numbers) -> None:
        if not section.blocks and not section.table:
            return
        self._heading(self.t(f"section.{section.name}"))
        for block in section.blocks:
            self._block(block, number)
        if section.table:
            self._options(section, number)

    def _block(self, block: Block, number: Numbers) -> None:
        if block.kind is BlockKind.ITEM:
            self._print(_item("", block.sentences, number))
        else:
            self._print(Padding(_flow(block.sentences, number), (0, 0, 0, 2), expand=False))

    def _options(self, section: Section, number: Numbers) -> None:
        assert section.table
        header = section.table.header
        if self.plain or self.width < 90:
            for row in section.table.rows:
                self._line(_flow(row[0], number).plain, style="bold")
                for name, cell in zip(header[1:], row[1:], strict=False):
                    self._print(Padding(Text(f"{name}: ").append(_flow(cell, number)), (0, 0, 0, 4), expand=False))
            return
        table = Table(*header, box=box.SIMPLE, pad_edge=False, width=self.width)
        for row in section.table.rows:
            table.add_row(*(_flow(cell, number) for cell in row))
        self._print(table)

    def _neighbours(self, answer: Answer) -> None:
        self._heading(self.t("next.title"))
        if answer.previous:
            self._line(f"← {self.t('next.previous')}: {answer.previous.question}")
        if answer.next:
            self._line(f"→ {self.t('next.next')}: {answer.next.question}")
        if answer.recommended:
            self._line(self.t("next.recommended"), style="bold")
            self._offer(answer.recommended)

    def _offer(self, neighbours: Iterable[Neighbour]) -> None:
        for neighbour in neighbours:
            self._print(
                _hanging(Text(neighbour.question, style="bold").append(f" {neighbour.teaser}", style="not bold dim"))
            )

    def _sources(self, sources: Iterable[Source], number: Numbers) -> None:
        listed = list(sources)
        if not listed:
            return
        self._heading(self.t("sources.title"))
        for source in listed:
            year = str(source.year) if source.year else self.t("sources.no_year")
            copy = f", {self.t('sources.copy')}" if source.copy else ""
            text = f"[{number[source.id]}] {source.publisher}: {source.title} ({year}{copy})"
            if self.open_sources:
                text += f". {self.t('sources.seen', date=source.seen)}. {source.gist} {source.url}"
            self._print(Padding(Text(text), (0, 0, 0, 2), expand=False))

    def _foot(self, answer: Answer) -> None:
        edition = answer.edition
        parts = [self.t("foot.edition", name=edition.name, hash=edition.hash[:6])]
        if answer.guide:
            guide, review = answer.guide, answer.guide.review
            parts.append(self.t("foot.checked", checked=guide.checked, check_by=guide.check_by))
            signed = self.t("foot.reviewed", by=review.by, role=review.role, on=review.on)
            parts.append(signed if review.is_signed else self.t("foot.unreviewed"))
        self._print(Text(""))
        self._line(" · ".join(parts), style="dim")
        self._line(self.t("foot.not_a_diagnosis"), style="dim")

    def _heading(self, text: str) -> None:
        self._print(Text(""))
        self._print(Text(text, style="bold underline" if not self.plain else "bold"))

    def _line(self, text: str, style: str = "") -> None:
        self._print(Padding(Text(text, style=style), (0, 0, 0, 2), expand=False))

    def _print(self, what: RenderableType) -> None:
        self._parts.append(what)


def _marks(cite: Iterable[Citation], number: Numbers) -> str:
    return "".join(f" [{n}]" for n in dict.fromkeys(number[c.source] for c in cite))


def _flow(sentences: Iterable[Sentence], number: Numbers) -> Text:
    """Sentences one after the other, each with the numbers of its sources."""
    text = Text()
    for index, sentence in enumerate(sentences):
        text.append(" " if index else "")
        for part, stretch in enumerate(sentence.text.split("**")):
            text.append(stretch, style="bold" if part % 2 else "")
        text.append(_marks(sentence.cite, number), style="dim")
    return text


def _item(lead: str, sentences: Iterable[Sentence], number: Numbers) -> RenderableType:
    return _hanging(Text(lead, style="bold").append(_flow(sentences, number)))


def _hanging(text: Text) -> RenderableType:
    """A list item whose lines stand under each other."""
    return Hanging(text)


class Hanging:
    """A list item for rich; lighter than a table of one row."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The wrapped lines, the first behind a dash."""
        lines = self.text.wrap(console, options.max_width - len(_DASH))
        for line in lines:
            line.rstrip()
        first = Text(_DASH)
        yield first.append_text(Text("\n" + " " * len(_DASH)).join(lines))
