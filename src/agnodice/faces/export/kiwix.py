"""The words by which Kiwix finds a guide, given to its index and to no reader's eye.

Kiwix's search (Xapian) wants every word of a question in one page, mends no spelling, and ranks by BM25. So each guide
is indexed under every ordinary word; a word that tells of the guide stands there the more often, the more it tells; and
usual slips of such a word stand where the word itself tells. What a word tells is what `ask` knows of its concept
(ask/likelihood.py), corrected on the wordings as Xapian reads them, stem by stem and without idioms (ask/teaching.py).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from statistics import median

import snowballstemmer

from agnodice.ask.answer import sentences_in_order
from agnodice.ask.likelihood import PARTS
from agnodice.ask.teaching import teach
from agnodice.engine import Engine
from agnodice.model.content import Guide
from agnodice.text.tokens import pieces, plain

LEAST_TELLING = 0.3  # what a word must add to a guide for its slips to be worth a place there
SHARE_USUAL, SHARE_PER_UNIT, MOST_SHARE = 0.4, 0.2, 0.96  # of the most that BM25 gives to a word
HALF_SHARE = 6.5  # times a word must stand in a guide to get half of it, given how long these texts are beside others
RARER = Path(__file__).parent / "rarer.txt"  # names of people and places, medicines, rarer words
USUAL = 3  # guides that are asked about with a word, from which its slips stand everywhere
USUAL_PAIR = 8  # times that two words come together, from which they stand everywhere as one
LEAST_LETTERS = 4  # of a word whose slips are listed
VOWELS = "aeiouy"
ALIKE = {"c": ("ck", "k", "s"), "s": ("c", "z"), "z": ("s",), "y": ("ey", "ie"), "f": ("ph",), "x": ("cks",)}
TERM = re.compile(r"[a-z0-9_]+(?:(?:['&](?=[a-z0-9_])|(?<=[0-9])[.,;](?=[0-9]))[a-z0-9_]+)*")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FILLER = "zzzz"  # no question holds it
ENDINGS = (
    *("s", "th", "st", "nd", "rd", "x", "f", "yo", "yr", "yrs", "m", "w", "wk", "wks", "d"),
    *("hr", "hrs", "min", "mins", "am", "pm", "cm", "mm", "kg", "mg", "ml", "mcg", "lb", "lbs", "ish"),
    *("mth", "mths", "day", "week", "month", "year", "hour"),
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
        self._guides = engine.guides()
        self._usual = Counter(word for guide in self._guides for word in _asked(guide))
        self._words = sorted({*engine.vocabulary(), *self._usual})

    @cached_property
    def _everywhere(self) -> str:
        """What stands in every guide: all words, short forms, numbers, slips of what everyone says."""
        short = [form for form, _ in self._engine.cues.contractions]
        spoken = [word[:-1] for word in self._usual if word.endswith("ing") and len(word) > LEAST_LETTERS]
        joined = [first + second for (first, second), number in self._pairs().items() if number >= USUAL_PAIR]
        usual = [word for word in self._words if self._usual[word] >= USUAL]
        wrong = [slip for word in (*usual, *self._engine.cues.small_words) for slip in (*slips(word), texted(word))]
        read = [*self._read(), *RARER.read_text("utf-8").split()]
        made = (*wrong, *written_numbers(), *LETTERS, *short, *SHORTENED, *CHAT, *spoken, *joined)
        listed = (*made, *read, *self._words)
        return " ".join({self._stem(word): word for word in listed}.values())

    def _pairs(self) -> Counter[tuple[str, str]]:
        """Words that stand one after the other in wordings, for they are run together as well."""
        rows = (terms(text) for guide in self._guides for text in guide.also)
        return Counter(pair for row in rows for pair in pairwise(row))

    def _read(self) -> Iterator[str]:
        """Every word that the library's own text uses: medicines, tests, parts of the body."""
        for guide in self._guides:
            for sentence in sentences_in_order(guide):
                yield from terms(sentence.text)
        for condition in self._engine.conditions():
            for text in (condition.name, condition.what, *condition.also):
                yield from terms(text)
        for finding in self._engine.findings():
            for text in (finding.name, *finding.say):
                yield from terms(text)

    @cached_property
    def _telling(self) -> Mapping[str, Sequence[int]]:
        """For one word of each stem: how often it stands in each guide; words that tell nothing are left out."""
        return {self._shortest[stem]: counts(row) for stem, row in self._taught.items() if any(row)}

    @cached_property
    def _shortest(self) -> Mapping[str, str]:
        """The shortest word of each stem."""
        asked = {term for guide in self._guides for text in (guide.question, *guide.also) for term in terms(text)}
        words = sorted({*self._words, *asked}, key=lambda word: (-len(word), word))
        return {self._stem(word): word for word in words}

    @cached_property
    def _taught(self) -> Mapping[str, Sequence[float]]:
        """For each stem what it adds to each guide, beside what it adds to most."""
        texts = [(place, text) for place, guide in enumerate(self._guides) for text in (guide.question, *guide.also)]
        lessons = [(place, set(map(self._stem, terms(text)))) for place, text in texts]
        taught = teach({stem: self._known(word) for stem, word in self._shortest.items()}, lessons)
        return {stem: _beside_most(row) for stem, row in taught.items() if any(row)}

    def _known(self, word: str) -> list[int]:
        """What `ask` knows of a word's concept, in PARTS."""
        told = self._engine.tells(word)
        return [round(PARTS * told.get(guide.id, 0.0)) for guide in self._guides]

    @cached_property
    def _texts(self) -> Mapping[str, list[str]]:
        """The words of each guide that it does not share with all, each as often as it should count."""
        found: dict[str, list[str]] = {}
        for place, guide in enumerate(self._guides):
            own = [word for word, row in self._telling.items() for _ in range(row[place] - 1)]
            found[guide.id] = [*own, *self._slips(place)]
        return found

    def text(self, guide: str) -> str:
        """The words of a guide, each as often as it should count.

        BM25 counts a word of a longer text less: all are made equally long.
        """
        own = self._texts[guide]
        filling = [FILLER] * (max(map(len, self._texts.values())) - len(own))
        return " ".join([self._everywhere, *own, *filling])

    def _slips(self, place: int) -> Iterable[str]:
        """Usual slips of the words that tell of a guide."""
        telling = (self._shortest[stem] for stem, row in self._taught.items() if row[place] >= LEAST_TELLING)
        return dict.fromkeys(slip for word in telling for slip in slips(word))


