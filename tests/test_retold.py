"""However a story is told, it is as urgent, and its first cause is the same. Floors: tests/floors.json.

The laws of a retelling (tests/retold.py): the urgency is never lower, and the first cause stays. A few texts break
them; the floors say how few. `python -m benchmarks.metamorphic` measures every text and lists what breaks a law.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agnodice.engine import Engine
from agnodice.model.assessment import Assessment, Told
from agnodice.text.reading import DENIALS
from tests.casebook import cases
from tests.retold import Retelling
from tests.test_knowledge import LIBRARY


@dataclass(frozen=True)
class Outcome:
    """What an assessment says first: how urgent (-1 for nothing understood), and the first cause ("" for none)."""

    level: int
    cause: str


@dataclass(frozen=True)
class Trial:
    """A text and its retelling, with what an assessment says of each."""

    name: str
    text: str
    retold: str
    before: Outcome
    after: Outcome

    @property
    def is_lowered(self) -> bool:
        """Whether the retelling is less urgent."""
        return self.after.level < self.before.level

    @property
    def is_another_cause(self) -> bool:
        """Whether another cause comes first."""
        return bool(self.before.cause) and self.after.cause != self.before.cause


def word_groups() -> list[tuple[str, ...]]:
    """Words that the library says stand for each other, word groups too; no denial and no little word."""
    small = set(LIBRARY.words.cues.small_words)
    meant = (g.words for g in LIBRARY.words.synonyms if g.concept not in DENIALS)
    return [tuple(w for w in words if len(w) > 2 and w not in small) for words in meant]


def outcome(assessment: Assessment) -> Outcome:
    """The first things that it says."""
    level, causes = assessment.triage.level, assessment.hypotheses
    return Outcome(-1 if level is None else int(level), causes[0].condition.id if causes else "")


def texts(half: str, stems: Sequence[str] = ("assess", "danger")) -> list[str]:
    """All texts of a half that tell a story (assess) or a danger."""
    return [row["text" if stem == "assess" else "say"] for stem in stems for row in cases(stem, half)]


def trials(engine: Engine, text: str, ways: Mapping[str, Retelling]) -> Iterator[Trial]:
    """Each retelling that differs from the text, with both outcomes."""
    before = outcome(engine.assess(Told(text)))
    for name, retell in ways.items():
        retold = retell(text)
        if retold != text:
            yield Trial(name, text, retold, before, outcome(engine.assess(Told(retold))))
