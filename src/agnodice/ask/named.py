"""Which conditions a question names: what has no guide of its own may still have a page of its own."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from agnodice.model.clinical import Condition, ConditionId
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
        self.statuses = statuses

    def names(self, items: Sequence[Item]) -> "Names":
        """The names in a text; nothing is looked for before it is asked."""
        return Names(self, items)

    def found(self, items: Sequence[Item]) -> Sequence[Mention]:
        """Every name that a text holds as written; none of everyday words alone ("period", "birth")."""
        return [m for m in self.book.find(items) if m.is_sure and self._is_name([items[i] for i in m.items])]

    def _is_name(self, items: Sequence[Item]) -> bool:
        if len(items) == 1 and len(items[0].word) < SHORTEST:
            return False
        return any(not item.is_small and self._is_telling(item.concepts) for item in items)


class Names:
    """The names of conditions in one text; they are looked for once, however much is asked of them.

    A name inside a longer one is not meant ("diabetes" in "gestational diabetes"), nor one that is denied, nor what
    also names a condition that an answer is about.
    """

    def __init__(self, namer: Namer, items: Sequence[Item]) -> None:
        self._namer, self._items = namer, items

    @cached_property
    def _found(self) -> Sequence[Mention]:
        return self._namer.found(self._items)

    @cached_property
    def _told(self) -> Sequence[Mention]:
        """The names that are meant, in the order of the text."""
        said = self._namer.statuses(self._items) if self._found else ()
        return [mention for mention in _widest(self._found) if said[mention.first] is not Status.DENIED]

    def beside(self, about: Collection[ConditionId]) -> tuple[ConditionId, ...]:
        """The conditions named, each once, beside those that an answer is `about`."""
        return tuple(dict.fromkeys(map(_condition, self._kept(about))))

    @cached_property
    def is_all(self) -> bool:
        """Whether the text is a name and little words alone ("what is lichen sclerosus")."""
        names = {i for mention in self._told for i in mention.items}
        rest = (item for i, item in enumerate(self._items) if i not in names)
        return bool(names) and all(item.is_small or item.is_break for item in rest)

    def without(self, about: Collection[ConditionId]) -> Sequence[Item]:
        """The items of the text without the names of those conditions: what else it says."""
        names = {i for mention in self._kept(about) for i in mention.items}
        return [item for i, item in enumerate(self._items) if i not in names] if names else self._items

    def _kept(self, about: Collection[ConditionId]) -> list[Mention]:
        taken = {i for mention in self._found if _condition(mention) in about for i in mention.items}
        return [mention for mention in self._told if taken.isdisjoint(mention.items)]


def _condition(mention: Mention) -> ConditionId:
    return ConditionId(mention.owner.removeprefix(CONDITION))


def _widest(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that are no part of another, in the order of the text."""
    spans = [frozenset(mention.items) for mention in mentions]
    for mention in sorted(mentions, key=lambda m: (m.first, m.owner)):
        if not any(span > frozenset(mention.items) for span in spans):
            yield mention


def in_question(question: str, conditions: Iterable[Condition]) -> tuple[ConditionId, ...]:
    """The conditions of which a name stands in a guide's question, as it is written there."""
    asked = question.casefold()
    names = {c.id: (c.name.partition(" (")[0], *c.also) for c in conditions}
    return tuple(id_ for id_, named in names.items() if any(name.casefold() in asked for name in named))
