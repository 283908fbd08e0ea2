"""Say of each checkable sentence what the library says: supported, contradicted, or not enough information.

After previously-checked-claim retrieval (Shaar et al., ACL 2020) and FEVER's three verdicts (Thorne et al., NAACL
2018), with rules in the place of a model. Contradicted needs a myth of the library whose wording the sentence makes,
denials counted. Supported needs a statement that covers it with the same denials and numbers; or a cited link between
a cause and a sign; or a danger with the call to seek care. Likeness alone never contradicts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agnodice.audit.folding import PREVENT, Folded
from agnodice.audit.marks import Found
from agnodice.audit.mentions import Sentence
from agnodice.audit.sieve import Bits, holding
from agnodice.audit.statements import Statement, Statements
from agnodice.audit.stretch import BRIEF, Fit, is_made, may_miss, stretch
from agnodice.model.audit import Route, Span, Verdict
from agnodice.model.words import AuditWords

BARS = ((3, 0.7, 0.95), (3, 0.6, 1.3), (2, 1.0, 1.15))
"""Any of which a statement must reach: words of the claim that it holds itself; part of the claim that it covers with
its context; part of the claim that it holds itself and part of itself that the claim says, together."""
AGREED = 0.1  # as good as so much of a claim: a number that both tell
LEAST_COVERED = min(most for _, most, _ in BARS)  # else no bar is reached
AFAR, BOTH_AFAR = 0.75, 1.3  # the same for a statement that belongs to another topic than the page's
BACK, FEWEST, SHORTEST = 0.2, 3, 2  # of the statement by the claim; words that both share; words of a claim too short
BRIEF_BACK = 0.75  # a brief sentence that says hardly anything else may miss one word more
ALIKE, ALIKE_IF_EVEN = 0.9, 0.6  # of what is shared, by weight; where both deny as often
CORE = 0.4  # part of the myth's own claim that a sentence must hold
LINK_REST, DANGER_REST, REST_UNCALLED = 0.42, 0.62, 0.42  # "see a doctor" calls, "your doctor" alone does not
MOST_COMPARED = 12
NEAR_ENOUGH = 0.35  # part of a claim's weight that a statement must share to be compared
LEAST_WORDS, MOST_WORDS = 2, 60


@dataclass(frozen=True)
class Match:
    """A verdict with its ground: the owner of a statement (see Statements), a link or a danger; `strength` 0 to 1."""

    verdict: Verdict
    route: Route
    owner: str = ""
    strength: float = 0.0


NONE = Match(Verdict.NOT_ENOUGH, Route.NONE)


@dataclass(frozen=True)
class Links:
    """Which findings a condition has a cited link to, by condition: the number of the link among the condition's."""

    links: Mapping[str, Mapping[str, int]]
    flags: Sequence[tuple[str, Sequence[Sequence[str]]]]


