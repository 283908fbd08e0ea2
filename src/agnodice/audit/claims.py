"""Say of each checkable sentence what the library says: supported, contradicted, or not enough information.

After previously-checked-claim retrieval (Shaar et al., ACL 2020) and FEVER's three verdicts (Thorne et al., NAACL
2018), with rules in the place of a model. Contradicted needs a myth of the library whose wording the sentence makes,
denials counted. Supported needs a statement that covers it with the same denials and numbers; or a cited link between
a cause and a sign; or a danger with the call to seek care. Likeness alone never contradicts.
"""

from collections.abc import Collection, Sequence

from agnodice.audit.denial import CORE, POLAR, Wording, denied_myth, is_denied_alike, is_other_only
from agnodice.audit.folding import Folded
from agnodice.audit.marks import Found
from agnodice.audit.match import NONE, Links, Match
from agnodice.audit.mentions import Sentence
from agnodice.audit.statements import Statements
from agnodice.audit.stretch import BRIEF, Fit, is_made, is_whole, stretch
from agnodice.audit.support import Support
from agnodice.audit.telling import (
    CALLS,
    LIGHT,
    held,
    is_framed,
    is_hedged,
    is_of_some,
    is_run_together,
    is_softened,
    opening,
    told_within,
)
from agnodice.audit.waved import danger_told, is_waved_away
from agnodice.model.audit import Route, Verdict
from agnodice.model.words import AuditWords

BRIEF_BACK = 0.75  # a brief sentence that says hardly anything else may miss one word more
WAVED_REST = 0.62
LINK_REST, DANGER_REST, REST_UNCALLED = 0.42, 0.62, 0.42  # "see a doctor" calls, "your doctor" alone does not
LEAST_WORDS, MOST_WORDS = 2, 60


