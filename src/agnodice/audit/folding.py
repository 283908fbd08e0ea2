"""Read sentences as rows of folded concepts: what claims and statements are compared by, finer than search needs.

Folding joins what a claim may say either way ("cure", "get rid of"; "sterile", "cannot have children") and counts the
denials. It never changes what the danger check hears.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from math import log

from agnodice.model.words import AuditWords
from agnodice.text.reading import DENIALS, Item
from agnodice.text.tokens import stem

NOT = "not"
PREVENT = "prevent"  # to prevent a thing, to stop doing it: as good as to deny it
CLAUSE_WORDS = frozenset(
    {"but", "if", "when", "because", "although", "though", "unless", "while", "whether", "which", "that"}
)
Alternatives = tuple[str, ...]


@dataclass(frozen=True)
class Folded:
    """One sentence: the possible concepts of each telling word, most specific first; how often it denies; its numbers
    and plain words; `denied`: the concepts of those of its clauses that deny.
    """

    words: tuple[Alternatives, ...]
    denials: int
    numbers: frozenset[str]
    plain: frozenset[str]
    denied: frozenset[str] = frozenset()

    @cached_property
    def concepts(self) -> frozenset[str]:
        """All its concepts."""
        return frozenset(concept for word in self.words for concept in word)

    @cached_property
    def specific(self) -> frozenset[str]:
        """The most specific concept of each word."""
        return frozenset(word[0] for word in self.words)


class Folder:
    """Folds read items by the library's `words/audit.toml`."""

    def __init__(self, words: AuditWords) -> None:
        self._forms: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for group in words.folds:
            for form in group.words:
                stems = tuple(map(stem, form.split()))
                self._forms.setdefault(stems[0], []).append((stems, (group.concept, *group.broader)))
        for listed in self._forms.values():
            listed.sort(key=lambda form: -len(form[0]))
        self._idle = frozenset(map(stem, words.idle))
        self._kept = frozenset(words.kept)

    def is_kept(self, word: str) -> bool:
        """Whether a little word is kept, because it says how far a statement goes ("always", "only")."""
        return word in self._kept

    def fold(self, items: Sequence[Item]) -> Folded:
        """A sentence's items, folded."""
        kept = [item for item in items if not item.is_break]
        clauses = _clauses(items)
        stems = [tuple(map(stem, item.word.split(" "))) for item in kept]
        words: list[Alternatives] = []
        said: dict[int, set[str]] = {}
        denials: dict[int, int] = {}
        index = 0
        while index < len(kept):
            size, meant = self._at(kept, stems, index)
            clause = clauses[index]
            denials[clause] = denials.get(clause, 0) + sum(NOT in word for word in meant)
            telling = [word for word in meant if NOT not in word]
            said.setdefault(clause, set()).update(concept for word in telling for concept in word)
            words += telling
            index += size
        plain = frozenset(part for item in kept for part in item.word.split(" "))
        numbers = frozenset(word for word in plain if word[:1].isdigit() and word != "1")
        denied = frozenset(c for clause, n in denials.items() if n % 2 for c in said.get(clause, ()))
        return Folded(tuple(dict.fromkeys(words)), sum(denials.values()), numbers, plain, denied)

    def _at(
        self, kept: Sequence[Item], stems: Sequence[tuple[str, ...]], index: int
    ) -> tuple[int, Sequence[Alternatives]]:
        """How many items the longest form here takes and what each of its concepts is; else one item as it was read."""
        for form, concepts in self._forms.get(stems[index][0], ()):
            size = _covers(form, stems, index)
            if size:
                return size, [(concept,) for concept in concepts]
        item = kept[index]
        if item.word in self._kept:
            return 1, [(item.word,)]
        if not DENIALS.isdisjoint(item.concepts):
            return 1, [(NOT,)]
        if item.word[:1].isdigit() and item.word != "1":
            return 1, [(item.word,)]
        is_idle = item.is_small or stems[index][0] in self._idle or not item.word[:1].isalpha() or not item.concepts
        return 1, () if is_idle else [item.concepts]


def _clauses(items: Sequence[Item]) -> list[int]:
    """The number of the clause in which each word stands."""
    clause, numbers = 0, []
    for item, after in zip_longest(items, items[1:]):
        begins = after is not None and item.word in {"and", "or"} and not DENIALS.isdisjoint(after.concepts)
        clause += item.is_break or item.word in CLAUSE_WORDS or begins
        if not item.is_break:
            numbers.append(clause)
    return numbers


def _covers(form: Sequence[str], stems: Sequence[tuple[str, ...]], index: int) -> int:
    """How many items from `index` on spell `form`; 0 when they do not."""
    said: list[str] = []
    for at in range(index, len(stems)):
        said += stems[at]
        if said == list(form):
            return at - index + 1
        if said != list(form[: len(said)]):
            break
    return 0


def weights(sentences: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """How telling each concept is: its inverse document frequency over the library's statements (Spärck Jones 1972)."""
    counts: dict[str, int] = {}
    total = 0
    for concepts in sentences:
        total += 1
        for concept in concepts:
            counts[concept] = counts.get(concept, 0) + 1
    return {concept: round(log(1 + total / n), 2) for concept, n in sorted(counts.items())}
