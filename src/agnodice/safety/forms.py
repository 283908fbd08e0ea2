"""Words that, with what follows them as it is written, stand for another thing than a finding hears in them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import accumulate, chain

from agnodice.text.phrases import Mention
from agnodice.text.reading import Item

FORM_REACH = 6  # items that a form of `other_forms` may take: "lower right side of my back"

Forms = tuple[Sequence[str], Sequence[str], Sequence[str]]  # owners (none: all), forms, words beside which it is not


class OtherForms:
    """The rows of `other_forms`, by form."""

    def __init__(self, rows: Iterable[Forms]) -> None:
        self._of: defaultdict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
        for owners, forms, unless in rows:
            for form in forms:
                self._of[form].append((frozenset(owners), frozenset(unless)))
        self._begins = frozenset(form.partition(" ")[0] for form in self._of)

    def hold(self, mention: Mention, items: Sequence[Item]) -> bool:
        """Whether a word of a mention stands for another thing: "my legs are swollen", but not "one of my legs"; "the
        labour ward".
        """
        return any(self._is_begun(place, mention, items) for place in mention.items)

    def _is_begun(self, place: int, mention: Mention, items: Sequence[Item]) -> bool:
        if items[place].word.partition(" ")[0] not in self._begins:  # as most words are not
            return False
        words = " ".join([item.word for item in items[place : place + FORM_REACH]]).split(" ")
        told = accumulate(words, "{} {}".format)
        rows = chain.from_iterable(self._of[form] for form in told if form in self._of)
        return any(
            (not owners or mention.owner in owners) and not any(_is_one_of(items[i], unless) for i in mention.items)
            for owners, unless in rows
        )


def _is_one_of(item: Item, words: Container[str]) -> bool:
    """Whether an item is one of some words, as written or, so that a slip loses no danger, as read; no slip is in the
    first letter, so that a "wife" is no "husband".
    """
    read = (concept for concept in (*item.concepts, *item.weak) if concept[:1] == item.word[:1])
    return item.word in words or any(concept in words for concept in read)
