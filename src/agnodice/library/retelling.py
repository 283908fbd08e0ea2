"""Count, while an edition is built, by which words each condition is told: the data of assess/tales.py."""

from collections import Counter
from typing import Any

from agnodice.assess.tales import told_words
from agnodice.library.load import Library
from agnodice.text.assertion import Judge
from agnodice.text.reading import Lexicon


def tale_counts(library: Library, lexicon: Lexicon) -> dict[str, Any]:
    """{sizes: {condition: words in its tales}, words: {word: [place of a condition, tales of it, …]}}."""
    judge = Judge(lexicon.cues)
    sizes: dict[str, int] = {}
    words: dict[str, list[int]] = {}
    for place, tale in enumerate(library.tales):
        read = [lexicon.read_own(text) for text in tale.tell]
        counts = Counter(word for items in read for word in told_words(zip(items, judge.words(items), strict=True)))
        sizes[tale.condition] = counts.total()
        for word, count in counts.items():
            words.setdefault(word, []).extend((place, count))
    return {"sizes": sizes, "words": words}
