"""What is said of a mention: present, denied, past, only supposed, or about someone else.

After ConText (Harkema et al., J Biomed Inform 2009;42:839): cue words with a scope, from `words/cues.toml`.
Danger comes first: where the words leave it open, a mention counts as present.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from enum import StrEnum

from agnodice.model.words import Cues
from agnodice.text.answers import answered_no
from agnodice.text.clauses import lacks_stops
from agnodice.text.cues import CueFinder, Span
from agnodice.text.parts import Parts
from agnodice.text.past import PASTS, Past
from agnodice.text.phrases import Mention
from agnodice.text.reading import DENIALS, Item

REACHES = (6, 8)  # meaningful words that one "no" covers, and a "years ago" on either side
REACHES_WITHOUT_STOPS = (3, 4)  # the same where no stop ends them
PARTED_REACH = 2  # meaningful words that a "no" in the midst of a mention covers
AFTER_REACH = 3  # items after a mention in which "none" or "denied" still speaks of it

_PATIENT = frozenset({"she", "patient", "i", "my", "her", "because", "for", "due"})
_BESIDE = frozenset({"by", "with", "to", "breastfeeding", "nursing", "feeding", "feed"})  # "by her mother": not of them
# The cues by which a mention is denied, or kept from it.
_DENYING = (
    *("negations", "not_negations", "list_negations", "nothings", "negations_after", "takes_back"),
    *("breakers", "list_breakers", "turns", "self_words"),
)
_JOINS = frozenset({",", ";", "and", "&", ":", "("})


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
        lists = {f.name: getattr(cues, f.name) for f in fields(cues)}
        rows = {kind: phrases for kind, phrases in lists.items() if phrases and isinstance(phrases, tuple)}
        plain = {kind: phrases for kind, phrases in rows.items() if isinstance(phrases[0], str)}
        self._finder = CueFinder(plain)
        self._of_denials = CueFinder({kind: plain.get(kind, ()) for kind in _DENYING})

    def statuses(self, items: Sequence[Item], mentions: Sequence[Mention]) -> tuple[Status, ...]:
        """The status of each mention, in order."""
        scene = Scene(items, self._finder.find(items), mentions)
        return tuple(scene.status(mention) for mention in mentions)

    def denied(self, items: Sequence[Item], mentions: Sequence[Mention]) -> tuple[bool, ...]:
        """Whether each mention is denied, in order; nothing else is looked at."""
        scene = Scene(items, self._of_denials.find(items), mentions)
        return tuple(scene.is_denied(mention) for mention in mentions)

    def words(self, items: Sequence[Item]) -> tuple[Status, ...]:
        """The status of each word by itself, in order; of little words and breaks nothing is asserted: present."""
        cues = self._finder.find(items)
        if _CHECKED.isdisjoint(cues):
            return (Status.PRESENT,) * len(items)
        scene = Scene(items, cues, ())
        return tuple(
            Status.PRESENT if item.is_small or item.is_break else scene.status(Mention("", (index,)))
            for index, item in enumerate(items)
        )


class Scene:
    """One text with its cues, ready to be asked about mentions."""

    def __init__(self, items: Sequence[Item], cues: dict[str, list[Span]], mentions: Sequence[Mention]) -> None:
        self.items = items
        self.cues = cues
        self.checks = [(check, status) for kinds, check, status in _CHECKS if not kinds.isdisjoint(cues)]
        self.mentions = mentions
        self.negation_reach, self.past_reach = REACHES_WITHOUT_STOPS if lacks_stops(items) else REACHES
        self.parts = Parts(items, cues)
        blocked = {i for first, last in cues["not_negations"] for i in range(first, last + 1)}
        blocked |= self._undone()
        self.negations = [s for s in cues["negations"] if s[0] not in blocked]
        self.labels = answered_no(items)

    def _undone(self) -> set[int]:
        """A "without" and the "not" before it in its part, which undo each other: "cannot laugh without leaking"."""
        undone: set[int] = set()
        for first, last in self.cues["negations"]:
            if self.items[last].word == "without":
                before = range(self.parts.around(first, first)[0], first)
                nots = {i for i in before if not DENIALS.isdisjoint(self.items[i].concepts)}
                undone |= {first, *nots} if nots else set()
        return undone

    def status(self, mention: Mention) -> Status:
        """What the text asserts of `mention`; the strongest reason not to believe it is current wins."""
        return next((status for check, status in self.checks if check(self, mention)), Status.PRESENT)

    def _sentence(self, index: int) -> int:
        return self.items[index].sentence

    def _same_sentence(self, kind: str, mention: Mention) -> list[Span]:
        return self.parts.in_sentence(kind, mention.first) if self.cues[kind] else []

    def is_denied(self, mention: Mention) -> bool:
        """Whether the text says that it is not so."""
        if any(self._negates(span, mention) for span in self._ahead(mention)) or self._is_denied_after(mention):
            return True
        inside = any(not self._begins_anew(cue, mention) for cue in self._denials_inside(mention))
        return inside or any(first <= mention.first and mention.last < mark for first, mark in self.labels)

    def _is_split(self, mention: Mention) -> bool:
        if len(mention.items) == 1:
            return False
        anew = any(self._begins_anew(cue, mention) for cue in self._denials_inside(mention))
        return anew or any(self._divides(cue, mention) for _, cue in self.negations)

    def _divides(self, cue: int, mention: Mention) -> bool:
        """Whether a "no" inside a mention denies other words with its last ones: "after sex no tummy pain"."""
        if not (mention.first < cue < mention.last and cue not in mention.items and self.items[cue].word == "no"):
            return False
        then = min(i for i in mention.items if i > cue)
        is_one = not any(item.is_break or item.word in {"and", "but"} for item in self.items[cue:then])
        return is_one and self.items[then].place - self.items[cue].place <= PARTED_REACH

    def _denials_inside(self, mention: Mention) -> Iterator[int]:
        """Denials right before a later word of the mention: "my breast is not red", "when I pee nothing burns"."""
        if len(mention.items) == 1:
            return
        nothings = [cue for _, cue in self.cues["nothings"]]
        for cue in (*(cue for _, cue in self.negations), *nothings):
            is_inside = mention.first < cue < mention.last and cue not in mention.items
            if is_inside and self._next_meaningful(cue) in mention.items:
                yield cue

    def _begins_anew(self, cue: int, mention: Mention) -> bool:
        """Whether a denial begins a new part of the sentence, so that the words before it are not denied with it."""
        earlier = max(i for i in mention.items if i < cue)
        return any(item.is_break for item in self.items[earlier:cue]) and self.items[cue].word == "no"

    def _next_meaningful(self, index: int) -> int:
        later = range(index + 1, len(self.items))
        return next((i for i in later if not self.items[i].is_small and not self.items[i].is_break), -1)

    def _ahead(self, mention: Mention) -> list[Span]:
        """The denials that stand before a mention in its sentence."""
        first = mention.first
        here = self.items[first].sentence
        return [span for span in self.negations if span[1] < first and self.items[span[1]].sentence == here]

    def _negates(self, span: Span, mention: Mention) -> bool:
        """Whether a denial ahead of a mention denies it."""
        cue = span[1]
        if not DENIALS.isdisjoint(self.items[mention.first].concepts):
            return False  # "no sign of anything, no period": the second "no" is a new one
        between = range(cue + 1, mention.first)
        far = self.items[mention.first].place - self.items[cue].place > self.negation_reach
        in_list = span in self.cues["list_negations"]
        if (far and not in_list) or self._is_spent(span, mention):
            return False
        if any(first in between for first, _ in self.cues["list_breakers" if in_list else "breakers"]):
            return False
        if any(first in range(mention.first, mention.last) for first, _ in self.cues["turns"]):
            return False
        return self._reaches(between, mention, in_list)

    def _is_spent(self, span: Span, mention: Mention) -> bool:
        """Whether a "not" belongs to another mention that shares no word with this one: "cannot pee, my back hurts"."""
        owners = [m for m in self.mentions if m is not mention and set(range(span[0], span[1] + 1)) & set(m.items)]
        return bool(owners) and not any(set(m.items) & set(mention.items) for m in owners)

    def _reaches(self, between: range, mention: Mention, in_list: bool) -> bool:
        """Whether a negation crosses the commas and "and"s between it and the mention.

        "no fever, chills or discharge": an "or" carries it on. "denies fever, chills and pain": so does "denies".
        "no fever, bad pain": a bare comma does not, for the pain may well be there.
        """
        words = [self.items[i].word for i in between]
        joins = [i for i in between if self.items[i].word in _JOINS]
        if in_list:
            told = range(joins[-1] if joins else mention.first, mention.last + 1)
            has_number = any(self.items[i].word.isdecimal() for i in told)
            return not has_number and not self._new_clause(between)
        if not joins:
            return True
        if self._new_clause(range(joins[0], mention.first)):
            return False
        rest = [self.items[i].word for i in self._run(joins[0], mention)]
        return bool({"or", "nor"} & {*words, *rest})

    def _run(self, first: int, mention: Mention) -> Iterator[int]:
        """The items of the mention's sentence from one on, as far as a few words after the mention."""
        here = self._sentence(mention.first)
        return (i for i in range(first, min(len(self.items), mention.last + 9)) if self._sentence(i) == here)

    def _new_clause(self, between: range) -> bool:
        """Whether a new subject begins in `between` ("…, and I have …")."""
        return any(span[0] in between for span in self.cues["self_words"]) and len(between) > 1

    def _is_denied_after(self, mention: Mention) -> bool:
        reach = range(mention.last + 1, mention.last + 1 + AFTER_REACH)
        spans = [s for s in self._same_sentence("negations_after", mention) if s[0] in reach and self._ends(s[1])]
        return any(not self._is_cut(mention.last, span) for span in spans) or self._is_denied_by_next(mention)

    def _is_denied_by_next(self, mention: Mention) -> bool:
        """Whether the next sentence takes it all back: "asked about chest pain or fever. I have neither."."""
        here = self._sentence(mention.first)
        return any(self._sentence(first) == here + 1 and self._ends(last) for first, last in self.cues["takes_back"])

    def _is_cut(self, index: int, span: Span) -> bool:
        """Whether something between an item and a later denial ends its reach; "and I said no" is one denial."""
        between = {self.items[i].word for i in range(index, span[0])}
        return "but" in between or (bool(between & {",", "and"}) and span[0] == span[1])

    def _ends(self, index: int) -> bool:
        """Whether nothing follows an item before the next break: "fever: none", not "pregnant no pain", "no: itch"."""
        return all(item.is_break and item.word != ":" for item in self.items[index + 1 : index + 2])

    def _is_other(self, mention: Mention) -> bool:
        if any(self._is_about(span, mention) for span in self._same_sentence("not_people", mention)):
            return True
        if any(self._is_theirs(span, mention) for span in self._same_sentence("others", mention)):
            return True
        about = [span for span in self._same_sentence("relatives", mention) if self._is_about(span, mention)]
        part = self.parts.around(mention.first, mention.last)
        if not about or self.parts.within("recent", part) or self.parts.going_on(part):
            return False
        if any(self._same_sentence(kind, mention) for kind in PASTS):
            return True
        is_now = any(self.parts.tells_now((last + 1, mention.last)) for _, last in about)
        return not is_now and bool(self.parts.within("had", part))

    def _is_of_kin(self, mention: Mention) -> bool:
        """Whether it speaks of someone who is hardly the one to be helped: "my uncle has a clot"."""
        return any(self._is_about(span, mention) for span in self._same_sentence("kin", mention))

    def _is_about(self, span: Span, mention: Mention) -> bool:
        """Whether the mention may speak of the one named in `span`: she stands before it, with no word of self
        between or in its midst ("one of my legs").
        """
        between = range(span[1] + 1, mention.last)
        return span[1] < mention.first and not any(first in between for first, _ in self.cues["self_words"])

    def _is_theirs(self, span: Span, mention: Mention) -> bool:
        """Whether a note speaks of another: nothing turns back to the one it is about, as in "her husband hit her"."""
        told = self._words((*range(span[1] + 1, mention.first), *mention.items))
        beside = self._words(range(max(0, span[0] - 1), span[0])) | self._words([span[0]])
        return span[1] < mention.first and beside.isdisjoint(_BESIDE) and told.isdisjoint(_PATIENT)

    def _words(self, indexes: Iterable[int]) -> set[str]:
        return {word for i in indexes for word in self.items[i].word.split(" ")}

    def _is_supposed(self, mention: Mention) -> bool:
        if self.cues["frames"] or any(self._covers(s, mention) for s in self._same_sentence("suppositions", mention)):
            return True
        if any(first <= mention.first and mention.last <= last for first, last in self.cues["figures"]):
            return True  # "will have a fit if we are late"
        if not any(self._asks(span) for span in self._same_sentence("questions", mention)):
            return False
        sentence = self.parts.sentence_of(mention.first)
        return not (self._same_sentence("self_words", mention) or self.parts.going_on(sentence))

    def _covers(self, span: Span, mention: Mention) -> bool:
        """Whether a supposition reaches the mention: it stands before it, with no "but" or ", I have" between."""
        between = range(span[1] + 1, mention.first)
        ends = (*self.cues["breakers"], *self.cues["asserts"])
        return span[1] < mention.first and not any(first in between for first, _ in ends)

    def _asks(self, span: Span) -> bool:
        """Whether a question cue asks: several words anywhere, a single one ("can", "does") only at the start."""
        starts = span[0] == 0 or self._sentence(span[0] - 1) != self._sentence(span[0])
        return span[1] > span[0] or starts

    def _is_past(self, mention: Mention) -> bool:
        return Past(self.parts, self.past_reach).holds(mention)


_DENY = frozenset({"negations", "nothings", "negations_after", "takes_back"})
# The strongest first, each with the cues without which it is never so. Functions, since a scene that holds methods of
# its own, and with them what someone typed, stays until the garbage collector comes.
_CHECKS = (
    (_DENY, Scene.is_denied, Status.DENIED),
    (_DENY, Scene._is_split, Status.SPLIT),
    (frozenset({"not_people", "others", "relatives"}), Scene._is_other, Status.OTHER),
    (frozenset({"frames", "suppositions", "questions", "figures"}), Scene._is_supposed, Status.SUPPOSED),
    (PASTS, Scene._is_past, Status.PAST),
    (frozenset({"kin"}), Scene._is_of_kin, Status.KIN),
)
_CHECKED = frozenset().union(*[kinds for kinds, _, _ in _CHECKS])