class Checker:
    """Compares sentences with the statements, myths, links and dangers of one edition."""

    def __init__(self, statements: Statements, links: Links, words: AuditWords) -> None:
        self._statements, self._links = statements, links
        self._hedges = frozenset(words.hedges)
        self._kept = frozenset(words.kept)
        self._pointers = frozenset(words.pointers)
        self._verbs = frozenset(words.verbs)
        self._light = self._kept | LIGHT
        self._scopes = frozenset(words.scopes)
        self._states = frozenset(words.states)
        self._absolutes = frozenset(words.absolutes) & self._kept

    def check(
        self, sentence: Sentence, found: Found, topic: Collection[str] = (), owners: frozenset[str] = frozenset()
    ) -> Match:
        """The verdict on one sentence.

        `found`: the word lists of the whole page; `topic`: the conditions it is about; `owners`: whose statements may
        support it, all where it is empty (a guide on something else may say like words of another thing).
        """
        claim = sentence.folded
        if not LEAST_WORDS <= len(claim.words) <= MOST_WORDS or not self.is_claim(sentence):
            return NONE
        span = sentence.span
        doubts = found.within("doubts", span.start, span.end) is not None
        myth = self._myth(claim, doubts=doubts)
        if myth is NONE:
            return self._support(sentence, found, topic, owners)
        support = self._support(sentence, found, topic, frozenset())
        return myth if myth.strength >= support.strength else self._support(sentence, found, topic, owners)

    def is_claim(self, sentence: Sentence) -> bool:
        """Whether a sentence states something that can be checked: no question, no fragment of a list."""
        return not sentence.text.endswith("?") and not self._verbs.isdisjoint(sentence.folded.plain)

    def _myth(self, claim: Folded, *, doubts: bool) -> Match:
        """The myth that the sentence makes, if any; the caller turns the myth's verdict into the claim's."""
        best, owner = 0.0, ""
        is_hedged = not self._hedges.isdisjoint(claim.plain)
        for myth, words, denials in self._wordings(claim):
            if doubts or self._is_only_hedged(claim, words) or not self._is_of_same(claim, words, myth):
                continue
            near = stretch(claim, words)
            covered = self._share(words, near.concepts)
            known = self._statements.myths[myth]
            back = self._count_share(near, known)
            is_brief = len(claim.words) <= BRIEF and self._count_share(claim, known) >= BRIEF_BACK
            says_no_more = is_brief and self._count_share(claim, known) == 1.0
            told = {near.denials, claim.denials % 2} if says_no_more else {near.denials}
            is_prevented = PREVENT in words and PREVENT not in near.concepts
            if (denials + (PREVENT in words) - (PREVENT in near.concepts)) % 2 not in told:
                continue
            if (is_prevented or denials > 1) and not claim.denials:  # what the wording denies is not denied here
                continue
            essential = set(words).difference(claim.concepts).intersection(self._statements.cores[myth])
            is_lax = is_brief and not is_hedged and not essential
            is_core = is_brief or _held(self._statements.cores[myth], claim.concepts) >= CORE
            fit = Fit(covered, back, is_brief, is_lax)
            if is_core and is_made(near, words, fit) and covered * back > best:
                best, owner = covered * back, myth
        return Match(Verdict.CONTRADICTED, Route.MYTH, f"myth:{owner}", best) if owner else NONE

    def _is_of_same(self, claim: Folded, words: Sequence[str], myth: str) -> bool:
        """Whether both are about the same people and time: pregnant, after birth, …"""
        scopes = self._scopes & claim.specific
        return self._scopes.intersection(words) <= claim.concepts and scopes <= self._statements.myths[myth]

    def _wordings(self, claim: Folded) -> Iterator[tuple[str, Sequence[str], int]]:
        """The wordings of which a claim lacks so few words that it may make them (see stretch.is_made)."""
        said, is_brief = claim.concepts, len(claim.words) <= BRIEF
        for concept in said & self._statements.anchors:
            for row in self._statements.wordings[concept]:
                missing = sum([word not in said and word != PREVENT for word in row[1]])
                if missing <= may_miss(row[1]) + is_brief:
                    yield row

    def _is_only_hedged(self, claim: Folded, words: Sequence[str]) -> bool:
        """Whether the sentence says "may be a sign" where the myth says "is a sign"."""
        return "mean" in words and not self._hedges.isdisjoint(claim.plain)

    def _share(self, words: Sequence[str] | frozenset[str], said: frozenset[str]) -> float:
        """The weight of `words` that stand in `said`, over that of all."""
        counted = [word for word in words if word not in self._kept]
        return self._statements.weighed(w for w in counted if w in said) / (self._statements.weighed(counted) or 1.0)

    def _share_of_claim(self, claim: Folded, said: frozenset[str]) -> float:
        """The weight of the claim's words of which a concept stands in `said`, over that of all."""
        counted = [word for word in claim.words if word[0] not in self._kept]
        known = self._statements.weighed(word[0] for word in counted if not said.isdisjoint(word))
        return known / (self._statements.weighed(word[0] for word in counted) or 1.0)

    def _count_share(self, claim: Folded, said: frozenset[str]) -> float:
        """The part of the claim's words of which a concept stands in `said`, each word counted alike."""
        counted = [word for word in claim.words if word[0] not in self._light]
        return sum(not said.isdisjoint(word) for word in counted) / (len(counted) or 1)

    def _support(self, sentence: Sentence, found: Found, topic: Collection[str], owners: frozenset[str]) -> Match:
        matches = (
            self._by_statement(sentence, owners),
            self._by_danger(sentence, found),
            self._by_link(sentence, topic),
        )
        return max(matches, key=lambda match: match.strength)

    def _by_statement(self, sentence: Sentence, owners: frozenset[str]) -> Match:
        """The statement that covers a sentence best; where none of the owners' does, any that covers it clearly."""
        if not self._pointers.isdisjoint(_opening(sentence.text)):
            return NONE
        sifted = self._on_topic(sentence)
        if not sifted:
            return NONE
        match = self._of_owners(sentence, owners, sifted, is_afar=False)
        return self._of_owners(sentence, frozenset(), sifted, is_afar=True) if owners and match is NONE else match

    def _on_topic(self, sentence: Sentence) -> Bits:
        """The statements that are about a claim's most telling word and its subject."""
        words, sieve = sentence.folded.words, self._statements.sieve
        weights = [self._statements.weight(word[0]) for word in words]
        sifted = sieve.about(words[weights.index(max(weights))])
        for word in sentence.subject if sifted else ():
            sifted &= sieve.about(word)
        return sifted

    def _of_owners(self, sentence: Sentence, owners: frozenset[str], sifted: Bits, *, is_afar: bool) -> Match:
        claim, best, owner = sentence.folded, 0.0, ""
        sifted = self._sifted(claim, owners, sifted, is_afar=is_afar)
        if not sifted or not self._may_support(claim, sifted, is_afar=is_afar):
            return NONE
        for statement in self._statements.near(claim, owners, MOST_COMPARED, NEAR_ENOUGH, sifted):
            strength = self._strength(claim, statement, is_afar=is_afar)
            if strength > best:
                best, owner = strength, statement.owner
        return Match(Verdict.SUPPORTED, Route.SENTENCE, owner, best) if owner else NONE

    def _sifted(self, claim: Folded, owners: frozenset[str], sifted: Bits, *, is_afar: bool) -> Bits:
        """Those statements, of the owners', that hold enough words of a claim."""
        sieve = self._statements.sieve
        if owners:
            sifted &= self._statements.owned(owners)
        if not sifted:
            return 0
        covered = LEAST_COVERED - (AGREED if claim.numbers else 0.0)
        kind, least = (sieve.told, AFAR) if is_afar else (sieve.about, covered)
        return sifted & holding([kind(word) for word in claim.words if word[0] not in self._light], least)

    def _may_support(self, claim: Folded, sifted: Bits, *, is_afar: bool) -> bool:
        """Whether any of few statements supports a claim, however near others are; of many, whether any may."""
        if sifted.bit_count() > MOST_COMPARED:
            return True
        return any(self._strength(claim, s, is_afar=is_afar) for s in self._statements.of(sifted))

    def _strength(self, claim: Folded, statement: Statement, *, is_afar: bool) -> float:
        """How much of the claim a statement covers, 0 where it does not support it."""
        if not claim.numbers <= statement.numbers or not self._denies_alike(claim, statement):
            return 0.0
        if not self._absolutes.intersection(claim.concepts) <= statement.concepts:
            return 0.0
        about = statement.concepts | statement.context
        told = statement.concepts | statement.subject
        own = min(self._share_of_claim(claim, told), self._count_share(claim, told))
        covered = min(self._share_of_claim(claim, about), self._count_share(claim, about))
        back = self._share(tuple(statement.concepts), claim.concepts)
        shared = sum([not told.isdisjoint(word) for word in claim.words])
        if sum([not statement.concepts.isdisjoint(word) for word in claim.words]) < FEWEST - 1 or back < BACK:
            return 0.0
        if is_afar and not (own >= AFAR and shared >= FEWEST and own + back >= BOTH_AFAR):
            return 0.0
        reached = covered + (AGREED if claim.numbers & statement.numbers else 0.0)
        is_enough = any(shared >= few and reached >= most and own + back >= both for few, most, both in BARS)
        return covered * (0.5 + 0.5 * own) if is_enough and len(claim.words) > SHORTEST else 0.0

    def _denies_alike(self, claim: Folded, statement: Statement) -> bool:
        """Whether both deny nothing, or what they share stands in clauses that deny alike."""
        if claim.denials == statement.denials == 0:
            return True
        is_even = (claim.denials - statement.denials) % 2 == 0
        if statement.owner.startswith("myth:") and not is_even:
            return False
        shared = claim.concepts & statement.concepts
        alike = [c for c in shared if (c in claim.denied) == (c in statement.denied)]
        least = ALIKE_IF_EVEN if is_even else ALIKE
        return self._statements.weighed(alike) >= least * self._statements.weighed(shared)

    def _by_link(self, sentence: Sentence, topic: Collection[str]) -> Match:
        """A cited link between a condition and each sign that stands in the same sentence and makes most of it."""
        if sentence.folded.denials or not sentence.conditions or not sentence.signs:
            return NONE
        for condition in sorted(sentence.conditions - self._states, key=lambda name: (name not in topic, name)):
            numbers = self._links.links.get(condition, {})
            linked = [finding for finding in sorted(sentence.signs) if finding in numbers]
            if not linked:
                continue
            rest = self._rest(sentence)
            if rest > LINK_REST:
                return NONE
            if all(not branch.isdisjoint(numbers) for branch in sentence.branches):
                return Match(Verdict.SUPPORTED, Route.LINK, f"link:{condition}#{numbers[linked[0]]}", 1.0 - rest)
        return NONE

    def _by_danger(self, sentence: Sentence, found: Found) -> Match:
        """A danger of the library, told with the call to seek care."""
        span = sentence.span
        if found.within("seek", span.start, span.end) is None or found.within("no_seek", span.start, span.end):
            return NONE
        calls = (text for text in _told_within(sentence, found.of("seek")) if " " in text)
        most = DANGER_REST if any(calls) else REST_UNCALLED
        if sentence.folded.denials or self._rest(sentence) > most:
            return NONE
        for flag, groups in self._links.flags:
            if flag in sentence.flags or any(sentence.findings.issuperset(group) for group in groups):
                return Match(Verdict.SUPPORTED, Route.DANGER, f"red_flag:{flag}", 1.0 - self._rest(sentence))
        return NONE

    def _rest(self, sentence: Sentence) -> float:
        """How much of a sentence is said by none of its mentions, 0 to 1, by weight."""
        claim = sentence.folded
        return 1.0 - self._share_of_claim(claim, sentence.touched | CALLS)


def _told_within(sentence: Sentence, places: Iterable[Span]) -> Iterator[str]:
    """The words of those places that lie in a sentence."""
    start, end = sentence.span.start, sentence.span.end
    return (sentence.text[p.start - start : p.end - start] for p in places if start <= p.start and p.end <= end)


def _opening(text: str) -> Sequence[str]:
    """The first word of a sentence, and the next where a comma follows it ("However, they …")."""
    first, *rest = text.lstrip("-•* (").lower().split(maxsplit=2)[:2] or [""]
    return [first.rstrip(","), *rest] if first.endswith(",") else [first]


def _held(words: Sequence[str], said: frozenset[str]) -> float:
    return sum(word in said for word in words) / (len(words) or 1)


LIGHT = frozenset({"after", "before"})
CALLS = frozenset(
    {
        "exam",
        "cure",
        "normal",
        "checked",
        "doctor",
        "hospital",
        "call",
        "emerg",
        "seek",
        "contact",
        "after",
        "before",
        "wors",
        "severe",
        "sudden",
        "late",
        "emergency",
    }
)
