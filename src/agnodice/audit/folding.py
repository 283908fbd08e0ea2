"""Read sentences as rows of folded concepts: what claims and statements are compared by, finer than search needs.

Folding joins what a claim may say either way ("cure", "get rid of"; "sterile", "cannot have children") and counts the
denials. It never changes what the danger check hears.
"""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise, zip_longest
from math import log
from typing import NamedTuple, cast

from agnodice.audit.figures import figures
from agnodice.model.words import AuditWords
from agnodice.text.edited import Word
from agnodice.text.tokens import stem

NOT = "not"
PREVENT = "prevent"  # to prevent a thing, to stop doing it: as good as to deny it
CLAUSE_WORDS = frozenset({"but", "if", "when", "because", "although", "though", "unless", "while", "whether", "which"})
WITHOUT = "without"  # denies what comes after it alone
PARTS_OF_FORMS = frozenset({"symptom", "symptoms", "sign", "signs", "any"})  # "without symptoms" denies nothing
NEITHER = frozenset({"neither", "nor"})
JOINS = frozenset({"and", "or"})
LONGEST_FORM = 12  # row, breaks among them
Alternatives = tuple[str, ...]
DENIAL: Alternatives = (NOT,)
Form = tuple[tuple[str, ...], tuple[Alternatives, ...]]  # stems, what they mean together
ALONE = ""  # in the place of a second word, of forms that have none
NONE: frozenset[str] = frozenset()


class Folded:
    """One sentence: the possible concepts of each telling word, most specific first, and all of them; how often it
    denies; its numbers and plain words; `denied`: the concepts of those of its clauses that deny.
    """

    __slots__ = "concepts", "denials", "denied", "numbers", "plain", "words"

    def __init__(
        self,
        words: tuple[Alternatives, ...],
        denials: int,
        numbers: frozenset[str],
        plain: frozenset[str],
        denied: frozenset[str] = NONE,
    ) -> None:
        self.words, self.denials, self.numbers, self.plain, self.denied = words, denials, numbers, plain, denied
        self.concepts: frozenset[str] = frozenset(chain.from_iterable(words))

    @property
    def specific(self) -> frozenset[str]:
        """The most specific concept of each word."""
        return frozenset([word[0] for word in self.words])


class Folder:
    """Folds read items by the library's `words/audit.toml`."""

    def __init__(self, words: AuditWords) -> None:
        self._forms: dict[str, dict[str, list[Form]]] = {}
        self._looks: dict[str, Look] = {}
        self._pairs: set[tuple[str, str]] = set()  # first and second stem of the forms of several words
        self._shared = self._looks
        self._is_own: Callable[[str], bool] = bool  # of the library's own text every word is
        self._denying: set[str] = set()
        for phrase in words.idle:
            if " " in phrase:
                self._learn(phrase, ())
        for group in words.folds:
            named = (group.concept, *group.broader)
            concepts = tuple(DENIAL if concept == NOT else (concept,) for concept in named)
            for form in group.words:
                if concepts == (DENIAL,) and " " not in form:  # as it stands: "rarely" denies and "rare" does not
                    self._denying.add(form)
                else:
                    self._learn(form, concepts)
        for listed in chain.from_iterable(forms.values() for forms in self._forms.values()):
            listed.sort(key=lambda form: -len(form[0]))
        self._idle = frozenset(map(stem, words.idle))
        self._kept = frozenset(words.kept)

    def _learn(self, form: str, concepts: tuple[Alternatives, ...]) -> None:
        """What a form means; nothing where it carries nothing ("which is why")."""
        stems = tuple(map(stem, form.split()))
        second = stems[1] if len(stems) > 1 else ALONE
        self._forms.setdefault(stems[0], {}).setdefault(second, []).append((stems, concepts))
        self._pairs.update(pairwise(stems[:2]))

    def for_page(self, is_own: Callable[[str], bool]) -> "Folder":
        """The same folder for the reading of one page: words that are not `is_own` are gone with it."""
        made = copy.copy(self)
        made._looks, made._is_own = {}, is_own
        return made

    def is_kept(self, word: str) -> bool:
        """Whether a little word is kept, because it says how far a statement goes ("always", "only")."""
        return word in self._kept

    def fold(self, row: Sequence[Word]) -> Folded:
        """A sentence's words, folded."""
        found = list(map(self._shared.get, [read.word for read in row]))
        is_known = all(found)
        looks = cast("list[Look]", found) if is_known else self._learnt(found, row)
        plains, stems, _, alone = zip(*looks, strict=True) if looks else ((), (), (), ())
        meant = list(alone)
        if not self._pairs.isdisjoint(pairwise(chain.from_iterable(stems))):
            self._put_forms(looks, meant)
        plain = frozenset(chain.from_iterable(plains))
        if plain >= NEITHER:  # "neither … nor" denies once
            meant = [() if read.word == "nor" else told for read, told in zip(row, meant, strict=True)]
        numbers = NONE if is_known else frozenset([word for word in plain if word[:1].isdigit() and word != "1"])
        if numbers:
            numbers = _put_figures(row, meant)
        words = dict.fromkeys(chain.from_iterable(meant))
        if DENIAL not in words:
            return Folded(tuple(words), 0, numbers, plain)
        del words[DENIAL]
        denials = sum([told.count(DENIAL) for told in meant])
        return Folded(tuple(words), denials, numbers, plain, _denied(row, meant))

    def openings(self, read: Word) -> frozenset[str]:
        """What a word alone, or a form that begins with it, may mean."""
        look = self._shared.get(read.word) or self._look(read)
        forms = chain.from_iterable(look.forms.values())
        return frozenset(chain.from_iterable((*look.alone, *chain.from_iterable(told for _, told in forms))))

    def _learnt(self, found: Sequence["Look | None"], row: Sequence[Word]) -> list["Look"]:
        """The looks that were found, and those of new words and of numbers."""
        return [look or self._look(read) for look, read in zip(found, row, strict=True)]

    def _look(self, read: Word) -> "Look":
        """What a word that is not shared yet is by itself; kept, but for numbers, which mean something here alone."""
        look = self._looks.get(read.word)
        if look is None:
            look = self._made(read)
            if not any(word[:1].isdigit() for word in look.plain):
                kept = self._shared if all(map(self._is_own, look.plain)) else self._looks
                kept[read.word] = look
        return look

    def _made(self, read: Word) -> "Look":
        plain = () if read.is_break else tuple(read.word.split(" "))
        stems = tuple(map(stem, plain))
        forms = self._forms.get(stems[0], {}) if stems and read.word not in self._denying else {}
        alone = forms[ALONE][0][1] if ALONE in forms and len(stems) == 1 else self._alone(read, stems)
        return Look(plain, stems, forms if forms.keys() - {ALONE} else {}, alone)

    def _put_forms(self, looks: Sequence["Look"], meant: list[tuple[Alternatives, ...]]) -> None:
        """Put what forms of several words mean in the place of what their words mean alone."""
        done = 0
        for index in [index for index, look in enumerate(looks) if look.forms]:
            second = _second(looks, index) if index >= done else ""
            listed = looks[index].forms.get(second) if second else None
            flat, ends = _spelt(looks[index : index + LONGEST_FORM], len(listed[0][0])) if listed else ((), {})
            for form, concepts in listed or ():
                if flat[: len(form)] == form and len(form) in ends:
                    done = index + ends[len(form)]
                    meant[index:done] = [concepts] + [()] * (done - index - 1)
                    break

    def _alone(self, read: Word, stems: Sequence[str]) -> tuple[Alternatives, ...]:
        if read.word in self._kept:
            return ((read.word,),)
        if read.denies or read.word in self._denying:
            return (DENIAL,)
        if read.word[:1].isdigit() and read.word != "1":
            return ((read.word,),)
        is_idle = read.is_small or not read.word[:1].isalpha() or not read.concepts
        is_idle = is_idle or (len(stems) == 1 and stems[0] in self._idle)  # "small womb" is no idle word
        return () if is_idle else (read.concepts,)


