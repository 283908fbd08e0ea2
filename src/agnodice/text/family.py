"""Whether a text tells of the family.

A note does so in a sentence that begins so ("Mother had a clot at 70"), any text right behind what is told ("a stroke
in her grandmother").
"""

from agnodice.text.cues import Span
from agnodice.text.parts import Parts
from agnodice.text.phrases import Mention

FAMILY = frozenset({"note_kin", "in_kin"})
BEHIND = 2  # items behind a mention in which "in her mother" says whose it is
_OF_HER = frozenset({"she", "patient", "i", "my"})  # a sentence that turns back to her: "Mother had piles, she has too"


def is_of_family(mention: Mention, parts: Parts) -> bool:
    """Whether a mention is told of the family."""
    behind = parts.in_sentence("in_kin", mention.last)
    if any(0 < first - mention.last <= BEHIND for first, _ in behind):
        return True
    return bool(parts.cues["notes"]) and any(
        _opens(span, mention, parts) for span in parts.in_sentence("note_kin", mention.first)
    )


def _opens(span: Span, mention: Mention, parts: Parts) -> bool:
    """Whether what names one of the family opens the sentence, and all from there to the mention is told of them, and
    not of today.
    """
    first, last = parts.sentence_of(mention.first)
    told = {word for item in parts.items[span[1] + 1 : mention.last + 1] for word in item.word.split(" ")}
    is_hers = not _OF_HER.isdisjoint(told) or bool(parts.within("recent", (first, last)))
    return span[0] == first and span[1] < mention.first and not is_hers
