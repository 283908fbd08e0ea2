"""The next question: the one whose answer is expected to change the urgency most, and after that the order of causes.

Several things can be asked at once, each to be ticked: what else she notices, what her history holds, which kind of a
complaint it is. One such question tells as much as many of yes and no.

Openings come first where they matter (age, could she be pregnant, weeks, a recent birth, how much blood). Each further
question is weighed as if one cause were behind it all: quick, and good enough to choose by; the result itself is always
the full posterior. Stateless: everything told so far goes in. Nothing that was said, denied, or asked is asked again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, log

from agnodice.assess.network import Network
from agnodice.assess.reason import Reasoned
from agnodice.assess.triage import Urgency, Weigher, shares
from agnodice.model.assessment import Opening, QuestionKind, ReasonKind, Told
from agnodice.model.clinical import (
    CareLevel,
    ConditionId,
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
PLAUSIBLE = 0.004  # share of what was said below which a condition no longer shapes the questions
MOST_PLAUSIBLE = 25
LEAST_CHANCE_OF_DANGER = 0.05  # a red flag is asked for as if at least this likely
URGENCY_WEIGHT, RANKING_WEIGHT = 1.0, 1.0
LEAST_VALUE = 0.06
LEAST_OPTION = 0.004
MOST_OPTIONS, FEWEST_OPTIONS = 6, 2
MOST_TOGETHER = 10
TEMPER, SATURATION = 0.6, 1.0
MOST_WEIGHED = 40
MOST_RANKED, LEAST_RANKED = 20, 0.002
MOST_TOLD_MORE = 3  # times that she is asked to say more when nothing was understood
Shares = Mapping[ConditionId, float]


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
        self._openings = tuple(opening for opening in openings if not opening.alone)
        self.alone = {FindingId(opening.ask): opening.when for opening in openings if opening.alone}

    def next(self, told: Told, danger: Danger, reasoned: Reasoned, urgency: Urgency) -> Asked | None:
        """The next question; None when neither the urgency nor the first cause can plausibly change."""
        if not danger.heard.sure:
            return _as_more(told)
        if len(told.asked) >= _most(urgency):
            return None
        opening = next(self._opened(told, danger), None)
        if opening:
            return opening
        scene = _Scene(self, told, danger, reasoned, urgency)
        value, question = max(scene.questions(), key=lambda pair: (pair[0], pair[1].id), default=(0.0, None))
        return question if value >= LEAST_VALUE else None

    def _opened(self, told: Told, danger: Danger) -> Iterator[Asked]:
        present = self.check.listener.with_parents(o.finding for o in _present(danger))
        said = _spoken_of(told, danger)
        for opening in self._openings:
            matters = not opening.when or present.intersection(opening.when)
            in_state = not opening.states or danger.person.pregnancy in opening.states
            if (
                matters
                and in_state
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
    names = (f"more-{number}" for number in range(1, MOST_TOLD_MORE + 1))
    name = next((name for name in names if name not in told.asked), None)
    return Asked(name, QuestionKind.WORDS) if name and told.text.strip() else None


def _as_question(ask: str) -> Asked:
    if ask in {QuestionKind.AGE, QuestionKind.WEEKS}:
        return Asked(ask, QuestionKind(ask))
    return Asked(ask, QuestionKind.YES_NO, (FindingId(ask),))


def _is_known(ask: str, said: set[FindingId], person: Person) -> bool:
    if ask == QuestionKind.AGE:
        return person.age_years is not None
    return person.weeks is not None if ask == QuestionKind.WEEKS else ask in said


class _Scene:
    """One moment of an interview: what is plausible, what can be asked, what each answer would change."""

    def __init__(self, by: Interviewer, told: Told, danger: Danger, reasoned: Reasoned, urgency: Urgency) -> None:
        self.network, self.check, self.weigher = by.network, by.check, by.weigher
        self.told, self.danger, self.urgency, self.alone = told, danger, urgency, by.alone
        self.gains: dict[FindingId, Shares] = {}
        self.changes: dict[FindingId, float] = {}
        plausible = list(shares(reasoned.ranked).items())[:MOST_PLAUSIBLE]
        self.shares = {name: share for name, share in plausible if share >= PLAUSIBLE}
        self.rest = max(0.0, 1 - sum(self.shares.values()))
        self.ranks = _tempered({p.condition: p.share for p in reasoned.ranked[:MOST_RANKED] if p.share >= LEAST_RANKED})
        self.present = frozenset(o.finding for o in _present(danger))
        self.implied = self.check.listener.with_parents(self.present)
        self.level = urgency.level if urgency.level is not None else CareLevel.ROUTINE
        self.flagged = max((c.level for c in urgency.causes if c.kind is ReasonKind.RED_FLAG), default=CareLevel(0))

    def questions(self) -> Iterator[tuple[float, Asked]]:
        """Every question that could be asked, with its value."""
        dangers = dict(self._dangers())
        values = {finding: self._value(finding, dangers.get(finding)) for finding in self._askable(dangers)}
        for finding, value in values.items():
            yield value, Asked(finding, QuestionKind.YES_NO, (finding,))
        values = {finding: value for finding, value in values.items() if finding not in self.alone}
        for parent in sorted(self.implied):
            yield from self._which(parent, values)
        yield from self._together("also", {f: v for f, v in values.items() if not self.network.is_background(f)})
        yield from self._together("history", {f: v for f, v in values.items() if self.network.is_background(f)})

    def _together(self, name: str, values: Mapping[FindingId, float]) -> Iterator[tuple[float, Asked]]:
        """One question for the several most telling things of a kind, none of them a refinement of another."""
        options: list[FindingId] = []
        weights = dict(self.ranks)
        total, left = 0.0, dict.fromkeys(sorted((f for f in values if values[f] >= LEAST_OPTION), key=lambda f: (-values[f], f))[:MOST_WEIGHED])
        while left and len(options) < MOST_TOGETHER:
            worth = {f: self.changes[f] + sum(g * weights[n] for n, g in self.gains[f].items()) for f in left}
            finding = max(left, key=lambda f: (worth[f], f))
            if worth[finding] < LEAST_OPTION:
                break
            total += worth[finding]
            options.append(finding)
            family = {finding, *self.network.above(finding), *self.network.below(finding)}
            left = {f: None for f in left if f not in family}
            for n, g in self.gains[finding].items():
                weights[n] *= exp(-SATURATION * max(0.0, g))
        if len(options) >= FEWEST_OPTIONS:
            number = 1 + sum(asked.startswith(f"{name}-") for asked in self.told.asked)
            yield (
                total,
                Asked(f"{name}-{number}", QuestionKind.WHICH, tuple(options)),
            )

    def _which(self, parent: FindingId, values: Mapping[FindingId, float]) -> Iterator[tuple[float, Asked]]:
        """One question for several refinements of something that is there."""
        options = [child for child in self.network.children(parent) if values.get(child, 0.0) > LEAST_OPTION]
        options.sort(key=lambda child: (-values[child], child))
        options = options[:MOST_OPTIONS]
        name = f"which-{parent}"
        if len(options) >= FEWEST_OPTIONS and name not in self.told.asked:
            yield sum(values[option] for option in options), Asked(name, QuestionKind.WHICH, tuple(options))

    def _askable(self, dangers: Iterable[FindingId]) -> Iterator[FindingId]:
        linked = {f for name in {**self.shares, **self.ranks} for f in self.network.conditions[name].links}
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
        return finding in self.alone and self.implied.isdisjoint(self.alone[finding])

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
        raising = (f for f in self.check.flags if f.level > self.level and self._can_fire(f))
        for flag in sorted(raising, key=lambda flag: (flag.level, flag.id)):
            for group in flag.when:
                missing = [finding for finding in group if finding not in self.implied]
                if len(missing) == 1 and (len(group) > 1 or not self.shares.keys().isdisjoint(flag.conditions)):
                    yield missing[0], flag.level

    def _can_fire(self, flag: RedFlag) -> bool:
        return fits(flag.person, self.danger.person) and self.implied.isdisjoint(flag.unless)

    def _value(self, finding: FindingId, danger: CareLevel | None) -> float:
        """What an answer is expected to change: levels of urgency, and nats of the order of causes."""
        chances = {name: self._chance(name, finding) for name in {**self.shares, **self.ranks}}
        leak = self.network.leak(finding)
        self.gains[finding] = _gains({name: chances[name] for name in self.ranks}, self.ranks)
        ranking = sum(self.ranks[n] * g for n, g in self.gains[finding].items())
        yes = sum(share * chances[name] for name, share in self.shares.items()) + self.rest * leak
        if not 0 < yes < 1:
            self.changes[finding] = 0.0
            return ranking
        if_yes = {name: share * chances[name] / yes for name, share in self.shares.items()}
        if_no = {name: share * (1 - chances[name]) / (1 - yes) for name, share in self.shares.items()}
        likely = max(yes, LEAST_CHANCE_OF_DANGER) if danger is not None else yes
        change = likely * abs(self._level(if_yes, danger) - self.level) + (1 - yes) * abs(
            self._level(if_no) - self.level
        )
        self.changes[finding] = URGENCY_WEIGHT * change
        return URGENCY_WEIGHT * change + RANKING_WEIGHT * ranking

    def _level(self, shares: Shares, danger: CareLevel | None = None) -> CareLevel:
        return max(self.flagged, danger or CareLevel(0), self.weigher.least_harm(shares))

    def _chance(self, condition: ConditionId, finding: FindingId) -> float:
        """P(yes | this condition alone); background is asked at its own frequency."""
        link = self.network.link(condition, finding)
        if link or self.network.has_link(condition, finding):
            return min(0.99, max(0.003, link))
        return min(0.99, self.network.leak(finding))


def _tempered(shares: Shares) -> Shares:
    raised = {name: share**TEMPER for name, share in shares.items()}
    whole = sum(raised.values())
    return {name: share / whole for name, share in raised.items()}


def _gains(chances: Shares, shares: Shares) -> Shares:
    """For each cause the nats by which an answer, if it were that cause, tells."""
    yes = sum(shares[n] * p for n, p in chances.items())
    if not 0 < yes < 1:
        return dict.fromkeys(chances, 0.0)
    return {n: p * log(p / yes) + (1 - p) * log((1 - p) / (1 - yes)) for n, p in chances.items()}
