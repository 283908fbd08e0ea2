"""The pages that do not depend on what anyone typed: start, all questions, conditions, findings, about, privacy."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from agnodice.errors import UnknownIdError
from agnodice.faces.html.press import Press, numbered
from agnodice.faces.html.scene import Scene
from agnodice.faces.html.suggestions import telling_words
from agnodice.model.clinical import Condition, Finding, Link
from agnodice.model.content import Guide, GuideId, Topic
from agnodice.model.evidence import Citation
from agnodice.model.results import Neighbour

TAPS = (
    "pain-during-sex",
    "heavy-periods",
    "unusual-discharge",
    "missed-period",
    "emergency-contraception",
    "menopause-symptoms",
)


class EntryPages:
    """Makes those pages."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._engine = press.engine

    @cached_property
    def _guides(self) -> tuple[Guide, ...]:
        return self._engine.guides()

    @cached_property
    def _conditions(self) -> tuple[Condition, ...]:
        return self._engine.conditions()

    def home(self, scene: Scene) -> str:
        """The start page: one box, a few questions to tap."""
        by_id = {guide.id: guide for guide in self._guides}
        taps = [_offered(by_id[GuideId(name)]) for name in TAPS if name in by_id]
        return self._press.page(
            "home.html",
            scene,
            title=self._press.t("web.tagline"),
            taps=taps,
            questions_href=f"{scene.prefix}questions.json",
        )

    def questions(self, scene: Scene) -> str:
        """Every question for suggestions while typing, as JSON: [{q: question, h: address, w: words}]."""
        words = telling_words(self._guides)
        rows = [{"q": g.question, "h": scene.href("guides", g.id), "w": words[g.id]} for g in self._guides]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    def guides(self, scene: Scene) -> str:
        """Every question, by topic."""
        shelves = [(topic.value, [g for g in self._guides if g.topic is topic]) for topic in Topic]
        title = self._press.t("web.guides_title")
        filled = [shelf for shelf in shelves if shelf[1]]
        return self._press.page("guides.html", replace(scene, here="guides"), title=title, shelves=filled)

    def condition(self, name: str, scene: Scene) -> str | None:
        """One condition; None when there is none."""
        entry = self._entry(name)
        if not isinstance(entry, Condition):
            return None
        links = sorted(_noticed(entry), key=lambda link: (-link.frequency.value, link.finding))
        cited = [*entry.cite, *(c for link in links for c in link.cite)]
        return self._press.page(
            "condition.html",
            replace(scene, here="guides"),
            title=entry.name,
            condition=entry,
            links=links,
            guides=[_offered(g) for g in self._guides if name in {cause.condition for cause in g.causes}],
            service=self._engine.service(scene.country),
            number_of=_numbers(cited),
        )

    def finding(self, name: str, scene: Scene) -> str | None:
        """One finding; None when there is none."""
        try:
            entry = self._engine.finding(name)
        except UnknownIdError:
            return None
        linked = sorted(self._linked.get(name, ()), key=lambda pair: (-pair[1].frequency.value, pair[0].name))
        return self._press.page(
            "finding.html",
            replace(scene, here="guides"),
            title=entry.name,
            finding=entry,
            conditions=linked,
            number_of=_numbers([c for _, link in linked for c in link.cite]),
        )

    def about(self, scene: Scene) -> str:
        """What this is, what it is not, what it covers, how well it works."""
        values = {"title": self._press.t("about.title"), "chapters": list(self._chapters())}
        return self._press.page("about.html", replace(scene, here="about"), **values)

    def privacy(self, scene: Scene) -> str:
        """What is not kept, and what cannot be hidden."""
        return self._press.page("privacy.html", replace(scene, here="privacy"), title=self._press.t("web.privacy"))

    def error(self, scene: Scene, heading: str, message: str) -> str:
        """A page that says what went wrong and what to do; both are sentences."""
        return self._press.page("error.html", scene, title=heading, heading=heading, message=message)

    def _scores(self) -> dict[str, str]:
        """What the tests measured, by name (strings, section `score`; held to tests/floors.json by a test)."""
        named = self._press.strings.items()
        return {key.removeprefix("score."): value for key, value in named if key.startswith("score.")}

    def _entry(self, name: str) -> Condition | Finding | None:
        try:
            return self._engine.entry(name)
        except UnknownIdError:
            return None

    @cached_property
    def _linked(self) -> Mapping[str, list[tuple[Condition, Link]]]:
        """By finding: the conditions in which it can be noticed."""
        linked: dict[str, list[tuple[Condition, Link]]] = {}
        for condition in self._conditions:
            for link in _noticed(condition):
                linked.setdefault(link.finding, []).append((condition, link))
        return linked

    def _chapters(self) -> Iterator[tuple[str, list[str]]]:
        t, counts, scores = self._press.t, self._engine.counts(), self._scores()
        signed = sum(guide.review.is_signed for guide in self._guides)
        edition = self._engine.edition
        reviewed = t("about.review_some", signed=signed, count=len(self._guides)) if signed else t("about.review_none")
        texts: tuple[Guide | Condition, ...] = (*self._guides, *self._conditions)
        oldest = min((text.checked for text in texts), default=None)
        yield "what", [t("about.what_1"), t("about.what_2")]
        yield "is_not", [t("about.is_not_1"), t("about.is_not_2")]
        yield "review", [reviewed]
        yield "covers", [t("about.covers_1", **counts)]
        yield "limits", [t("about.limits_1"), t("about.limits_2", **scores), t("about.limits_3", **scores)]
        yield "dates", [t("about.dates_1", name=edition.name, hash=edition.hash[:6], oldest=oldest)]
        yield "open", [t("about.open_1")]


def _noticed(condition: Condition) -> Iterator[Link]:
    """Links to what may be there (a frequency of 0 says what speaks against it)."""
    return (link for link in condition.links if link.frequency.value > 0)


def _offered(guide: Guide) -> Neighbour:
    return Neighbour(guide.id, guide.question, guide.teaser)


def _numbers(cited: list[Citation]) -> object:
    return numbered(citation.source for citation in cited).__getitem__
