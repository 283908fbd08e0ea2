"""Tell the same story otherwise: typed badly, in another order, in other words, of a sister, with chatter around it.

Metamorphic relations in the sense of Chen, Cheung and Yiu (HKUST-CS98-01, 1998): nobody need know the right result to
know that none of these may lower the urgency. Every retelling is the same each time.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from tests.casebook import slip

Retelling = Callable[[str], str]
SLIPS_A_TEXT = 2
LEAST_LETTERS = 5
WORDS_CHANGED = 3

_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+(?=\s|$)\s*|[^.!?\n]+$|[^\s]+\s*")
_LEANS = re.compile(  # begins with a word that leans on the sentence before it
    r"\s*(?:and|but|or|so|then|also|it|its|it's|they|them|this|that|these|those|there|both|neither|none|nothing|same|which|"
    r"no|not|yes|only|until|because|though|he|his|him|she|her)\b",
    re.IGNORECASE,
)


def with_slips(text: str) -> str:
    """One slip in each of at most two words of five letters or more."""
    dice = random.Random(text)
    words = [match for match in re.finditer(r"[A-Za-z]+", text) if len(match[0]) >= LEAST_LETTERS]
    for match in sorted(dice.sample(words, min(SLIPS_A_TEXT, len(words))), key=lambda m: -m.start()):
        text = text[: match.start()] + slip(match[0], dice) + text[match.end() :]
    return text


def reordered(text: str) -> str:
    """The sentences from last to first; one that leans on the sentence before it stays with it."""
    blocks: list[str] = []
    for sentence in _sentences(text):
        if blocks and _LEANS.match(sentence):
            blocks[-1] += " " + sentence
        else:
            blocks.append(sentence)
    return " ".join(reversed(blocks)) if len(blocks) > 1 else text


def _sentences(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"(?<=[.!?\n])\s+(?=\D)", text)]
    return [part if part[-1] in ".!?" else part + "." for part in parts if part]


def in_other_words(text: str, groups: Sequence[Sequence[str]]) -> str:
    """Up to three words changed for another of their group that ends alike, so that the sentence still reads.

    `groups`: words that stand for each other. Words inside a word group of the table ("burning up") stay.
    """
    dice = random.Random(text)
    grouped = "|".join(re.escape(w) for group in groups for w in group if not w.isalpha())
    free = re.sub(rf"\b(?:{grouped})\b", lambda m: "0" * len(m[0]), text.lower()) if grouped else text
    single = [[w for w in group if w.isalpha()] for group in groups]
    others = {w: [o for o in group if o != w and _ending(o) == _ending(w)] for group in single for w in group}
    words = [m for m in re.finditer(r"[a-z]+", free) if others.get(m[0])]
    for match in sorted(dice.sample(words, min(WORDS_CHANGED, len(words))), key=lambda m: -m.start()):
        text = text[: match.start()] + dice.choice(others[match[0]]) + text[match.end() :]
    return text


def _ending(word: str) -> str:
    return next((ending for ending in ("ing", "ed", "ly", "ness", "s", "y") if word.endswith(ending)), "")


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """ "old > new; old > new" as pairs."""
    rows = (pair.split(" > ") for pair in re.split(r"[;\n]", text) if pair.strip())
    return tuple((old.strip(), new.strip()) for old, new in rows)


def _swapped(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Whole words and word groups of `pairs` changed, all at once, longer ones first; a first capital is kept."""
    table = dict(pairs)
    longest = sorted(table, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w'’])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w'’])", re.IGNORECASE)

    def changed(match: re.Match[str]) -> str:
        new = table[match[0].lower()]
        opens = new.startswith("i ") or match.string[: match.start()].rstrip()[-1:] in {"", ".", "!", "?"}
        return new[:1].upper() + new[1:] if match[0][:1].isupper() and opens else new

    return pattern.sub(changed, text)


