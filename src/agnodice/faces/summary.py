"""The page to take along: her words first, a timeline, yes and no, what to ask; as text or Markdown.

One page a clinician can read in a minute. It holds what she said and what the library says, and is written nowhere
unless she asks for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from agnodice.model.assessment import Assessment, Hypothesis
from agnodice.model.clinical import Pregnancy, Presence

MOST_QUESTIONS, MOST_CAUSES, MOST_TIMES = 5, 4, 6
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_TIME = re.compile(
    r"\b(\d+|a|an|one|two|three|four|five|six|seven|few|several|last|this|since|yesterday|today|ago)\b.{0,14}"
    r"\b(hours?|days?|weeks?|wks?|months?|years?|yrs?|night|morning|yesterday|today|ago)\b",
    re.IGNORECASE,
)


class Summary:
    """Writes the page in one language: `strings` are the faces' own."""

    def __init__(self, strings: Mapping[str, str]) -> None:
        self._strings = strings

    def t(self, key: str, **values: object) -> str:
        """A string of the faces, filled in."""
        return self._strings[key].format(**values)

    def text(self, assessment: Assessment) -> str:
        """The page as plain text."""
        lines = []
        for heading, rows in self._parts(assessment):
            lines += [heading.upper(), *(f"  {row}" for row in rows), ""]
        return "\n".join(lines)

    def markdown(self, assessment: Assessment) -> str:
        """The page as Markdown."""
        lines = [f"# {self.t('summary.title')}", ""]
        for heading, rows in self._parts(assessment):
            lines += [f"## {heading}", "", *(f"- {row}" for row in rows), ""]
        return "\n".join(lines)

    def _parts(self, assessment: Assessment) -> Iterator[tuple[str, list[str]]]:
        parts = {
            "words": [f"“{' '.join(assessment.told.text.split())}”"] if assessment.told.text else [],
            "timeline": list(timeline(assessment.told.text)),
            "person": self._person(assessment),
            "yes": _names(assessment, Presence.PRESENT),
            "no": _names(assessment, Presence.ABSENT),
            "worry": [self.t("summary.worry_space")],
            "urgency": self._urgency(assessment),
            "asks": self._asks(assessment.hypotheses),
            "not_normal": [f"{a.flag.name}. {a.flag.why}" for a in assessment.alarms],
            "could_be": [h.condition.name for h in assessment.hypotheses[:MOST_CAUSES]],
            "notes": [self.t("summary.notes_space")],
            "foot": [self.t("summary.foot_line", name=assessment.edition.name, hash=assessment.edition.hash[:6])],
        }
        for name, rows in parts.items():
            if rows:
                yield self.t(f"summary.{name}"), rows

    def _person(self, assessment: Assessment) -> list[str]:
        person = assessment.understood.person
        rows = [self.t("understood.age", age=person.age_years)] if person.age_years is not None else []
        if person.weeks is not None:
            return [*rows, self.t("understood.weeks", weeks=person.weeks)]
        is_known = person.pregnancy is not Pregnancy.POSSIBLE
        return [*rows, self.t(f"understood.{person.pregnancy}")] if is_known else rows

    def _urgency(self, assessment: Assessment) -> list[str]:
        level = assessment.triage.level
        return [self.t(f"level.{level.slug}")] if level is not None else []

    def _asks(self, hypotheses: Iterable[Hypothesis]) -> list[str]:
        named = [h.condition.name for h in hypotheses]
        asks = [self.t("summary.ask_cause", name=name) for name in named[:2]]
        return [*asks, *(self.t(f"summary.ask_{what}") for what in ("tests", "wait", "options"))][:MOST_QUESTIONS]


def timeline(text: str) -> Iterator[str]:
    """Her own sentences that say when, in her order."""
    told = (match[0].strip() for match in _SENTENCE.finditer(text))
    dated = [sentence for sentence in told if _TIME.search(sentence)]
    yield from dated[:MOST_TIMES]


def _names(assessment: Assessment, presence: Presence) -> list[str]:
    return [finding.name for o, finding in assessment.understood.observations if o.presence is presence]
