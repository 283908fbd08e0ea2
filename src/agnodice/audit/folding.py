"""Read sentences as rows of folded concepts: what claims and statements are compared by, finer than search needs.

Folding joins what a claim may say either way ("cure", "get rid of"; "sterile", "cannot have children") and counts the
denials. It never changes what the danger check hears.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from agnodice.model.words import AuditWords
from agnodice.text.reading import DENIALS, Item
from agnodice.text.tokens import stem

NOT = "not"
PREVENT = "prevent"  # to prevent a thing, to stop doing it: as good as to deny it
CLAUSE_WORDS = frozenset(
    {"but", "if", "when", "because", "although", "though", "unless", "while", "whether", "which", "that"}
)
JOINS = frozenset({"and", "or"})
LONGEST_FORM = 24  # items
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
        self._forms: dict[str, list[tuple[tuple[str, ...], tuple[Alternatives, ...]]]] = {}
        self._looks: dict[tuple[str, tuple[str, ...]], Look] = {}
        for group in words.folds:
            concepts = tuple((concept,) for concept in (group.concept, *group.broader))
            for form in group.words:
                stems = tuple(map(stem, form.split()))
                self._forms.setdefault(stems[0], []).append((stems, concepts))
        for listed in self._forms.values():
            listed.sort(key=lambda form: -len(form[0]))
        self._idle = frozenset(map(stem, words.idle))
        self._kept = frozenset(words.kept)

    def is_kept(self, word: str) -> bool:
        """Whether a little word is kept, because it says how far a statement goes ("always", "only")."""
        return word in self._kept

    def fold(self, items: Sequence[Item]) -> Folded:
        """A sentence's items, folded."""
        row = [(item, self._looks.get(item[:2]) or self._look(item)) for item in items]
        clauses = _clauses(row)
        words: list[Alternatives] = []
        said: dict[int, set[str]] = {}
        denials: dict[int, int] = {}
        skip = 0
        for index, (item, look) in enumerate(row):
            if item.is_break or skip:
                skip -= not item.is_break
                continue
            size, meant = (look.forms and self._form_at(row, index)) or (1, look.alone)
            skip = size - 1
            clause = clauses[index]
            for word in meant:
                if NOT in word:
                    denials[clause] = denials.get(clause, 0) + 1
                else:
                    words.append(word)
                    said.setdefault(clause, set()).update(word)
        plain = frozenset([part for _, look in row for part in look.plain])
        numbers = frozenset([word for word in plain if word[0].isdigit() and word != "1"])
        denied = frozenset([c for clause, n in denials.items() if n % 2 for c in said.get(clause, ())])
        return Folded(tuple(dict.fromkeys(words)), sum(denials.values()), numbers, plain, denied)

    def _look(self, item: Item) -> "Look":
        """What an item is by itself; kept until `forget`."""
        plain = () if item.is_break else tuple(item.word.split(" "))
        stems = tuple(map(stem, plain))
        denies = not DENIALS.isdisjoint(item.concepts)
        look = Look(plain, stems, self._forms.get(stems[0], ()) if stems else (), self._alone(item, stems), denies)
        self._looks[item.word, item.concepts] = look
        return look

    def _alone(self, item: Item, stems: Sequence[str]) -> tuple[Alternatives, ...]:
        if item.word in self._kept:
            return ((item.word,),)
        if not DENIALS.isdisjoint(item.concepts):
            return ((NOT,),)
        if item.word[:1].isdigit() and item.word != "1":
            return ((item.word,),)
        is_idle = item.is_small or not item.word[:1].isalpha() or not item.concepts or stems[0] in self._idle
        return () if is_idle else (item.concepts,)

    def _form_at(
        self, row: Sequence[tuple[Item, "Look"]], index: int
    ) -> tuple[int, tuple[Alternatives, ...]] | None:
        """How many words the longest form here takes, breaks not counted, and what each of its concepts is."""
        ahead = [look.stems for _, look in row[index : index + LONGEST_FORM] if look.stems]
        for form, concepts in row[index][1].forms:
            size = _covers(form, ahead)
            if size:
                return size, concepts
        return None

    def forget(self) -> None:
        """Drop the words of what was read."""
        self._looks.clear()


@dataclass(frozen=True)
class Look:
    """A word as folding sees it: its plain words and stems, the forms that may begin with it, what it means alone."""

    plain: tuple[str, ...]
    stems: tuple[str, ...]
    forms: Sequence[tuple[tuple[str, ...], tuple[Alternatives, ...]]]
    alone: tuple[Alternatives, ...]
    denies: bool


def _clauses(row: Sequence[tuple[Item, Look]]) -> list[int]:
    """The number of the clause in which each item stands."""
    clause, numbers = 0, []
    last = len(row) - 1
    for index, (item, _) in enumerate(row):
        begins = index < last and item.word in JOINS and row[index + 1][1].denies
        clause += item.is_break or begins or item.word in CLAUSE_WORDS
        numbers.append(clause)
    return numbers


def _covers(form: Sequence[str], stems: Sequence[tuple[str, ...]]) -> int:
    """How many words from the first on spell `form`; 0 when they do not."""
    said: list[str] = []
    for at, word in enumerate(stems, 1):
        said += word
        if len(said) >= len(form):
            return at if said == list(form) else 0
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
