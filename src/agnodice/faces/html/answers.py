"""Answers and guides as pages. The parts of a guide that are the same for every reader are made once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from agnodice.ask.answer import sentences_in_order
from agnodice.faces.html.form import Form, interview_of
from agnodice.faces.html.press import Press, numbered
from agnodice.faces.html.scene import Scene
from agnodice.model.clinical import ConditionId
from agnodice.model.content import Guide, HowCommon, SectionName
from agnodice.model.results import Answer, told_flags

BEFORE_CAUSES = (SectionName.SHORT_ANSWER, SectionName.GET_HELP_NOW, SectionName.POSSIBLE_CAUSES)
AFTER_CAUSES = tuple(name for name in SectionName if name not in BEFORE_CAUSES)
LARGEST_SHELF = 400  # finished guides kept: all guides for a few countries


@dataclass(frozen=True)
class GuideParts:
    """A guide's parts as HTML, whoever reads it; `causes` by condition, because their order is hers.

    `sources`: those that the parts cite, in the order of their numbers.
    """

    dangers: Markup
    short_answer: Markup
    causes: dict[ConditionId, Markup]
    after: Markup
    myths: Markup
    following: Markup
    checked: Markup
    sources: tuple[str, ...]


class AnswerPages:
    """Makes the pages of `ask` and of the guides."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._made: dict[tuple[str, Scene], GuideParts] = {}
        self._bound: dict[Scene, tuple[Any, Markup]] = {}

    def answer(self, form: Form, scene: Scene) -> str:
        """The answer to the question in a form. Raises FormError and QuestionError."""
        scene = replace(scene, country=form.country or scene.country, here="ask")
        interview = interview_of(form, self._press.engine)
        corrections = interview.corrections
        answer = self._press.engine.ask(interview.text, country=scene.country, corrections=corrections)
        fields = [("text", interview.text), *(("correct", f"{o.finding}={o.presence.value}") for o in corrections)]
        fields += [("country", scene.country)] if scene.country else []
        title = self._press.t("web.answer")
        return self._page("answer.html", scene, answer, title=title, fields=fields, problems=())

    def guide(self, name: str, scene: Scene) -> str | None:
        """A guide's page; None when there is no such guide."""
        answer = self._press.engine.show(name, country=scene.country)
        if answer is None or answer.guide is None:
            return None
        guide = answer.guide
        names = [s.value for s in SectionName if s is SectionName.POSSIBLE_CAUSES or guide.section(s).blocks]
        return self._page(
            "guide.html",
            replace(scene, here="guides"),
            answer,
            title=guide.question,
            description=guide.teaser,
            section_names=[n for n in names if n != SectionName.GET_HELP_NOW.value],
        )

    def _page(self, template: str, scene: Scene, answer: Answer, **values: object) -> str:
        parts = self._parts(answer, scene) if answer.guide else None
        used = parts.sources if parts else ()
        cited = (*told_flags(answer.alarms, answer.asked_back), *answer.named)
        pieces, again = self._same(scene)
        if cited:
            pieces = self._press.pieces(scene, numbered((*used, *_sources(cited))), used)
        return self._press.page(
            template,
            scene,
            answer=answer,
            shown=parts,
            causes_by=list(self._causes_by(answer.guide, parts)) if answer.guide and parts else (),
            parts=pieces,
            again=again,
            **values,
        )

    def _same(self, scene: Scene) -> tuple[Any, Markup]:
        """The macros for a page that cites nothing but what is made already, and the box for another question."""
        if scene not in self._bound:
            if len(self._bound) >= LARGEST_SHELF:
                self._bound.clear()
            pieces = self._press.pieces(scene, {})
            self._bound[scene] = pieces, pieces.again()
        return self._bound[scene]

    def _parts(self, answer: Answer, scene: Scene) -> GuideParts:
        guide = answer.guide
        assert guide is not None
        key = (guide.id, replace(scene, here=""))
        if key not in self._made:
            if len(self._made) >= LARGEST_SHELF:
                self._made.clear()
            self._made[key] = self._make(answer, guide, scene)
        return self._made[key]

    def _make(self, answer: Answer, hers: Guide, scene: Scene) -> GuideParts:
        guide = _in_order(hers)
        told = tuple(dict.fromkeys(_sources(sentences_in_order(guide))))
        sources = tuple(dict.fromkeys((*told, *_sources(answer.myths))))
        numbers = numbered(sources)
        pieces: Any = self._press.pieces(scene, numbers)
        myths: Any = self._press.pieces(scene, numbers, told)  # read by themselves: hard words explained once more
        return GuideParts(
            pieces.dangers(guide, answer.service),
            pieces.section(guide.section(SectionName.SHORT_ANSWER)),
            {cause.condition: pieces.cause(cause) for cause in guide.causes},
            Markup("").join(pieces.section(guide.section(name)) for name in AFTER_CAUSES),
            myths.myths(answer.myths),
            pieces.following(answer),
            pieces.checked(guide),
            sources,
        )

    def _causes_by(self, guide: Guide, parts: GuideParts) -> Iterator[tuple[str, Markup]]:
        for how in HowCommon:
            causes = [parts.causes[cause.condition] for cause in guide.causes if cause.how_common is how]
            if causes:
                yield self._press.t(f"cause.{how.value.replace(' ', '_')}"), Markup("").join(causes)


def _in_order(guide: Guide) -> Guide:
    """The guide with its causes in an order that does not depend on what one reader told."""
    return replace(guide, causes=tuple(sorted(guide.causes, key=lambda cause: cause.condition)))


def _sources(things: Iterable[Any]) -> Iterator[str]:
    for thing in things:
        for citation in thing.cite:
            yield citation.source
