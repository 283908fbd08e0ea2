"""Say which dangers the library requires for a topic, which of them a page mentions in any wording, and what it lacks.

A danger is mentioned by its own words, by the signs of one of its rules standing close together, or by the name of an
illness behind it that is as urgent. After the care-card pattern of the NHS digital service manual ("help users decide
when and where to get care"): who, how fast, where.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from agnodice.audit.marks import Found
from agnodice.audit.mentions import Sentence
from agnodice.model.audit import Lack, Omission, Required, Span
from agnodice.model.clinical import CareLevel, Condition, ConditionId, Pregnancy, RedFlag
from agnodice.model.content import Cause, Danger, Guide
from agnodice.model.words import Step

CLOSE = 3  # sentences in which the signs of a danger must stand together
NEAR = 2  # sentences around a danger in which what to do counts
_PREGNANT = frozenset({"pregnant", "pregnancy"})


@dataclass(frozen=True)
class Named:
    """What the topic requires, looked up: each danger with its red flag and the illnesses behind it."""

    guide: Guide
    flags: tuple[tuple[Danger, RedFlag, tuple[Condition, ...]], ...]
    causes: tuple[tuple[Cause, Condition], ...]


class Search:
    """Looks for dangers and causes in one page."""

    def __init__(self, sentences: Sequence[Sentence], found: Found) -> None:
        self._sentences = [s for s in sentences if s.is_text]
        self._found = found
        rows = self._sentences
        self._starts, self._ends = [s.span.start for s in rows], [s.span.end for s in rows]
        told = [s.findings for s in rows]
        self._telling = [(i, own) for i, own in enumerate(told) if own]
        self._near = [frozenset().union(*told[i : i + CLOSE]) if own else own for i, own in enumerate(told)]
        self._whole = frozenset().union(*told)

    def required(self, named: Named) -> tuple[Required, ...]:
        """Every danger of the topic, most urgent first, with the places where the page mentions it."""
        rows = [
            Required(flag.id, flag.name, danger.level, danger.who, self.places(flag, conditions))
            for danger, flag, conditions in named.flags
        ]
        return tuple(sorted(rows, key=lambda row: -row.level))

    def places(self, flag: RedFlag, conditions: Iterable[Condition]) -> tuple[Span, ...]:
        """Where a danger is mentioned."""
        urgent = {c.id for c in conditions if c.must_not_miss and c.care >= flag.level >= CareLevel.SAME_DAY}
        told = [s.span for s in self._sentences if flag.id in s.flags or urgent & s.conditions]
        named = [span for span in self._found.of(f"danger:{flag.id}") if self._is_own(span)]
        grave = {c.id for c in conditions if c.must_not_miss}
        return tuple(dict.fromkeys((*told, *named, *self._of_the_pregnant(flag, grave), *self._by_signs(flag))))

    def _is_own(self, span: Span) -> bool:
        """Whether a place stands in the page's own text and not in a link."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.start < self._ends[at]

    def _of_the_pregnant(self, flag: RedFlag, grave: Set[ConditionId]) -> Iterator[Span]:
        """Places where an illness behind a danger of the pregnant is named close to pregnancy."""
        if flag.person.pregnancy != (Pregnancy.PREGNANT,):
            return
        for index, sentence in enumerate(self._sentences):
            near = self._sentences[max(0, index - CLOSE) : index + CLOSE]
            if grave & sentence.conditions and any(not _PREGNANT.isdisjoint(s.folded.concepts) for s in near):
                yield sentence.span

    def _by_signs(self, flag: RedFlag) -> Iterator[Span]:
        """Stretches in which all findings of one of the flag's rules stand."""
        groups = [group for group in flag.when if self._whole.issuperset(group)]
        for index, own in self._telling if groups else ():
            held = [g for g in groups if not own.isdisjoint(g) and self._near[index].issuperset(g)]
            window = self._sentences[index : index + CLOSE]
            if held and self._fits(flag, window):
                last = max(i for i, s in enumerate(window) if not s.findings.isdisjoint(held[0]))
                yield Span(window[0].span.start, window[last].span.end)

    def _fits(self, flag: RedFlag, window: Sequence[Sentence]) -> bool:
        """Whether a stretch speaks of those whom the flag is for: the pregnant, where it is for them alone."""
        if flag.person.pregnancy != (Pregnancy.PREGNANT,):
            return True
        return any(not _PREGNANT.isdisjoint(s.folded.concepts) for s in (*window, *self._sentences[:1]))

    def omissions(self, named: Named, required: Sequence[Required], steps: Sequence[Step]) -> tuple[Omission, ...]:
        """What the page lacks, most urgent first: dangers, causes, steps, then dangers without what to do."""
        spans = {row.red_flag: row.spans for row in required}
        dangers = [_danger(d, f) for d, f, _ in named.flags if not spans[f.id]]
        covered = {condition for omission in dangers for condition in omission.conditions}
        causes = [
            _cause(cause, condition)
            for cause, condition in named.causes
            if not self._names(condition) and condition.id not in covered
        ]
        weak = [w for d, f, _ in named.flags if spans[f.id] for w in self._weak(d, f, spans[f.id])]
        missing = [
            _step(step) for step in steps if _is_due(step, named.guide) and not self._found.of(f"step:{step.id}")
        ]
        return tuple(sorted((*dangers, *causes, *missing, *weak), key=lambda o: (-o.level, ORDER[o.lack])))

    def _names(self, condition: Condition) -> bool:
        return any(condition.id in sentence.conditions for sentence in self._sentences)

    def _weak(self, danger: Danger, flag: RedFlag, spans: Sequence[Span]) -> Iterator[Omission]:
        """A danger that the page mentions without who to see, how fast or where in any of the places."""
        if danger.level < CareLevel.WITHIN_DAYS:
            return
        stretches = [self._around(span) for span in spans]
        lacks = {kind for kind in ("who", "fast", "where") if not self._any(kind, stretches)}
        if {"who", "where"} <= lacks or "fast" in lacks:
            missing = tuple(kind for kind in ("who", "fast", "where") if kind in lacks)
            yield Omission(
                Lack.URGENCY, flag.id, flag.name, danger.level, flag.say, flag.cite, flag.conditions, spans[0], missing
            )

    def _around(self, span: Span) -> Span:
        """A place with the sentences around it."""
        first = max(0, bisect_right(self._ends, span.start) - NEAR)
        last = min(len(self._sentences), bisect_left(self._starts, span.end) + NEAR) - 1
        return Span(self._sentences[first].span.start, self._sentences[last].span.end)

    def _any(self, kind: str, stretches: Sequence[Span]) -> bool:
        return any(self._found.within(kind, s.start, s.end) is not None for s in stretches)


