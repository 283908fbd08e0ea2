"""The press: one Jinja environment over the shared templates, with the words and look-ups that they use."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from agnodice.engine import Engine
from agnodice.faces.html.scene import Scene
from agnodice.faces.html.spoken import SpokenEnvironment
from agnodice.faces.html.words import Explainer
from agnodice.faces.speech import Speech
from agnodice.faces.templating import environment
from agnodice.model.content import Guide
from agnodice.model.results import Understood

MAIN = "\0"  # stands in a frame where the main part goes
MOST_FRAMES = 200
READ_ROOMS = ("guides", "about")
ROOMS = ("ask", "assess", "audit", "guides", "about")


class Press(Speech):
    """Renders templates for one engine."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine.strings)
        self.engine = engine
        self._words = Explainer(engine.terms())
        self.environment = environment(SpokenEnvironment, trims=True)
        self.environment.filters["explained"] = self._explained()
        self.environment.globals.update(self._globals())
        self._frames: dict[tuple[Scene, str, str], tuple[str, str]] = {}
        self._options: dict[str, Markup] = {}
        self._options = self._country_options()

    def _country_options(self) -> dict[str, Markup]:
        """The list of countries as HTML, by the one that is chosen; "" for none."""
        pieces = self.environment.get_template("parts.html").make_module(self.surroundings(Scene()))
        codes = ["", *(service.country for service in self.engine.countries())]
        return {code: pieces.country_options(code) for code in codes}  # type: ignore[attr-defined]

    def page(self, template: str, scene: Scene, **values: object) -> str:
        """A whole page as HTML.

        What stands around its main part is made once for a scene and a title. A template that fills that part alone
        is entered there, so its macros stand inside.
        """
        found = self.environment.get_template(template)
        filled = {**self.surroundings(scene), **values}
        if "parts" not in filled:
            filled["parts"] = self.environment.get_template("parts.html").make_module(filled)
        if found.blocks.keys() != {"main"}:
            return found.render(filled)
        before, after = self.frame(filled)
        return "".join([before, *found.blocks["main"](found.new_context(filled)), after])

    def blocks(self, template: str, names: Iterable[str], filled: Mapping[str, Any]) -> list[str]:
        """Some blocks of a template, filled in one by one with values that hold `everywhere` too."""
        found = self.environment.get_template(template)
        context = found.new_context(dict(filled), shared=True)
        return ["".join(found.blocks[name](context)) for name in names]

    def frame(self, filled: Mapping[str, Any]) -> tuple[str, str]:
        """What stands before and after the main part of a page."""
        key = filled["scene"], filled["title"], filled["description"]
        if key not in self._frames:
            if len(self._frames) >= MOST_FRAMES:
                self._frames.clear()
            before, after = self.environment.get_template("page.html").render({**filled, "main": MAIN}).split(MAIN)
            self._frames[key] = before, after
        return self._frames[key]

    def pieces(self, scene: Scene, numbers: Mapping[str, int], used: Iterable[str] = ()) -> Any:
        """The macros of parts.html, bound to a scene, to the numbers of the sources and to those `used` before."""
        values = {**self.surroundings(scene), "number_of": numbers.__getitem__, "first_use": first_use(used)}
        return self.environment.get_template("parts.html").make_module(values)

    @property
    def everywhere(self) -> Mapping[str, object]:
        """What every template can call."""
        return self.environment.globals

    def surroundings(self, scene: Scene) -> dict[str, object]:
        """What every template needs."""
        return {
            "scene": scene,
            "href": scene.href,
            "asset": scene.asset,
            "country": scene.country,
            "quiet": scene.quiet,
            "here": scene.here,
            "exit_to": scene.exit_to,
            "quiet_href": scene.other_mode,
            "live": scene.is_live,
            "description": "",
            "seen_words": set(),
            "first_use": first_use(),
            "carried": (("country", scene.country),) if scene.country else (),
            "number_of": lambda _: 1,
            "rooms": self._rooms_in(scene),
            "options": self._options.get(scene.country) or self._options.get("", ""),
        }

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """The rooms that this edition's publisher serves."""
        is_on = {"assess": self.engine.assesses, "audit": self.engine.audits}
        return tuple(room for room in ROOMS if is_on.get(room, True))

    def _rooms_in(self, scene: Scene) -> tuple[str, ...]:
        """The rooms that can be entered here: reading pages takes a server, answering takes a reasoner."""
        if not scene.answers:
            return READ_ROOMS
        return self.rooms if scene.is_live else tuple(room for room in self.rooms if room != "audit")

    def _globals(self) -> dict[str, object]:
        return {
            "t": self.t,
            "emergency": self.emergency,
            "urgent": self.urgent,
            "facts_beside": self.facts_beside,
            "line_to_call": self.line_to_call,
            "edition_line": self.edition(self.engine.edition),
            "countries": self.engine.countries(),
            "assesses": self.engine.assesses,
            "guide_count": self.engine.guide_count,
            "source_of": self.engine.source,
            "levels_of": levels_of,
            "quoted": lambda words: [f"“{word}”" for word in words],
            "slug": slug,
            "how_often": self.how_often,
            "finding_of": self.engine.finding,
        }

    def facts_beside(self, told: Understood) -> list[str]:
        """What is known of the person, without what the findings listed beside it say."""
        return self.facts(told.person, (finding.name for _, finding in told.observations))

    def _explained(self) -> Callable[[Context, str], Markup]:
        @pass_context
        def explained(context: Context, text: str) -> Markup:
            return self._words.html(text, context["seen_words"])

        return explained


def first_use(used: Iterable[str] = ()) -> Callable[[str], bool]:
    """Tells whether a name comes up for the first time on a page that has `used` some already."""
    seen = set(used)

    def is_first(name: str) -> bool:
        is_new = name not in seen
        seen.add(name)
        return is_new

    return is_first


def levels_of(guide: Guide) -> list[str]:
    """The care levels of a guide's dangers, most urgent first."""
    return [level.slug for level in sorted({danger.level for danger in guide.dangers}, reverse=True)]


def slug(name: str) -> str:
    """A heading as the name of a place in a page."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def numbered(cited: Iterable[str]) -> dict[str, int]:
    """Source ids with their numbers, in order of first use, from 1."""
    return {name: number for number, name in enumerate(dict.fromkeys(cited), 1)}
