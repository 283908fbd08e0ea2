"""Cut text into words and breaks, each with its place in the original, and cut words to their stems."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

_SIGNED = r"[+-](?<![A-Za-z]-)[Vv][Ee]\b"  # "HIV -ve"
_NOTED = "|".join((
    r"(?<![\d/])\d{1,2}/(?:7|12|52)(?![\d/])",
    r"(?<!\d)(?<!\d\s)\b[Hh][Rr][ :=]{1,2}(?:[4-9]\d|[12]\d\d)(?!\d)",
    r"(?<![\w.,/+])(?:[4-9]|[1-3]\d|4[0-2])\+[0-6](?: ?(?:[Ww][Ee][Ee][Kk]|[Ww][Kk])[Ss]?)?(?![\w/+])",
    r"(?<![\w.,/+])(?:[4-9]|[1-3]\d|4[0-2])[Ww](?:[Kk][Ss]?)?(?:\+?[0-6][Dd]?)?(?![\w/+])",
    _SIGNED,
))  # fmt: skip
_IS_NOTED = re.compile(_NOTED).fullmatch
_HALF = r"(?<=\d )[13]/[234](?![\d/])"  # "6 1/2 weeks" are 6 weeks, as "6½" are
_LETTER = r"[^\W\d_½¼¾⅓⅔]"
_SHORT = r"(?<![\w/])(?:[Dd]/[Cc]|[Nn]/[Vv])(?![\w/'’`´])"  # "white d/c" is a discharge, and no "d & c"
_PIECE = re.compile(
    rf"(?=[\dHh+-])(?:{_NOTED})|{_SHORT}|(?!{_HALF})(?<!\d [13]/)\d+(?:[.,]\d+)*"
    rf"|{_LETTER}+(?:['’`´]{_LETTER}+)*|[.!?;:,\n()…]"
)
# The same, in half the time.
_OF_LETTERS = re.compile(_SHORT + r"|[A-Za-z]++(?:['`][A-Za-z]++)*+|[.!?;:,\n()]|" + _SIGNED)
_DIGIT = re.compile(r"\d")
LONG_DRAWN = re.compile(r"([a-z])\1{2,}")  # "soooo", "heeelp"; never a number: a pulse of 111 is none of 11
_APOSTROPHES = str.maketrans("’`´", "'''")
WORDS_KEPT = 20_000  # in memory, of one process
SENTENCE_BREAKS = frozenset(".!?\n…")
_PARTS_OF = {"7": "days", "52": "weeks", "12": "months"}  # how notes write times: "2/52" is two weeks
ALWAYS = "24/7"
Read = TypeVar("Read")
_SIGNS = {"+ve": ("positive",), "-ve": ("negative",)}


class Token(NamedTuple):
    """A word (lower case, contractions opened) or a break, with its character offsets in the original.

    A named tuple, as Item is: a page makes thousands of them.
    """

    word: str
    start: int
    end: int

    @property
    def is_break(self) -> bool:
        """Whether this is punctuation."""
        return not self.word[:1].isalnum()


class Seen(dict[str, tuple[Read, ...]]):
    """Pieces of text with the words that they are; one that was not seen before is learnt."""

    def __init__(self, learn: Callable[[str], tuple[Read, ...]]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, piece: str) -> tuple[Read, ...]:
        self[piece] = row = self._learn(piece)
        return row


def is_of_letters(text: str) -> bool:
    """Whether a text is in ASCII and without digits, as most sentences are."""
    return text.isascii() and not _DIGIT.search(text)


def pieces(text: str) -> list[str]:
    """The words, numbers and breaks of `text` as they stand."""
    return cut(text, of_letters=is_of_letters(text))


def cut(text: str, *, of_letters: bool) -> list[str]:
    """As `pieces`, of a text of which it is known whether `is_of_letters`."""
    return (_OF_LETTERS if of_letters else _PIECE).findall(text)


def tokens(text: str, contractions: Mapping[str, tuple[str, ...]]) -> Iterator[Token]:
    """Words and breaks of `text`. `contractions` maps `can't` and `cant` to (`cannot`,)."""
    lowered = text.lower()
    is_plain = text.isascii() and not LONG_DRAWN.search(lowered)  # nearly always: then no word needs a look of its own
    for match in (_OF_LETTERS if is_of_letters(text) else _PIECE).finditer(lowered if is_plain else text):
        word = match[0] if is_plain else plain(match[0])
        opened = contractions.get(word) or _noted(word)
        if opened is None and "'" in word:
            stem, _, ending = word.rpartition("'")
            opened = (stem,) if ending == "s" else (word.replace("'", ""),)
        for part in opened or (word,):
            yield Token(part, match.start(), match.end())


def _noted(word: str) -> tuple[str, ...] | None:
    """What notes write short, in words: ("2", "weeks") of "2/52", ("38", "weeks") of "38+4", ("5", "weeks") of "5w6d",
    ("pulse", "118") of "hr 118", ("positive",) of "+ve"; None for the rest.
    """
    is_short = "/" in word or "+" in word or word.startswith(("hr", "-")) or (word[0].isdigit() and "w" in word)
    if not is_short or not _IS_NOTED(word):  # a letter may be written out: "℅" is "c/o"
        return None
    if word.startswith("hr"):
        return "pulse", re.split("[ :=]+", word)[1]
    if word in _SIGNS:
        return _SIGNS[word]
    if "w" in word or "+" in word:
        return re.split("[w+]", word)[0], "weeks"
    count, parts = word.split("/")
    return (count, parts) if word == ALWAYS else (count, _PARTS_OF[parts])


@lru_cache(maxsize=WORDS_KEPT)
def plain(word: str) -> str:
    """`word` in lower case, with compatibility letters and accents made ordinary."""
    if word.isascii():
        return LONG_DRAWN.sub(r"\1\1", word.lower())
    folded = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c))


# Not cut: someone scared has no scar, bubbly urine no "bub" in it, and who hugs is not huge; what is "hardly" there is
# not hard, a thing of lately is not late, pain for a month is not monthly, and "even" is no time of day.
WHOLE = frozenset({
    "scared", "bubbly", "huge", "hugely", "tone", "tones", "nutted", "busting", "kidding", "ripe",
    "hardly", "barely", "lately", "monthly", "shortly", "highly", "firstly", "secondly", "lastly", "finely", "evening",
})  # fmt: skip


@lru_cache(maxsize=WORDS_KEPT)
def stem(word: str) -> str:
    """A light stem: plural, -ing, -ed, -ly, -ness, -y and a last e are cut, doubled letters undone.

    Lighter than Porter (1980): it joins bleed, bleeds, bleeding and keeps apart what a lay reader keeps apart.
    """
    if len(word) <= 3 or not word.isalpha() or word in WHOLE:
        return word
    for ending, least in (("ness", 4), ("ing", 3), ("edly", 4), ("ed", 3), ("ly", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("eed"):
            return _tidy(_undoubled(word[: -len(ending)]))
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "i"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _tidy(word)


def _undoubled(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled else word


def _tidy(word: str) -> str:
    """A last e cut, a last y made i, so that come/coming and bury/buries meet."""
    if len(word) > 3 and word.endswith("e"):
        return word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def forget() -> None:
    """Drop the words kept in memory: those that someone typed must not outlive their question."""
    plain.cache_clear()
    stem.cache_clear()
