"""Hear findings in raw words: which are present, which denied, and where it was said."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agnodice.model.clinical import Finding, FindingId, FindingKind, Observation, Presence
from agnodice.model.words import Cues
from agnodice.safety.figures import NOT_A_CYCLE_DAYS
from agnodice.safety.forms import OtherForms
from agnodice.safety.numbers import UNITS, Numbers
from agnodice.safety.wounds import Wounds
from agnodice.text.assertion import OF_OTHERS, Judge, Status
from agnodice.text.book import PhraseBook
from agnodice.text.clauses import ClauseOpener
from agnodice.text.phrases import Anchored, Mention
from agnodice.text.reading import Item, Lexicon

FLAG = "flag:"
BESIDE_OWNER = "beside:"  # and the place of its row in the cues
BESIDE_REACH = 2  # sentences between a word and what gives it its meaning: "a breast lump … It is mobile"
YOUNGEST = 8  # years; a smaller number beside "years old" is a child's or a thing's
_AGE_WORDS = frozenset({"year", "years", "old"})
PARTED = ";"
BESIDE = 4  # items around a mention in which a place of the body still speaks of it
SPREAD = 2  # telling words between those of a mention from which they stand far apart
_JOINS = frozenset({"and", "or", "nor"})
HERE = "vagina"  # concept of words/synonyms.toml: what names it is not elsewhere
_TOLD_OF_THE_PAST = {FindingKind.HISTORY, FindingKind.RISK_FACTOR}

Kicks = tuple[str, Sequence[str], Sequence[str], Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Trait:
    """What the listener must know of a finding: its parent, and whether it still counts when it is past."""

    refines: FindingId | None
    lasts: bool


def traits(findings: Iterable[Finding]) -> dict[str, Trait]:
    """The traits of findings, by id."""
    return {f.id: Trait(f.refines, f.kind in _TOLD_OF_THE_PAST) for f in findings}


@dataclass(frozen=True)
class Heard:
    """What a text says: one observation a finding, red flags whose words it holds, the read items and their numbers.

    `sure`: what is heard in words that stand close and as written. Dangers count however they are heard; causes are
    weighed by what is sure. `loose`: findings and `flag:` ids that are said to be there only in words which stand in
    another order than a phrase's; `spread`: only in words with others between. `struck`: the places of words that
    answers overruled, which tell nothing more.
    """

    observations: tuple[Observation, ...]
    flag_words: Mapping[str, Observation]
    items: tuple[Item, ...]
    numbers: Numbers = field(repr=False, compare=False)
    sure: tuple[Observation, ...] = ()
    loose: frozenset[str] = frozenset()
    spread: frozenset[str] = frozenset()
    struck: tuple[tuple[int, int], ...] = ()

    def struck_by(self, answers: Iterable[Observation]) -> tuple[tuple[int, int], ...]:
        """The places of words in which a finding was heard of which answers say something else."""
        says = {answer.finding: answer.presence for answer in answers}
        return tuple((o.start, o.end) for o in self.sure if says.get(o.finding, o.presence) is not o.presence)

    def present(self) -> frozenset[FindingId]:
        """Findings said to be there."""
        return frozenset(o.finding for o in self.observations if o.presence is Presence.PRESENT)


class Listener:
    """Finds the library's findings in text."""

    def __init__(self, lexicon: Lexicon, traits: Mapping[str, Trait], phrases: Anchored) -> None:
        """`phrases`: the word groups by their rarest word; an owner is a finding id or `flag:` and a red flag id."""
        self.lexicon = lexicon
        self._traits = traits
        self._lines: dict[str, frozenset[FindingId]] = {}
        self._put_elsewhere: dict[str, frozenset[str]] = {}
        self.book = PhraseBook(phrases)
        self._judge = Judge(lexicon.cues)
        self._clauses = ClauseOpener(lexicon.cues)
        self._wounds = Wounds(lexicon.cues)
        self._likened = frozenset(lexicon.cues.likened)
        self._likened_findings = frozenset(lexicon.cues.likened_findings)
        self._made_other = {name: (frozenset(then), frozenset(said)) for name, then, said in lexicon.cues.made_other}
        self._other_forms = OtherForms(lexicon.cues.other_forms)
        self._by_baby = lexicon.cues.done_by_baby
        self._told_of_others = frozenset(lexicon.cues.told_of_others)
        self._elsewhere = tuple((frozenset(words), frozenset(names)) for words, names in lexicon.cues.elsewhere)

    def read_ahead(self) -> None:
        """Make ready now what is otherwise made when a text first holds a phrase's rarest word, or an unknown word."""
        self.book.read_ahead()
        self.lexicon.read_ahead()
        self.lexicon.speller.by_ends()
        for finding in self._traits:
            self._words_elsewhere(finding)

    def hear(self, text: str) -> Heard:
        """Everything that `text` says of findings."""
        items = self._clauses.opened(text, self.lexicon.read(text))
        self.lexicon.forget()
        numbers = Numbers(items)
        age = _age_items(numbers, self.lexicon.cues)
        dated = _date_items(numbers, self.lexicon.cues)
        found = (mention for mention in self.book.find(items) if age.isdisjoint(mention.items))
        meant = (mention for mention in self._of_wounds(found, items) if not self._is_likened(mention, items))
        mentions = [mention for mention in meant if not self._is_elsewhere(mention, items)]
        statuses = self._judge.statuses(items, mentions)
        told = [(m, self._presence(m.owner, status)) for m, status in zip(mentions, statuses, strict=True)]
        said = _strongest(told, items)
        flags = {owner.removeprefix(FLAG): o for owner, o in said.items() if owner.startswith(FLAG)}
        firm = [(m, p) for m, p in told if m.is_sure and dated.isdisjoint(m.items)]
        sure = _strongest([*firm, *self._told_beside(firm, items)], items)
        return Heard(_findings(said), flags, items, numbers, _findings(sure), *_loosely(told, items))

    def statuses(self, items: Sequence[Item]) -> tuple[Status, ...]:
        """What is said of each word by itself: that it is there, denied, past, …"""
        return self._judge.words(items)

    def _told_beside(
        self, told: Sequence[tuple[Mention, Presence]], items: Sequence[Item]
    ) -> Iterator[tuple[Mention, Presence]]:
        """What words mean that get their meaning from what is told near them: "it is mobile" of a breast lump."""
        leaning = [(mention, presence) for mention, presence in told if mention.owner.startswith(BESIDE_OWNER)]
        if not leaning:  # as in most texts
            return
        there = [(self._line(m.owner), items[m.first].sentence) for m, p in told if p is Presence.PRESENT]
        for mention, presence in leaning:
            _, finding, beside = self.lexicon.cues.beside_says[int(mention.owner.removeprefix(BESIDE_OWNER))]
            here = items[mention.first].sentence
            near = (line for line, sentence in there if abs(here - sentence) <= BESIDE_REACH)
            if any(not line.isdisjoint(beside) for line in near):
                yield mention._replace(owner=finding), presence

    def _of_wounds(self, found: Iterable[Mention], items: Sequence[Item]) -> Iterator[Mention]:
        """The mentions without the blood of a cut finger; much blood of a bad wound is that of the wound."""
        wounds = self._wounds.told(items)
        if not wounds:  # as in most texts
            yield from found
            return
        for mention in found:
            owner = self._wounds.owner(mention, self._line(mention.owner), items, wounds)
            if owner:
                yield mention._replace(owner=owner)

    def _is_elsewhere(self, mention: Mention, items: Sequence[Item]) -> bool:
        """Whether words beside a mention put it at another place of the body ("discharge from my right nipple"); not
        where its own words name the vagina. A finding is not told on both sides of a ";" of a note.
        """
        within = items[mention.first : mention.last]
        if not mention.owner.startswith(FLAG) and any(item.word == PARTED for item in within):
            return True
        if mention.owner in self._made_other and self._is_made_other(mention, items):
            return True
        if self._other_forms.hold(mention, items):
            return True
        if any(row[0] == mention.owner and self._is_by_baby(row, mention, items) for row in self._by_baby):
            return True
        words = self._words_elsewhere(mention.owner)
        if not words or any(HERE in items[i].concepts for i in mention.items):
            return False
        return any(not words.isdisjoint(item.concepts) for item in _beside(items, mention))

    def _is_likened(self, mention: Mention, items: Sequence[Item]) -> bool:
        """Whether it is only what something looks like: "as if 5 months gone"."""
        if mention.owner not in self._likened_findings:
            return False
        ahead = mention.first - 1
        ahead -= ahead > 0 and items[ahead].word.isdecimal()
        has_time = any(items[i].word in UNITS for i in mention.items)
        return has_time and ahead >= 0 and items[ahead].word in self._likened

    def _is_made_other(self, mention: Mention, items: Sequence[Item]) -> bool:
        """Whether it stands in another thing's name, or so that it tells nothing of her: "a pregnancy test"."""
        then, said = self._made_other[mention.owner]
        told = " ".join([item.word for item in items[mention.first : mention.last + 1]])
        ahead = items[mention.first - 1].word if mention.first else ""
        behind = items[mention.last + 1].word if mention.last + 1 < len(items) else ""
        return not said.isdisjoint((told, f"{ahead} {told}")) or behind in then

    @staticmethod
    def _is_by_baby(row: Kicks, mention: Mention, items: Sequence[Item]) -> bool:
        """Whether the baby kicks: the text names one, or tells of its kicks alone, and no one else who might."""
        _, verbs, babies, beside, others = row
        words = " ".join([item.word for item in items])
        does = any(holds_any(items[i].word, verbs) for i in mention.items)
        is_hers = holds_any(words, babies) and (not beside or holds_any(words, beside))
        return does and is_hers and not holds_any(words, others)

    def _words_elsewhere(self, owner: str) -> frozenset[str]:
        """The places of the body at which a finding is another thing; kept, for findings are the library's."""
        if owner not in self._put_elsewhere:
            line = self._line(owner)
            found = [words for words, names in self._elsewhere if not names.isdisjoint(line)]
            self._put_elsewhere[owner] = frozenset().union(*found)
        return self._put_elsewhere[owner]

    def _line(self, owner: str) -> frozenset[str]:
        return self.with_parents([FindingId(owner)])

    def _presence(self, owner: str, status: Status) -> Presence:
        if status is Status.PRESENT or (status in OF_OTHERS and owner in self._told_of_others):
            return Presence.PRESENT
        lasts = owner in self._traits and self._traits[owner].lasts
        if (status is Status.PAST and lasts) or (status is Status.KIN and not lasts):
            return Presence.PRESENT
        return Presence.ABSENT if status is Status.DENIED else Presence.UNKNOWN

    def with_parents(self, present: Iterable[FindingId]) -> frozenset[FindingId]:
        """`present` and everything that these findings refine: pain low on the left is also belly pain."""
        return frozenset().union(*[self._lines.get(finding) or self._lineage(finding) for finding in present])

    def _lineage(self, finding: FindingId) -> frozenset[FindingId]:
        """A finding with everything that it refines; kept for those of the library."""
        found: set[FindingId] = set()
        step: FindingId | None = finding
        while step and step not in found:
            found.add(step)
            step = self._traits[step].refines if step in self._traits else None
        line = frozenset(found)
        if finding in self._traits:
            self._lines[finding] = line
        return line


