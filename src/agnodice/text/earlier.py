"""Whether what a text mentions is told of an earlier pregnancy, birth or time: "my waters broke at 41 weeks with my
first, he is 3 now", "contractions last time were every five minutes, this time I feel nothing".

Danger comes first: "with my first" may be this pregnancy, and "last time" an hour ago. So a verb of the past must tell
it, or the text must turn to what is now, without saying that it is the same.
"""

from collections.abc import Sequence
from functools import cached_property

from agnodice.text.cues import Span
from agnodice.text.parts import AND, UNITS, Parts
from agnodice.text.phrases import Mention

TURN_REACH = 2  # sentences in which the text may turn to what is now
GONE_WEEKS = 4  # since a bleed that has stopped: one of last week is still to be told
NOW = "now"
CHILD = frozenset({"he", "she", "who"})  # before an age that is a child's: "with my son, he is 3"
CARRIED = "pregnant"  # "when I was pregnant with my son"
_CLOSE = AND | {"who"}  # "with my daughter, who is 3"
_MILD = frozenset({"now", "again", "started"})  # recent by themselves, but of what is told beside them
_NOT_OF_IT = frozenset({"after", "since", "from", "than", "like", "as", "was"})  # "bleeding since my last birth"
_ECHOES = frozenset({
    "it", "them", "they", "that", "those", "same", "too", "also", "again", "worse", "heavier", "stronger", "closer",
    "more", "another", "similar", "likewise", "well", "happening", "happened", "even", "so",
})  # fmt: skip


