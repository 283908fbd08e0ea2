"""Words for suggestions while typing: few enough to send at once, so that what is typed never leaves the page.

Ranked by tf-idf (Sparck Jones, J Doc 1972;28:11) over the wordings of each guide.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from math import log

from agnodice.model.content import Guide

STEM, MOST_WORDS, MOST_SPREAD = 6, 20, 0.4  # letters and words kept; the largest share of guides with a word


def telling_words(guides: Sequence[Guide]) -> dict[str, list[str]]:
    """By guide: the words by which people ask its question, those that tell it apart first (tf-idf)."""
    used = {g.id: Counter(w for text in (g.question, *g.also) for w in set(_words(text))) for g in guides}
    spread = Counter(word for counts in used.values() for word in counts)

    telling: dict[str, list[str]] = {}
    for name, counts in used.items():
        known = [word for word in counts if spread[word] <= MOST_SPREAD * len(guides)]
        telling[name] = sorted(known, key=partial(_weight, counts, spread, len(guides)))[:MOST_WORDS]
    return telling


def _weight(counts: Counter[str], spread: Counter[str], guides: int, word: str) -> tuple[float, str]:
    return -counts[word] * log(guides / spread[word]), word


def _words(text: str) -> list[str]:
    return [word[:STEM] for word in re.findall(r"[a-z]{3,}", text.lower())]
