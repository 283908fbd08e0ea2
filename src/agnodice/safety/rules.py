"""Apply the red flags: any list of findings all present, or the flag's own words, for such a person.

What a flag below an emergency names in `unless` (breathless on stairs alone, heartburn) quiets its lists when it was
surely said. What has been learnt from sayings finds some alarms next to impossible for the words that raised them, or
for words that stand loosely; these are doubted, and asked back in the place of being raised
(docs/adr/0023, 0030). Not knowing counts towards danger: an unknown pregnancy state is "possible", an unknown age is 15
to 49.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from agnodice.model.clinical import (
    AskBack,
    CareLevel,
    FindingId,
    Observation,
    Person,
    PersonCondition,
    Pregnancy,
    Presence,
    RedFlag,
)
from agnodice.model.results import AskedBack
from agnodice.safety.denials import Denial, DenialReader, told_by_denials
from agnodice.safety.figures import told_by_figures
from agnodice.safety.hear import Heard, Listener
from agnodice.safety.hunch import DOUBTED, NO_HUNCHES, Hunch, Hunches, sentences, traces, with_others
from agnodice.safety.loose import Doubts, is_told_loosely
from agnodice.safety.person import implied, merged, person_of, told_together
from agnodice.text.assertion import Status
from agnodice.text.reading import Item

UNKNOWN_AGE = (15, 49)
MOST_WEIGHED = 400  # items at the start of a text that are weighed for what to ask back; rules read all of it


@dataclass(frozen=True)
class Raised:
    """A red flag that fired, and what was said that raised it."""

    flag: RedFlag
    because: tuple[Observation, ...]


@dataclass(frozen=True)
class Danger:
    """The outcome of the danger check: what was heard, of whom, and the flags raised, most urgent first.

    `asked_back`: what her words may mean besides, more urgent than anything raised. `doubted`: what rules heard in
    words that hardly mean it, so that it is asked back.
    """

    heard: Heard
    person: Person
    raised: tuple[Raised, ...]
    asked_back: AskedBack | None = None
    doubted: tuple[Raised, ...] = ()

    @property
    def level(self) -> CareLevel | None:
        """The highest level raised; None when no flag was (which never means "safe")."""
        return self.raised[0].flag.level if self.raised else None


class DangerCheck:
    """All red flags of an edition, ready to be run on words or on observations."""

    def __init__(self, flags: Iterable[RedFlag], listener: Listener, hunches: Hunches | None = None) -> None:
        """`hunches`: what to ask back; nothing is asked back without."""
        self.flags = tuple(flags)
        self.listener = listener
        self._hunches = hunches or NO_HUNCHES
        self._by_id = {flag.id: flag for flag in self.flags}
        self._by_finding: dict[FindingId, list[RedFlag]] = {}
        for flag in self.flags:
            for finding in {group[0] for group in flag.when if group}:
                self._by_finding.setdefault(finding, []).append(flag)
        self._denials = DenialReader(listener.lexicon.cues)
        self._worded = [flag for flag in self.flags if flag.words]

    def words(self, text: str, told: Person | None = None, answers: Iterable[Observation] = ()) -> Danger:
        """The check on raw words and on answers, which overrule them (UNKNOWN takes back what the words said).

        `told` is what is known of the person apart from both.
        """
        heard = self._corrected(self.listener.hear(text), tuple(answers))
        person = merged(told or Person(), self._person(heard))
        heard = self._completed(heard, person)
        found = self.observations(heard.observations, person, heard.flag_words, heard.sure)
        danger = Danger(heard, person, found, self._asked_back(heard, person, found))
        return self.doubting(danger, self._doubted(danger))

    def _corrected(self, heard: Heard, answers: Sequence[Observation]) -> Heard:
        """What was heard, with what figures and answers say in the place of what they overrule."""
        figures = tuple(told_by_figures(heard.numbers, self.listener.lexicon.cues))
        observed, sure = (overruled(overruled(said, figures), answers) for said in (heard.observations, heard.sure))
        return replace(heard, observations=observed, sure=sure, struck=heard.struck_by(answers))

    def _person(self, heard: Heard) -> Person:
        """The person of whom it was heard."""
        absent = (o.finding for o in heard.observations if o.presence is Presence.ABSENT)
        present, sure = (
            self.listener.with_parents(o.finding for o in said if o.presence is Presence.PRESENT)
            for said in (heard.observations, heard.sure)
        )
        return person_of(heard.numbers, present, absent, self.listener.lexicon.cues, sure)

    def _completed(self, heard: Heard, person: Person) -> Heard:
        """What was heard of such a person, and what follows from it."""
        denials = self._denials.read(heard.items)
        observed, sure = (self._with_following(said, denials, person) for said in (heard.observations, heard.sure))
        return replace(heard, observations=observed, sure=sure)

    def _doubted(self, danger: Danger) -> tuple[Raised, ...]:
        """What is urgent and next to impossible for her words, or told loosely where danger is hardly meant."""
        urgent = tuple(r for r in danger.raised if r.flag.level >= CareLevel.SAME_DAY)
        may_be = tuple(r for r in urgent if self._may_doubt(r, danger.heard.items))
        if not may_be:
            return ()
        statuses = self.listener.statuses(danger.heard.items)
        if self._hunches.likelihood(danger.heard.items, with_others(statuses)) >= DOUBTED:  # as in most texts
            return ()
        if may_be == urgent and self._hunches.doubt(danger.heard.items, statuses):
            return urgent
        return self._loose(danger, may_be, statuses)

    def _may_doubt(self, told: Raised, items: Sequence[Item]) -> bool:
        """Whether an alarm may be doubted: not what answers raised, is told at length, or cannot be asked back."""
        is_of_words = all(o.end for o in told.because)
        return is_of_words and len(items) <= MOST_WEIGHED and bool(self._hunches.question(told.flag.id))

    def _loose(self, danger: Danger, may_be: Iterable[Raised], statuses: Sequence[Status]) -> tuple[Raised, ...]:
        """What was told loosely alone, in sentences that hardly mean a danger."""
        loose = [r for r in may_be if is_told_loosely(r.because, danger.heard)]
        if not loose:  # as in most texts
            return ()
        doubts = self.doubts(danger.heard, statuses)
        doubted = (r for r in loose if doubts.holds(r.because, self.sentences_of(danger, r)))
        return tuple(r for r in doubted if not self.is_meant(danger, r, statuses))

    def doubts(self, heard: Heard, statuses: Iterable[Status]) -> Doubts:
        """How likely a text and its parts mean any danger."""
        return Doubts(self._hunches, heard, statuses)

    def is_meant(self, danger: Danger, told: Raised, statuses: Sequence[Status]) -> bool:
        """Whether an alarm is meant by what was learnt from sayings, or may not be doubted. `statuses`: of items."""
        items = danger.heard.items
        return not self._may_doubt(told, items) or self._hunches.means(told.flag.id, items, statuses)

    @staticmethod
    def sentences_of(danger: Danger, told: Raised) -> Sequence[slice]:
        """Where the sentences stand whose words raised an alarm."""
        items = danger.heard.items
        said = [(o.start, o.end) for o in told.because]
        return [
            part
            for part in sentences(items)
            if any(item.start < end and item.end > start for item in items[part] for start, end in said)
        ]

    def doubting(self, danger: Danger, doubted: Sequence[Raised]) -> Danger:
        """The outcome with some of its alarms, the most urgent first, doubted: they are asked back in the place of
        being raised, unless something else is that is as urgent, or is raised.
        """
        if not doubted:
            return danger
        left = tuple(r for r in danger.raised if r not in doubted)
        asked = self._asked_back(danger.heard, danger.person, left)
        if doubted[0].flag.level > (asked.flag.level if asked else _highest(left)):
            asked = self._asked_for(doubted, danger.heard.items)
        return replace(danger, raised=left, asked_back=asked, doubted=(*danger.doubted, *doubted))

    def _asked_back(self, heard: Heard, person: Person, raised: Sequence[Raised]) -> AskedBack | None:
        """What her words may mean that is more urgent than anything raised."""
        level, items = _highest(raised), heard.items[:MOST_WEIGHED]
        hunch = self._hunch(items, person) if level < CareLevel.EMERGENCY else None
        if hunch is None:
            return None
        flag = self._fitting(hunch.ask_back, person)
        asked = hunch.ask_back.asked(told.flag.id for told in raised)
        return AskedBack(asked, flag, hunch.how_likely) if flag.level > level else None

    def _fitting(self, ask_back: AskBack, person: Person) -> RedFlag:
        """The first red flag of an ask-back that fits her; the first where none does."""
        flags = [self._by_id[name] for name in ask_back.flags]
        return next((flag for flag in flags if fits(flag.person, person)), flags[0])

    def _asked_for(self, doubted: Sequence[Raised], items: Sequence[Item]) -> AskedBack:
        """The question in the place of what is doubted: for the likeliest of the most urgent."""
        urgent = [r.flag.id for r in doubted if r.flag.level == doubted[0].flag.level]
        flag = self._by_id[self._hunches.likeliest(urgent, traces(items))]
        return AskedBack(self._hunches.question(flag.id), flag)

    def _hunch(self, items: Sequence[Item], person: Person) -> Hunch | None:
        """The danger that words may mean; most texts mean none even before denials and the past are looked for. Where
        the likeliest is no emergency but emergencies together are likely, the likeliest of these.
        """
        if not self._hunches.may_mean(items):
            return None
        statuses = self.listener.statuses(items)
        hunch = self._hunches.asked(items, statuses)
        if hunch is None or self._fitting(hunch.ask_back, person).level >= CareLevel.EMERGENCY:
            return hunch
        emergencies = self._hunches.of(flag for flag in self.flags if flag.level >= CareLevel.EMERGENCY)
        urgent = (a for a in emergencies if self._fitting(a, person).level >= CareLevel.EMERGENCY)
        return self._hunches.more_urgent(hunch, urgent, items, statuses)

    def _with_following(
        self, said: tuple[Observation, ...], denials: Sequence[Denial], person: Person
    ) -> tuple[Observation, ...]:
        """What was said and what follows from it taken together."""
        cues = self.listener.lexicon.cues
        there = (o.finding for o in said if o.presence is Presence.PRESENT)
        present = self.listener.with_parents({*there, *implied(person, cues)})
        spoken = {o.finding for o in said} | present
        denied = (o for o in told_by_denials(denials, present) if o.finding not in spoken)
        return (*said, *{o.finding: o for o in denied}.values(), *told_together(said, present, person, cues))

    def observations(
        self,
        observed: Iterable[Observation],
        person: Person,
        flag_words: Mapping[str, Observation] | None = None,
        sure: Iterable[Observation] | None = None,
    ) -> tuple[Raised, ...]:
        """The flags raised by observations, most urgent first, then by id. `sure`: those that may quiet a flag, all by
        default.
        """
        observed = tuple(observed)
        said = {o.finding: o for o in observed if o.presence is Presence.PRESENT}
        present = self.listener.with_parents({*said, *implied(person, self.listener.lexicon.cues)})
        words = {f: o for f, o in (flag_words or {}).items() if o.presence is Presence.PRESENT}
        certain = (o.finding for o in (observed if sure is None else sure) if o.presence is Presence.PRESENT)
        quiet = self.listener.with_parents(certain)
        # A flag can only fire when the first finding of one of its groups is there, or its own words are.
        told = {flag.id: flag for finding in present for flag in self._by_finding.get(finding, ())}
        if words:
            told |= {flag.id: flag for flag in self._worded if flag.id in words}
        told = {name: flag for name, flag in told.items() if name in words or quiet.isdisjoint(flag.unless)}
        raised = (self._raised(flag, present, said, person, words) for flag in told.values())
        return tuple(sorted(filter(None, raised), key=lambda r: (-r.flag.level, r.flag.id)))

    def _raised(
        self,
        flag: RedFlag,
        present: frozenset[FindingId],
        said: Mapping[FindingId, Observation],
        person: Person,
        words: Mapping[str, Observation],
    ) -> Raised | None:
        if not fits(flag.person, person):
            return None
        if flag.id in words:
            return Raised(flag, (words[flag.id],))
        for group in flag.when:
            if present.issuperset(group):
                return Raised(flag, self._because(group, said))
        return None

    def _because(self, group: Iterable[FindingId], said: Mapping[FindingId, Observation]) -> tuple[Observation, ...]:
        """What was said that makes a group of findings present (a child speaks for its parent)."""
        wanted = set(group)
        spoke = (o for f, o in said.items() if wanted & self.listener.with_parents([f]))
        return tuple(sorted(spoke, key=lambda o: (o.start, o.finding)))


def _highest(raised: Sequence[Raised]) -> CareLevel:
    """The level of what was raised, most urgent first; the lowest of all where nothing was."""
    return raised[0].flag.level if raised else CareLevel.SELF_CARE


def overruled(said: Iterable[Observation], answers: Sequence[Observation]) -> tuple[Observation, ...]:
    """What was said, with answers in the place of what they overrule."""
    answered = {answer.finding for answer in answers}
    known = (answer for answer in answers if answer.presence is not Presence.UNKNOWN)
    return (*(o for o in said if o.finding not in answered), *known)


def fits(wanted: PersonCondition, person: Person) -> bool:
    """Whether a red flag's rule is about such a person."""
    youngest, oldest = (person.age_years, person.age_years) if person.age_years is not None else UNKNOWN_AGE
    if wanted.age_min is not None and oldest < wanted.age_min:
        return False
    if wanted.age_max is not None and youngest > wanted.age_max:
        return False
    if wanted.pregnancy and person.pregnancy not in wanted.pregnancy:
        return False
    if person.weeks is None:
        return (
            wanted.weeks_min is None or person.pregnancy is Pregnancy.PREGNANT or Pregnancy.POSSIBLE in wanted.pregnancy
        )
    return (wanted.weeks_min or 0) <= person.weeks <= (wanted.weeks_max or 99)


def said_words(text: str, because: Iterable[Observation]) -> tuple[str, ...]:
    """Her words behind an alarm, each once; words inside longer ones are left out."""
    spans = dict.fromkeys((o.start, o.end) for o in because if o.end)  # an answer has no place in her words
    whole = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    return tuple(text[start:end] for start, end in whole)
