"""What is said of a mention: present, denied, past, only supposed, or about someone else.

After ConText (Harkema et al., J Biomed Inform 2009;42:839): cue words with a scope, from `words/cues.toml`.
Danger comes first: where the words leave it open, a mention counts as present.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from agnodice.model.words import Cues
from agnodice.text.ages import ages_then
from agnodice.text.answers import ASKS
from agnodice.text.clauses import lacks_stops
from agnodice.text.cues import CueFinder, Span
from agnodice.text.denial import DENY, DENYING, Denials
from agnodice.text.family import FAMILY, NOTES, is_of_family, of_family, turns_back
from agnodice.text.parts import AND, Parts
from agnodice.text.past import PASTS, Past
from agnodice.text.phrases import Mention
from agnodice.text.reading import DENIALS, INABILITY, Item

REACHES = (6, 8)  # meaningful words that one "no" covers, and a "years ago" on either side
REACHES_WITHOUT_STOPS = (3, 4)  # the same where no stop ends them

_PATIENT = frozenset({"she", "patient", "i", "my", "her", "because", "for", "due"})
_BESIDE = frozenset({"by", "with", "to", "breastfeeding", "nursing", "feeding", "feed"})  # "by her mother": not of them
_OF_KIN = ("kin",)
_BESIDE_HER = ("not_people", "relatives", *_OF_KIN)  # those of a note ("her husband") may do something to her
_OF_OTHERS = ("not_people", "others", "relatives")
_SUPPOSING = frozenset({"frames", "suppositions", "questions", "figures", "plans"})
SELF_REACH = 2  # items behind a mention in which "me" turns back: "my head … and my husband is hitting me"
_LIKE = "like"
LIKENED_REACH = 6  # items between "like" and what is likened to: "like a scene from a horror film"
JUDGING = (  # the cues that are asked for here and in the modules on denials and the past; no others are looked for
    *(*DENYING, *_OF_OTHERS, *_OF_KIN, *sorted(FAMILY), NOTES),
    *(*sorted(_SUPPOSING), "plan_done", "asserts", *sorted(PASTS)),
    *("had", "tells_now", "tells_then", "perfects", "infinitives", "recent", "ongoing", "recurs"),
    *("points_back", "that_day", "turns_to_now", "nothing_since"),
)
_DONE = frozenset({  # "had to get an abortion last week", "need an abortion aftercare visit"
    "ago", "yesterday", "last", "since", "had", "was", "aftercare", "followup", "follow", "checkup",
})  # fmt: skip


class Status(StrEnum):
    """What a mention asserts."""

    PRESENT = "present"
    DENIED = "denied"
    PAST = "past"
    SUPPOSED = "supposed"
    OTHER = "other"
    KIN = "kin"
    SPLIT = "split"  # a denial stands between its words and denies only the later ones: "positive test, no pain"


OF_OTHERS = frozenset({Status.OTHER, Status.KIN})


class Judge:
    """Judges the mentions of a text by the cues around them."""

    def __init__(self, cues: Cues) -> None:
        self._finder = CueFinder({kind: getattr(cues, kind) for kind in JUDGING})
        self._of_denials = CueFinder({kind: getattr(cues, kind) for kind in DENYING})

    def statuses(self, items: Sequence[Item], mentions: Sequence[Mention]) -> tuple[Status, ...]:
        """The status of each mention, in order."""
        scene = Scene(items, self._cues(items), mentions)
        return tuple(scene.status(mention) for mention in mentions)

    def denied(self, items: Sequence[Item], mentions: Sequence[Mention]) -> tuple[bool, ...]:
        """Whether each mention is denied, in order; nothing else is looked at."""
        scene = Scene(items, self._of_denials.find(items), mentions)
        return tuple(scene.denials.holds(mention) for mention in mentions)

    def words(self, items: Sequence[Item]) -> tuple[Status, ...]:
        """The status of each word by itself, in order; of little words and breaks nothing is asserted: present."""
        cues = self._cues(items)
        if _CHECKED.isdisjoint(cues):
            return (Status.PRESENT,) * len(items)
        return tuple(Scene(items, cues, ()).words())

    def _cues(self, items: Sequence[Item]) -> dict[str, list[Span]]:
        """The cues of a text; an age that lies behind her is a point of time long ago."""
        cues = self._finder.find(items)
        if then := ages_then(items):
            cues["long_past"] = sorted([*cues["long_past"], *then])
        return cues


class Scene:
    """One text with its cues, ready to be asked about mentions."""

    def __init__(self, items: Sequence[Item], cues: dict[str, list[Span]], mentions: Sequence[Mention]) -> None:
        self.items = items
        self.cues = cues
        self.checks = [check for check in _CHECKS if not check.needs.isdisjoint(cues)]
        negation_reach, past_reach = REACHES_WITHOUT_STOPS if lacks_stops(items) else REACHES
        self.parts = Parts(items, cues)
        self.denials = Denials(self.parts, negation_reach, mentions)
        self.past = Past(self.parts, past_reach)

    def status(self, mention: Mention) -> Status:
        """What the text asserts of `mention`; the strongest reason not to believe it is current wins."""
        for check in self.checks:
            if check.holds(self, mention):
                return check.status
        return Status.PRESENT

    def words(self) -> list[Status]:
        """The status of each word by itself; a check looks at those alone that it may reach, as few are."""
        found = [Status.PRESENT] * len(self.items)
        left = {index for index, item in enumerate(self.items) if not (item.is_small or item.is_break)}
        for check in self.checks:
            for index in left.intersection(check.reached(self)):
                if check.holds(self, Mention("", (index,))):
                    found[index] = check.status
                    left.remove(index)
        return found

    def _is_other(self, mention: Mention) -> bool:
        first = mention.first
        spans = [span for kind in _BESIDE_HER for span in self.cues[kind]] if len(mention.items) > 1 else ()
        if any(self._turns_to(span, mention) for span in spans) or turns_back(mention, self.parts):
            return True
        if any(self._is_about(span, mention) for span in self.parts.in_sentence("not_people", first)):
            return True
        if any(self._is_theirs(span, mention) for span in self.parts.in_sentence("others", first)):
            return True
        if is_of_family(mention, self.parts):
            return True
        about = [span for span in self.parts.in_sentence("relatives", first) if self._is_about(span, mention)]
        if not about:
            return False
        part = self.parts.around(first, mention.last)
        if self.parts.within("recent", part) or self.parts.going_on(part):
            return False
        if any(self.parts.in_sentence(kind, mention.first) for kind in PASTS):
            return True
        is_now = any(self.parts.tells_now((last + 1, mention.last)) for _, last in about)
        return not is_now and bool(self.parts.within("had", part))

    def _turns_to(self, span: Span, mention: Mention) -> bool:
        """Whether a mention runs on into a part that tells of another: "my back hurts and my dog cannot pee"; not
        "and my husband says I cannot pee", where a word of self turns back.
        """
        first, last = span
        if not mention.first < first <= last < mention.last or any(first <= i <= last for i in mention.items):
            return False
        is_new = self.parts.opens_part(first) or self.items[first - 1].word in AND
        is_of_her = any(last < at <= mention.last + SELF_REACH for at, _ in self.cues["self_words"])
        return is_new and not is_of_her and self.items[first].word != "her"

    def _behind(self, kinds: Iterable[str]) -> Iterator[int]:
        """The words that cues of some kinds stand before in their sentence."""
        return chain.from_iterable(self.parts.behind(span) for kind in kinds for span in self.cues[kind])

    def _may_be_of_others(self) -> Iterator[int]:
        return chain(self._behind(_OF_OTHERS), of_family(self.parts))

    def _may_be_of_kin(self) -> Iterator[int]:
        return self._behind(_OF_KIN)

    def _is_of_kin(self, mention: Mention) -> bool:
        """Whether it speaks of someone who is hardly the one to be helped: "my uncle has a clot"."""
        return any(self._is_about(span, mention) for span in self.parts.in_sentence("kin", mention.first))

    def _is_about(self, span: Span, mention: Mention) -> bool:
        """Whether the mention may speak of the one named in `span`: she stands before it, with no word of self
        between or in its midst ("one of my legs").
        """
        if span[1] >= mention.first:
            return False
        between = range(span[1] + 1, mention.last)
        return not any(first in between for first, _ in self.cues["self_words"])

    def _is_theirs(self, span: Span, mention: Mention) -> bool:
        """Whether a note speaks of another: nothing turns back to the one it is about, as in "her husband hit her"."""
        if span[1] >= mention.first:
            return False
        told = self._words((*range(span[1] + 1, mention.first), *mention.items))
        beside = self._words(range(max(0, span[0] - 1), span[0])) | self._words([span[0]])
        return beside.isdisjoint(_BESIDE) and told.isdisjoint(_PATIENT)

    def _words(self, indexes: Iterable[int]) -> set[str]:
        return {word for i in indexes for word in self.items[i].word.split(" ")}

    def _is_supposed(self, mention: Mention) -> bool:
        suppositions = self.parts.in_sentence("suppositions", mention.first)
        if self.cues["frames"] or any(self._covers(span, mention) for span in suppositions):
            return True
        if any(self._is_figure(range(first, last + 1), mention) for first, last in self.cues["figures"]):
            return True  # "will have a fit if we are late"
        if not self.cues["plan_done"] and any(self._is_planned(span, mention) for span in self.cues["plans"]):
            return True  # "I need an abortion, 8 weeks"
        if not any(self._asks_of(span, mention) for span in self.parts.in_sentence("questions", mention.first)):
            return False
        sentence = self.parts.sentence_of(mention.first)
        return not (self.parts.in_sentence("self_words", mention.first) or self.parts.going_on(sentence))

    def _may_be_supposed(self) -> Iterable[int]:
        """The words that may be supposed by themselves."""
        if self.cues["frames"]:
            return range(len(self.items))
        asked = [self.parts.sentence_of(span[0]) for span in self.cues["questions"] if self._asks(span)]
        spans = chain(self.cues["figures"], self.cues["plans"], asked)
        inside = chain.from_iterable(range(first, last + 1) for first, last in spans)
        return chain(self._behind(["suppositions"]), inside)

    def _is_figure(self, figure: range, mention: Mention) -> bool:
        """Whether a mention stands wholly in a figure, or what it denies does: "my back …, I do not pee a lot"."""
        inside = [i for i in mention.items if i in figure]
        if len(inside) == len(mention.items):
            return True
        return len(inside) > 1 and any(not DENIALS.isdisjoint(self.items[i].concepts) for i in inside)

    def _is_planned(self, span: Span, mention: Mention) -> bool:
        """Whether a word of the mention stands in a plan, and nothing in its part says that it is done."""
        first, last = self.parts.around(*span)
        is_done = any(item.word in _DONE for item in self.items[first : last + 1])
        return not is_done and any(span[0] <= i <= span[1] for i in mention.items)

    def _covers(self, span: Span, mention: Mention) -> bool:
        """Whether a supposition reaches the mention: it stands before it, with no "but" or ", I have" between, and is
        not what something is likened to ("like a horror film, flooding a pad an hour").
        """
        if span[1] >= mention.first or self._is_likened(span):
            return False
        between = range(span[1] + 1, mention.first)
        return not any(first in between for kind in ("breakers", "asserts") for first, _ in self.cues[kind])

    def _is_likened(self, span: Span) -> bool:
        return any(item.word == _LIKE for item in self.items[max(0, span[0] - LIKENED_REACH) : span[0]])

    def _asks_of(self, span: Span, mention: Mention) -> bool:
        """Whether a question cue asks of a mention. In a sentence that begins otherwise, one that opens its part leaves
        what is told before ("black poo, what does it mean"), and so does one that is no question by itself ("treatment
        for"), which leaves what comes after the next comma, too: "on treatment for a clot, now coughing blood".
        """
        begin, end = self.parts.sentence_of(span[0])
        if not self._asks(span) or self.items[begin].word in ASKS:
            return self._asks(span)
        opens = max((i + 1 for i in self.parts.breaks if begin <= i < span[0]), default=begin)
        if self.items[span[0]].word in ASKS and opens < span[0]:
            return True
        closes = min((i for i in self.parts.breaks if span[1] < i <= end), default=end + 1)
        return opens <= mention.first and (opens == span[0] or mention.first < closes)

    def _asks(self, span: Span) -> bool:
        """Whether a question cue asks: several words anywhere, one ("can", but no "can not") only at the start."""
        begin = -1 if INABILITY in self.items[span[0]].concepts else self.parts.sentence_of(span[0])[0]
        return span[1] > span[0] or span[0] == begin

    def _is_denied(self, mention: Mention) -> bool:
        return self.denials.holds(mention)

    def _may_be_denied(self) -> Iterable[int]:
        return self.denials.reached()

    def _is_split(self, mention: Mention) -> bool:
        return self.denials.splits(mention)

    def _may_be_split(self) -> Iterable[int]:
        return ()  # no word by itself is

    def _may_be_past(self) -> Iterable[int]:
        return self.past.reached()

    def _is_past(self, mention: Mention) -> bool:
        return self.past.holds(mention)


class _Check(NamedTuple):
    """A status with the cues without which it is never so, whether it holds, and of which single words it may be so.

    Functions, since a scene that holds methods of its own, and with them what someone typed, stays until the garbage
    collector comes.
    """

    needs: frozenset[str]
    holds: Callable[[Scene, Mention], bool]
    status: Status
    reached: Callable[[Scene], Iterable[int]]


# The strongest first.
_CHECKS = (
    _Check(DENY, Scene._is_denied, Status.DENIED, Scene._may_be_denied),
    _Check(DENY, Scene._is_split, Status.SPLIT, Scene._may_be_split),
    _Check(frozenset({*_OF_OTHERS, *_OF_KIN, *FAMILY}), Scene._is_other, Status.OTHER, Scene._may_be_of_others),
    _Check(_SUPPOSING, Scene._is_supposed, Status.SUPPOSED, Scene._may_be_supposed),
    _Check(PASTS | {"nothing_since"}, Scene._is_past, Status.PAST, Scene._may_be_past),
    _Check(frozenset(_OF_KIN), Scene._is_of_kin, Status.KIN, Scene._may_be_of_kin),
)
_CHECKED = frozenset().union(*[check.needs for check in _CHECKS])
