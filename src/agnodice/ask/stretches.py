"""The stretches of a long text: what stands in a few sentences says more of what she asks than a whole story.

A story holds much that no guide speaks of, and each such word counts against all of them. Where a text says more than a
question does, each of its sentences is read together with those after it, as much as a question says (STRETCH).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.safety.hear import Heard
from agnodice.text.reading import Item

LONG = 24  # concepts; a text with no more is one question
STRETCH = 12  # concepts from which a stretch says enough
LONGEST_STRETCH = 24  # no further sentence is added to one beyond it


@dataclass(frozen=True)
class Stretch:
    """What is said in a text, or in some sentences of it: its concepts and the findings that are told there."""

    concepts: frozenset[str]
    present: frozenset[FindingId]


def whole(heard: Heard) -> Stretch:
    """All that was heard."""
    return Stretch(_concepts(heard.items), heard.present())


def stretches(heard: Heard, told: Stretch) -> Iterator[Stretch]:
    """A long text's stretches, in the order of their first sentences; none of a text no longer than a question.

    `told`: the whole of it.
    """
    if len(told.concepts) <= LONG:
        return
    there = [o for o in heard.observations if o.presence is Presence.PRESENT]
    said = (list(items) for _, items in groupby((i for i in heard.items if not i.is_break), lambda item: item.sentence))
    sentences = [Stretch(_concepts(items), _within(there, items)) for items in said]
    for first in range(len(sentences)):
        stretch, is_enough = _from(sentences[first:])
        if stretch.concepts:
            yield stretch
        if not is_enough:
            return


def _from(sentences: Sequence[Stretch]) -> tuple[Stretch, bool]:
    """The stretch that begins with the first of some sentences, and whether it says enough."""
    concepts, present = sentences[0].concepts, sentences[0].present
    for sentence in sentences[1:]:
        if len(concepts) >= STRETCH or (concepts and len(concepts | sentence.concepts) > LONGEST_STRETCH):
            return Stretch(concepts, present), True
        concepts, present = concepts | sentence.concepts, present | sentence.present
    return Stretch(concepts, present), len(concepts) >= STRETCH


def _concepts(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(concept for item in items if not item.is_small for concept in item.concepts)


def _within(told: Iterable[Observation], items: Sequence[Item]) -> frozenset[FindingId]:
    return frozenset(o.finding for o in told if items[0].start <= o.start < items[-1].end)
