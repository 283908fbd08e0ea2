"""Put an answer together from library sentences: nothing is written here, only chosen, ordered and numbered."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import MappingProxyType

from agnodice.ask.index import Index
from agnodice.errors import UnknownIdError
from agnodice.model.clinical import (
    CareLevel,
    Condition,
    ConditionId,
    Finding,
    FindingId,
    Observation,
    Pregnancy,
    Presence,
    RedFlag,
)
from agnodice.model.codec import decode
from agnodice.model.content import Cause, Guide, GuideId, HowCommon, Myth, SectionName, Sentence, Service
from agnodice.model.evidence import Source, SourceId
from agnodice.model.results import Alarm, Answer, Hit, Neighbour, Outcome, Understood, told_flags
from agnodice.safety.rules import Danger, fits, said_words

DEFAULT_COUNTRY = "default"
WithParents = Callable[[Iterable[FindingId]], frozenset[FindingId]]
MOST_NOT_SAID = 4
MAY_BE_PREGNANT = FindingId("could-be-pregnant")
MOST_CHOICES = 3
MOST_NAMED = 3


class Answerer:
    """Assembles answers from one edition."""

    def __init__(self, index: Index, with_parents: WithParents) -> None:
        """`with_parents`: findings with everything that they refine."""
        self.index = index
        self._with_parents = with_parents
        self.neighbours = {row["id"]: decode(Neighbour, row) for row in index.ready("neighbours")}
        self._cited: dict[GuideId, _Cited] = {}

    def read_ahead(self) -> None:
        """Look through every guide now instead of when it first answers."""
        for guide in self.index.all(Guide):
            self._cited_by(guide)

    def answer(  # noqa: PLR0913, PLR0917  (each is one finished piece of work; there is nothing to bundle)
        self,
        question: str,
        danger: Danger,
        hits: Sequence[Hit],
        outcome: Outcome,
        country: str,
        explains: Mapping[ConditionId, float] = MappingProxyType({}),
        named: Sequence[ConditionId] = (),
    ) -> Answer:
        """The answer to `question`, given the danger check and the ranked guides.

        `explains`: how well conditions explain what she said; the guide's causes come in that order.
        `named`: the conditions that she names and the guide is not about.
        """
        guide = self.guide(hits[0].guide) if outcome is Outcome.ANSWERED else None
        if guide and explains:
            causes = sorted(guide.causes, key=lambda cause: -explains.get(cause.condition, 0.0))
            guide = replace(guide, causes=tuple(causes))
        choices = [self._neighbour(hit.guide) for hit in hits[:MOST_CHOICES]] if outcome is Outcome.CHOOSE else []
        alarms = tuple(Alarm(raised.flag, said_words(question, raised.because)) for raised in danger.raised)
        conditions = self._conditions(guide) if guide else ()
        myths = self.index.each(Myth, guide.myths) if guide else ()
        apart = self.index.each(Condition, named[:MOST_NAMED])
        return Answer(
            question=question,
            outcome=outcome,
            alarms=alarms,
            asked_back=danger.asked_back,
            understood=self._understood(danger, guide),
            hits=tuple(hits),
            care=_care(danger, guide, conditions),
            guide=guide,
            conditions=conditions,
            myths=myths,
            previous=self._neighbour(guide.previous) if guide and guide.previous else None,
            next=self._neighbour(guide.next) if guide and guide.next else None,
            recommended=tuple(map(self._neighbour, guide.recommended)) if guide else (),
            choices=tuple(choices),
            named=apart,
            sources=self._sources(told_flags(alarms, danger.asked_back), guide, myths, apart),
            service=self.service(country),
            edition=self.index.edition,
        )

    def service(self, country: str) -> Service:
        """Whom to call in `country` (two letters, any case); the entry without numbers where it is not known."""
        try:
            return self.index.one(Service, country.strip().upper())
        except UnknownIdError:
            return self.index.one(Service, DEFAULT_COUNTRY)

    def guide(self, name: str) -> Guide:
        """The guide of this id; UnknownIdError when there is none."""
        return self.index.one(Guide, name)

    def _neighbour(self, name: GuideId) -> Neighbour:
        return self.neighbours[name]

    def _conditions(self, guide: Guide) -> tuple[Condition, ...]:
        return self.index.each(Condition, (cause.condition for cause in guide.causes))

    def _understood(self, danger: Danger, guide: Guide | None) -> Understood:
        heard = danger.heard.observations
        pairs = _most_telling((o, self.index.one(Finding, o.finding)) for o in heard)
        said = {o.finding for o in heard} | self._with_parents(danger.heard.present())
        is_unknown = danger.person.pregnancy is Pregnancy.POSSIBLE
        flags = self._open_flags(guide, danger) if guide else ()
        denied = {o.finding for o in heard if o.presence is Presence.ABSENT}
        return Understood(pairs, danger.person, self._not_said(flags, said, denied, is_unknown))

    def _open_flags(self, guide: Guide, danger: Danger) -> tuple[RedFlag, ...]:
        """The guide's red flags that are about such a person and not raised yet, most urgent first."""
        raised = {told.flag.id for told in danger.raised}
        flags = (self.index.one(RedFlag, told.red_flag) for told in guide.dangers)
        about_her = (flag for flag in flags if flag.id not in raised and fits(flag.person, danger.person))
        return tuple(sorted(about_her, key=lambda flag: -flag.level))

    def _not_said(
        self, flags: Sequence[RedFlag], said: set[FindingId], denied: set[FindingId], is_pregnancy_unknown: bool
    ) -> tuple[Finding, ...]:
        """What would raise one of these red flags and was not said, one finding a flag.

        Whether she could be pregnant comes before all: it decides what the rest means.
        """
        is_first = is_pregnancy_unknown and any(Pregnancy.POSSIBLE in flag.person.pregnancy for flag in flags)
        wanted = {MAY_BE_PREGNANT: None} if is_first else {}
        for flag in flags:
            if len(wanted) >= MOST_NOT_SAID:
                break
            open_ = (f for group in flag.when if denied.isdisjoint(group) for f in group)
            wanted |= dict.fromkeys(islice((f for f in open_ if f not in said), 1))
        return self.index.each(Finding, wanted)

    def _sources(
        self, flags: Iterable[RedFlag], guide: Guide | None, myths: Iterable[Myth], named: Iterable[Condition]
    ) -> tuple[Source, ...]:
        """Every source once, in the order in which an answer uses them."""
        used = dict.fromkeys(citation.source for flag in flags for citation in flag.cite)
        if guide:
            used |= dict.fromkeys(self._cited_by(guide).in_order(guide))
        used |= dict.fromkeys(citation.source for myth in myths for citation in myth.cite)
        used |= dict.fromkeys(citation.source for condition in named for citation in condition.cite)
        return self.index.each(Source, used)

    def _cited_by(self, guide: Guide) -> "_Cited":
        if guide.id not in self._cited:
            self._cited[guide.id] = _Cited.of(guide)
        return self._cited[guide.id]


