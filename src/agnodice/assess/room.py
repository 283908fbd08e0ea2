"""The room: from what was told to urgency, causes and the next question. Stateless and deterministic."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from agnodice.assess.doubt import Doubter
from agnodice.assess.explain import Explainer
from agnodice.assess.interview import Asked, Interviewer
from agnodice.assess.network import Network
from agnodice.assess.nodes import ConditionNode, FindingNode
from agnodice.assess.overtones import Overtone, Overtones, Said
from agnodice.assess.reason import Reasoned, Reasoner
from agnodice.assess.tales import Tales, told_words
from agnodice.assess.triage import Cause, Urgency, Weigher
from agnodice.model.assessment import (
    FLAGGED,
    Assessment,
    Hypothesis,
    Opening,
    Question,
    Reason,
    ReasonKind,
    Told,
    Triage,
    TriageTable,
)
from agnodice.model.clinical import (
    Condition,
    ConditionId,
    Finding,
    FindingId,
    Observation,
    Person,
    Presence,
    RedFlag,
)
from agnodice.model.codec import decode
from agnodice.model.content import Service
from agnodice.model.entries import Entries
from agnodice.model.evidence import Citation, Source
from agnodice.model.results import Alarm, Edition, Neighbour, Understood, told_flags
from agnodice.safety.hunch import THERE
from agnodice.safety.person import told_by_weeks
from agnodice.safety.rules import Danger, DangerCheck, fits, said_words
from agnodice.text.phrases import Listed
from agnodice.text.reading import Item

MOST_GUIDES, LEAST_FIT = 5, 0.05  # fit: by the shares of the causes that a guide is about
LEAST_BESIDE = 0.1  # of the worth of the guide to read first: what is worth less is hardly about her


@dataclass(frozen=True)
class Knowledge:
    """What the room needs of an edition, made ready when it is built."""

    network: Network
    triage: TriageTable
    openings: tuple[Opening, ...]
    guides: Mapping[str, Sequence[str]]  # of a condition
    about: Mapping[str, tuple[Sequence[str], Sequence[str]]]  # findings and red flags of a guide

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Knowledge":
        """From the edition's ready-made data."""
        network = Network(map(ConditionNode.read, data["conditions"]), map(FindingNode.read, data["findings"]))
        openings = tuple(decode(Opening, row) for row in data["openings"])
        return cls(network, decode(TriageTable, data["triage"]), openings, data["guides"], data["about"])


