"""The one door: an engine over one open edition. Pure: it keeps nothing, logs nothing, opens nothing."""

import unicodedata
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from agnodice.ask.answer import DEFAULT_COUNTRY, Answerer
from agnodice.ask.finder import GuideFinder
from agnodice.ask.index import Index, uncollected
from agnodice.ask.named import in_question
from agnodice.errors import FeatureOffError, QuestionError, UnknownIdError
from agnodice.model.clinical import Condition, ConditionId, Finding, Observation, Person, RedFlag
from agnodice.model.codec import decode
from agnodice.model.content import Guide, GuideId, Myth, Service, Term
from agnodice.model.evidence import Source
from agnodice.model.results import Answer, Edition, Hit, Outcome
from agnodice.model.words import AuditWords, Cues
from agnodice.safety.hear import BESIDE_OWNER, Listener, Trait
from agnodice.safety.hunch import Hunches
from agnodice.safety.rules import Danger, DangerCheck
from agnodice.text.book import PhraseBook
from agnodice.text.phrases import Listed, anchored
from agnodice.text.reading import Lexicon, Table

if TYPE_CHECKING:
    from agnodice.assess.room import Room
    from agnodice.audit.room import Room as AuditRoom
    from agnodice.model.assessment import Assessment, Told
    from agnodice.model.audit import AuditReport, Page

LONGEST_QUESTION = 20_000


