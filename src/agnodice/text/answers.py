"""What a form says no to: "Fever? no.", "Nausea, light bothers: none."

Notes and forms put the finding before a mark and the answer behind it. A "no" in a sentence of its own would deny
nothing, and what is asked would count as there. Danger comes first: what she says of herself ("I soak pads, fever:
no") or asks ("Should I worry? No.") is no label.
"""

from collections.abc import Iterator, Sequence

from agnodice.text.cues import Span
from agnodice.text.reading import Item

NOS = frozenset({"no", "none", "nope", "nah", "nil", "never", "negative", "denied"})
MARKS = frozenset({"?", ":"})
LONGEST = 9  # words of a label
FEWEST_MARKS = 3  # in a text that is a form; elsewhere a colon speaks of what stands next to it alone
_ENDS = frozenset(".!?;:\n…()")
_HER_OWN = frozenset({"i", "my", "me", "we", "she", "her", "and", "but", "because"})
ASKS = frozenset({
    "is", "are", "am", "was", "were", "should", "can", "could", "would", "will", "must", "may", "might", "what", "why",
    "how", "when", "where", "which", "who", "do", "does", "did", "have", "has", "had", "cannot", "not", "no",
})  # fmt: skip


def answered_no(items: Sequence[Item]) -> tuple[Span, ...]:
    """The labels (first item, and the mark behind the last) that are answered with "no"."""
    marks = [index for index, item in enumerate(items) if item.word in MARKS]
    return tuple(_labels(items, marks)) if marks else ()


def _labels(items: Sequence[Item], marks: Sequence[int]) -> Iterator[Span]:
    is_form = len(marks) >= FEWEST_MARKS
    for mark in marks:
        if not _is_no(items, mark + 1) or (items[mark].word == ":" and not is_form):
            continue
        first = mark
        while first and items[first - 1].word not in _ENDS:
            first -= 1
        words = [item.word for item in items[first:mark] if not item.is_break]
        if words and len(words) <= LONGEST and _HER_OWN.isdisjoint(words) and (words[0] not in ASKS or "you" in words):
            yield first, mark


def _is_no(items: Sequence[Item], place: int) -> bool:
    """Whether a "no" stands at a place (line ends before it aside) with nothing but a figure behind it."""
    while place < len(items) and items[place].word == "\n":
        place += 1
    if place >= len(items) or items[place].word not in NOS:
        return False
    then = items[place + 1 : place + 2]  # a figure may follow: "fever: no 36.7"
    return not then or then[0].is_break or then[0].word[:1].isdecimal()