def _beside_most(row: Sequence[int]) -> list[float]:
    usual = median(row)
    return [(parts - usual) / PARTS for parts in row]


def terms(text: str) -> list[str]:
    """A text's words as Xapian reads them: without accents, in small letters, joined where it joins them ("d&c")."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return TERM.findall(bare.replace("’", "'").lower())


def _asked(guide: Guide) -> set[str]:
    """The words of a guide's wordings, and what Xapian takes for one word there ("d&c")."""
    texts = (guide.question, *guide.also)
    return {word for text in texts for word in (*map(plain, pieces(text)), *terms(text))}


def written_numbers() -> Iterator[str]:
    """Numbers as people write them beside what troubles them: "6", "4.2", "5cm", "2nd", "150"."""
    yield from map(str, (*range(201), *range(250, 5001, 50)))
    yield from (f"{whole}.{tenths}" for whole in range(60) for tenths in range(10))
    yield from map(str, range(1940, 2041))
    yield from (f"{number}{ending}" for number in range(61) for ending in ENDINGS)
    yield from (f"{number}{ending}" for number in range(70, 1001, 10) for ending in ("mg", "ml", "mcg", "iu", "bpm"))


def counts(row: Sequence[float]) -> tuple[int, ...]:
    """How often a word must stand in each text for BM25 to count it by what it tells of each; as seldom as will do."""
    usual = min(SHARE_USUAL, 1 / (1 + HALF_SHARE) - SHARE_PER_UNIT * min(row))
    return tuple(_times(usual + SHARE_PER_UNIT * telling) for telling in row)


def _times(share: float) -> int:
    kept = min(MOST_SHARE, max(0.0, share))
    return max(1, round(HALF_SHARE * kept / (1 - kept)))


def texted(word: str) -> str:
    """A word as it is texted, without its vowels but the first letter: "bldng"."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in VOWELS or letter == "y")


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