class Checker:
    """Compares sentences with the statements, myths, links and dangers of one edition."""

    def __init__(self, statements: Statements, links: Links, words: AuditWords) -> None:
        self._statements, self._links = statements, links
        self._supporting = Support(statements, words)
        self._hedges = frozenset(words.hedges)
        self._kept = frozenset(words.kept)
        self._pointers = frozenset(words.pointers)
        self._verbs = frozenset(words.verbs)
        self._light = self._kept | LIGHT
        self._scopes = frozenset(words.scopes)
        self._flag_scopes = {flag: self._scopes & statements.about(f"red_flag:{flag}") for flag, _ in links.flags}
        self._states = frozenset(words.states)

    def check(
        self, sentence: Sentence, found: Found, topic: Collection[str] = (), owners: frozenset[str] = frozenset()
    ) -> Match:
        """The verdict on one sentence.

        `found`: the word lists of the whole page; `topic`: the conditions it is about; `owners`: whose statements may
        support it, all where it is empty (a guide on something else may say like words of another thing).
        """
        claim = sentence.folded
        is_claim = self.is_claim(sentence)
        if not LEAST_WORDS <= len(claim.words) <= MOST_WORDS or not (is_claim or sentence.text.endswith((".", "!"))):
            return NONE
        span = sentence.span
        wordings = () if is_of_some(claim) else self._statements.makeable(claim)
        may_be_made = bool(wordings) and found.within("doubts", span.start, span.end) is None
        myth = self._myth(claim, wordings) if may_be_made else NONE
        if not is_claim:  # of what is hardly told as a claim, a whole wording of a myth alone is judged
            return myth if len(claim.words) > LEAST_WORDS else NONE
        if myth is NONE:
            other = self._other(sentence, found, topic, owners)
            return self._denied(sentence, found, wordings) if other is NONE else other
        support = self._support(sentence, found, topic, frozenset())
        return myth if myth.strength >= support.strength else self._support(sentence, found, topic, owners)

    def _other(self, sentence: Sentence, found: Found, topic: Collection[str], owners: frozenset[str]) -> Match:
        """The verdict on a sentence that makes no myth: it waves a danger away or is supported."""
        waved = self._waved(sentence, found)
        return waved if waved is not NONE else self._support(sentence, found, topic, owners)

    def _denied(self, sentence: Sentence, found: Found, wordings: Sequence[Wording]) -> Match:
        """The verdict on a sentence that may turn a myth down."""
        if not wordings:
            return NONE
        claim, span = sentence.folded, sentence.span
        is_rejected = found.within("rejects", span.start, span.end) is not None
        is_open = found.within("doubts", span.start, span.end) and not (is_rejected or claim.denials)
        is_pointing = not self._pointers.isdisjoint(opening(sentence.text)) and not is_framed(sentence.text)
        if is_open or is_pointing:
            return NONE
        scopes = self._scopes & claim.specific
        rows = (row for row in wordings if self._is_of_same(claim, scopes, row[1], row[0]))
        shares = self._share, self._count_share
        owner, strength = denied_myth(claim, rows, self._statements, shares, is_rejected=is_rejected)
        return Match(Verdict.SUPPORTED, Route.SENTENCE, f"myth:{owner}", strength) if owner else NONE

    def _waved(self, sentence: Sentence, found: Found) -> Match:
        """A danger of the library of which the sentence says that it is nothing or can wait."""
        flag = self._flag(sentence) if found.within("dismissals", sentence.span.start, sentence.span.end) else ""
        if not flag or is_of_some(sentence.folded) or found.within("doubts", sentence.span.start, sentence.span.end):
            return NONE
        dismissals, calls = found.of("dismissals"), found.of("seek")
        if not is_waved_away(sentence.text, sentence.span.start, dismissals, calls, self._hedges):
            return NONE
        rest = self._rest(sentence)
        return Match(Verdict.CONTRADICTED, Route.DANGER, f"red_flag:{flag}", 1.0 - rest) if rest <= WAVED_REST else NONE

    def _flag(self, sentence: Sentence) -> str:
        """The danger that a sentence tells; "" where it tells none."""
        said = self._scopes & sentence.folded.concepts
        return danger_told(sentence, self._links.flags, self._flag_scopes, said)

    def is_claim(self, sentence: Sentence) -> bool:
        """Whether a sentence states something that can be checked: no question, no fragment of a list."""
        return not sentence.text.endswith("?") and not self._verbs.isdisjoint(sentence.folded.plain)

    def _myth(self, claim: Folded, wordings: Sequence[Wording]) -> Match:
        """The myth that the sentence makes, if any; the caller turns the myth's verdict into the claim's."""
        best, owner = 0.0, ""
        is_cautious, scopes = is_hedged(claim, self._hedges), self._scopes & claim.specific
        for myth, words, denials in wordings:
            missing = set(words) - claim.concepts
            if not POLAR.isdisjoint(missing) or is_softened(claim, words, self._hedges) or is_other_only(claim, words):
                continue
            if not self._is_of_same(claim, scopes, words, myth):
                continue
            known = self._statements.myths[myth]
            is_brief = len(claim.words) <= BRIEF and self._count_share(claim, known) >= BRIEF_BACK
            essential = missing.intersection(self._statements.cores[myth])
            if essential and not is_brief:
                continue
            near = stretch(claim, words)
            if not is_denied_alike(claim, near, words, denials):
                continue
            covered, back = self._share(words, near.concepts), self._count_share(near, known)
            is_lax = is_brief and not is_cautious and not essential
            is_core = is_brief or is_whole(words, near) or held(self._statements.cores[myth], claim.concepts) >= CORE
            fit = Fit(covered, back, is_brief, is_lax)
            is_better = is_core and is_made(near, words, fit) and covered * back > best
            if is_better and not self._is_set_right(claim, known, myth):
                best, owner = covered * back, myth
        return Match(Verdict.CONTRADICTED, Route.MYTH, f"myth:{owner}", best) if owner else NONE

    def _is_of_same(self, claim: Folded, scopes: frozenset[str], words: Sequence[str], myth: str) -> bool:
        """Whether both are about the same people and time: pregnant, after birth, …; `scopes`: those of the claim."""
        return self._scopes.intersection(words) <= claim.concepts and scopes <= self._statements.myths[myth]

    def _is_set_right(self, claim: Folded, known: frozenset[str], myth: str) -> bool:
        """Whether what a sentence says beyond a myth is what sets the myth right: "a painful lump can be cancer"."""
        right = self._statements.told(f"myth:{myth}") - known
        added = (word for word in claim.words if known.isdisjoint(word) and not right.isdisjoint(word))
        return any(word[0] not in self._kept for word in added)

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
        if is_run_together(sentence.text):
            return NONE
        matches = (
            self._by_statement(sentence, owners),
            self._by_danger(sentence, found),
            self._by_link(sentence, topic),
        )
        return max(matches, key=lambda match: match.strength)

    def _by_statement(self, sentence: Sentence, owners: frozenset[str]) -> Match:
        """The statement that supports a sentence best."""
        if not self._pointers.isdisjoint(opening(sentence.text)):
            return NONE
        owner, strength = self._supporting.best(sentence, owners)
        return Match(Verdict.SUPPORTED, Route.SENTENCE, owner, strength) if owner else NONE

    def _by_link(self, sentence: Sentence, topic: Collection[str]) -> Match:
        """A cited link between a condition and each sign that stands in the same sentence and makes most of it."""
        if sentence.folded.denials or not sentence.conditions or not sentence.signs:
            return NONE
        links = {name: self._links.links.get(name, {}) for name in sentence.conditions - self._states}
        linked = [name for name, numbers in links.items() if not sentence.signs.isdisjoint(numbers)]
        rest = self._rest(sentence) if linked else 1.0
        if rest > LINK_REST:
            return NONE
        branches = sentence.branches
        for condition in sorted(linked, key=lambda name: (name not in topic, name)):
            numbers = links[condition]
            if all(not branch.isdisjoint(numbers) for branch in branches):
                first = min(finding for finding in sentence.signs if finding in numbers)
                return Match(Verdict.SUPPORTED, Route.LINK, f"link:{condition}#{numbers[first]}", 1.0 - rest)
        return NONE

    def _by_danger(self, sentence: Sentence, found: Found) -> Match:
        """A danger of the library, told with the call to seek care."""
        span = sentence.span
        if found.within("seek", span.start, span.end) is None or found.within("no_seek", span.start, span.end):
            return NONE
        calls = (text for text in told_within(sentence, found.of("seek")) if " " in text)
        most = DANGER_REST if any(calls) else REST_UNCALLED
        rest = 1.0 if sentence.folded.denials else self._rest(sentence)
        flag = self._flag(sentence) if rest <= most else ""
        return Match(Verdict.SUPPORTED, Route.DANGER, f"red_flag:{flag}", 1.0 - rest) if flag else NONE

    def _rest(self, sentence: Sentence) -> float:
        """How much of a sentence is said by none of its mentions, 0 to 1, by weight."""
        claim = sentence.folded
        return 1.0 - self._share_of_claim(claim, sentence.touched | CALLS)
