"""Whether weeks that a text tells are those of an earlier pregnancy: "waters broke at 41 weeks with my son, he is 3".

A verb of the past must tell them, and a past, an earlier time or a child of some years stand with them. Danger comes
first: where what follows says that it is the same again, they are hers.
"""

from collections.abc import Iterable, Iterator, Sequence

from agnodice.model.words import Cues
from agnodice.safety.hear import holds_any
from agnodice.safety.numbers import UNITS, Number, Numbers
from agnodice.text.earlier import CHILD, TURN_REACH
from agnodice.text.reading import Item

_AGAIN = frozenset({"again", "same", "too", "also"})
_WHO = "who"
CHILD_REACH, OLDEST_CHILD = 3, 30
_Word = tuple[str, int]  # and the item it stands in


def is_of_earlier(date: Number, numbers: Numbers, cues: Cues) -> bool:
    """Whether the part around weeks tells of an earlier pregnancy: not "I am 12 weeks with my first"."""
    items = numbers.items
    first, last = date.first, date.last
    while first and not items[first - 1].is_break:
        first -= 1
    while last + 1 < len(items) and not items[last + 1].is_break:
        last += 1
    turn = _turn(date, items, cues)
    told = [*_words(items, first, min(last + 1, turn))]
    said = " ".join([word for word, _ in told])
    if not holds_any(said, cues.tells_then) or holds_any(said.partition(f" {_WHO} ")[0], cues.tells_now):
        return False
    if holds_any(said, cues.earlier) or any(_free(cues.long_past, told)):
        return True
    return turn < len(items) and holds_any(said, cues.maybe_earlier)


def _turn(date: Number, items: Sequence[Item], cues: Cues) -> int:
    """The item at which the text turns to what is now: "he is 3 now", "this time"; past the end where it does not, or
    says that it is the same again.
    """
    most = items[date.last].sentence + TURN_REACH
    end = next((i for i in range(date.last + 1, len(items)) if items[i].sentence > most), len(items))
    behind = [*_words(items, date.last + 1, end)]
    turns = [*_free(cues.turns_to_now, behind, but=cues.maybe_earlier)]
    turned = {place for first, last in turns for place in range(first, last + 1)}
    if not turns or any(word in _AGAIN and place not in turned for place, (word, _) in enumerate(behind)):
        return len(items)
    return behind[min(turns)[0]][1]


def is_of_child(age: Number, numbers: Numbers, cues: Cues) -> bool:
    """Whether an age is that of a child from an earlier pregnancy: "with my daughter, she is 12 now"."""
    near = {word for word, _ in _words(numbers.items, max(0, age.last - CHILD_REACH), age.last)}
    if age.value > OLDEST_CHILD or CHILD.isdisjoint(near) or "i" in near:
        return False
    before = " ".join([word for word, _ in _words(numbers.items, 0, age.first)])
    return holds_any(before, cues.maybe_earlier) or holds_any(before, cues.earlier)


def _words(items: Sequence[Item], first: int, end: int) -> Iterator[_Word]:
    return ((word, i) for i in range(first, end) for word in items[i].word.split(" "))


def _free(cues: Iterable[str], words: Sequence[_Word], but: Sequence[str] = ()) -> Iterator[tuple[int, int]]:
    """The first and last place of each cue, `but` some, among words, where no unit of time follows: "he is 3", not "3
    weeks".
    """
    row = [word for word, _ in words]
    told = set(row)
    for cue in cues:
        if cue.partition(" ")[0] not in told or cue in but:
            continue
        parts = cue.split(" ")
        for first in [place for place, word in enumerate(row) if word == parts[0]]:
            end = first + len(parts)
            if row[first:end] == parts and (end >= len(row) or row[end] not in UNITS or row[end].startswith("year")):
                yield first, end - 1
