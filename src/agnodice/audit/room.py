"""Audit one page: topic, claims, what is left out, remarks, criteria, scores; everything with its place and source."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agnodice.audit.claims import Checker
from agnodice.audit.criteria import ratings, scores
from agnodice.audit.marks import Finder, Found
from agnodice.audit.match import NONE, Links, Match
from agnodice.audit.material import Material
from agnodice.audit.mentions import Reader, Sentence
from agnodice.audit.omissions import Named, Search, looked_up
from agnodice.audit.page import sentences as cut
from agnodice.audit.readability import readability
from agnodice.audit.statements import Statements
from agnodice.audit.stating import gisted, placed
from agnodice.audit.tone import remarks
from agnodice.audit.topic import Finder as TopicFinder
from agnodice.audit.topic import GuideWords, conditions_named
from agnodice.model.audit import (
    AuditReport,
    BlockKind,
    Claim,
    Omission,
    Page,
    Remark,
    Required,
    Route,
    Topic,
    Verdict,
)
from agnodice.model.clinical import Condition, Finding, RedFlag
from agnodice.model.content import Criterion, Guide, GuideId, Myth, MythVerdict, Service
from agnodice.model.entries import Entries
from agnodice.model.evidence import Citation, Source, SourceId
from agnodice.model.results import Edition, Hit, Neighbour
from agnodice.model.words import AuditWords

FRAMING = frozenset({"minimise", "force", "duty"})  # remarked on: how it is told is no fact to contradict
_OWN_WORDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


@dataclass(frozen=True)
class Tools:
    """What the room works with: ways to read a page, and who knows the words of one edition."""

    reader: Reader
    finder: Finder
    checker: Checker
    topics: TopicFinder
    words: AuditWords
    ask: Callable[[str], Sequence[Hit]]


def checker_of(rows: Mapping[str, Any], flags: Iterable[RedFlag], words: AuditWords) -> Checker:
    """The checker of claims for the rows that the build made ready."""
    links = Links(rows["links"], [(flag.id, [frozenset(group) for group in flag.when]) for flag in flags])
    return Checker(Statements(rows, words.kept), links, words)


def topics_of(rows: Mapping[str, Any]) -> TopicFinder:
    """The finder of topics for the rows that the build made ready."""
    return TopicFinder(
        [GuideWords(GuideId(name), conditions, findings, key) for name, key, conditions, findings in rows["guides"]]
    )


@dataclass(frozen=True)
class Scope:
    """What a page is about, for judging its claims: conditions, and the owners of statements that may support them."""

    conditions: Collection[str]
    owners: frozenset[str]


class Room:
    """Audits pages against one edition."""

    def __init__(self, entries: Entries, tools: Tools, edition: Edition) -> None:
        self._entries, self._tools, self._edition = entries, tools, edition
        self._named: dict[GuideId, Named] = {}
        self._sourced: dict[GuideId, frozenset[str]] = {}

    def read_ahead(self) -> None:
        """Make ready now what is otherwise made when a page first needs it."""
        self._tools.reader.read_ahead()

    def audit(self, page: Page, today: date, service: Service, neighbours: Mapping[str, Neighbour]) -> AuditReport:
        """The report on `page`; `today` is for dates that are overdue. Nothing of the page is kept."""
        tools = replace(self._tools, reader=self._tools.reader.for_page())
        try:
            return self._audited(tools, page, today, service, neighbours)
        finally:
            tools.reader.forget()

    def _audited(
        self, tools: Tools, page: Page, today: date, service: Service, neighbours: Mapping[str, Neighbour]
    ) -> AuditReport:
        found = tools.finder.find(page.text)
        sentences = tools.reader.read(page, cut(page))
        topic = self._topic(page, sentences, neighbours)
        guide = self._entries.one(Guide, topic.guides[0].id) if topic.is_inside else None
        required, omissions = self._lacking(guide, sentences, found)
        told = remarks(tools.words.tones, found)
        scope = Scope(guide.conditions if guide else (), self._owners(topic))
        claims = tuple(self._claims(sentences, found, scope, told))
        material = Material(
            page=page,
            sentences=sentences,
            found=found,
            topic=topic,
            claims=claims,
            omissions=omissions,
            required=required,
            remarks=told,
            readability=readability([s.text for s in sentences if s.kind in _OWN_WORDS]),
            today=today,
            is_private=self._is_private(guide, sentences),
            sharing=tools.reader.sharing,
        )
        rated = ratings(material)
        return AuditReport(
            page=page,
            topic=topic,
            required=required,
            omissions=omissions,
            claims=claims,
            remarks=told,
            ratings=rated,
            scores=scores(material, rated),
            readability=material.readability,
            criteria=tuple(self._entries.one(Criterion, rating.criterion) for rating in rated),
            guide=guide,
            sources=self._sources(omissions, claims),
            service=service,
            edition=self._edition,
            today=today,
        )

    def _topic(self, page: Page, sentences: Sequence[Sentence], neighbours: Mapping[str, Neighbour]) -> Topic:
        titled = {hit.guide: hit.score for hit in self._tools.ask(page.title)} if page.title else {}
        guides = self._tools.topics.topics(titled, sentences)
        return Topic(tuple(neighbours[name] for name in guides), conditions_named(sentences))

    def _owners(self, topic: Topic) -> frozenset[str]:
        """Whose statements may support a claim: the page's guides, their conditions and dangers, what it names."""
        guides = [self._entries.one(Guide, neighbour.id) for neighbour in topic.guides]
        conditions = {*topic.conditions, *(name for guide in guides for name in guide.conditions)} if guides else ()
        owners = [f"guide:{guide.id}" for guide in guides] + [f"condition:{name}" for name in conditions]
        owners += [f"red_flag:{flag}" for guide in guides for flag in guide.red_flags]
        return frozenset([*owners, *(owner for guide in guides for owner in self._cited(guide))])

    def _cited(self, guide: Guide) -> frozenset[str]:
        """The sources that a guide cites, as owners of statements; looked up once."""
        if guide.id not in self._sourced:
            cited = (citation.source for _, sentence in placed(guide) for citation in sentence.cite)
            self._sourced[guide.id] = frozenset(f"source:{source}" for source in cited)
        return self._sourced[guide.id]

    def _lacking(
        self, guide: Guide | None, sentences: Sequence[Sentence], found: Found
    ) -> tuple[tuple[Required, ...], tuple[Omission, ...]]:
        """The dangers that the topic requires, and what the page lacks of them."""
        if guide is None:
            return (), ()
        named = self._required(guide)
        search = Search(sentences, found)
        required = search.required(named)
        return required, search.omissions(named, required, self._tools.words.steps)

    def _required(self, guide: Guide) -> Named:
        """What a guide requires; looked up once."""
        if guide.id not in self._named:
            one = self._entries.one
            self._named[guide.id] = looked_up(guide, lambda name: one(RedFlag, name), lambda name: one(Condition, name))
        return self._named[guide.id]

    def _claims(
        self, sentences: Sequence[Sentence], found: Found, scope: "Scope", told: Sequence[Remark]
    ) -> Iterator[Claim]:
        framed = [remark.span for remark in told if remark.kind in FRAMING]
        checked: dict[str, Match] = {}  # what stands there again is checked once
        for sentence in sentences:
            if sentence.kind is BlockKind.LINK:
                continue
            span, match = sentence.span, checked.get(sentence.text)
            if match is None or found.within("dismissals", span.start, span.end):  # a call for help may end behind it
                match = self._tools.checker.check(sentence, found, scope.conditions, scope.owners)
                checked[sentence.text] = match
            if sentence.kind not in _OWN_WORDS and match.route is not Route.MYTH:
                continue
            is_open = bool(sentence.findings or sentence.conditions) and self._tools.checker.is_claim(sentence)
            if match is NONE and not is_open:
                continue
            is_framed = any(span.start <= place.start < span.end for place in framed)
            yield self._claim(sentence, match, is_framed=is_framed)

    def _claim(self, sentence: Sentence, match: Match, *, is_framed: bool) -> Claim:
        if match is NONE:
            return Claim(sentence.span, sentence.text, Verdict.NOT_ENOUGH, Route.NONE)
        kind, _, name = match.owner.partition(":")
        name, _, number = name.partition("#")
        if kind == "myth" and match.route is Route.MYTH:
            myth = self._entries.one(Myth, name)
            is_open = is_framed or myth.verdict is MythVerdict.NO_EVIDENCE
            verdict = Verdict.NOT_ENOUGH if is_open else match.verdict
            return Claim(sentence.span, sentence.text, verdict, match.route, myth.correction, myth.cite, myth=myth)
        said, cite = self._told(kind, name, int(number or 0))
        guide = name if kind == "guide" else ""
        return Claim(sentence.span, sentence.text, match.verdict, match.route, said, cite, guide)

    def _told(self, kind: str, name: str, number: int) -> tuple[str, tuple[Citation, ...]]:
        """The library's own words behind a verdict, and their sources."""
        if kind == "guide":
            _, sentence = list(placed(self._entries.one(Guide, name)))[number]
            return sentence.text, sentence.cite
        if kind == "source":
            return gisted(self._entries.one(Source, name))[number], (Citation(SourceId(name)),)
        if kind == "link":
            condition = self._entries.one(Condition, name)
            link = condition.links[number]
            return f"{condition.name}: {self._entries.one(Finding, link.finding).name}", link.cite
        if kind == "condition":
            condition = self._entries.one(Condition, name)
            return condition.what, condition.cite
        if kind == "myth":
            myth = self._entries.one(Myth, name)
            return myth.correction, myth.cite
        flag = self._entries.one(RedFlag, name)
        return f"{flag.name}. {flag.say}", flag.cite

    def _is_private(self, guide: Guide | None, sentences: Sequence[Sentence]) -> bool:
        """Whether the page is on something that its reader may have to hide."""
        private = set(self._tools.words.private_topics)
        named = {str(name) for s in sentences if s.is_text for name in (*s.findings, *s.conditions)}
        return bool(private & ({guide.topic.value} if guide else set()) or private & named)

    def _sources(self, omissions: Iterable[Omission], claims: Iterable[Claim]) -> tuple[Source, ...]:
        """Every source once, in the order in which the report uses them."""
        used: dict[SourceId, None] = {}
        cited = (*(o.cite for o in omissions), *(claim.cite for claim in claims))
        for cite in cited:
            used.update(dict.fromkeys(citation.source for citation in cite))
        return tuple(self._entries.one(Source, name) for name in used)