class Earlier:
    """One text's parts, ready to be asked what in them is of an earlier time."""

    def __init__(self, parts: Parts, reach: int) -> None:
        """`reach`: meaningful words between an earlier time and what it may be about."""
        self._parts = parts
        self._items = parts.items
        self._cues = parts.cues
        self._reach = reach

    def holds(self, mention: Mention) -> bool:
        """Whether a mention is told of an earlier pregnancy, birth or time."""
        part = self._parts.around(mention.first, mention.last, bridged=True)
        if self._parts.going_on(part) or self._is_recent(mention):
            return False
        sure = [span for span in self._spans("earlier", part) if self._is_near(span, mention)]
        if sure and any(self._parts.tells_then(self._clause(span, mention)) for span in sure):
            return True
        told = (*sure, *(span for span in self._spans("maybe_earlier", part) if self._is_near(span, mention)))
        open_to_it = [span for span in told if not self._parts.tells_now(self._clause(span, mention))]
        return bool(open_to_it) and self._turns(mention)

    def without_now(self, mention: Mention) -> Mention:
        """A mention without the "now" of a child's age behind it: "I bled at 30 weeks, she is 4 now"."""
        last = mention.last
        rest = tuple(i for i in mention.items if i != last)
        is_of_turn = any(end + 1 == last for _, end in self._cues["turns_to_now"])
        return mention._replace(items=rest) if rest and is_of_turn and self._items[last].word == NOW else mention

    def is_dated_twice(self, mention: Mention) -> bool:
        """Whether a past stands in its midst, and all that it takes from behind a border is a time: "my first baby in
        2017, now 12 weeks" is no birth 12 weeks ago.
        """
        pasts = [last for first, last in self._cues["long_past"] if mention.first < first and last < mention.last]
        return any(self._is_new_time(last, mention) for last in pasts)

    def is_of_child(self, mention: Mention) -> bool:
        """Whether a number of it is a child's age: "bleeding with my son, he is 3, now 9 weeks": no son of 3 weeks."""
        ages = [span for span in self._cues["turns_to_now"] if self._items[span[0]].word in CHILD]
        free = [span for span in ages if span[0] > mention.first and not self._parts.is_before_unit(span)]
        if not free:  # as in nearly all texts
            return False
        borne = [first for kind in ("earlier", "maybe_earlier") for first, _ in self._cues[kind]]
        is_told = any(last in mention.items and self._items[last].word.isdecimal() for _, last in free)
        return is_told and any(first < span[0] for first in borne for span in free)

    def is_over(self, mention: Mention) -> bool:
        """Whether it was in a week of this pregnancy that is gone by, with nothing since: "I bled at 10 weeks, nothing
        since, now 24 weeks".
        """
        ends = [first for first, _ in self._cues["nothing_since"] if first > mention.first]
        if not ends:  # as in nearly all texts
            return False
        part = self._parts.around(mention.first, mention.last)
        then = [value for i, value in self._weeks if part[0] < i <= part[1] and self._items[i - 1].word == "at"]
        if not then or max(value for _, value in self._weeks) < max(then) + GONE_WEEKS:
            return False
        here = self._items[mention.first].sentence
        return any(self._items[first].sentence - here <= 1 for first in ends)

    @cached_property
    def _weeks(self) -> Sequence[tuple[int, int]]:
        """All weeks that the text tells, with the items that tell them."""
        return [(i, value) for i in range(len(self._items)) if (value := self._weeks_at(i))]

    def _weeks_at(self, index: int) -> int:
        """The weeks told by an item, or by it and the next ("10", "weeks"; "7/40" of a note); 0 for none."""
        words = " ".join([item.word for item in self._items[index : index + 2]]).split(" ")
        is_told = len(words) > 1 and words[0].isdecimal() and words[1] in {"week", "weeks", "40"}
        return int(words[0]) if is_told else 0

    def _is_new_time(self, past: int, mention: Mention) -> bool:
        later = [i for i in mention.items if i > past]
        words = {word for i in later for word in self._items[i].word.split(" ")}
        is_cut = any(self._parts.opens_part(i) for i in range(past + 1, min(later) + 1)) if later else False
        return is_cut and all(word in UNITS or word.isdecimal() for word in words)

    def _is_recent(self, mention: Mention) -> bool:
        """Whether something in the sentence is recent: "with my second, an hour ago"."""
        spans = self._parts.within("recent", self._parts.sentence_of(mention.first))
        turned = {
            i for first, last in self._cues["turns_to_now"] for i in range(first, last + 1)
        }  # "she just turned 5"
        return any(self._items[first].word not in _MILD and first not in turned for first, _ in spans)

    def _spans(self, kind: str, part: Span) -> list[Span]:
        """Earlier times in a part, or that are all of the part ahead: "With my first, I bled"."""
        spans = self._parts.within(kind, part)
        if part[0] > 1 and self._items[part[0] - 1].word == ",":
            ahead = self._parts.around(part[0] - 2, part[0] - 2)
            is_same = self._items[ahead[0]].sentence == self._items[part[0]].sentence
            spans += [s for s in self._parts.within(kind, ahead) if is_same and s == ahead]
        return spans

    def _is_near(self, span: Span, mention: Mention) -> bool:
        """Whether it stands near the mention, with nothing new between, and is not what now is compared with."""
        before = self._items[mention.first].place - self._items[span[1]].place
        after = self._items[span[0]].place - self._items[mention.last].place
        ahead = [item.word for item in self._items[max(0, span[0] - 2) : span[0]]]
        compares = not _NOT_OF_IT.isdisjoint(ahead) and ahead[-1] != CARRIED
        if max(before, after) > self._reach or compares:
            return False
        first, last = min(span[1], mention.last), max(span[0], mention.last)
        ands = self._parts.ands(range(first + 1, last))
        return not ands or not self._parts.holds_now((ands[-1], last))

    def _clause(self, span: Span, mention: Mention) -> Span:
        """From the "and" before an earlier time and its mention to the "and" or "who" behind them."""
        first, last = min(span[0], mention.first), max(span[1], mention.last)
        start, end = self._parts.around(first, last, bridged=True)
        ahead = self._parts.ands(range(start, first))
        behind = [i for i in range(last + 1, end + 1) if self._items[i].word in _CLOSE]
        return (ahead[-1] if ahead else start), (behind[0] if behind else end)

    def _turns(self, mention: Mention) -> bool:
        """Whether the text then turns to what is now, and does not say that it is the same."""
        here = self._items[mention.first].sentence
        spans = [span for span in self._cues["turns_to_now"] if span[0] > mention.last]
        near = [span for span in spans if self._items[span[0]].sentence - here <= TURN_REACH]
        turned = [span for span in near if not self._parts.is_before_unit(span)]  # "he is 3 weeks" is no turn
        return bool(turned) and not any(self._is_echoed(span) for span in near)

    def _is_echoed(self, span: Span) -> bool:
        """Whether what follows speaks of the same: "this time it is worse", "this time every three"."""
        last = self._parts.around(*span)[1]
        words = {word for item in self._items[span[1] + 1 : last + 1] for word in item.word.split(" ")}
        return not words.isdisjoint(_ECHOES) or (words != set() and _starts_short(words, self._items[span[1]].word))


def _starts_short(words: set[str], turn: str) -> bool:
    """Whether "this time" stands with no one who does or feels anything: "this time every three minutes"."""
    return turn == "time" and words.isdisjoint({"i", "my", "we", "she", "her", "he", "the", "no", "nothing", "not"})
