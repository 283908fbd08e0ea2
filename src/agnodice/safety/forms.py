"""Words that, with what follows them as it is written, stand for another thing than a finding hears in them."""

from collections.abc import Container, Sequence

from agnodice.text.phrases import Mention
from agnodice.text.reading import Item

FORM_REACH = 6  # items that a form of `other_forms` may take: "lower right side of my back"

Forms = tuple[Sequence[str], Sequence[str], Sequence[str]]  # owners (none: all), forms, words beside which it is not


def is_other_form(row: Forms, mention: Mention, items: Sequence[Item]) -> bool:
    """Whether a word of a mention stands for another thing: "my legs are swollen", but not "one of my legs"; "the
    labour ward".
    """
    owners, forms, unless = row
    if owners and mention.owner not in owners:
        return False
    told = [" ".join([item.word for item in items[i : i + FORM_REACH]]) for i in mention.items]
    is_other = any(f"{words} ".startswith(f"{form} ") for words in told for form in forms)
    return is_other and not any(_is_one_of(items[i], unless) for i in mention.items)


def _is_one_of(item: Item, words: Container[str]) -> bool:
    """Whether an item is one of some words, as written or, so that a slip loses no danger, as read; no slip is in the
    first letter, so that a "wife" is no "husband".
    """
    read = (concept for concept in (*item.concepts, *item.weak) if concept[:1] == item.word[:1])
    return item.word in words or any(concept in words for concept in read)
