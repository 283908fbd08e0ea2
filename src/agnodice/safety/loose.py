"""Alarms told only loosely, turned round or far apart, in a text that hardly means any danger.

A phrase is heard in any order and with words between, so that no danger is missed: "smelly brown water" tells of
waters, and so would "a smell of fish, brown water". Where rules raised wrongly, in own texts, the deciding words stood
turned round in 43 of 100; where rightly, in 22. If what has been learnt from sayings also finds danger unlikely, such
an alarm is asked back (docs/adr/0030).
"""

from collections.abc import Iterable, Sequence, Set

from agnodice.model.clinical import Observation
from agnodice.safety.hear import Heard
from agnodice.safety.hunch import Hunches, traces
from agnodice.text.assertion import OF_OTHERS, Status

UNLIKELY, OF_A_SENTENCE = 0.05, 0.7  # turned round: below the first for the text and the second for its sentences
UNLIKELY_FAR, OF_A_SENTENCE_FAR = 0.02, 0.5  # far apart: the same


def is_told_loosely(because: Iterable[Observation], heard: Heard) -> bool:
    """Whether something that an alarm rests on was told only in words turned round or far apart."""
    return _rests_on(because, heard.loose | heard.spread)


def _rests_on(because: Iterable[Observation], owners: Set[str]) -> bool:
    return any(observation.end and observation.finding in owners for observation in because)


class Doubts:
    """Knows of one text how likely it means any danger; another's danger counts as hers."""

    def __init__(self, hunches: Hunches, heard: Heard, statuses: Iterable[Status]) -> None:
        """`statuses`: one for each item."""
        self._hunches, self._heard = hunches, heard
        self._statuses = [Status.PRESENT if status in OF_OTHERS else status for status in statuses]
        self._whole = self._likelihood(slice(0, len(heard.items)))

    def holds(self, because: Sequence[Observation], sentences: Iterable[slice]) -> bool:
        """Whether an alarm that rests on this, told in these sentences, is to be doubted."""
        likeliest = max(map(self._likelihood, sentences), default=1.0)
        if _rests_on(because, self._heard.loose) and self._whole < UNLIKELY and likeliest < OF_A_SENTENCE:
            return True
        is_far = _rests_on(because, self._heard.spread)
        return is_far and self._whole < UNLIKELY_FAR and likeliest < OF_A_SENTENCE_FAR

    def _likelihood(self, part: slice) -> float:
        hunch = self._hunches.best(traces(self._heard.items[part], self._statuses[part]))
        return hunch.likelihood if hunch else 1.0
