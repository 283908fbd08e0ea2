"""Find the guides for words that were heard: ranked, and whether they answer. What a question names beside them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

from agnodice.ask.answer import MOST_CHOICES
from agnodice.ask.index import Index
from agnodice.ask.likelihood import ELSEWHERE, Likelihoods
from agnodice.ask.named import Namer, Names
from agnodice.ask.rank import ELSEWHERE as ELSEWHERE_WORD
from agnodice.ask.rank import Ranker, opened, outcome
from agnodice.model.clinical import ConditionId
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome
from agnodice.safety.hear import Heard, Listener
from agnodice.text.book import PhraseBook
from agnodice.text.phrases import anchored

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
        concepts = frozenset(c for item in heard.items if not item.is_small for c in item.concepts)
        likelihoods, present = self._likelihoods.of(concepts - {ELSEWHERE_WORD}), heard.present()
        elsewhere = likelihoods.pop(ELSEWHERE, 0.0)
        hits = self._ranker.rank(concepts, self._listener.with_parents(present), likelihoods)
        ground = self._ranker.ground(concepts, likelihoods, elsewhere, has_findings=bool(present))
        return hits, outcome(hits, ground)

    def _names_another(self, heard: Heard, hits: Sequence[Hit], names: Names) -> bool:
        """Whether a question names a condition that none of the best guides is about, and asks nothing of ours besides
        ("lupus in pregnancy"): that condition has a page of its own, and no guide would answer.
        """
        if len(hits) > 1 and hits[0].score - hits[1].score >= FAR_AHEAD:
            return False
        about = {name for hit in hits[:MOST_CHOICES] for name in self._about(hit.guide)}
        rest = tuple(names.without(about))
        return len(rest) < len(heard.items) and self._ranked(replace(heard, items=rest))[1] is Outcome.NONE
