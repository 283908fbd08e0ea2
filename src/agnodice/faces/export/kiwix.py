"""The words by which Kiwix finds a guide, given to its index and to no reader's eye.

Kiwix's search (Xapian) wants every word of a question in one page, mends no spelling, and ranks by BM25. So each guide
is indexed under every ordinary word; a word that tells of the guide stands there the more often, the more it tells (the
likelihood ratios of ask/likelihood.py); and usual slips of such a word stand where the word itself tells.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

import snowballstemmer

from agnodice.engine import Engine
from agnodice.model.content import Guide
from agnodice.text.tokens import pieces, plain

LEAST_TELLING = 0.1  # what a word must add to a guide for its slips to be worth a place there
SHARE_UNKNOWN, SHARE_PER_UNIT, MOST_SHARE = 0.4, 0.75, 0.95  # of the most that BM25 gives to a word
HALF_SHARE = 7 / 3  # times a keyword must stand in a guide to get half of it, given how long these lists are
USUAL = 3  # guides that are asked about with a word, from which its slips stand everywhere
LEAST_LETTERS = 4  # of a word whose slips are listed
VOWELS = "aeiouy"
ALIKE = {"c": ("ck", "k"), "y": ("ey",), "f": ("ph",)}  # by sound
JOINED = re.compile(r"\w+&\w+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FILLER = "zzzz"  # no question holds it
ENDINGS = (
    *("s", "th", "st", "nd", "rd", "x", "f", "yo", "yr", "yrs", "m", "w", "wk", "wks", "d"),
    *("hr", "hrs", "min", "mins", "am", "pm", "cm", "mm", "kg", "mg"),
)
WHO = "i you he she it we they that there this who what how where mum".split()  # noqa: SIM905
SHORTENED = [f"{who}{mark}{end}" for who in WHO for mark in ("'", "") for end in ("ll", "d", "ve", "s", "re")]  # "itll"
CHAT = """
alot abit alittle innit aint nah nope yeah yep yup yh nowt owt summat summin sumthing nuffin nothin somethin
wanna gonna gotta gimme dunno lemme kinda sorta coulda shoulda woulda cud shud wud cld shld wld cos coz cuz
bcos becoz bc tho thru thx ty pls plz plzz u ur r n y k ok okay lil lol omg wtf tbh idk imo btw af asap dis
dat da wiv dem der ere luv lov hun huni hubby hubs fella bloke missus mrs oh dh dd ds bf gf mil ttc bfp bfn
dpo lo bub bubs sez gud wot wat wen wher wich woz waz iz ov hav hv havin avin bin bein doin goin comin nite
tonite 2nite 2day 2moro tmrw tomoz b4 m8 gr8 l8 w8 4ever yday ystrday mins secs hrs wks mths yrs rosé café
fiancé fiancée naïve cliché deffo defo probs prob prolly obvs def soz jus jst juz dnt cnt wnt didnt doesnt
isnt wasnt wont cant couldnt shouldnt wouldnt havent hasnt hadnt arent werent im ive ill id youre youve theyre
theyve thats whats hows wheres
""".split()  # noqa: SIM905  (as a list it fills a page)


class FoundBy:
    """For each guide, the text under which it is indexed; one word for each of Xapian's stems."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stem = snowballstemmer.stemmer("english").stemWord
        self._usual = Counter(word for guide in engine.guides() for word in _asked(guide))
        self._words = sorted({*engine.vocabulary(), *self._usual})

    @cached_property
    def _everywhere(self) -> str:
        """What stands in every guide: all words, short forms, numbers, slips of what everyone says."""
        short = [form for form, _ in self._engine.cues.contractions]
        spoken = [word[:-1] for word in self._usual if word.endswith("ing") and len(word) > LEAST_LETTERS]
        usual = [word for word in self._words if self._usual[word] >= USUAL]
        wrong = [slip for word in (*usual, *self._engine.cues.small_words) for slip in slips(word)]
        return " ".join(
            {
                self._stem(word): word
                for word in (*wrong, *written_numbers(), *LETTERS, *short, *SHORTENED, *CHAT, *spoken, *self._words)
            }.values()
        )

    @cached_property
    def _telling(self) -> Mapping[str, Mapping[str, float]]:
        """For one word of each stem: what it adds to each guide; words that tell nothing are left out."""
        first: dict[str, str] = {}
        for word in sorted(self._words, key=lambda word: (len(word), word)):
            if self._engine.tells(word):
                first.setdefault(self._stem(word), word)
        return {word: self._engine.tells(word) for word in first.values()}

    def text(self, guide: str) -> str:
        """The words of a guide, each as often as it should count.

        BM25 counts a word of a longer text less: all are made equally long.
        """
        own = self._own(guide)
        filling = [FILLER] * (self._longest - self._length(guide, own))
        return " ".join([self._everywhere, *own, self.slips(guide), *filling])

    def _own(self, guide: str) -> list[str]:
        return [word for word, likely in self._telling.items() for _ in range(times(likely[guide]) - 1)]

    def _length(self, guide: str, own: list[str]) -> int:
        return len(own) + len(self.slips(guide).split())

    @cached_property
    def _longest(self) -> int:
        return max(self._length(guide.id, self._own(guide.id)) for guide in self._engine.guides())

    def slips(self, guide: str) -> str:
        """Usual slips of the words that tell of a guide."""
        telling = (word for word, likely in self._telling.items() if likely[guide] >= LEAST_TELLING)
        return " ".join(dict.fromkeys(slip for word in telling for slip in slips(word)))


def _asked(guide: Guide) -> set[str]:
    """The words of a guide's wordings, and what Xapian takes for one word there ("d&c")."""
    texts = (guide.question, *guide.also)
    return {word for text in texts for word in (*map(plain, pieces(text)), *JOINED.findall(text.lower()))}


def written_numbers() -> Iterator[str]:
    """Numbers as people write them beside what troubles them: "6", "4.2", "5cm", "2nd", "150"."""
    yield from map(str, (*range(201), *range(250, 5001, 50)))
    yield from (f"{whole}.{tenths}" for whole in range(60) for tenths in range(10))
    yield from (f"{number}{ending}" for number in range(61) for ending in ENDINGS)


def times(likely: float) -> int:
    """How often a word must stand in a text so that BM25 counts it by its log-likelihood ratio."""
    share = min(MOST_SHARE, max(0.0, SHARE_UNKNOWN + SHARE_PER_UNIT * likely))
    return max(1, round(HALF_SHARE * share / (1 - share)))


def slips(word: str) -> Iterator[str]:
    """Usual slips: a letter missing, doubled or swapped with the next, another vowel; never the first letter."""
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return
    if word.endswith("ing"):
        yield word[:-1]
    for place in range(1, len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        if after:
            yield before + after[0] + letter + after[1:]
        if letter in VOWELS:
            yield from (before + vowel + after for vowel in VOWELS if vowel != letter)
        for sound in ALIKE.get(letter, ()):
            yield before + sound + after
