"""Which conditions a question names: what has no guide of its own may still have a page of its own."""

from collections.abc import Callable, Collection, Iterator, Sequence

from agnodice.model.clinical import ConditionId
from agnodice.text.assertion import Status
from agnodice.text.book import PhraseBook
from agnodice.text.phrases import Mention
from agnodice.text.reading import Item

CONDITION = "condition:"  # before the id of a condition that owns a name
SHORTEST = 5  # letters of a name of one word; shorter ones are too near to other words ("ME", "piles", "ACNES")
Statuses = Callable[[Sequence[Item]], Sequence[Status]]


class Namer:
    """Knows the names of conditions, and which words are everyday ones."""

    def __init__(self, book: PhraseBook, is_telling: Callable[[Collection[str]], bool], statuses: Statuses) -> None:
        """`is_telling`: whether one of some concepts is no everyday word; `statuses`: what is said of each item."""
        self.book = book
        self._is_telling = is_telling
        self._statuses = statuses

    def named(self, items: Sequence[Item], about: Collection[ConditionId]) -> tuple[ConditionId, ...]:
        """Conditions by the names that a text holds as written, in its order, but those that it denies.

        A name inside a longer one is not meant ("diabetes" in "gestational diabetes"), nor one of everyday words alone
        ("period", "birth"), nor what also names a condition that the answer is `about`.
        """
        return tuple(dict.fromkeys(map(_condition, self._kept(items, about))))

    def besides(self, items: Sequence[Item], about: Collection[ConditionId]) -> Sequence[Item]:
        """The items without those names: what is said besides."""
        names = {i for mention in self._kept(items, about) for i in mention.items}
        return [item for i, item in enumerate(items) if i not in names] if names else items

    def _kept(self, items: Sequence[Item], about: Collection[ConditionId]) -> list[Mention]:
        found = [m for m in self.book.find(items) if m.is_sure and self._is_name([items[i] for i in m.items])]
        if not found:
            return []
        said = self._statuses(items)
        taken = {i for m in found if _condition(m) in about for i in m.items}
        return [m for m in _widest(found) if said[m.first] is not Status.DENIED and taken.isdisjoint(m.items)]

    def _is_name(self, items: Sequence[Item]) -> bool:
        if len(items) == 1 and len(items[0].word) < SHORTEST:
            return False
        return any(not item.is_small and self._is_telling(item.concepts) for item in items)


def _condition(mention: Mention) -> ConditionId:
    return ConditionId(mention.owner.removeprefix(CONDITION))


def _widest(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that are no part of another, in the order of the text."""
    spans = [frozenset(mention.items) for mention in mentions]
    for mention in sorted(mentions, key=lambda m: (m.first, m.owner)):
        if not any(span > frozenset(mention.items) for span in spans):
            yield mention
