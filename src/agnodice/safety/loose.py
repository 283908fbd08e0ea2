"""Alarms told only loosely, turned round or far apart, where their own words hardly mean any danger.

A phrase is heard in any order and with words between, so that no danger is missed: "smelly brown water" tells of
waters, and so would "a smell of fish, brown water". Where rules raised wrongly, in own texts, the deciding words stood
turned round in 43 of 100; where rightly, in 22. If what has been learnt from sayings also finds danger unlikely, in
the text, in the alarm's sentences and in each few words around its own, it is asked back (docs/adr/0030).
"""

from collections.abc import Iterable, Iterator, Sequence, Set

from agnodice.model.clinical import Observation
from agnodice.safety.hear import Heard
from agnodice.safety.hunch import DOUBTED, Hunches, parts, with_others
from agnodice.text.assertion import Status

OF_A_SENTENCE, OF_A_SENTENCE_FAR = 0.7, 0.5  # turned round and far apart: danger is less likely for its own sentences
HARDLY, OF_ITS_SENTENCE = 0.001, 0.05  # below these a whole story, and an alarm's own sentences, hardly mean a danger
OF_FEW_WORDS = 0.7  # and less for each few words around its own, which a long sentence does not talk away


def is_told_loosely(because: Iterable[Observation], heard: Heard) -> bool:
    """Whether something that an alarm rests on was told only in words turned round or far apart."""
    return _rests_on(because, heard.loose | heard.spread)


def _rests_on(because: Iterable[Observation], owners: Set[str]) -> bool:
    return any(observation.end and observation.finding in owners for observation in because)


class Doubts:
    """Knows of one text how likely it and its parts mean any danger; another's danger counts as hers."""

    def __init__(self, hunches: Hunches, heard: Heard, statuses: Iterable[Status]) -> None:
        """`statuses`: one for each item."""
        self._hunches, self._heard = hunches, heard
        self._statuses = with_others(statuses)
        self._whole = self._likelihood(slice(0, len(heard.items)))

    def holds(self, because: Sequence[Observation], sentences: Sequence[slice]) -> bool:
        """Whether an alarm that rests on this, told in these sentences, is to be doubted."""
        likeliest = max(map(self._likelihood, sentences), default=1.0)
        turned = likeliest < OF_A_SENTENCE and _rests_on(because, self._heard.loose)
        far = likeliest < OF_A_SENTENCE_FAR and _rests_on(because, self._heard.spread)
        if self._whole >= DOUBTED or not (turned or far):
            return False
        return all(self._likelihood(part) < OF_FEW_WORDS for part in self._around(because, sentences))

    def speak_against(self, sentences: Iterable[slice]) -> bool:
        """Whether the whole story hardly means any danger, nor do the sentences of an alarm by themselves."""
        return self._whole < HARDLY and max(map(self._likelihood, sentences), default=1.0) < OF_ITS_SENTENCE

    def _around(self, because: Iterable[Observation], sentences: Iterable[slice]) -> Iterator[slice]:
        """Each few words of the sentences that hold some that an alarm rests on."""
        said = [(o.start, o.end) for o in because if o.end]
        for sentence in sentences:
            items = self._heard.items[sentence]
            for part in parts(items):
                held = items[part]
                if any(held[0].start < end and held[-1].end > start for start, end in said):
                    yield slice(sentence.start + part.start, sentence.start + part.stop)

    def _likelihood(self, part: slice) -> float:
        return self._hunches.likelihood(self._heard.items[part], self._statuses[part])
