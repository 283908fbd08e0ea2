"""Whether a text tells of the family.

A note does so in a sentence that begins so ("Her mother had a clot at 70"), any text right behind what is told ("a
stroke in her grandmother"). Danger comes first: a midwife's "mother" is the one whom the note is about.
"""

from collections.abc import Iterator

from agnodice.text.cues import Span
from agnodice.text.parts import UNITS, Parts
from agnodice.text.phrases import Mention
from agnodice.text.reading import Item

FAMILY = frozenset({"kin_names"})  # the cues without which nothing is told of the family
NOTES = "notes"
_OWNER = "'s"
_BUTS = frozenset({"but", "so", "however", "although", "though"})
BEHIND = 2  # items behind a mention in which "in her mother" says whose it is
DIGITS = 2  # of an age at which something was
_PATIENTS, _THEIRS = frozenset({"mother", "mum"}), frozenset({"her", "his"})
_LEADS = frozenset({
    "her", "his", "a", "an", "the", "one", "two", "both", "several", "older", "younger", "elder", "maternal",
    "paternal", "first", "second", "degree", "half", "and", "family", "history", ":",
})  # fmt: skip
_TELLS = frozenset({"had", "has", "have", "died", "with", "was", "were", "lost", "needed", "takes", "also", "and", ":"})
_OF_HER = frozenset({"she", "patient", "i", "my"})  # a sentence that turns back to her: "Mother had piles, she has too"


def is_of_family(mention: Mention, parts: Parts) -> bool:
    """Whether a mention is told of the family."""
    names = parts.in_sentence("kin_names", mention.first)
    return any(_is_right_behind(span, mention, parts) or _opens(span, mention, parts) for span in names)


def of_family(parts: Parts) -> Iterator[int]:
    """The words that may be told of the family: all of each sentence that names one of it."""
    for first, last in {parts.sentence_of(span[0]) for span in parts.cues["kin_names"]}:
        yield from range(first, last + 1)


def turns_back(mention: Mention, parts: Parts) -> bool:
    """Whether a mention begins in the story of a relative and ends, behind a "but", in hers, and so is neither's: "my
    sister had a clot in her lung, but my legs are fine".
    """
    first, last = mention.first, mention.last
    about = [span for span in parts.in_sentence("relatives", first) if span[1] < first]
    buts = [at for at, _ in parts.cues["breakers"] if first < at < last and parts.items[at].word in _BUTS]
    if not about or not buts:
        return False
    selves, begin = [at for at, _ in parts.cues["self_words"]], about[-1][1] + 1
    if not any(buts[-1] < at < last for at in selves) or any(begin <= at < first for at in selves):
        return False
    return bool(parts.within("had", (begin, first)))


def _is_right_behind(span: Span, mention: Mention, parts: Parts) -> bool:
    """Whether a mention, an "in" and one of the family follow each other: "type 1 diabetes in her older brother"."""
    start = _first_lead(span[0], parts)
    is_behind = start > 0 and parts.items[start - 1].word == "in" and 0 < start - 1 - mention.last <= BEHIND
    return is_behind and not _may_be_patient(span, parts)


def _opens(span: Span, mention: Mention, parts: Parts) -> bool:
    """Whether one of the family opens a sentence of a note behind the one whom it is about, and all from there to the
    mention is told of them, and not of today.
    """
    first, last = parts.sentence_of(mention.first)
    if _first_lead(span[0], parts) != first or span[1] >= mention.first:
        return False
    is_note = any(told[1] < first for told in parts.cues[NOTES])
    if not is_note or not (_owns(parts.items[span[1]]) or parts.items[span[1] + 1].word.partition(" ")[0] in _TELLS):
        return False
    if _may_be_patient(span, parts) and not _tells_age(first, last, parts):
        return False
    told = {word for item in parts.items[span[1] + 1 : mention.last + 1] for word in item.word.split(" ")}
    return _OF_HER.isdisjoint(told) and not parts.within("recent", (first, last))


def _owns(item: Item) -> bool:
    """Whether a word is written with an "'s": "friend's waters went"."""
    return item.end - item.start == len(item.word) + len(_OWNER)


def _may_be_patient(span: Span, parts: Parts) -> bool:
    """Whether one of the family may be the one whom a midwife's note is about: "Mother has a fever"."""
    leads = {item.word for item in parts.items[_first_lead(span[0], parts) : span[0]]}
    return parts.items[span[0]].word in _PATIENTS and _THEIRS.isdisjoint(leads)


def _tells_age(first: int, last: int, parts: Parts) -> bool:
    """Whether a sentence tells at what age it was: "at 70", but not "at 36 weeks"."""
    words = [item.word for item in parts.items[first : last + 1]] + [""]
    ats = [index for index, word in enumerate(words[:-2]) if word == "at"]
    return any(words[at + 1].isdecimal() and len(words[at + 1]) == DIGITS and words[at + 2] not in UNITS for at in ats)


def _first_lead(index: int, parts: Parts) -> int:
    """The first of the words that lead to one of the family: "both of her older sisters" but for its "of"."""
    here = parts.items[index].sentence
    while index > 0 and parts.items[index - 1].sentence == here and parts.items[index - 1].word in _LEADS:
        index -= 1
    return index