def holds_any(words: str, cues: Iterable[str]) -> bool:
    """Whether one of some cues stands in words."""
    return any(f" {cue} " in f" {words} " for cue in cues)


def _beside(items: Sequence[Item], mention: Mention) -> Iterator[Item]:
    """The few items around a mention, as far as the next comma, "and" or "or"."""
    before = range(mention.first - 1, max(-1, mention.first - 1 - BESIDE), -1)
    after = range(mention.last + 1, min(len(items), mention.last + 1 + BESIDE))
    for side in (before, range(mention.first, mention.last + 1), after):
        for index in side:
            if index not in mention.items and (items[index].is_break or items[index].word in _JOINS):
                break
            yield items[index]


def _age_items(numbers: Numbers, cues: Cues) -> frozenset[int]:
    """Items that tell an age: the "years" of a "34-year-old" speak of nothing else."""
    ages = (age for age in numbers.told(cues.ages) if age.value >= YOUNGEST)
    spans = (range(age.first, age.last + 1) for age in ages)
    return frozenset(i for span in spans for i in span if _is_of(numbers.items[i], _AGE_WORDS))


def _date_items(numbers: Numbers, cues: Cues) -> frozenset[int]:
    """Numbers and units that tell when the last period was: these days are no length of bleeding."""
    dates = numbers.told(cues.last_period, without_small=True)
    spans = (range(date.first, date.last + 1) for date in dates if date.value * date.days < NOT_A_CYCLE_DAYS)
    return frozenset(i for span in spans for i in span if _is_of(numbers.items[i], UNITS))