_LASTING = _pairs("""
    i have > i have been having; i get > i have been getting; i am bleeding > i have been bleeding
    i'm bleeding > i have been bleeding; im bleeding > i have been bleeding
    i feel > i have been feeling; i keep > i have kept; i pee > i have been peeing; feels > has been feeling
    hurts > has been hurting; burns > has been burning; aches > has been aching; itches > has been itching
    i can't > i have not been able to; i cant > i have not been able to; i cannot > i have not been able to
    is swollen > has been swollen; is numb > has been numb; is red > has been red
""")
_NOT_LASTING = re.compile(r"i have (?:been|had|not|no|never|a history|\w+ed|to|just|also)\b", re.IGNORECASE)


def as_lasting(text: str) -> str:
    """The present as what has been going on: "I have cramps" as "I have been having cramps"."""
    pieces = re.split(f"({_NOT_LASTING.pattern})", text, flags=re.IGNORECASE)
    return "".join(piece if _NOT_LASTING.fullmatch(piece) else _swapped(piece, _LASTING) for piece in pieces)


_THIRD = _pairs("""
    i > she; me > her; my > her; mine > hers; myself > herself; i am > she is; am i > is she; i have > she has
    have i > has she; i'm > she is; im > she is; i’m > she is; i've > she has; ive > she has; i’ve > she has
    i'd > she would; i'll > she will; i haven't > she hasn't; i havent > she hasnt; i don't > she doesn't
    i dont > she doesnt; i do > she does; do i > does she; i go > she goes
""")
_DOES = (
    "bleed breathe come cough eat feel get keep know lie lift look need pee sit smoke sneeze stand take think turn use "
    "wake walk want wee yelp"
)
_THIRD += tuple((f"i {verb}", f"she {verb}s") for verb in _DOES.split())

_HAS_HER = re.compile(r"\b(?:she|her|wife|daughter|girlfriend|sister|mother|mum|friend|roommate)\b", re.IGNORECASE)


def of_another(text: str) -> str:
    """Told by one who asks for her: "I have" as "she has". A story that already has a "she" in it stays."""
    return text if _HAS_HER.search(text) else _swapped(text, _THIRD)


def of_a_sister(text: str) -> str:
    """Told by one who asks for her sister, who is named once at the start."""
    retold = of_another(text)
    return text if retold == text else f"I am asking for my sister. {retold}"


CHATTER = (
    "Hi all, hope you are having a nice week.",
    "Long time lurker here, first time writing.",
    "It has rained here all day and the bus was late.",
    "Our kitchen is being painted this week, so it is chaos here.",
    "Thanks so much for reading, any advice is welcome!",
)


def with_chatter(text: str) -> str:
    """A greeting and an unrelated sentence before it, one behind it."""
    dice = random.Random(text)
    before, also, after = dice.sample(CHATTER, 3)
    end = "" if text.rstrip()[-1:] in ".!?" else "."
    return f"{before} {also} {text.rstrip()}{end} {after}"


def retellings(groups: Sequence[Sequence[str]]) -> Mapping[str, Retelling]:
    """Every retelling by its name; `groups`: words and word groups that stand for each other."""
    return {
        "slips in two words": with_slips,
        "sentences from last to first": reordered,
        "other words": partial(in_other_words, groups=groups),
        "has been so": as_lasting,
        "told of her": of_another,
        "told of a sister": of_a_sister,
        "chatter around it": with_chatter,
        "capitals": str.upper,
        "no capitals, no apostrophes": lambda text: re.sub("['’]", "", text).lower(),
        "a line for each sentence": lambda text: re.sub(r"(?<=[.!?])\s+", "\n", text),
        "cries for full stops": lambda text: re.sub(r"(?<=[a-z])\.(?=\s|$)", "!!", text),
        "no punctuation": lambda text: re.sub(r"(?<!\d)[^\w\s'’./:-]|[^\w\s'’./:-](?!\d)|\.(?=\s|$)", "", text),
    }
