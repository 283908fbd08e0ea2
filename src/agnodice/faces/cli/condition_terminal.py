"""Speak of one condition in a terminal: what it is, how soon to be seen, what may be noticed, where it comes up."""

from dataclasses import dataclass

from rich.text import Text

from agnodice.engine import Engine
from agnodice.faces.cli.page import COLOURS, Page, flow, item
from agnodice.faces.views import Numbers, numbers
from agnodice.model.clinical import Basis, Condition, Link
from agnodice.model.content import Sentence, Service
from agnodice.model.results import Neighbour

MOST_SIGNS = 15


@dataclass(frozen=True)
class _Told:
    """A condition with what its page needs beside it."""

    condition: Condition
    service: Service
    number: Numbers


class ConditionSpeaker(Page):
    """Prints a condition as a reader sees it."""

    def say(self, condition: Condition, engine: Engine, country: str) -> None:
        """The whole page, its urgency before its signs."""
        links = sorted(condition.links, key=lambda link: -link.frequency.value)[:MOST_SIGNS]
        cited = (*condition.cite, *(citation for link in links for citation in link.cite))
        sources = [engine.source(name) for name in dict.fromkeys(citation.source for citation in cited)]
        told = _Told(condition, engine.service(country), numbers(sources))
        self._what(told)
        self._urgency(told)
        self.heading(self.t("web.condition_signs"))
        for link in links:
            self.put(item(f"{engine.finding(link.finding).name}: ", [self._sign(link)], told.number))
        named = [g for g in engine.guides() if condition.id in {cause.condition for cause in g.causes}]
        if named:
            self.heading(self.t("web.condition_guides"))
            self.offer(Neighbour(guide.id, guide.question, guide.teaser) for guide in named)
        self.sources(sources, told.number)
        self.put(Text(""))
        self.line(self.edition(engine.edition), style="dim")
        self.line(self.t("foot.not_a_diagnosis"), style="dim")
        self.show()

    def _what(self, told: _Told) -> None:
        condition = told.condition
        self.heading(condition.name)
        self.line(flow([Sentence(condition.what, condition.cite)], told.number).plain)
        if condition.also:
            self.line(f"{self.t('web.condition_also')}: {', '.join(condition.also)}")

    def _urgency(self, told: _Told) -> None:
        condition, care = told.condition, told.condition.care
        emergency, urgent = self.emergency(told.service), self.urgent(told.service)
        parts = [
            Text(self.t(f"level.{care.slug}"), style=COLOURS[care]),
            Text(self.t(f"care.{care.slug}", emergency=emergency, urgent=urgent)),
        ]
        if condition.must_not_miss:
            parts.append(Text(f"{self.t('web.condition_must')}.", style="bold"))
        self.put(Text(""))
        self.card(self.t("web.condition_care"), list(parts), care)

    def _sign(self, link: Link) -> Sentence:
        estimate = f" ({self.t('web.condition_estimate')})" if link.basis is Basis.ESTIMATE else ""
        return Sentence(f"{self.how_often(link.frequency)}{estimate}", link.cite)
