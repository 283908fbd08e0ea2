"""However a story is told, it is as urgent, and its first cause is the same. Floors: tests/floors.json.

The laws of a retelling (tests/retold.py): the urgency is never lower, and the first cause stays. A few texts break
them; the floors say how few. `python -m benchmarks.metamorphic` measures every text and lists what breaks a law.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pytest

from agnodice.engine import Engine
from agnodice.model.assessment import Assessment, Told
from agnodice.text.reading import DENIALS
from tests.casebook import cases
from tests.floors import FLOORS, HALVES
from tests.retold import Retelling, retellings
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
    return Outcome(int(level), causes[0].condition.id if causes else "")


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


SAMPLE = 12  # every twelfth text; all of them: benchmarks/metamorphic.py
ONLY_FORM = (
    "sentences from last to first",
    "chatter around it",
    "capitals",
    "a line for each sentence",
    "cries for full stops",
)


@pytest.fixture(scope="module", params=HALVES)
def sample(engine: Engine, request: pytest.FixtureRequest) -> tuple[str, list[Trial]]:
    ways = retellings(word_groups())
    return request.param, [trial for text in texts(request.param)[::SAMPLE] for trial in trials(engine, text, ways)]


def test_a_story_told_otherwise_is_as_urgent_and_has_the_same_first_cause(sample: tuple[str, list[Trial]]) -> None:
    half, told = sample
    caused = [trial for trial in told if trial.before.cause]
    shares = {
        "lowered": sum(trial.is_lowered for trial in told) / len(told),
        "another_cause": sum(trial.is_another_cause for trial in caused) / len(caused),
    }
    assert len(told) > 100
    above = {name: round(share, 4) for name, share in shares.items() if share > FLOORS["retold"][half][name]}
    assert not above


def test_form_alone_never_lowers_the_urgency(sample: tuple[str, list[Trial]]) -> None:
    told = [trial for trial in sample[1] if trial.name in ONLY_FORM]
    assert {trial.name for trial in told} == set(ONLY_FORM)
    assert sum(trial.is_lowered for trial in told) == 0


def test_retellings_say_the_same_otherwise() -> None:
    ways = retellings([("sore", "tender", "burning up")])
    text = "I've a fever, burning up. It is worse today. My back's sore and I pee a lot."
    told = {name: way(text) for name, way in ways.items()}
    assert told["sentences from last to first"] == (
        "My back's sore and I pee a lot. I've a fever, burning up. It is worse today."
    )
    assert told["other words"] == text.replace("sore", "tender")
    assert told["has been so"] == text.replace("I pee", "I have been peeing")
    assert told["told of her"] == "She has a fever, burning up. It is worse today. Her back's sore and she pees a lot."
    assert told["told of a sister"] == f"I am asking for my sister. {told['told of her']}"
    assert text in told["chatter around it"]
    assert told["no capitals, no apostrophes"].startswith("ive a fever, burning up. it is")
    assert told["a line for each sentence"].count("\n") == 2
    assert told["cries for full stops"].count("!!") == 3
    assert told["no punctuation"] == "I've a fever burning up It is worse today My back's sore and I pee a lot"
    slipped = zip(text.split(), told["slips in two words"].split(), strict=True)
    assert sum(one != other for one, other in slipped) == 2
    assert ways["told of her"]("My wife has a fever and I am scared") == "My wife has a fever and I am scared"
    assert {name: way(text) for name, way in ways.items()} == told
