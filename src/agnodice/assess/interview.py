"""The next question: the one whose answer is expected to change the urgency most, and after that the order of causes.

Several things can be asked at once, each to be ticked: what else she notices, what her history holds, which kind of a
complaint it is. One such question tells as much as many of yes and no; what it is worth, and what stands in it, is
worked out in worth.py. Who told little is invited to tell more in her own words, which say more than any list
(docs/adr/0024); as long as only history was understood, that comes first.

Openings come first where they matter (age, could she be pregnant, weeks, a recent birth, how much blood). Each further
question is weighed as if one cause were behind it all: quick, and good enough to choose by; the result itself is always
the full posterior. Stateless: everything told so far goes in. Nothing that was said, denied, or asked is asked again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agnodice.assess.network import Network
from agnodice.assess.reason import Reasoned
from agnodice.assess.triage import Urgency, Weigher
from agnodice.assess.worth import Values, Worth
from agnodice.model.assessment import Opening, QuestionKind, Told
from agnodice.model.clinical import (
    CareLevel,
    FindingId,
    FindingKind,
    Observation,
    Person,
    Pregnancy,
    Presence,
    RedFlag,
)
from agnodice.safety.rules import Danger, DangerCheck, fits

MOST_QUESTIONS = 8
MOST_WHEN_URGENT = 4
LEAST_VALUE = 0.03  # of a question: levels of urgency and nats of the order of causes
MOST_OPTIONS, FEWEST_OPTIONS = 6, 2  # kinds of one complaint that are asked at once
MOST_TOGETHER = 12  # things to tick of what else she notices, or of her history
MOST_TOLD_MORE = 3  # times that she is asked to say more
FEW_WORDS, SOME_WORDS = 30, 100  # of hers, below which she is invited to say more before any list, and after one
MORE = "more-"  # how the names of questions for more of her words begin
LISTS = ("which-", "also-", "history-")  # and those of questions with things to tick


@dataclass(frozen=True)
class Asked:
    """A question by ids: its kind, and the findings that it asks for."""

    id: str
    kind: QuestionKind
    findings: tuple[FindingId, ...] = ()


class Interviewer:
    """Chooses questions over one network."""

    def __init__(self, network: Network, check: DangerCheck, weigher: Weigher, openings: Iterable[Opening]) -> None:
        self.network = network
        self.check = check
        self.weigher = weigher
        openings = tuple(openings)
        self._openings = tuple(opening for opening in openings if not opening.alone and not opening.limit)
        self.alone = {FindingId(opening.ask): opening.when for opening in openings if opening.alone}
        self._of = {opening.ask: opening for opening in openings}

    def next(self, told: Told, danger: Danger, reasoned: Reasoned, urgency: Urgency) -> Asked | None:
        """The next question; None when she told enough and neither urgency nor first cause can plausibly change."""
        if not danger.heard.sure or not (danger.raised or self._tells_a_complaint(danger)):
            more = _as_more(told)
            if more or not danger.heard.sure:
                return more
        if len(told.asked) >= _most(urgency):
            return None
        opening = next(self._opened(told, danger), None) or _invited(told, danger)
        if opening:
            return opening
        moment = _Moment(self, told, danger, reasoned, urgency)
        value, question = max(moment.questions(), key=lambda pair: (pair[0], pair[1].id), default=(0.0, None))
        if value >= LEAST_VALUE:
            return question
        return None if urgency.level is CareLevel.EMERGENCY else _invited(told, danger, at_end=True)

    def _tells_a_complaint(self, danger: Danger) -> bool:
        """Whether anything was said to be there that a condition could bring on, and not her history alone."""
        known = (o.finding for o in _present(danger) if o.finding in self.network.findings)
        return not all(map(self.network.is_background, known))

    def is_unfit(self, ask: str, person: Person) -> bool:
        """Whether her age, or her state where the question is limited to some, leaves a question no meaning."""
        opening, age = self._of.get(ask), person.age_years
        if opening is None:
            return False
        is_other = opening.limit and bool(opening.states) and person.pregnancy not in opening.states
        return is_other or (age is not None and not opening.age_min <= age <= opening.age_max)

    def _opened(self, told: Told, danger: Danger) -> Iterator[Asked]:
        present = self.check.listener.with_parents(o.finding for o in _present(danger))
        said = _spoken_of(told, danger)
        for opening in self._openings:
            matters = not opening.when or present.intersection(opening.when)
            in_state = not opening.states or danger.person.pregnancy in opening.states
            if (
                matters
                and in_state
                and not self.is_unfit(opening.ask, danger.person)
                and opening.ask not in told.asked
                and not _is_known(opening.ask, said, danger.person)
            ):
                yield _as_question(opening.ask)


def _spoken_of(told: Told, danger: Danger) -> set[FindingId]:
    """Findings that her words or her answers speak of, whatever they say."""
    return {o.finding for o in danger.heard.sure} | {a.finding for a in told.answers}


def _present(danger: Danger) -> Iterator[Observation]:
    return (o for o in danger.heard.sure if o.presence is Presence.PRESENT)


def _most(urgency: Urgency) -> int:
    return MOST_WHEN_URGENT if urgency.level is CareLevel.EMERGENCY else MOST_QUESTIONS


def _as_more(told: Told) -> Asked | None:
    """To say more in her own words, a few times."""
    free = (number for number in range(1, MOST_TOLD_MORE + 1) if not _was_invited(told, number))
    number = next(free, None)
    return None if number is None or not told.text.strip() or _is_unheeded(told) else _invitation(told, number)


def _invitation(told: Told, number: int) -> Asked:
    """Its name holds how many words she had written, so that it shows later whether she replied to it."""
    return Asked(f"{MORE}{number}-at-{len(told.text.split())}", QuestionKind.WORDS)


def _was_invited(told: Told, number: int) -> bool:
    return any(asked.startswith(f"{MORE}{number}-") for asked in told.asked)


def _is_unheeded(told: Told) -> bool:
    """Whether she wrote nothing after an invitation."""
    end = f"-at-{len(told.text.split())}"
    return any(asked.startswith(MORE) and asked.endswith(end) for asked in told.asked)


def _invited(told: Told, danger: Danger, *, at_end: bool = False) -> Asked | None:
    """To say more in her own words as long as she told little: before any list, after each, and before it ends.

    A danger that was raised is asked about first; who had no reply to an invitation is not invited again.
    """
    lists = sum(asked.startswith(LISTS) for asked in told.asked)
    enough = SOME_WORDS if lists or at_end else FEW_WORDS
    if _is_unheeded(told) or (danger.raised and not lists) or len(told.text.split()) >= enough:
        return None
    if at_end:
        return _as_more(told)
    number = lists + 1  # by the lists before it, so that never two are asked in turn
    is_due = lists < MOST_TOLD_MORE and not _was_invited(told, number)
    return _invitation(told, number) if is_due else None


def _as_question(ask: str) -> Asked:
    if ask in {QuestionKind.AGE, QuestionKind.WEEKS}:
        return Asked(ask, QuestionKind(ask))
    return Asked(ask, QuestionKind.YES_NO, (FindingId(ask),))


def _is_known(ask: str, said: set[FindingId], person: Person) -> bool:
    if ask == QuestionKind.AGE:
        return person.age_years is not None
    return person.weeks is not None if ask == QuestionKind.WEEKS else ask in said


class _Moment:
    """One moment of an interview: what is plausible, what can be asked, what each answer would change."""

    def __init__(self, by: Interviewer, told: Told, danger: Danger, reasoned: Reasoned, urgency: Urgency) -> None:
        self.by, self.network, self.check, self.alone = by, by.network, by.check, by.alone
        self.told, self.danger = told, danger
        self.worth = Worth(by.network, by.weigher, reasoned, urgency)
        self.present = frozenset(o.finding for o in _present(danger))
        self.implied = self.check.listener.with_parents(self.present)

    def questions(self) -> Iterator[tuple[float, Asked]]:
        """Every question that could be asked, with its value."""
        dangers = dict(self._dangers())
        values = {finding: self.worth.of(finding, dangers.get(finding)) for finding in self._askable(dangers)}
        for finding, value in values.items():
            yield value.whole, Asked(finding, QuestionKind.YES_NO, (finding,))
        values = {finding: value for finding, value in values.items() if finding not in self.alone}
        for parent in sorted(self.implied):
            kinds = {f: values[f] for f in self.network.children(parent) if f in values}
            if f"which-{parent}" not in self.told.asked:
                yield from self._listed(f"which-{parent}", kinds, MOST_OPTIONS)
        is_history = self.network.is_background
        for name, wanted in (("also", False), ("history", True)):
            number = 1 + sum(asked.startswith(f"{name}-") for asked in self.told.asked)
            several = {f: value for f, value in values.items() if is_history(f) is wanted}
            yield from self._listed(f"{name}-{number}", several, MOST_TOGETHER)

    def _listed(self, name: str, values: Values, most: int) -> Iterator[tuple[float, Asked]]:
        """One question for the several most telling things."""
        options, value = self.worth.several(values, most)
        if len(options) >= FEWEST_OPTIONS:
            yield value, Asked(name, QuestionKind.WHICH, options)

    def _askable(self, dangers: Iterable[FindingId]) -> Iterator[FindingId]:
        linked = {f for name in self.worth.causes for f in self.network.conditions[name].links}
        said = _spoken_of(self.told, self.danger)
        absent = {o.finding for o in self.danger.heard.sure if o.presence is Presence.ABSENT}
        contrary = {other for f in self.present for other in self.network.findings[f].excludes}
        for finding in sorted({*linked, *dangers}):
            node = self.network.findings.get(finding)
            if node is None or node.kind is FindingKind.CLINICAL or finding in self.told.asked:
                continue
            if self._is_about_state(finding) or self._is_out_of_place(finding):
                continue
            is_settled = finding in said or finding in self.implied or finding in contrary
            is_barred = not absent.isdisjoint(self.network.above(finding)) or not self.present.isdisjoint(node.excludes)
            if not is_settled and not is_barred:
                yield finding

    def _is_out_of_place(self, finding: FindingId) -> bool:
        """Whether a finding is asked only where it matters, and nothing here makes it matter."""
        is_idle = finding in self.alone and self.implied.isdisjoint(self.alone[finding])
        return is_idle or self.by.is_unfit(finding, self.danger.person)

    def _is_about_state(self, finding: FindingId) -> bool:
        """Whether a finding only tells what is known, or cannot be: whether she is pregnant, has just given birth …"""
        state, cues = self.danger.person.pregnancy, self.check.listener.lexicon.cues
        if state is Pregnancy.POSSIBLE:
            return False
        told_by = [name for name, findings in cues.states if finding in findings]
        is_other = bool(told_by) and state.value not in told_by
        is_known = bool(told_by) and self.network.is_background(finding)
        return is_other or is_known or finding in cues.not_pregnant_when_denied

    def _dangers(self) -> Iterator[tuple[FindingId, CareLevel]]:
        """Findings that would complete a red flag above the present level, with that level."""
        raising = (f for f in self.check.flags if f.level > self.worth.level and self._can_fire(f))
        for flag in sorted(raising, key=lambda flag: (flag.level, flag.id)):
            for group in flag.when:
                missing = [finding for finding in group if finding not in self.implied]
                if len(missing) == 1 and (
                    len(group) > 1 or not self.worth.plausible.keys().isdisjoint(flag.conditions)
                ):
                    yield missing[0], flag.level

    def _can_fire(self, flag: RedFlag) -> bool:
        return fits(flag.person, self.danger.person) and self.implied.isdisjoint(flag.unless)