class Look(NamedTuple):
    """A word as folding sees it: its plain words and stems, what it means alone, and the longer forms that may begin
    with it, by their second word.
    """

    plain: tuple[str, ...]
    stems: tuple[str, ...]
    forms: Mapping[str, Sequence[Form]]
    alone: tuple[Alternatives, ...]


def _second(looks: Sequence[Look], index: int) -> str:
    """The stem after the first one of a word: its own, or that of the next word; breaks are passed over."""
    if len(looks[index].stems) > 1:
        return looks[index].stems[1]
    for look in looks[index + 1 : index + LONGEST_FORM]:
        if look.stems:
            return look.stems[0]
    return ""


def _put_figures(row: Sequence[Word], meant: list[tuple[Alternatives, ...]]) -> frozenset[str]:
    """Put shares and days in the place of the words that tell them; the numbers of the row."""
    told = figures([read.word for read in row])
    for index, figure in told.items():
        meant[index] = ((figure,),) if figure else ()
    rest = {word for i, read in enumerate(row) if i not in told for word in read.word.split(" ")}
    numbers = [word for word in rest if word[:1].isdigit() and word != "1"]
    return frozenset([*numbers, *filter(None, told.values())])


def _denied(row: Sequence[Word], meant: Sequence[tuple[Alternatives, ...]]) -> frozenset[str]:
    """The concepts of those clauses that deny."""
    said: dict[int, set[str]] = {}
    denials: dict[int, int] = {}
    for clause, told in zip(_clauses(row), meant, strict=True):
        for word in told:
            if word is DENIAL:
                denials[clause] = denials.get(clause, 0) + 1
            else:
                said.setdefault(clause, set()).update(word)
    return frozenset([c for clause, n in denials.items() if n % 2 for c in said.get(clause, ())])


def _clauses(row: Sequence[Word]) -> list[int]:
    """The number of the clause in which each word stands."""
    clause, numbers = 0, []
    for read, after in zip_longest(row, row[1:]):
        begins = read.word in JOINS and after is not None and after.denies
        begins = begins or (read.word == WITHOUT and after is not None and after.word not in PARTS_OF_FORMS)
        clause += read.is_break or begins or read.word in CLAUSE_WORDS
        numbers.append(clause)
    return numbers


def _spelt(looks: Sequence[Look], most: int) -> tuple[tuple[str, ...], Mapping[int, int]]:
    """The stems of a row, `most` or a little more, and after how many looks each number of stems is complete; breaks
    are passed over.
    """
    flat: list[str] = []
    ends: dict[int, int] = {}
    for count, look in enumerate(looks, 1):
        flat += look.stems
        ends.setdefault(len(flat), count)
        if len(flat) >= most:
            break
    return tuple(flat), ends


def weights(sentences: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """How telling each concept is: its inverse document frequency over the library's statements (Spärck Jones 1972)."""
    counts: dict[str, int] = {}
    total = 0
    for concepts in sentences:
        total += 1
        for concept in concepts:
            counts[concept] = counts.get(concept, 0) + 1
    return {concept: round(log(1 + total / n), 2) for concept, n in sorted(counts.items())}
