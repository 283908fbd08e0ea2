"""Conditions, findings, myths and sources: dates, lengths, probabilities, certainty."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta

from agnodice.errors import Problem
from agnodice.library.lint.guides import HARSH
from agnodice.library.load import Library
from agnodice.library.phrasing import Heard
from agnodice.model.clinical import Basis, CareLevel, Condition, Finding, FindingId
from agnodice.model.evidence import Certainty, Review, Source, SourceId
from agnodice.text.phrases import Phrase

LONGEST_CHECK = timedelta(days=3 * 366)
FEWEST_PHRASES = 8
FEWEST_MYTH_WORDINGS = 5
FEWEST_LINKS = 8
MOST_SHARED = 25  # findings that may share the one word of a phrase
MOST_CORRECTION_WORDS = 40
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WEB = re.compile(r"https?://[^\s/]+\.[^\s/]+")


def check(library: Library, heard: Heard, today: date) -> Iterator[Problem]:
    """Problems of single entries."""
    yield from _ids(library)
    for guide in library.guides:
        yield from _dates(f"guides/{guide.id}.md", guide.checked, guide.check_by, guide.review, today)
    weak = frozenset(source.id for source in library.sources if source.kind.is_weak)
    for condition in library.conditions:
        file = f"conditions/{condition.id}.toml"
        yield from _dates(file, condition.checked, condition.check_by, condition.review, today)
        yield from _condition(condition, file, weak)
    yield from _findings(library)
    yield from _sameness(library, heard)
    yield from _myths(library)
    for source in library.sources:
        yield from _source(library, source, today)
    for red_flag in library.red_flags:
        place = library.files["red_flag", red_flag.id]
        if not red_flag.cite:
            yield place.problem("has no source.", 'Add cite = ["…"].')
        if not red_flag.when and not red_flag.words:
            yield place.problem("can never fire.", "Give `when` or `words`.")
        if red_flag.unless and red_flag.level is CareLevel.EMERGENCY:
            yield place.problem("an emergency that something quiets.", "Take `unless` out.")
        yield from _tone(place.file, place.path, f"{red_flag.say} {red_flag.why}")


def _ids(library: Library) -> Iterator[Problem]:
    for (_, name), place in library.files.items():
        if place.path.startswith(("service", "term", "criterion")):
            continue
        if not _ID.fullmatch(name):
            yield place.problem(f"{name!r} is not an id.", "Use small letters, digits and single hyphens.")


def _dates(file: str, checked: date, check_by: date, review: Review, today: date) -> Iterator[Problem]:
    if checked > today:
        yield Problem(file, "checked", f"{checked} is in the future.", "Give the day it was checked.")
    if not checked < check_by <= checked + LONGEST_CHECK:
        yield Problem(file, "check_by", f"{check_by} is not within 3 years after checked.", "Choose an earlier day.")
    if check_by < today:
        yield Problem(file, "check_by", f"{check_by} has passed.", "Check it again at its sources.")
    if review.status not in {"unreviewed", "signed"} or (review.status == "signed" and not review.is_signed):
        yield Problem(file, "review", "is neither unreviewed nor signed by a name.", 'Write { status = "unreviewed" }.')


def _condition(condition: Condition, file: str, weak: Set[SourceId]) -> Iterator[Problem]:
    """Problems of one condition; `weak`: the sources of a weak kind."""
    if not condition.cite:
        yield Problem(file, "cite", "`what` has no source.", 'Add cite = ["…"].')
    if len(condition.also) < 3:
        yield Problem(file, "also", f"has {len(condition.also)} synonyms.", "At least 3.")
    if len(condition.links) < FEWEST_LINKS:
        yield Problem(file, "link", f"has {len(condition.links)} links.", f"At least {FEWEST_LINKS}.")
    if not condition.priors:
        yield Problem(file, "prior", "is missing.", "Say how common it is, in a band.")
    yield from _tone(file, "what", condition.what)
    for index, prior in enumerate(condition.priors, 1):
        if not 0 < prior.frequency.value < 1:
            yield Problem(file, f"prior[{index}]", "must be between 0 and 1.", "Leave impossible states to applies_to.")
        if prior.basis is Basis.SOURCE and not prior.cite:
            yield Problem(
                file,
                f"prior[{index}]",
                'is basis = "source" without one.',
                "Cite it, or call it an estimate.",
            )
    for index, link in enumerate(condition.links, 1):
        if not link.cite and (link.basis, link.certainty) != (Basis.ESTIMATE, Certainty.VERY_LOW):
            yield Problem(
                file,
                f"link[{index}]",
                "has no source.",
                'Cite it, or write basis = "estimate", certainty = "very-low".',
            )
        strong = link.certainty in {Certainty.HIGH, Certainty.MODERATE}
        if strong and link.cite and all(c.source in weak for c in link.cite):
            yield Problem(file, f"link[{index}]", "rests on a weak kind of source.", 'Write certainty = "low".')


def _findings(library: Library) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for finding in library.findings:
        place = library.files["finding", finding.id]
        if len(finding.say) < FEWEST_PHRASES:
            yield place.key("say").problem(f"has {len(finding.say)} phrases.", f"At least {FEWEST_PHRASES}.")
        if not finding.question.endswith("?"):
            yield place.key("question").problem("is not a question.", "End it with a question mark.")
        for phrase in finding.say:
            key = " ".join(phrase.casefold().split())
            if key in owners:
                yield place.key("say").problem(f"{phrase!r} is said by {owners[key]} too.", "Keep it in one.")
            owners[key] = finding.id
        yield from _leak(place.file, place.path, finding)


def _sameness(library: Library, heard: Heard) -> Iterator[Problem]:
    """Two findings must not be heard in the same words: after synonyms and endings, not only to the letter."""
    read = {f.id: heard.said[f.id] for f in library.findings}
    yield from _too_general(library, read)
    owners: dict[object, tuple[str, str]] = {}
    for finding in library.findings:
        for phrase, made in zip(finding.say, read[finding.id], strict=True):
            key = made.slots if made.is_literal or made.is_ordered else frozenset(made.slots)
            owner, words = owners.setdefault(key, (finding.id, phrase))
            if owner != finding.id:
                place = library.files["finding", finding.id]
                wrong = f"{phrase!r} reads the same as {words!r} of {owner}."
                yield place.key("say").problem(wrong, "Make one of them more telling.")


def _too_general(library: Library, made: Mapping[FindingId, Sequence[Phrase]]) -> Iterator[Problem]:
    """A phrase that comes down to one everyday word would be heard everywhere."""
    used = Counter(c for phrases in made.values() for c in {c for p in phrases for slot in p.slots for c in slot})
    for finding in library.findings:
        for words, phrase in zip(finding.say, made[finding.id], strict=True):
            alone = len(phrase.slots) == 1 and max(used[c] for c in phrase.slots[0]) > MOST_SHARED
            if alone and finding.id not in phrase.slots[0]:
                place = library.files["finding", finding.id]
                yield place.key("say").problem(f"{words!r} is one everyday word to the program.", "Add a telling word.")


def _leak(file: str, path: str, finding: Finding) -> Iterator[Problem]:
    if not 0 < finding.leak.value < 1:
        yield Problem(file, f"{path}.leak", "must be between 0 and 1.", "Nothing is impossible in a healthy person.")


def _myths(library: Library) -> Iterator[Problem]:
    for myth in library.myths:
        place = library.files["myth", myth.id]
        if len(myth.say) < FEWEST_MYTH_WORDINGS:
            yield place.key("say").problem(f"has {len(myth.say)} wordings.", f"At least {FEWEST_MYTH_WORDINGS}.")
        if len(myth.correction.split()) > MOST_CORRECTION_WORDS:
            yield place.key("correction").problem("is long.", f"At most {MOST_CORRECTION_WORDS} words.")
        if not myth.cite:
            yield place.problem("has no source.", 'Add cite = ["…"].')
        yield from _tone(place.file, f"{place.path}.correction", myth.correction)


def _source(library: Library, source: Source, today: date) -> Iterator[Problem]:
    place = library.files["source", source.id]
    if not _WEB.match(source.url):
        yield place.key("url").problem(f"{source.url!r} is not a web address.", "Start it with https://.")
    if source.seen > today:
        yield place.key("seen").problem(f"{source.seen} is in the future.", "Give the day its text was seen.")
    if not source.gist.strip():
        yield place.key("gist").problem("is empty.", "Say in your own words what it holds.")
    if source.copy and "copy" not in source.gist.casefold() and "seen" not in source.gist.casefold():
        yield place.key("gist").problem("does not say where the copy was seen.", "Name the host.")


def _tone(file: str, path: str, text: str) -> Iterator[Problem]:
    for match in HARSH.finditer(text):
        yield Problem(file, path, f"{match[0]!r} blames, frightens or reads badly.", "Say it plainly and kindly.")