ORDER = {Lack.DANGER: 0, Lack.CAUSE: 1, Lack.URGENCY: 2, Lack.ACTION: 3}


def _danger(danger: Danger, flag: RedFlag) -> Omission:
    said = " ".join(sentence.text for sentence in danger.sentences)
    cite = tuple(dict.fromkeys(c for sentence in danger.sentences for c in sentence.cite)) or flag.cite
    return Omission(Lack.DANGER, flag.id, danger.who, danger.level, said, cite, flag.conditions)


def _cause(cause: Cause, condition: Condition) -> Omission:
    said = " ".join(sentence.text for sentence in cause.sentences)
    cite = tuple(dict.fromkeys(c for sentence in cause.sentences for c in sentence.cite)) or condition.cite
    return Omission(Lack.CAUSE, condition.id, condition.name, condition.care, said, cite, (condition.id,))


def _step(step: Step) -> Omission:
    return Omission(Lack.ACTION, step.id, step.name, CareLevel.ROUTINE)


def _is_due(step: Step, guide: Guide) -> bool:
    return bool({*step.findings} & {*guide.findings} or {*step.conditions} & {*guide.conditions})


def looked_up(guide: Guide, flag: Callable[[str], RedFlag], condition: Callable[[str], Condition]) -> Named:
    """What a guide requires, with its red flags and conditions."""
    flags = []
    for danger in guide.dangers:
        found = flag(danger.red_flag)
        flags.append((danger, found, tuple(map(condition, found.conditions))))
    causes = tuple((cause, condition(cause.condition)) for cause in guide.causes)
    return Named(guide, tuple(flags), causes)
