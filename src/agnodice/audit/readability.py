"""Figures of plain language by five published formulas; none alone decides anything.

Flesch 1948 (reading ease), Kincaid 1975 (grade), McLaughlin 1969 (SMOG), Gunning 1952 (Fog), Coleman and Liau 1975.
Syllables are counted by groups of vowels, which errs by a few per cent.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from agnodice.model.audit import Readability

LONG_SENTENCE = 20  # words; NHS "How we write"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORD_OF_ASCII = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")  # the same, in less time
_VOWELS = re.compile(r"[aeiouy]+")


def readability(sentences: Sequence[str]) -> Readability:
    """The figures of a text's sentences; all 0 when there are no words."""
    cut = ((_WORD_OF_ASCII if sentence.isascii() else _WORD).findall(sentence) for sentence in sentences)
    counted = [words for words in cut if words]
    words = [word for sentence in counted for word in sentence]
    if not words:
        return Readability(0, 0, 0.0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    syllables = list(map(syllable_count, words))
    hard = sum([n >= 3 for n in syllables])
    per_sentence, per_word = len(words) / len(counted), sum(syllables) / len(words)
    letters, ends = 100 * sum(map(len, words)) / len(words), 100 * len(counted) / len(words)
    figures = (
        206.835 - 1.015 * per_sentence - 84.6 * per_word,
        0.39 * per_sentence + 11.8 * per_word - 15.59,
        1.043 * sqrt(30 * hard / len(counted)) + 3.1291,
        0.4 * (per_sentence + 100 * hard / len(words)),
        0.0588 * letters - 0.296 * ends - 15.8,
    )
    long = sum(len(sentence) > LONG_SENTENCE for sentence in counted)
    return Readability(len(words), len(counted), round(per_sentence, 1), long, *(round(f, 1) for f in figures))


@lru_cache(maxsize=20_000)
def syllable_count(word: str) -> int:
    """About how many syllables a word has."""
    plain = word.lower()
    groups = len(_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee", "ye")) and groups > 1
    return max(1, groups - silent)
