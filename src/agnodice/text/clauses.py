"""Where a text without any punctuation begins anew: "no fever no rash I have chest pain She is drowsy".

A text that has no comma and no full stop at all is read as if one stood where its writer begins something: a full stop
before a capital (but a day of the week), a comma before a word that opens a clause (`openers` of `words/cues.toml`),
unless the word before it goes on to it (`leads`). Any other text is read as it stands.
"""

import re
from collections.abc import Iterator, Sequence

from agnodice.model.words import Cues
from agnodice.text.cues import CueFinder
from agnodice.text.reading import Item

FEWEST_WORDS = 12  # a shorter text is one thing said
WORDS_A_CAPITAL = 4  # more capitals than one word in so many are how she writes, and open nothing
_VERBS = frozenset({"is", "are", "was", "were", "feels", "looks"})
_OPEN_A_NAME = frozenset({"my", "her", "his", "our", "the", "this", "both"})
_NAME_REACH = 3  # items before a verb among which its subject begins: "my left breast is"
_CAPITAL = re.compile("[A-Z][a-z]+(?: +[a-z]+)*")  # no "I", "I'm" or "BP"
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})  # always written so


def lacks_stops(items: Sequence[Item]) -> bool:
    """Whether a text is of some length and has no stop but those that were put into it, which take no room."""
    if len(items) < FEWEST_WORDS:
        return False
    breaks = [item for item in items if item.is_break]
    return len(items) - len(breaks) >= FEWEST_WORDS and all(item.start == item.end for item in breaks)


class ClauseOpener:
    """Puts the stops that a text without any lacks."""

    def __init__(self, cues: Cues) -> None:
        self._finder = CueFinder({"openers": cues.openers})
        self._leads = frozenset(cues.leads)

    def opened(self, text: str, items: Sequence[Item]) -> tuple[Item, ...]:
        """The items of `text`, with a stop before each new part where it has no stop at all."""
        if len(items) < FEWEST_WORDS or any(item.is_break for item in items):
            return tuple(items)
        return tuple(_with_stops(items, self._stops(text, items)))

    def _stops(self, text: str, items: Sequence[Item]) -> dict[int, str]:
        """The stop before each item that begins anew."""
        commas = [first for first, _ in self._finder.find(items)["openers"]]
        capitals = [index for index, item in enumerate(items) if _has_capital(text, item)]
        if len(capitals) * WORDS_A_CAPITAL > len(items):
            capitals = []
        subjects = _subjects(items)
        stops = {**dict.fromkeys((*commas, *subjects), ","), **dict.fromkeys(capitals, ".")}
        return {index: stop for index, stop in stops.items() if index and not self._leads_on(items[index - 1])}

    def _leads_on(self, item: Item) -> bool:
        return item.word.rpartition(" ")[2] in self._leads


def _has_capital(text: str, item: Item) -> bool:
    """Whether a word begins with a capital that may begin a sentence."""
    return item.word not in _DAYS and bool(_CAPITAL.fullmatch(text, item.start, item.end))


def _subjects(items: Sequence[Item]) -> Iterator[int]:
    """Where what a verb speaks of begins: "no rash my wee is dark"; a little word before the verb begins nothing."""
    for index in range(_NAME_REACH, len(items)):
        if items[index].word in _VERBS and not items[index - 1].is_small:
            before = range(index - 1, index - 1 - _NAME_REACH, -1)
            yield next((place for place in before if items[place].word in _OPEN_A_NAME), index - 1)


def _with_stops(items: Sequence[Item], stops: dict[int, str]) -> Iterator[Item]:
    sentence = 0
    for index, item in enumerate(items):
        if index in stops:
            ahead = items[index - 1]
            yield Item(stops[index], (), (), item.start, item.start, ahead.place, sentence, is_break=True)
            sentence += stops[index] == "."
        yield item._replace(sentence=sentence)