@dataclass(frozen=True)
class _Cited:
    """The sources of a guide: those of what stands before its causes, of each cause, and of what stands after them."""

    before: tuple[SourceId, ...]
    causes: Mapping[ConditionId, tuple[SourceId, ...]]
    after: tuple[SourceId, ...]

    @classmethod
    def of(cls, guide: Guide) -> "_Cited":
        causes = {cause.condition: _sources_of(cause.sentences) for cause in guide.causes}
        return cls(_sources_of(_before_causes(guide)), causes, _sources_of(_after_causes(guide)))

    def in_order(self, guide: Guide) -> Iterable[SourceId]:
        """The sources in the order in which an answer shows them; that of the causes is hers."""
        return chain(self.before, *[self.causes[cause.condition] for cause in causes_in_order(guide)], self.after)


def _sources_of(sentences: Iterable[Sentence]) -> tuple[SourceId, ...]:
    return tuple(dict.fromkeys(citation.source for sentence in sentences for citation in sentence.cite))


def sentences_in_order(guide: Guide) -> Iterable[Sentence]:
    """Every sentence of a guide in the order in which an answer shows them."""
    yield from _before_causes(guide)
    for cause in causes_in_order(guide):
        yield from cause.sentences
    yield from _after_causes(guide)


def causes_in_order(guide: Guide) -> Iterator[Cause]:
    """The causes, the most common first."""
    return (cause for how in HowCommon for cause in guide.causes if cause.how_common is how)


def _before_causes(guide: Guide) -> Iterator[Sentence]:
    for danger in guide.dangers:
        yield from danger.sentences
    yield from _section(guide, SectionName.SHORT_ANSWER)


def _after_causes(guide: Guide) -> Iterator[Sentence]:
    for section in guide.sections:
        if section.name is not SectionName.SHORT_ANSWER:
            yield from _section(guide, section.name)


def _section(guide: Guide, name: SectionName) -> Iterable[Sentence]:
    section = guide.section(name)
    for block in section.blocks:
        yield from block.sentences
    for row in section.table.rows if section.table else ():
        for cell in row:
            yield from cell


def _most_telling(pairs: Iterable[tuple[Observation, Finding]]) -> tuple[tuple[Observation, Finding], ...]:
    """What was understood, without a finding whose refinement was understood too ("pain" beside "pain on one side")."""
    listed = tuple(pairs)
    refined = {finding.refines for observation, finding in listed if observation.presence is Presence.PRESENT}
    return tuple((o, f) for o, f in listed if o.presence is not Presence.PRESENT or f.id not in refined)


def _care(danger: Danger, guide: Guide | None, conditions: Iterable[Condition]) -> CareLevel | None:
    if danger.level is not None or guide is None:
        return danger.level
    common = {c.condition for c in guide.causes if c.how_common is HowCommon.COMMON}
    levels = [condition.care for condition in conditions if condition.id in common]
    return min(max(levels, default=CareLevel.ROUTINE), CareLevel.SAME_DAY)