class Room:
    """Assesses over one edition."""

    def __init__(
        self,
        entries: Entries,
        check: DangerCheck,
        knowledge: Knowledge,
        told: Callable[[], tuple[Listed, Tales]],
        edition: Edition,
    ) -> None:
        """`told`: reads the edition's phrases and tales, when a text is first assessed."""
        self._entries, self._check, self._told, self._edition = entries, check, told, edition
        self._guides, self._about = knowledge.guides, knowledge.about
        self.reasoner = Reasoner(knowledge.network)
        self._weigher = Weigher(knowledge.triage, knowledge.network)
        self._interviewer = Interviewer(knowledge.network, check, self._weigher, knowledge.openings)
        self._explainer = Explainer(entries, self.reasoner)
        self._doubter = Doubter(check, knowledge.network, knowledge.triage.believed)

    def assess(self, told: Told, service: Service, neighbours: Mapping[str, Neighbour]) -> Assessment:
        """The whole result for what was told."""
        danger = self._check.words(told.text, told.person, told.answers)
        known, overtone = self._with_weeks(danger), self._overtone(danger)
        reasoned = self._reasoned(told, known, overtone)
        known = self._doubting(known, reasoned, overtone)
        urgency = self._weigher.urgency(known.raised, reasoned.ranked, known.asked_back)
        likely, grave = self._explainer.likely(reasoned, overtone), self._explainer.not_to_miss(reasoned, overtone)
        alarms = tuple(Alarm(r.flag, said_words(told.text, r.because)) for r in known.raised)
        guides = self._guides_for(likely, known.heard.sure)[:MOST_GUIDES]
        near = self._about[guides[0]][1] if guides else ()
        watch = self._explainer.watch(self._unraised(known), reasoned, near)
        cited = _citations(told_flags(alarms, known.asked_back), (*likely, *grave), [w.flag for w in watch])
        return Assessment(
            told,
            alarms,
            known.asked_back,
            self._understood(danger),
            self._triage(urgency),
            likely,
            grave,
            self._excluded(reasoned),
            self._question(self._interviewer.next(told, known, reasoned, urgency)),
            watch,
            tuple(neighbours[name] for name in guides),
            tuple(self._entries.one(Source, name) for name in dict.fromkeys(c.source for c in cited)),
            service,
            self._edition,
        )

    def shares(self, told: Told) -> dict[ConditionId, float]:
        """The shares of the causes that `assess` would tell: the posterior alone, without reasons and questions."""
        known = self._with_weeks(self._check.words(told.text, told.person, told.answers))
        return self._explainer.shares(self._reasoned(told, known, self._overtone(known)))

    def _reasoned(self, told: Told, known: Danger, overtone: Overtone) -> Reasoned:
        """The causes of what is known; yes-or-no questions that were asked carry the name of their finding."""
        return self.reasoner.reason(known.heard.sure, known.person, map(FindingId, told.asked), overtone)

    def explains(self, danger: Danger, among: Iterable[ConditionId]) -> dict[ConditionId, float]:
        """How well each of these conditions that can apply explains what was said."""
        return self.reasoner.fits(self._with_weeks(danger).heard.sure, danger.person, among)

    def read_ahead(self) -> None:
        """Make ready now what is otherwise made when a text is first assessed."""
        _ = self._overtones

    @cached_property
    def _overtones(self) -> Overtones:
        phrases, tales = self._told()
        return Overtones(phrases, tales, self.reasoner.network)

    def _overtone(self, danger: Danger) -> Overtone:
        """What her words say beyond the findings heard in them; what is past, another's or taken back says nothing, and
        what tells her state alone nothing more (docs/adr/0036).
        """
        heard, listener = danger.heard, self._check.listener
        told = zip(heard.items, listener.statuses(heard.items), strict=True)
        states = [(o.start, o.end) for o in heard.sure if o.finding in listener.lexicon.cues.only_states]
        mute = (*heard.struck, *states)
        kept = [(item, status) for item, status in told if not _is_within(item, mute)]
        spans = [(o.start, o.end) for o in heard.sure]
        said = (
            Said(item.word, item.concepts, not item.word.isalpha() or _is_within(item, spans))
            for item, status in kept
            if status in THERE and not (item.is_break or item.is_small)
        )
        return self._overtones.of(said, told_words(kept))

    def _doubting(self, danger: Danger, reasoned: Reasoned, overtone: Overtone) -> Danger:
        """The danger without the alarms that her story as a whole speaks against; they are asked back."""
        ranked, tales = reasoned.ranked, self._overtones.tales
        return self._check.doubting(danger, self._doubter.doubted(danger, ranked, overtone.named, tales))

    def _with_weeks(self, danger: Danger) -> Danger:
        """What is sure, and what follows from the weeks of pregnancy."""
        if danger.person.weeks is None:  # as of most
            return danger
        said = {o.finding for o in danger.heard.sure}
        weeks = told_by_weeks(danger.person, self._check.listener.lexicon.cues)
        sure = (*danger.heard.sure, *(o for o in weeks if o.finding not in said))
        return replace(danger, heard=replace(danger.heard, sure=sure))

    def _unraised(self, danger: Danger) -> Iterator[RedFlag]:
        raised = {r.flag.id for r in danger.raised}
        return (f for f in self._check.flags if f.id not in raised and self._may_befall(f, danger.person))

    def _may_befall(self, flag: RedFlag, person: Person) -> bool:
        """Whether a flag's rule is about such a person, and something in it can be noticed at her age and state."""
        is_unfit = self._interviewer.is_unfit
        return fits(flag.person, person) and (
            not flag.when or any(not any(is_unfit(finding, person) for finding in group) for group in flag.when)
        )

    def _understood(self, danger: Danger) -> Understood:
        """What was surely understood, without a parent whose refinement was understood too."""
        sure = danger.heard.sure
        particular = {parent for o in sure if o.presence is Presence.PRESENT for parent in self._above(o.finding)}
        pairs = ((o, self._entries.one(Finding, o.finding)) for o in sure if o.finding not in particular)
        return Understood(tuple(pairs), danger.person, ())

    def _above(self, finding: FindingId) -> Iterable[FindingId]:
        return self.reasoner.network.above(finding)

    def _triage(self, urgency: Urgency) -> Triage:
        return Triage(urgency.level, tuple(map(self._reason, urgency.causes)))

    def _reason(self, cause: Cause) -> Reason:
        flag = self._entries.one(RedFlag, cause.name) if cause.kind in FLAGGED else None
        condition = self._entries.one(Condition, cause.name) if cause.kind is ReasonKind.MUST_NOT_MISS else None
        return Reason(cause.kind, cause.level, flag, condition)

    @staticmethod
    def _excluded(reasoned: Reasoned) -> tuple[tuple[ConditionId, str], ...]:
        return tuple((e.condition, e.reason) for e in reasoned.excluded)

    def _question(self, asked: Asked | None) -> Question | None:
        if asked is None:
            return None
        return Question(asked.id, asked.kind, tuple(self._entries.one(Finding, name) for name in asked.findings))

    def _guides_for(self, hypotheses: Iterable[Hypothesis], sure: Iterable[Observation]) -> Sequence[str]:
        """The guides of the causes, the one to read first at the head: it is more about what she said, and about the
        likelier causes.
        """
        said = {o.finding for o in sure if o.presence is Presence.PRESENT}
        fit: dict[str, float] = {}
        for h in hypotheses:
            for place, name in enumerate(self._guides.get(h.condition.id, ())):
                fit[name] = fit.get(name, 0.0) + h.share / (1 + place / 4)
        near = [name for name in fit if fit[name] >= LEAST_FIT]
        worth = {name: fit[name] * (1 + _told_of(said, self._about[name][0])) ** 2 for name in near}
        least = LEAST_BESIDE * max(worth.values(), default=0.0)
        return sorted((name for name in worth if worth[name] >= least), key=lambda name: (-worth[name], name))


def _told_of(said: Collection[str], about: Iterable[str]) -> float:
    """How much of what a guide is about was said: it names first what it is about most."""
    return sum(1 / (1 + place / 3) for place, name in enumerate(about) if name in said)


def _is_within(item: Item, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= item.start < end for start, end in spans)


def _citations(
    flags: Iterable[RedFlag], hypotheses: Iterable[Hypothesis], watched: Iterable[RedFlag]
) -> Iterator[Citation]:
    """Every citation in the order in which a face shows it."""
    for flag in flags:
        yield from flag.cite
    for hypothesis in hypotheses:
        yield from hypothesis.condition.cite
        for point in (*hypothesis.points_for, *hypothesis.points_against):
            yield from point.cite
    for flag in watched:
        yield from flag.cite
