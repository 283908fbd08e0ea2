"""Whether what a text mentions is long past. A past reaches only where the words leave no doubt; what may be so now
is so now.

Seven ways to tell it: a past beside it ("a clot two years ago"); a past beyond an "after", or none but "after my
first", where the verb is of the past too ("I had a clot after my knee operation in 2016"); a past ahead ("In 2016, I
had a clot", "In 2016 I was ill, had a clot"); a past that points back ("a clot, but that was years ago"); "that day"
of a past in the sentence before ("I was 12 years old. That day I fainted"); a label of what is past ("PMH: a clot");
and an earlier pregnancy or time (`earlier.py`).
"""

from collections.abc import Iterator

from agnodice.text.cues import Span
from agnodice.text.earlier import Earlier
from agnodice.text.parts import Parts
from agnodice.text.phrases import Mention

_PASTS = ("past", "long_past", "past_leads")
PASTS = frozenset({*_PASTS, "faint_past", "past_labels", "earlier", "maybe_earlier"})
_SUBJECTS = frozenset({"i", "my", "she", "her", "he", "the", "we", "it"})
_LEADS = frozenset({
    "few", "couple", "half", "several", "many", "dozen", "back", "way", "roughly", "nearly", "almost", "month", "time",
})  # fmt: skip
_COMPARE = frozenset({"than", "like", "as"})
_DOUBTS = frozenset({"can", "could", "will", "would", "may", "might", "does", "if", "never", "not", "chance", "risk"})
_THINKS = frozenset({"think", "thought", "believe", "guess", "reckon", "suppose", "hope", "sure", "say", "said"})
DOUBT_REACH = 5  # items before a "had it again" in which a "can" or an "if" makes it a question


