"""A guide's shape: sections in order, a citation after every factual sentence, lengths, tone."""

import re
from collections.abc import Iterator

from agnodice.errors import Problem
from agnodice.library.lint.references import ROW_NAME, guide_sentences
from agnodice.library.load import Library
from agnodice.model.content import OPTIONAL_SECTIONS, Guide, HowCommon, SectionName, Sentence

MOST_WORDS = 20
MOST_ANSWER_WORDS = 60
MOST_TEASER_LETTERS = 90
FEWEST_WORDINGS = 10
MOST_RECOMMENDED = 13
OWN_SEARCH = ("We found no", "We do not know")
HARSH = re.compile(
    r"\b(excessive(?:ly)?|flaws?|should have|promiscuous|too much sex|suffer(?:ing|s)? from|victims?|"
    r"non-?compliant|hysterical|shameful|dirty|sinful|(?<!not )(?<!never )your fault|lazy|irresponsible)\b|—",
    re.IGNORECASE,
)
_LISTED = (SectionName.GET_HELP_NOW, SectionName.POSSIBLE_CAUSES)


def check(library: Library) -> Iterator[Problem]:
    """Problems of guides."""
    wordings: dict[str, str] = {}
    for guide in library.guides:
        file = f"guides/{guide.id}.md"
        yield from _sections(guide, file)
        yield from _lengths(guide, file)
        yield from _tables(guide, file)
        yield from unsourced(guide)
        for place, sentence in guide_sentences(guide):
            yield from _sentence(file, place, sentence)
        for wording in (guide.question, *guide.also, *guide.too):
            key = " ".join(re.findall(r"\w+", wording.casefold()))
            if key in wordings:
                yield Problem(file, "also", f"{wording!r} stands in {wordings[key]} too.", "Keep it in one place.")
            wordings[key] = file


def _sections(guide: Guide, file: str) -> Iterator[Problem]:
    have = [section.name for section in guide.sections]
    needed = [name for name in SectionName if name not in OPTIONAL_SECTIONS and name not in _LISTED]
    for name in needed:
        if name not in have:
            yield Problem(file, name, "is missing.", "Every guide needs it.")
    order = [name for name in SectionName if name in have]
    if have != order:
        yield Problem(file, "sections", "stand out of order.", f"Order: {', '.join(order)}.")
    if not guide.dangers:
        yield Problem(file, SectionName.GET_HELP_NOW, "is missing or empty.", "Every guide says what is urgent.")
    if not any(cause.how_common is HowCommon.COMMON for cause in guide.causes):
        yield Problem(file, SectionName.POSSIBLE_CAUSES, "names no common cause.", "Say what is likely first.")
    if not guide.conditions:
        yield Problem(file, "conditions", "names no condition.", "Name every condition under Possible causes.")


def _lengths(guide: Guide, file: str) -> Iterator[Problem]:
    answer = [s for block in guide.section(SectionName.SHORT_ANSWER).blocks for s in block.sentences]
    words = sum(len(s.text.split()) for s in answer)
    if words > MOST_ANSWER_WORDS:
        yield Problem(file, SectionName.SHORT_ANSWER, f"has {words} words.", f"At most {MOST_ANSWER_WORDS}.")
    if len(guide.teaser) > MOST_TEASER_LETTERS:
        yield Problem(file, "teaser", f"has {len(guide.teaser)} letters.", f"At most {MOST_TEASER_LETTERS}.")
    if len(guide.also) < FEWEST_WORDINGS:
        yield Problem(file, "also", f"has {len(guide.also)} wordings.", f"At least {FEWEST_WORDINGS}.")
    if len(guide.recommended) > MOST_RECOMMENDED:
        yield Problem(file, "recommended", "has too many.", f"At most {MOST_RECOMMENDED}.")
    questions = [b for b in guide.section(SectionName.QUESTIONS_TO_TAKE_ALONG).blocks if b.sentences]
    if not 3 <= len(questions) <= 5:
        yield Problem(file, SectionName.QUESTIONS_TO_TAKE_ALONG, f"has {len(questions)}.", "Three to five.")


def _tables(guide: Guide, file: str) -> Iterator[Problem]:
    """Rows with a cell too many or too few: all cells after a missing stroke would stand under another heading."""
    for section in guide.sections:
        header, rows = (section.table.header, section.table.rows) if section.table else ((), ())
        for number, row in enumerate(rows, 1):
            if len(row) != len(header):
                wrong = f"has {len(row)} cells, and the table {len(header)} headings."
                yield Problem(file, f"{section.name}, table row {number}", wrong, "Look for a missing or spare |.")


def unsourced(guide: Guide) -> Iterator[Problem]:
    """Sentences that state something without a source; with one of these there can be no edition."""
    for place, sentence in guide_sentences(guide):
        if not sentence.cite and not _needs_no_source(place, sentence.text):
            wrong = f"{_short(sentence)!r} has no source."
            yield Problem(f"guides/{guide.id}.md", place, wrong, "End it with [@source-id].")


def _short(sentence: Sentence) -> str:
    words = sentence.text.split()
    return sentence.text if len(words) < 9 else " ".join(words[:8]) + " …"


def _sentence(file: str, place: str, sentence: Sentence) -> Iterator[Problem]:
    words = len(sentence.text.split())
    if words > MOST_WORDS:
        yield Problem(file, place, f"{_short(sentence)!r} has {words} words.", f"At most {MOST_WORDS}: cut it in two.")
    for match in HARSH.finditer(sentence.text):
        yield Problem(file, place, f"{match[0]!r} blames, frightens or reads badly.", "Say it plainly and kindly.")


def _needs_no_source(place: str, text: str) -> bool:
    is_question = text.endswith("?") or place.startswith(SectionName.QUESTIONS_TO_TAKE_ALONG)
    is_grade = place.startswith(SectionName.OPTIONS) and len(text.split()) <= 2
    return is_question or is_grade or place.endswith(ROW_NAME) or text.startswith(OWN_SEARCH)