class Engine:
    """Answers from one edition. The same question and edition give the same answer, byte for byte."""

    def __init__(self, index: Index) -> None:
        with uncollected():
            self._open(index)

    def _open(self, index: Index) -> None:
        self._index = index
        words = index.ready("words")
        known = words["library"].split(), words["ordinary"].split()
        table = Table(words["single"], words["idioms"], words["broader"], *known)
        lexicon = Lexicon(decode(Cues, index.ready("cues")), table)
        traits = {name: Trait(*trait) for name, trait in index.ready("traits").items()}
        listener = Listener(lexicon, traits, anchored(index.ready("phrases")))
        self._check = DangerCheck(index.all(RedFlag), listener, Hunches.read(index.ready("ask_backs")))
        self._answerer = Answerer(index, listener.with_parents)
        self._finder = GuideFinder(index, listener, lambda name: self.guide(name).conditions)
        self.strings: dict[str, str] = dict(index.ready("strings"))

    @property
    def edition(self) -> Edition:
        """Which library this engine answers from."""
        return self._index.edition

    def read_ahead(self) -> None:
        """Read now what is otherwise read when it is first needed, and let go of the file: for a server, whose first
        readers should wait no longer than others, whose memory should not tell what was asked, and whose workers are
        forked (a file that is open on both sides of a fork is read from one place).
        """
        with uncollected():
            self._index.read_ahead()
            self._finder.read_ahead()
            self._check.listener.read_ahead()
            self._answerer.read_ahead()
            if self.assesses:
                self._room.read_ahead()
            if self.audits:
                self._audit_room.read_ahead()
            self._index.close()

    def ask(
        self,
        question: str,
        *,
        country: str = "",
        person: Person | None = None,
        corrections: tuple[Observation, ...] = (),
    ) -> Answer:
        """The answer to a question in someone's own words.

        `country` is a two-letter code for numbers to call; `person` is what is known apart from the question;
        `corrections` overrule what was heard in the words (UNKNOWN takes it back).
        Raises QuestionError when there is nothing to read.
        """
        text = readable(question)
        danger = self._check.words(text, person, corrections)
        hits, found, names = self._finder.found(danger.heard)
        about = self.guide(hits[0].guide).conditions if found is Outcome.ANSWERED else ()
        explains = self._room.explains(danger, about) if about and danger.heard.sure and self.assesses else {}
        told = self._in_question(hits[0].guide) if about and names.is_all else about
        return self._answerer.answer(text, danger, hits, found, country, explains, names.beside(told))

    def _in_question(self, guide: GuideId) -> tuple[ConditionId, ...]:
        """The conditions whose name stands in a guide's question: it says what they are, as others do not."""
        shown = self.guide(guide)
        return in_question(shown.question, self._index.each(Condition, shown.conditions))

    @property
    def assesses(self) -> bool:
        """Whether this edition's publisher serves `assess`."""
        return self._index.features["assess"]

    @cached_property
    def _room(self) -> "Room":
        """Loaded when it is first needed: a question that carries no observation needs none of it."""
        from agnodice.assess.room import Knowledge, Room  # noqa: PLC0415
        from agnodice.assess.tales import Tales  # noqa: PLC0415

        def told() -> tuple[Listed, Tales]:
            return self._index.ready("phrases"), Tales.read(self._index.ready("tales"))

        knowledge = Knowledge.read(self._index.ready("assess"))
        return Room(self._index, self._check, knowledge, told, self.edition)

    def assess(self, told: "Told", *, country: str = "") -> "Assessment":
        """What may be behind what was told, how soon to see whom, and the next question.

        Stateless: everything so far goes in, and any of it can be changed. Raises QuestionError when nothing was told,
        FeatureOffError when this edition's publisher has turned the room off.
        """
        read = self._assessable(told)
        return self._room.assess(read, self._answerer.service(country), self._answerer.neighbours)

    def shares(self, told: "Told") -> dict[ConditionId, float]:
        """The shares (0 to 1) of the causes that `assess` would tell, without the rest of it. Raises as it does."""
        return self._room.shares(self._assessable(told))

    def _assessable(self, told: "Told") -> "Told":
        """What was told, made readable."""
        if not self.assesses:
            raise FeatureOffError("This edition gives information only: its publisher has turned off `assess`.")
        return replace(told, text=readable(told.text)) if told.text or not told.answers else told

    @property
    def audits(self) -> bool:
        """Whether this edition's publisher serves `audit`."""
        return self._index.features["audit"]

    @cached_property
    def _audit_room(self) -> "AuditRoom":
        """Loaded when it is first needed; so is its code, which a page without a server does not carry."""
        from agnodice.audit.folding import Folder  # noqa: PLC0415
        from agnodice.audit.marks import Finder  # noqa: PLC0415
        from agnodice.audit.mentions import Reader  # noqa: PLC0415
        from agnodice.audit.room import Room as AuditRoom  # noqa: PLC0415
        from agnodice.audit.room import Tools, checker_of, topics_of  # noqa: PLC0415
        from agnodice.text.edited import EditedLexicon  # noqa: PLC0415

        words = decode(AuditWords, self._index.ready("audit_words"))
        rows, told = self._index.ready("audit"), self._index.ready("words")
        table = Table(told["single"], told["idioms"], told["broader"], (), ())
        heard = self._check.listener.lexicon
        lexicon = EditedLexicon(heard.cues, table, (heard.speller.library, heard.speller.ordinary))
        told_alone = [row for row in self._index.ready("phrases") if not row[0].startswith(BESIDE_OWNER)]
        book = PhraseBook(anchored([*told_alone, *self._index.ready("names")]), self._check.listener.book)
        tools = Tools(
            reader=Reader(lexicon, Folder(words), self._check.listener, book),
            finder=Finder(words),
            checker=checker_of(rows, self._check.flags, words),
            topics=topics_of(rows),
            words=words,
            ask=lambda title: self._finder.hits(self._check.listener.hear(title[:LONGEST_QUESTION])),
        )
        return AuditRoom(self._index, tools, self.edition)

    def audit(self, page: "Page | str", today: date, *, country: str = "") -> "AuditReport":
        """What a page gets right, wrong, leaves out and hides. `page`: its text, or what a reader made of its source.

        `today` is for dates that are overdue. Raises PageError when there is nothing to read or far too much,
        FeatureOffError when this edition's publisher has turned the room off.
        """
        if not self.audits:
            raise FeatureOffError("This edition's publisher has turned off `audit`.")
        from agnodice.audit.page import plain_page  # noqa: PLC0415

        read = plain_page(page) if isinstance(page, str) else page
        service = self._answerer.service(country)
        with uncollected():  # what is made for a page is gone with it
            return self._audit_room.audit(read, today, service, self._answerer.neighbours)

    def danger(self, text: str, person: Person | None = None) -> Danger:
        """The danger check alone."""
        return self._check.words(readable(text), person)

    def guides(self) -> tuple[Guide, ...]:
        """Every guide, in the order of ids."""
        return self._index.all(Guide)

    @property
    def guide_count(self) -> int:
        """How many questions the edition answers."""
        return len(self._answerer.neighbours)

    def show(self, name: str, *, country: str = "") -> Answer | None:
        """The guide of this id as an answer to its own question; None when there is no such guide."""
        if name not in self._answerer.neighbours:
            return None
        hits = (Hit(GuideId(name), 1.0),)
        question = self.guide(name).question
        return self._answerer.answer(question, self._check.words(""), hits, Outcome.ANSWERED, country)

    def entry(self, name: str) -> Condition | Finding:
        """The condition or finding of this id; UnknownIdError when there is neither."""
        with suppress(UnknownIdError):
            return self._index.one(Condition, name)
        with suppress(UnknownIdError):
            return self._index.one(Finding, name)
        raise UnknownIdError(f"There is no guide, condition or finding {name!r}. `agnodice list` shows the guides.")

    def conditions(self) -> tuple[Condition, ...]:
        """Every condition, in the order of ids."""
        return self._index.all(Condition)

    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of ids."""
        return self._index.all(Finding)

    def red_flags(self) -> tuple[RedFlag, ...]:
        """Every red flag, in the order of ids."""
        return self._index.all(RedFlag)

    def myths(self) -> tuple[Myth, ...]:
        """Every myth, in the order of ids."""
        return self._index.all(Myth)

    def sources(self) -> tuple[Source, ...]:
        """Every source, in the order of ids."""
        return self._index.all(Source)

    def finding(self, name: str) -> Finding:
        """One finding; UnknownIdError when there is none."""
        return self._index.one(Finding, name)

    def source(self, name: str) -> Source:
        """One source; UnknownIdError when there is none."""
        return self._index.one(Source, name)

    def service(self, country: str) -> Service:
        """Whom to call in a country (two letters); words without numbers where it is not known."""
        return self._answerer.service(country)

    @property
    def cues(self) -> Cues:
        """The words that change what a mention means."""
        return self._check.listener.lexicon.cues

    def vocabulary(self) -> tuple[str, ...]:
        """Every word that is no misspelling: the library's own, and ordinary ones."""
        speller = self._check.listener.lexicon.speller
        return tuple(sorted(speller.library | speller.ordinary))

    def ordinary(self) -> frozenset[str]:
        """Ordinary words, as they are rightly spelt."""
        return self._check.listener.lexicon.speller.ordinary

    def tells(self, word: str) -> dict[str, float]:
        """What a correctly spelt word tells of each guide (a log-likelihood ratio); empty when it tells nothing."""
        return self._finder.tells(self._check.listener.lexicon.concept(word))

    def countries(self) -> tuple[Service, ...]:
        """Countries with numbers to call, by name."""
        known = (service for service in self._index.all(Service) if service.country != DEFAULT_COUNTRY)
        return tuple(sorted(known, key=lambda service: service.name))

    def counts(self) -> dict[str, int]:
        """How much this edition holds, by kind; countries are those with numbers to call."""
        kinds = {"guides": Guide, "conditions": Condition, "findings": Finding, "red_flags": RedFlag, "myths": Myth}
        counts = {name: self._index.count(kind) for name, kind in {**kinds, "sources": Source}.items()}
        return {**counts, "countries": len(self.countries())}

    def terms(self) -> tuple[Term, ...]:
        """Hard words with their plain words."""
        return self._index.all(Term)

    def guide(self, name: str) -> Guide:
        """One guide; UnknownIdError when there is none."""
        return self._answerer.guide(name)


def readable(question: str) -> str:
    """`question` without control characters. Raises QuestionError when it is empty or too long."""
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"The question has {len(question)} characters; the most is {LONGEST_QUESTION}.")
    text = (question if question.isprintable() else "".join(map(_printable, question))).strip()
    if not any(c.isalpha() for c in text):
        raise QuestionError("There is no question to read. Write what you would ask, in your own words.")
    return text


def _printable(letter: str) -> str:
    return letter if letter in "\n\t" or unicodedata.category(letter)[0] != "C" else " "