class Past:
    """One text's parts, ready to be asked what in them is past."""

    def __init__(self, parts: Parts, reach: int) -> None:
        """`reach`: meaningful words between a past and what it may be about."""
        self._parts = parts
        self._items = parts.items
        self._cues = parts.cues
        self._reach = reach
        self._earlier = Earlier(parts, reach)

    def holds(self, mention: Mention) -> bool:
        """Whether a mention is told as long past."""
        mention = self._earlier.without_now(mention)
        if (
            self._earlier.is_of_child(mention)
            or self._earlier.is_dated_twice(mention)
            or self._earlier.is_over(mention)
        ):
            return True
        part = self._parts.around(mention.first, mention.last)
        if self._parts.within("recent", part) or any(self._is_back(span, mention) for span in self._cues["recurs"]):
            return False
        if self._is_beside(mention, part) or self._is_told(mention, part) or self._is_pointed_at(mention, part):
            return True
        return self._is_of_that_day(mention) or self._is_listed(mention) or self._earlier.holds(mention)

    def reached(self) -> Iterator[int]:
        """The words that may be past by themselves: those of a sentence with a past, of the one before it where the
        text points back, and of the one behind it where it tells of "that day".
        """
        spans = [span for kind in PASTS for span in self._cues[kind]]
        there = {self._items[span[0]].sentence for span in (*spans, *self._cues["nothing_since"])}
        if self._cues["points_back"] or self._cues["nothing_since"]:
            there |= {sentence - 1 for sentence in there}
        if self._cues["that_day"]:
            there |= {sentence + 1 for sentence in there}
        return (i for i, item in enumerate(self._items) if item.sentence in there)

    def _is_listed(self, mention: Mention) -> bool:
        """Whether it stands in the list of a label, with no "now" and no "presents with" between."""
        labels = self._parts.in_sentence("past_labels", mention.first)
        ends = [last for _, last in labels if last < mention.first]
        return any(self._parts.breakers.isdisjoint(range(last + 1, mention.first)) for last in ends)

    def _is_back(self, span: Span, mention: Mention) -> bool:
        """Whether a later word says that it is there again: "fits as a child, and now I've had another one"."""
        if span[0] <= mention.last or self._items[span[0]].sentence - self._items[mention.last].sentence > 1:
            return False
        ahead = self._items[max(0, span[0] - DOUBT_REACH) : span[0]]
        return all(item.word not in _DOUBTS for item in ahead)

    def _is_beside(self, mention: Mention, part: Span) -> bool:
        """Whether a past stands in the mention's own part and is about it."""
        pasts = [s for kind in self._kinds(part) for s in self._parts.within(kind, part) if self._reaches(s, mention)]
        return any(self._is_about(span, mention, part) for span in pasts)

    def _kinds(self, part: Span) -> tuple[str, ...]:
        """The pasts that hold in a part: none where it goes on, a long past alone where she "has had" it."""
        lasting = self._parts.going_on(part)
        if all(span in self._cues["perfects"] for span in lasting):
            return ("long_past",) if lasting else _PASTS
        return ()

    def _reaches(self, span: Span, mention: Mention) -> bool:
        """Whether a past stands near a mention, is not what now is compared with ("more than I used to", "like years
        ago"), and tells no time of this pregnancy ("when I was 20 weeks").
        """
        before = self._items[mention.first].place - self._items[span[1]].place
        after = self._items[span[0]].place - self._items[mention.last].place
        compares = any(item.word in _COMPARE for item in self._items[max(0, span[0] - 2) : span[0]])
        return max(before, after) <= self._reach and not compares and not self._is_counted(span)

    def _is_counted(self, span: Span) -> bool:
        """Whether a past ends in a number of weeks: "when I was 20 weeks"."""
        return self._parts.is_before_unit(span) and self._items[span[1]].word.partition(" ")[0].isdecimal()

    def _is_about(self, span: Span, mention: Mention, part: Span) -> bool:
        """Whether nothing new begins between a past and the mention: "a clot in 2016 and my calf is swollen"."""
        if span[0] > mention.last:
            if any(item.word == "due" for item in self._items[mention.last + 1 : span[0]]):
                return False  # "shoulder pain, seen early due to an ectopic two months ago"
            ands = self._ands(mention.last, span[0])
            return not ands or not self._parts.holds_now((part[0], ands[0]))
        ands = self._ands(span[1], mention.last)
        if self._closes(span, part):
            return not ands and not self._begins(span[1] + 1, mention)
        return not ands or not self._parts.holds_now((ands[-1], mention.last))

    def _ands(self, first: int, last: int) -> list[int]:
        return self._parts.ands(range(first + 1, last))

    def _begins(self, index: int, mention: Mention) -> bool:
        """Whether a new subject follows a past, ahead of the mention's end: "half a year ago my voice dropped"."""
        return index <= mention.last and self._items[index].word in _SUBJECTS

    def _closes(self, span: Span, part: Span) -> bool:
        """Whether a past ends what is told ("I had a clot two years ago"), and does not lead to it ("history of")."""
        return span not in self._cues["past_leads"] and not self._opens(span, part)

    def _opens(self, span: Span, part: Span) -> bool:
        """Whether only little words, numbers, "back" and "half" stand before a past in its part."""
        ahead = self._items[part[0] : span[0]]
        return all(item.is_small or item.word.isdecimal() or item.word in _LEADS for item in ahead)

    def _is_told(self, mention: Mention, part: Span) -> bool:
        """Whether the verb is of the past, and so is what stands beyond an "after" or ahead of the part."""
        ands = self._ands(part[0], mention.last)
        is_new = bool(ands) and self._parts.holds_now((ands[-1], mention.last))
        if is_new or not self._parts.tells_then((part[0], mention.last)):
            return False
        wide = self._parts.around(*part, bridged=True)
        if self._parts.within("recent", wide) or not self._may_be_long_past(wide):
            return False
        spans = [s for s in self._parts.within("long_past", wide) if self._reaches(s, mention)]
        if any(self._is_about(span, mention, wide) for span in spans) or self._is_ahead(part):
            return True
        sentence = self._parts.sentence_of(mention.first)
        is_now = self._parts.within("recent", sentence) or self._parts.holds_now(sentence)
        return not is_now and bool(self._parts.within("faint_past", wide))

    def _may_be_long_past(self, part: Span) -> bool:
        return "long_past" in self._kinds(part)

    def _is_ahead(self, part: Span) -> bool:
        """Whether a long past opens the sentence, and all from there to this part is told of then: "In 2016, I had a
        clot", "Two years ago I was ill, had a clot".
        """
        first = self._parts.sentence_of(part[0])[0]
        here = self._parts.around(first, first)
        dates = [span for span in self._parts.within("long_past", here) if self._opens(span, here)]
        if not dates or self._parts.within("recent", (first, part[0])):
            return False
        is_date = any(last == here[1] for _, last in dates)
        while here[1] < part[0] and (is_date or self._parts.tells_then(here)) and self._items[here[1] + 1].word == ",":
            here, is_date = self._parts.around(here[1] + 2, here[1] + 2), False
            if here == part:
                return True
        return False

    def _is_pointed_at(self, mention: Mention, part: Span) -> bool:
        """Whether what follows says of it that it was long ago: "a clot, but that was years ago"."""
        if self._parts.going_on(part) or self._parts.tells_now((part[0], mention.last)):
            return False
        return any(self._points_at(span, mention) for span in self._cues["points_back"])

    def _is_of_that_day(self, mention: Mention) -> bool:
        """Whether its sentence tells of "that day", all in the past, and the one before it says when that was: "I was
        12 years old. That day I fainted at school."
        """
        sentence = self._parts.sentence_of(mention.first)
        if not self._parts.within("that_day", sentence) or self._parts.going_on(sentence):
            return False
        if self._parts.within("recent", sentence) or not self._parts.tells_then(sentence) or not sentence[0]:
            return False
        pasts = self._parts.in_sentence("long_past", sentence[0] - 1)
        return any(not self._is_counted(span) for span in pasts)

    def _points_at(self, span: Span, mention: Mention) -> bool:
        """Whether a "that was" follows the mention in its sentence, or stands first in the next, and a past stands
        behind it; not "last time it was years ago", nor "I think that was years ago".
        """
        here, there = self._items[mention.first].sentence, self._items[span[0]].sentence
        is_first = span[0] == 0 or self._items[span[0] - 1].sentence != there
        if span[0] <= mention.last or there not in ({here, here + 1} if is_first else {here}):
            return False
        if not (is_first or self._parts.opens_part(span[0]) or self._is_sure_of(span)):
            return False
        part = self._parts.around(*span)
        pasts = [past for kind in ("long_past", "past") for past in self._parts.within(kind, part)]
        is_last = any("time" in item.word for item in self._items[part[0] : part[1] + 1])
        return not is_last and any(span[1] < past[0] and self._opens(past, (span[1] + 1, past[0])) for past in pasts)

    def _is_sure_of(self, span: Span) -> bool:
        """Whether a "that" turns back to what stands right before it: "my first baby that's eight years ago"."""
        return self._items[span[0]].word == "that" and self._items[span[0] - 1].word not in _THINKS