def _is_of(item: Item, words: Container[str]) -> bool:
    return item.word in words or item.word.isdecimal()


def _loosely(told: Iterable[tuple[Mention, Presence]], items: Sequence[Item]) -> tuple[frozenset[str], frozenset[str]]:
    """The owners that are there in no words that stand in a phrase's order, and in none that stand close together."""
    there = [mention for mention, presence in told if presence is Presence.PRESENT]
    owners = frozenset(m.owner for m in there)
    return (
        owners - {m.owner for m in there if m.is_in_order},
        owners - {m.owner for m in there if m.words_between(items) < SPREAD},
    )


def _strongest(told: Iterable[tuple[Mention, Presence]], items: tuple[Item, ...]) -> dict[str, Observation]:
    """One observation an owner: the first mention that says it is there, or else the first that denies it."""
    best: dict[str, tuple[Presence, Mention]] = {}
    for mention, presence in told:
        known = best.get(mention.owner)
        if presence is not Presence.UNKNOWN and (
            known is None or (known[0], presence) == (Presence.ABSENT, Presence.PRESENT)
        ):
            best[mention.owner] = (presence, mention)
    return {owner: _observation(owner, *what, items) for owner, what in best.items()}


def _findings(said: Mapping[str, Observation]) -> tuple[Observation, ...]:
    plain = (o for owner, o in said.items() if not owner.startswith((FLAG, BESIDE_OWNER)))
    return tuple(sorted(plain, key=lambda o: (o.start, o.finding)))


def _observation(owner: str, presence: Presence, mention: Mention, items: tuple[Item, ...]) -> Observation:
    start, end = min([items[i].start for i in mention.items]), max([items[i].end for i in mention.items])
    return Observation(FindingId(owner), presence, start, end)
