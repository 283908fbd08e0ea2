"""Whether a text denies what it mentions.

Danger comes first: a "no" reaches only as far as the words leave no doubt. It stands ahead ("no fever, chills or
discharge"), right before a later word ("my breast is not red"), after ("fever: none"), or in the next sentence ("I
have neither.").
"""

from collections.abc import Iterator, Sequence

from agnodice.text.answers import answered_no
from agnodice.text.cues import Span
from agnodice.text.parts import Parts
from agnodice.text.phrases import Mention
from agnodice.text.reading import DENIALS

FEWEST_OF_LIST = 3  # commas by which a list that a "no" opens is known as long
LONGEST_OF_LIST = 3  # words of each of the things in it
PARTED_REACH = 2  # meaningful words that a "no" in the midst of a mention covers
AFTER_REACH = 3  # items after a mention in which "none" or "denied" still speaks of it

# The cues without which nothing is denied, and those by which a mention is kept from it.
DENY = frozenset({"negations", "nothings", "negations_after", "takes_back"})
DENYING = (*DENY, "not_negations", "list_negations", "breakers", "list_breakers", "turns", "self_words")
_JOINS = frozenset({",", ";", "and", "&", ":", "("})


class Denials:
    """One text's denials, ready to be asked what they reach."""

    def __init__(self, parts: Parts, reach: int, mentions: Sequence[Mention]) -> None:
        """`reach`: meaningful words that one "no" covers. `mentions`: all of the text, each the owner of its words."""
        self._parts = parts
        self._items = parts.items
        self._cues = parts.cues
        self._reach = reach
        self._mentions = mentions
        blocked = {i for first, last in self._cues["not_negations"] for i in range(first, last + 1)}
        blocked |= self._undone()
        self._negations = [s for s in self._cues["negations"] if s[0] not in blocked]
        self._later = [s for s in self._cues["negations_after"] if self._ends(s[1])]
        self._taken_back = self._sentences_taken_back()
        self._labels = answered_no(self._items)

    def holds(self, mention: Mention) -> bool:
        """Whether the text says that it is not so."""
        if self._is_denied_ahead(mention) or self._is_denied_after(mention):
            return True
        if len(mention.items) > 1 and any(not self._begins_anew(cue, mention) for cue in self._inside(mention)):
            return True
        return bool(self._labels) and any(f <= mention.first and mention.last < mark for f, mark in self._labels)

    def reached(self) -> Iterator[int]:
        """The words that may be denied by themselves."""
        for span in self._negations:
            yield from self._parts.behind(span)
        for first, _ in self._later:
            yield from range(first - AFTER_REACH, first)
        for first, mark in self._labels:
            yield from range(first, mark)
        if self._taken_back:
            yield from (i for i, item in enumerate(self._items) if item.sentence in self._taken_back)

    def splits(self, mention: Mention) -> bool:
        """Whether a denial stands between its words and denies only the later ones."""
        if len(mention.items) == 1:
            return False
        anew = any(self._begins_anew(cue, mention) for cue in self._inside(mention))
        return anew or any(self._divides(cue, mention) for _, cue in self._negations)

    def _undone(self) -> set[int]:
        """A "without" and the "not" before it in its part, which undo each other: "cannot laugh without leaking"."""
        undone: set[int] = set()
        for first, last in self._cues["negations"]:
            if self._items[last].word == "without":
                before = range(self._parts.around(first, first)[0], first)
                nots = {i for i in before if not DENIALS.isdisjoint(self._items[i].concepts)}
                undone |= {first, *nots} if nots else set()
        return undone

    def _divides(self, cue: int, mention: Mention) -> bool:
        """Whether a "no" inside a mention denies other words with its last ones: "after sex no tummy pain"."""
        if not (mention.first < cue < mention.last and cue not in mention.items and self._items[cue].word == "no"):
            return False
        then = min(i for i in mention.items if i > cue)
        is_one = not any(item.is_break or item.word in {"and", "but"} for item in self._items[cue:then])
        return is_one and self._items[then].place - self._items[cue].place <= PARTED_REACH

    def _inside(self, mention: Mention) -> Iterator[int]:
        """Denials right before a later word of the mention: "my breast is not red", "when I pee nothing burns"."""
        nothings = [cue for _, cue in self._cues["nothings"]]
        for cue in (*(cue for _, cue in self._negations), *nothings):
            is_inside = mention.first < cue < mention.last and cue not in mention.items
            if is_inside and (self._next_meaningful(cue) in mention.items or self._runs_on(cue, mention)):
                yield cue

    def _runs_on(self, cue: int, mention: Mention) -> bool:
        """Whether a denial inside a mention runs on to its next word by an "or": "urine without pain or blood"."""
        then = min((i for i in mention.items if i > cue), default=cue)
        between = self._items[cue + 1 : then]
        is_short = not any(item.is_break or item.word in {"and", "but"} for item in between)
        return (
            is_short
            and 1 < len(between) <= LONGEST_OF_LIST
            and not {"or", "nor"}.isdisjoint(item.word for item in between)
        )

    def _begins_anew(self, cue: int, mention: Mention) -> bool:
        """Whether a denial begins a new part of the sentence, so that the words before it are not denied with it."""
        earlier = max(i for i in mention.items if i < cue)
        return any(item.is_break for item in self._items[earlier:cue]) and self._items[cue].word == "no"

    def _next_meaningful(self, index: int) -> int:
        later = range(index + 1, len(self._items))
        return next((i for i in later if not self._items[i].is_small and not self._items[i].is_break), -1)

    def _is_denied_ahead(self, mention: Mention) -> bool:
        """Whether a denial that stands before a mention in its sentence denies it."""
        first = mention.first
        ahead = [span for span in self._negations if span[1] < first]
        if not ahead:
            return False
        here = self._items[first].sentence
        return any(self._items[span[1]].sentence == here and self._negates(span, mention) for span in ahead)

    def _negates(self, span: Span, mention: Mention) -> bool:
        """Whether a denial ahead of a mention denies it."""
        cue = span[1]
        if not DENIALS.isdisjoint(self._items[mention.first].concepts):
            return False  # "no sign of anything, no period": the second "no" is a new one
        between = range(cue + 1, mention.first)
        far = self._items[mention.first].place - self._items[cue].place > self._reach and not self._is_listed(between)
        in_list = span in self._cues["list_negations"]
        if (far and not in_list) or self._is_spent(span, mention):
            return False
        if any(first in between for first, _ in self._cues["list_breakers" if in_list else "breakers"]):
            return False
        if any(first in range(mention.first, mention.last) for first, _ in self._cues["turns"]):
            return False
        return self._reaches(between, mention, in_list)

    def _is_listed(self, between: range) -> bool:
        """Whether a "no" runs on through short things with commas between: "no fever, pelvic pain, sores, new partner,
        or bleeding"; `_reaches` then looks for the "or".
        """
        lengths = [0]
        for item in self._items[between.start : between.stop]:
            if item.word == ",":
                lengths.append(0)
            else:
                lengths[-1] += not item.is_small
        return len(lengths) > FEWEST_OF_LIST and max(lengths) <= LONGEST_OF_LIST

    def _is_spent(self, span: Span, mention: Mention) -> bool:
        """Whether a "not" belongs to another mention that shares no word with this one: "cannot pee, my back hurts";
        the head of a list is no one thing's: "Absent: heavy periods, back pain".
        """
        begins = span[0] == 0 or self._items[span[0] - 1].is_break
        if begins and self._items[span[1]].word == ":" and span in self._cues["list_negations"]:
            return False
        owners = [m for m in self._mentions if m is not mention and set(range(span[0], span[1] + 1)) & set(m.items)]
        return bool(owners) and not any(set(m.items) & set(mention.items) for m in owners)

    def _reaches(self, between: range, mention: Mention, in_list: bool) -> bool:
        """Whether a negation crosses the commas and "and"s between it and the mention.

        "no fever, chills or discharge": an "or" carries it on. "denies fever, chills and pain": so does "denies".
        "no fever, bad pain": a bare comma does not, for the pain may well be there.
        """
        words = [self._items[i].word for i in between]
        joins = [i for i in between if self._items[i].word in _JOINS]
        if in_list:
            told = range(joins[-1] if joins else mention.first, mention.last + 1)
            has_number = any(self._items[i].word.isdecimal() for i in told)
            return not has_number and not self._new_clause(between)
        if not joins:
            return True
        if self._new_clause(range(joins[0], mention.first)):
            return False
        rest = [self._items[i].word for i in self._run(joins[0], mention)]
        return bool({"or", "nor"} & {*words, *rest})

    def _run(self, first: int, mention: Mention) -> Iterator[int]:
        """The items of the mention's sentence from one on, as far as a few words after the mention."""
        here = self._items[mention.first].sentence
        return (i for i in range(first, min(len(self._items), mention.last + 9)) if self._items[i].sentence == here)

    def _new_clause(self, between: range) -> bool:
        """Whether a new subject begins in `between` ("…, and I have …")."""
        return any(span[0] in between for span in self._cues["self_words"]) and len(between) > 1

    def _is_denied_after(self, mention: Mention) -> bool:
        if not (self._later or self._taken_back):
            return False
        here, last = self._items[mention.first].sentence, mention.last
        if here in self._taken_back:
            return True
        spans = [span for span in self._later if last < span[0] <= last + AFTER_REACH]
        return bool(spans) and any(self._items[s[0]].sentence == here and not self._is_cut(last, s) for s in spans)

    def _sentences_taken_back(self) -> set[int]:
        """Sentences that the next one takes back: "asked about chest pain or fever. I have neither."."""
        return {self._items[first].sentence - 1 for first, last in self._cues["takes_back"] if self._ends(last)}

    def _is_cut(self, index: int, span: Span) -> bool:
        """Whether something between an item and a later denial ends its reach; "and I said no" is one denial."""
        between = {self._items[i].word for i in range(index, span[0])}
        return "but" in between or (bool(between & {",", "and"}) and span[0] == span[1])

    def _ends(self, index: int) -> bool:
        """Whether nothing follows an item before the next break: "fever: none", not "pregnant no pain", "no: itch"."""
        return all(item.is_break and item.word != ":" for item in self._items[index + 1 : index + 2])
