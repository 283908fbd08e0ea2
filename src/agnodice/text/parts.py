"""The parts of a sentence, from one border to the next, with the cues that stand in them and the tense they tell in."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from agnodice.text.cues import Span
from agnodice.text.reading import Item

Cues = Mapping[str, Sequence[Span]]
AND = frozenset({"and", "&"})
UNITS = frozenset({"week", "weeks", "day", "days", "month", "months", "hour", "hours"})
BRIDGE = "after"  # a border of what is denied; what is told of the past may run on over it
_MODALS = frozenset({"can", "could", "may", "might", "will", "would", "should", "do", "does"})
_SUBJECTS = frozenset({"i", "you", "she", "he", "it", "we", "they", "that", "who"})
ASKED_REACH = 4  # items before a "still" in which "can" makes it a question: "can one still", not "I can still"


class Parts:
    """One text cut at its commas, its "but"s, its "now"s and so on."""

    def __init__(self, items: Sequence[Item], cues: Cues) -> None:
        self.items = items
        self.cues = cues
        self.breaks = {i for i, item in enumerate(items) if item.is_break}
        self.breakers = {i for first, last in cues["breakers"] for i in range(first, last + 1)}

    def ands(self, places: range) -> list[int]:
        """Where an "and" stands among these places."""
        return [i for i in places if self.items[i].word in AND]

    def is_before_unit(self, span: Span) -> bool:
        """Whether a unit of time follows a cue right away, be it in the idiom in which the cue ends ("20 weeks")."""
        then = span[1] + 1
        if self.items[span[1]].word.partition(" ")[2] in UNITS:
            return True
        return then < len(self.items) and self.items[then].word in UNITS

    def in_sentence(self, kind: str, index: int) -> list[Span]:
        """Cues of a kind that begin in the sentence of an item."""
        spans = self.cues[kind]
        if not spans:
            return []
        begin, end = self.sentence_of(index)
        return [span for span in spans if begin <= span[0] <= end]

    def sentence_of(self, index: int) -> Span:
        """The first and last item of an item's sentence."""
        return self._sentences[self.items[index].sentence]

    def behind(self, span: Span) -> range:
        """What stands behind a cue in its sentence."""
        return range(span[1] + 1, self.sentence_of(span[0])[1] + 1)

    @cached_property
    def _sentences(self) -> Mapping[int, Span]:
        """Where each sentence begins and ends, by its number."""
        ends = {item.sentence: i for i, item in enumerate(self.items)}
        begins = (0, *(end + 1 for end in ends.values()))
        return {number: (begin, end) for begin, (number, end) in zip(begins, ends.items(), strict=False)}

    def within(self, kind: str, part: Span) -> list[Span]:
        """Cues of a kind that begin in a part."""
        return [span for span in self.cues[kind] if part[0] <= span[0] <= part[1]]

    def around(self, first: int, last: int, *, bridged: bool = False) -> Span:
        """The stretch of the sentence around some items up to the nearest "but", "now", comma and so on.

        `bridged`: an "after" ends it no more.
        """
        here = self.items[first].sentence
        while first > 0 and self.items[first - 1].sentence == here and not self._cuts(first - 1, bridged):
            first -= 1
        while first - 1 in self.breakers and first - 1 not in self.breaks:  # "now", "just" open their own part
            first -= 1
        end = len(self.items)
        while last + 1 < end and self.items[last + 1].sentence == here and not self._cuts(last + 1, bridged):
            last += 1
        return first, last

    def opens_part(self, index: int) -> bool:
        """Whether an item is the first behind a border."""
        return index > 0 and (index - 1 in self.breakers or index - 1 in self.breaks)

    def _cuts(self, index: int, bridged: bool) -> bool:
        if bridged and self.items[index].word == BRIDGE:
            return False
        return index in self.breakers or index in self.breaks

    def tells_now(self, part: Span) -> bool:
        """Whether a verb in a part is of the present; "have had" and "can I have" are not."""
        others = (*self.cues["perfects"], *self.cues["infinitives"])
        other = {i for first, last in others for i in range(first, last + 1)}
        return any(first not in other for first, _ in self.within("tells_now", part))

    def holds_now(self, part: Span) -> bool:
        """Whether a part tells of now: "is", and "has had" too."""
        return self.tells_now(part) or bool(self.within("perfects", part))

    def tells_then(self, part: Span) -> bool:
        """Whether verbs in a part are of the past, and none of the present."""
        return bool(self.within("tells_then", part)) and not self.tells_now(part)

    def going_on(self, part: Span) -> list[Span]:
        """Cues in a part that it is still so, but those of a question: "can one still breastfeed"."""
        return [span for span in self.within("ongoing", part) if not (self._is_asked(span) or self._is_why(span))]

    def _is_why(self, span: Span) -> bool:
        """Whether a "since" tells why, and of another: "checked, since a friend had forgotten a tampon"."""
        return self.items[span[0]].word == "since" and any(first == span[1] + 1 for first, _ in self.cues["relatives"])

    def _is_asked(self, span: Span) -> bool:
        if self.items[span[0]].word != "still":
            return False
        ahead = range(max(0, span[0] - ASKED_REACH), span[0])
        modals = [i for i in ahead if self.items[i].word in _MODALS]
        return any(i == 0 or self.items[i - 1].word not in _SUBJECTS for i in modals)
