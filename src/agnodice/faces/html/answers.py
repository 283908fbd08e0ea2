"""Answers and guides as pages. The parts of a guide that are the same for every reader are made once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from agnodice.ask.answer import sentences_in_order
from agnodice.faces.html.form import Form, interview_of
from agnodice.faces.html.press import Press, numbered
from agnodice.faces.html.scene import Scene
from agnodice.model.clinical import CareLevel, ConditionId
from agnodice.model.content import Cause, Guide, HowCommon, SectionName
from agnodice.model.results import Answer, told_flags

BEFORE_CAUSES = (SectionName.SHORT_ANSWER, SectionName.GET_HELP_NOW, SectionName.POSSIBLE_CAUSES)
AFTER_CAUSES = tuple(name for name in SectionName if name not in BEFORE_CAUSES)
LARGEST_SHELF = 400  # finished guides kept: all guides for a few countries
BLOCKS = ("opening", "middle", "ending")  # of answer.html
HERE = Markup("\0")  # stands for causes where their order is not known yet; no text of the library holds it


@dataclass(frozen=True)
class GuideParts:
    """A guide's parts as HTML in UTF-8, whoever reads it; `causes` by condition, because their order is hers.

    `around`: what stands before, between and after the groups of causes; `sources`: those that the parts cite, in the
    order of their numbers.
    """

    dangers: bytes
    around: tuple[bytes, ...]
    causes: dict[ConditionId, bytes]
    checked: bytes
    sources: tuple[str, ...]

    def body(self, guide: Guide) -> Iterator[bytes]:
        """All but the dangers, with the causes in the order of `guide`."""
        first, *rest = self.around
        yield first
        for group, after in zip(grouped(guide).values(), rest, strict=True):
            yield from [self.causes[cause.condition] for cause in group]
            yield after


@dataclass(frozen=True)
class Place:
    """What all answers in a scene share: the macros for a page that cites nothing besides its guide, what stands
    around the main part, and the box for another question.
    """

    scene: Scene
    around: Mapping[str, object]
    pieces: Any
    before: bytes
    after: bytes


class AnswerPages:
    """Makes the pages of `ask` and of the guides."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._made: dict[tuple[str, Scene], GuideParts] = {}
        self._places: dict[Scene, Place] = {}

    def answer(self, form: Form, scene: Scene) -> bytes:
        """The answer to the question in a form, in UTF-8. Raises FormError and QuestionError."""
        if form.country:
            scene = replace(scene, country=form.country)
        interview = interview_of(form, self._press.engine)
        corrections = interview.corrections
        answer = self._press.engine.ask(interview.text, country=scene.country, corrections=corrections)
        fields = [("text", interview.text), *(("correct", f"{o.finding}={o.presence.value}") for o in corrections)]
        fields += [("country", scene.country)] if scene.country else []
        return b"".join(self._stretches(answer, fields, scene))

    def _stretches(self, answer: Answer, fields: Sequence[tuple[str, str]], scene: Scene) -> Iterator[bytes]:
        """The page in its order: what is kept of the guide between what is made for her alone."""
        place, guide = self._place(scene), answer.guide
        parts = self._parts(answer, guide, scene) if guide else None
        pieces = self._pieces(answer, place, parts)
        values = {
            "answer": answer,
            "danger_first": bool(answer.alarms or answer.asked_back),
            "is_emergency": bool(answer.alarms) and answer.alarms[0].flag.level is CareLevel.EMERGENCY,
            "fields": fields,
            "carrying": pieces.hidden(fields),
            "parts": pieces,
        }
        opening, middle, ending = self._press.blocks("answer.html", BLOCKS, {**place.around, **values})
        yield from (place.before, opening.encode())
        if parts:
            yield parts.dangers
        yield middle.encode()
        if parts and guide:
            yield from parts.body(guide)
            yield parts.checked
        yield from (ending.encode(), place.after)

    def guide(self, name: str, scene: Scene) -> str | None:
        """A guide's page; None when there is no such guide."""
        answer = self._press.engine.show(name, country=scene.country)
        if answer is None or answer.guide is None:
            return None
        guide = answer.guide
        parts = self._parts(answer, guide, scene)
        names = [s.value for s in SectionName if s is SectionName.POSSIBLE_CAUSES or guide.section(s).blocks]
        scene = replace(scene, here="guides")
        return self._press.page(
            "guide.html",
            scene,
            answer=answer,
            dangers=_as_html(parts.dangers),
            body=_as_html(b"".join(parts.body(guide))),
            parts=self._press.pieces(scene, {}),
            title=guide.question,
            description=guide.teaser,
            section_names=[n for n in names if n != SectionName.GET_HELP_NOW.value],
        )

    def _pieces(self, answer: Answer, place: Place, parts: GuideParts | None) -> Any:
        """The macros for a page: new ones where it cites sources besides those of its guide."""
        cited = (*told_flags(answer.alarms, answer.asked_back), *answer.named)
        if not cited:
            return place.pieces
        used = parts.sources if parts else ()
        return self._press.pieces(place.scene, numbered((*used, *_sources(cited))), used)

    def _place(self, scene: Scene) -> Place:
        if scene not in self._places:
            if len(self._places) >= LARGEST_SHELF:
                self._places.clear()
            self._places[scene] = self._make_place(replace(scene, here="ask"))
        return self._places[scene]

    def _make_place(self, scene: Scene) -> Place:
        press, pieces = self._press, self._press.pieces(scene, {})
        around = {**press.everywhere, **press.surroundings(scene)}
        before, after = press.frame({**around, "title": press.t("web.answer")})
        return Place(scene, around, pieces, before.encode(), f"{pieces.again()}{after}".encode())

    def _parts(self, answer: Answer, guide: Guide, scene: Scene) -> GuideParts:
        key = (guide.id, scene)
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
        dangers = pieces.dangers(guide, answer.service)
        short_answer = pieces.section(guide.section(SectionName.SHORT_ANSWER))
        causes = {cause.condition: pieces.cause(cause).encode() for cause in guide.causes}
        sections = Markup("").join(pieces.section(guide.section(name)) for name in AFTER_CAUSES)
        after = sections, myths.myths(answer.myths), pieces.following(answer)
        groups = [(self._press.t(f"cause.{how.value.replace(' ', '_')}"), HERE) for how in grouped(guide)]
        body = pieces.guide_body(short_answer, groups, after)
        around = tuple(part.encode() for part in body.split(HERE))
        return GuideParts(dangers.encode(), around, causes, pieces.checked(guide).encode(), sources)


def grouped(guide: Guide) -> dict[HowCommon, list[Cause]]:
    """The causes by how common they are, the most common first; each group in the guide's order."""
    groups = {how: [cause for cause in guide.causes if cause.how_common is how] for how in HowCommon}
    return {how: causes for how, causes in groups.items() if causes}


def _as_html(kept: bytes) -> Markup:
    """What is kept of a guide, for a template to put in as it is: templates made it, of the library alone."""
    return Markup(kept.decode())  # noqa: S704  (nothing in it was typed)


def _in_order(guide: Guide) -> Guide:
    """The guide with its causes in an order that does not depend on what one reader told."""
    return replace(guide, causes=tuple(sorted(guide.causes, key=lambda cause: cause.condition)))


def _sources(things: Iterable[Any]) -> Iterator[str]:
    for thing in things:
        for citation in thing.cite:
            yield citation.source
