"""How people type: slips, words as they are texted or said, numbers. For an index whose search mends nothing."""

from collections.abc import Iterator

LEAST_LETTERS = 4  # of a word whose slips are listed
VOWELS = "aeiouy"
ALIKE = {
    "c": ("ck", "k", "s"),
    "f": ("ph",),
    "g": ("j",),
    "k": ("ck", "c"),
    "s": ("c", "z"),
    "u": ("oo",),
    "v": ("f",),
    "x": ("cks",),
    "y": ("ey", "ie"),
    "z": ("s",),
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ENDINGS = (
    *("h", "y", "s", "th", "st", "nd", "rd", "x", "f", "yo", "yr", "yrs", "m", "w", "wk", "wks", "d"),
    *("hr", "hrs", "min", "mins", "am", "pm", "cm", "mm", "kg", "mg", "ml", "mcg", "lb", "lbs", "ish"),
    *("mth", "mths", "day", "week", "month", "year", "hour"),
)
CUPS = (*"abcdefghjk", "aa", "dd", "ee", "ff", "gg", "hh")  # of a bra
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
theyve thats whats hows wheres oclock themself
""".split()  # noqa: SIM905  (as a list it fills a page)


def written_numbers() -> Iterator[str]:
    """Numbers as people write them beside what troubles them: "6", "4.2", "5cm", "2nd", "150", "1,450", "g2p1"."""
    yield from map(str, (*range(1001), *range(1050, 5001, 50), *range(1940, 2041)))
    yield from (f"{whole}.{tenths}" for whole in (*range(60), *range(95, 107)) for tenths in range(10))
    yield from (f"{whole}.{tenths}{unit}" for whole in range(16) for tenths in range(10) for unit in ("cm", "kg", "mm"))
    yield from (f"{number}{ending}" for number in range(61) for ending in ENDINGS)
    yield from (f"{number}{ending}" for number in range(61, 100) for ending in ("f", "h", "y", "yo", "yr", "kg"))
    yield from (f"{number}{ending}" for number in range(70, 1001, 10) for ending in ("mg", "ml", "mcg", "iu", "bpm"))
    yield from (f"{thousands},{rest:03}" for thousands in range(1, 21) for rest in range(0, 1000, 50))
    yield from (f"{thousands},000" for thousands in range(30, 1000, 10))
    yield from (f"{hour:02}{minutes:02}" for hour in range(24) for minutes in (0, 15, 30, 45))
    yield from (f"{number:02}" for number in range(10))
    yield from (f"{size}{cup}" for size in range(28, 47, 2) for cup in CUPS)
    yield from (f"{letter}{number}" for letter in LETTERS for number in range(43))
    yield from (f"g{pregnancies}p{births}" for pregnancies in range(10) for births in range(pregnancies + 1))


def american(word: str) -> str:
    """A word without the letters that American spelling leaves out: "gynecologist", "estrogen"."""
    return word.replace("ae", "e").replace("oe", "e")


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
