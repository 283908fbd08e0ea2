"""The page to take along: her words first, a timeline, yes and no, what to ask; as text or Markdown.

One page a clinician can read in a minute. It holds what she said and what the library says, and is written nowhere
unless she asks for it.
"""

import re
from collections.abc import Iterable, Iterator

from agnodice.faces.speech import Speech
from agnodice.model.assessment import Assessment, Hypothesis
from agnodice.model.clinical import Presence

MOST_QUESTIONS, MOST_CAUSES, MOST_TIMES, MOST_DENIED = 5, 4, 6, 12
TO_FILL_IN = frozenset({"worry", "notes"})  # parts that she writes by hand
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_TIME = re.compile(
    r"\b(\d+|a|an|one|two|three|four|five|six|seven|few|several|last|this|since|yesterday|today|ago)\b.{0,14}"
    r"\b(hours?|days?|weeks?|wks?|months?|years?|yrs?|night|morning|yesterday|today|ago)\b",
    re.IGNORECASE,
)


class Summary(Speech):
    """Writes the page in one language."""

    def text(self, assessment: Assessment) -> str:
        """The page as plain text."""
        lines = []
        for name, rows in self.parts(assessment):
            lines += [self.t(f"summary.{name}").upper(), *(f"  {row}" for row in rows), ""]
        return "\n".join(lines)

    def markdown(self, assessment: Assessment) -> str:
        """The page as Markdown."""
        lines = [f"# {self.t('summary.title')}", ""]
        for name, rows in self.parts(assessment):
            lines += [f"## {self.t(f'summary.{name}')}", "", *(f"- {row}" for row in rows), ""]
        return "\n".join(lines)

    def parts(self, assessment: Assessment) -> Iterator[tuple[str, list[str]]]:
        """The name of each part (strings, section `summary`) and its rows."""
        parts = {
            "words": [f"“{' '.join(assessment.told.text.split())}”"] if assessment.told.text else [],
            "timeline": self._when(assessment.told.text),
            "person": self.facts(assessment.understood.person),
            "yes": _names(assessment, Presence.PRESENT),
            "no": self._denied(assessment),
            "worry": [self.t("summary.space")],
            "urgency": [self.t(f"level.{assessment.triage.level.slug}")],
            "asks": self._asks(assessment.hypotheses),
            "not_normal": [f"{a.flag.name}. {a.flag.why}" for a in assessment.alarms],
            "could_be": [h.condition.name for h in assessment.hypotheses[:MOST_CAUSES]],
            "notes": [self.t("summary.space")],
            "foot": [self.t("summary.foot_line", name=assessment.edition.name, hash=assessment.edition.hash[:6])],
        }
        for name, rows in parts.items():
            if rows:
                yield name, rows

    @staticmethod
    def _when(text: str) -> list[str]:
        """Her sentences that say when; none where they are all that she wrote, for that stands above."""
        dated = list(timeline(text))
        return dated if len(list(_SENTENCE.finditer(text))) > len(dated) else []

    def _denied(self, assessment: Assessment) -> list[str]:
        """What she said no to: in her own words first, then what tells causes apart; the rest is counted."""
        named = {o.finding: f.name for o, f in assessment.understood.observations if o.presence is Presence.ABSENT}
        own = [o.finding for o, _ in assessment.understood.observations if o.finding in named and o.end]
        causes = (*assessment.hypotheses, *assessment.must_not_miss)
        telling = [point.finding.id for h in causes for point in h.points_against if point.finding.id in named]
        listed = list(dict.fromkeys([*own, *telling]))[:MOST_DENIED]
        rest = len(named) - len(listed)
        return [*(named[name] for name in listed), *([self.t("summary.no_more", count=rest)] if rest else [])]

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
