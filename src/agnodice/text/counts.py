"""Numbers, and slips beside them: "34 wees", "thirty tree weeks", "thiry-two weeks", "fifteen minuets".

A word that stands where a time or a number does, and is one slip from one, is read as it: weeks of pregnancy and ages
hang on it. People get the first letter of a word right (as `spelling.py` takes it), so only such words are thought of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agnodice.text.spelling import Speller, distance
from agnodice.text.tokens import Token

TIMES = frozenset(
    f"{unit}{ending}" for unit in ("minute", "hour", "day", "week", "month", "year") for ending in ("", "s")
)
LEAST_LETTERS = 4
TENS = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})
DIGITS = frozenset("123456789")
_AFTER_A_FIGURE = TIMES | DIGITS
WEES = frozenset({"wee", "wees"})  # a word of its own, but nobody counts so many
WEES_THAT_ARE_WEEKS = range(20, 46)
_A_TIME = frozenset(
    {"a", "an", "per", "each", "every", "in", "today", "yesterday", "last", "at", "over", "before", "during"}
)


class CountMender:
    """Mends words that stand where a time or a number does."""

    def __init__(self, contractions: Mapping[str, Sequence[str]], speller: Speller) -> None:
        """`contractions`: number words among them, with their figures."""
        self._speller = speller
        self._figures = {word: long[0] for word, long in contractions.items() if len(long) == 1 and long[0].isdecimal()}

    def mended(self, row: Iterable[Token]) -> list[Token]:
        """The tokens of a text, times and numbers read as what they are meant to be."""
        tokens = list(row)
        words = [token.word for token in tokens]
        for place in [place for place, number in enumerate(words[:-1], 1) if number.isdecimal()]:
            words[place] = self._time(words, place)
        for place in [place for place, then in enumerate(words[1:]) if then in _AFTER_A_FIGURE]:
            words[place] = self._figure(words, place)
        pairs = zip(tokens, words, strict=True)
        return [token if token.word == word else token._replace(word=word) for token, word in pairs]

    def _time(self, words: Sequence[str], place: int) -> str:
        """The word at `place`, behind a number, as the time that it is meant to be."""
        word, number = words[place], words[place - 1]
        if not word.isalpha() or word in TIMES:
            return word
        if word in WEES:
            then = words[place + 1] if place + 1 < len(words) else ""
            return "weeks" if int(number) in WEES_THAT_ARE_WEEKS and then not in _A_TIME else word
        is_meant = len(word) < LEAST_LETTERS or word in self._speller.library
        near = () if is_meant else tuple(_near(word, TIMES))
        return near[0] if near else word

    def _figure(self, words: Sequence[str], place: int) -> str:
        """The word at `place`, as a figure where the time or digit that follows needs one."""
        word, then = words[place], words[place + 1]
        if len(word) < LEAST_LETTERS or not word.isalpha():
            return word
        is_parted = place > 0 and words[place - 1] in TENS and then in TIMES  # "thirty tree weeks"
        if self._speller.knows(word) and not is_parted:
            return word
        near = tuple(dict.fromkeys(self._figures[known] for known in _near(word, self._figures)))
        wanted = [figure for figure in near if figure in DIGITS] if is_parted else near
        fitting = [figure for figure in wanted if figure in TENS] if then in DIGITS else wanted
        return fitting[0] if len(fitting) == 1 else word


def _near(word: str, known: Iterable[str]) -> Iterator[str]:
    """Those of `known` that begin as the word does and are one slip from it, in the order of the alphabet."""
    return (other for other in sorted(known) if other[0] == word[0] and distance(word, other, 1) == 1)


def value_of(word: str) -> float | None:
    """A number as written, "38,5" too; None for words."""
    plain_number = word.replace(",", ".")
    return float(plain_number) if plain_number.replace(".", "", 1).isdecimal() else None
