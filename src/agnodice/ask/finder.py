"""Find the guides for words that were heard: ranked, and whether they answer. What a question names beside them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from math import inf

from agnodice.ask.answer import MOST_CHOICES
from agnodice.ask.index import Index
from agnodice.ask.likelihood import ELSEWHERE, Likelihoods
from agnodice.ask.named import Namer, Names
from agnodice.ask.rank import ELSEWHERE as ELSEWHERE_WORD
from agnodice.ask.rank import MOST_HITS, Ranker, opened, outcome
from agnodice.ask.stretches import Stretch, stretches, whole
from agnodice.model.clinical import ConditionId
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome
from agnodice.safety.hear import Heard, Listener
from agnodice.text.book import PhraseBook
from agnodice.text.phrases import anchored

MOST_OF_LONG = 10  # guides that are weighed for a long text and each of its stretches
IN_SCOPE_OF_STRETCH = 1.3  # of the best of several stretches more is asked than of a whole question (1.0)
FAR_AHEAD = 0.3  # a guide whose score leads the next by so much is meant, whatever else is named


class GuideFinder:
    """Knows what speaks for each guide of one edition."""

    def __init__(self, index: Index, listener: Listener, about: Callable[[GuideId], Collection[ConditionId]]) -> None:
        """`about`: the conditions that a guide is about."""
        self._index, self._listener, self._about = index, listener, about
        self._likelihoods = Likelihoods(index.ready("unknown"), index.known)
        self._ranker = Ranker(opened(index.ready("wordings")))

    def read_ahead(self) -> None:
        """Make ready now what is otherwise read when it is first needed."""
        self._likelihoods.keep(self._index.all_known())
        self._ranker.read_ahead()
        self._namer.book.read_ahead()

    @cached_property
    def _namer(self) -> Namer:
        """Finds the names of conditions."""
        names = PhraseBook(anchored(self._index.ready("names")))
        return Namer(names, self._ranker.is_telling, self._listener.statuses)

    def found(self, heard: Heard) -> tuple[tuple[Hit, ...], Outcome, Names]:
        """The guides for words that were heard, best first; whether they answer; the conditions that are named."""
        hits, found = self._ranked(heard)
        names = self._namer.names(heard.items)
        is_anothers = found is not Outcome.NONE and self._names_another(heard, hits, names)
        return hits, Outcome.NONE if is_anothers else found, names

    def hits(self, heard: Heard) -> tuple[Hit, ...]:
        """The guides for words that were heard, best first, whether they answer or not."""
        return self._ranked(heard)[0]

    def tells(self, concept: str) -> dict[str, float]:
        """What a concept tells of each guide."""
        return {name: told for name, told in self._likelihoods.of((concept,)).items() if name != ELSEWHERE}

    def _ranked(self, heard: Heard) -> tuple[tuple[Hit, ...], Outcome]:
        """The guides for words, best first, and whether they answer; in a long text its best stretch counts as well."""
        told = whole(heard)
        parts = [self._weighed(stretch) for stretch in stretches(heard, told)]
        hits, ground = self._weighed(told, MOST_OF_LONG if parts else MOST_HITS)
        if not parts:
            return hits, outcome(hits, ground)
        is_ours = any(part and part[0].score + standing >= IN_SCOPE_OF_STRETCH for part, standing in parts)
        return borne_out(hits, [part for part, _ in parts]), outcome(hits, inf if is_ours else ground)

    def _weighed(self, said: Stretch, most: int = MOST_OF_LONG) -> tuple[tuple[Hit, ...], float]:
        """The best guides for what is said, and what there is to think that it is for the library."""
        likelihoods = self._likelihoods.of(said.concepts - {ELSEWHERE_WORD})
        elsewhere = likelihoods.pop(ELSEWHERE, 0.0)
        hits = self._ranker.rank(said.concepts, self._listener.with_parents(said.present), likelihoods, most)
        return hits, self._ranker.ground(said.concepts, likelihoods, elsewhere, has_findings=bool(said.present))

    def _names_another(self, heard: Heard, hits: Sequence[Hit], names: Names) -> bool:
        """Whether a question names a condition that none of the best guides is about, and asks nothing of ours besides
        ("lupus in pregnancy"): that condition has a page of its own, and no guide would answer.
        """
        if len(hits) > 1 and hits[0].score - hits[1].score >= FAR_AHEAD:
            return False
        about = {name for hit in hits[:MOST_CHOICES] for name in self._about(hit.guide)}
        rest = tuple(names.without(about))
        return len(rest) < len(heard.items) and self._ranked(replace(heard, items=rest))[1] is Outcome.NONE


def borne_out(hits: Iterable[Hit], parts: Iterable[Iterable[Hit]]) -> tuple[Hit, ...]:
    """The hits of a long text, each with the mean of its score and of what the stretch that speaks most for it says."""
    best: dict[GuideId, float] = {}
    for hit in chain.from_iterable(parts):
        best[hit.guide] = max(hit.score, best.get(hit.guide, 0.0))
    told = (Hit(hit.guide, (hit.score + best.get(hit.guide, 0.0)) / 2) for hit in hits)
    return tuple(sorted(told, key=lambda hit: (-hit.score, hit.guide)))
