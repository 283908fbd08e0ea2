"""What all pages in a terminal share: good at 60 and at 120 columns, without colour, and read aloud (`plain`)."""

from collections.abc import Iterable, Mapping

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from agnodice.faces.speech import Speech
from agnodice.faces.views import Numbers
from agnodice.model.clinical import CareLevel
from agnodice.model.content import Sentence, Service
from agnodice.model.evidence import Citation, Source
from agnodice.model.results import Alarm, AskedBack, Neighbour

WIDEST = 100
COLOURS = {
    CareLevel.EMERGENCY: "bold red",
    CareLevel.SAME_DAY: "bold yellow",
    CareLevel.WITHIN_DAYS: "bold blue",
    CareLevel.ROUTINE: "bold green",
    CareLevel.SELF_CARE: "bold green",
}
_DASH = "  - "


class Page(Speech):
    """Gathers the parts of one page. `plain`: no frames, no columns; `open_sources`: what each source says."""

    def __init__(
        self, console: Console, strings: Mapping[str, str], *, plain: bool, open_sources: bool = False
    ) -> None:
        super().__init__(strings)
        self.console = console
        self.plain = plain
        self.open_sources = open_sources
        self.width = min(console.width, WIDEST)
        self._parts: list[RenderableType] = []

    def show(self) -> None:
        """Print everything gathered, at once: many small prints take twice as long."""
        self.console.print(Group(*self._parts), width=self.width)
        self._parts = []

    def alarm(self, alarm: Alarm, service: Service, number: Numbers) -> Iterable[Text]:
        """A red flag that was raised: level, the words that raised it, what to do, whom to call."""
        level = self.t(f"level.{alarm.flag.level.slug}")
        yield Text(f"{level}. {alarm.flag.name}", style=COLOURS[alarm.flag.level])
        if alarm.said:  # a flag may follow from what was said for another
            words = "; ".join(f"“{said}”" for said in alarm.said)
            yield Text(f"{self.t('help.said', words=words)}", style="dim")
        yield Text(f"{alarm.flag.say} {alarm.flag.why}{marks(alarm.flag.cite, number)}")
        line = self.line_to_call(alarm, service)
        if line:
            yield Text(line, style="bold")

    def asked_back(self, asked: AskedBack | None, service: Service, number: Numbers) -> None:
        """What her words may mean, as a question, with what to do if the reply is yes; calm, for nothing was raised."""
        if asked is None:
            return
        self.put(Text(""))
        self.put(Text(self.t("ask_back.ask", ask=asked.ask), style="bold"))
        self.put(Text(f"{self.t('ask_back.yes', say=asked.flag.say)}{marks(asked.flag.cite, number)}"))
        number_to_call = self.t("ask_back.number", emergency=self.emergency(service))
        is_emergency = asked.flag.level is CareLevel.EMERGENCY
        for line in (number_to_call if is_emergency else "", self.line_to_call(asked, service)):
            if line:
                self.put(Text(line))
        self.put(Text(self.t("ask_back.no"), style="dim"))
        self.put(Text(""))

    def card(self, title: str, parts: list[RenderableType], level: CareLevel | None) -> None:
        """A framed card; plain text under a heading where no frames are wanted."""
        if self.plain:
            self.heading(title)
            self.put(Group(*parts))
        else:
            style = COLOURS[level].removeprefix("bold ") if level is not None else "red"
            frame = Panel(Group(*parts), title=title.upper(), title_align="left", border_style=style, width=self.width)
            self.put(frame)

    def offer(self, neighbours: Iterable[Neighbour]) -> None:
        """Other guides, each with its teaser."""
        for neighbour in neighbours:
            self.put(
                hanging(Text(neighbour.question, style="bold").append(f" {neighbour.teaser}", style="not bold dim"))
            )

    def sources(self, sources: Iterable[Source], number: Numbers) -> None:
        """The numbered list of sources."""
        listed = list(sources)
        if not listed:
            return
        self.heading(self.t("sources.title"))
        for source in listed:
            year = str(source.year) if source.year else self.t("sources.no_year")
            copy = f", {self.t('sources.copy')}" if source.copy else ""
            text = f"[{number[source.id]}] {source.publisher}: {source.title} ({year}{copy})"
            if self.open_sources:
                text += f". {self.t('sources.seen', date=source.seen)}. {source.gist} {source.url}"
            self.put(Padding(Text(text), (0, 0, 0, 2), expand=False))

    def heading(self, text: str) -> None:
        """A heading after an empty line."""
        self.put(Text(""))
        self.put(Text(text, style="bold underline" if not self.plain else "bold"))

    def line(self, text: str, style: str = "") -> None:
        """One indented line."""
        self.put(Padding(Text(text, style=style), (0, 0, 0, 2), expand=False))

    def put(self, what: RenderableType) -> None:
        """Add anything that can be shown."""
        self._parts.append(what)


def marks(cite: Iterable[Citation], number: Numbers) -> str:
    """The numbers of the sources behind something."""
    return "".join(f" [{n}]" for n in dict.fromkeys(number[c.source] for c in cite))


def flow(sentences: Iterable[Sentence], number: Numbers) -> Text:
    """Sentences one after the other, each with the numbers of its sources."""
    text = Text()
    for index, sentence in enumerate(sentences):
        text.append(" " if index else "")
        for part, stretch in enumerate(sentence.text.split("**")):
            text.append(stretch, style="bold" if part % 2 else "")
        text.append(marks(sentence.cite, number), style="dim")
    return text


def item(lead: str, sentences: Iterable[Sentence], number: Numbers) -> RenderableType:
    """A list item that opens with a bold lead."""
    return hanging(Text(lead, style="bold").append(flow(sentences, number)))


def hanging(text: Text) -> RenderableType:
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
