"""Reading grade of guides (Flesch–Kincaid, US school years), hard words that the glossary explains left out of the
count.

Needs the extra `[edit]` (textstat); without it the grades are not checked, and the linter says so.
"""

import re
from collections.abc import Callable, Iterator
from warnings import catch_warnings, simplefilter

from agnodice.errors import Problem
from agnodice.library.lint.references import guide_sentences
from agnodice.library.load import Library
from agnodice.model.content import Guide, SectionName

FIRST_SCREEN_GRADE = 6.0
WHOLE_GRADE = 8.0


def check(library: Library) -> Iterator[Problem]:
    """Problems of reading grade."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # its way of finding its own files is old-fashioned
            from textstat import textstat  # noqa: PLC0415  (heavy, and only editors have it)
    except ImportError:
        yield Problem("guides", "", "reading grades were not checked.", "Install the extra: agnodice[edit].")
        return
    plainly = _explained(library)
    for guide in library.guides:
        for place, text, most in _texts(guide):
            grade = textstat.flesch_kincaid_grade(plainly(text))
            if grade > most:
                yield Problem(
                    f"guides/{guide.id}.md",
                    place,
                    f"reads at US grade {grade:.1f}.",
                    f"At most {most:.0f}: shorter words.",
                )


def _explained(library: Library) -> Callable[[str], str]:
    """A function that puts a short word in the place of every explained term, in small letters: no grade knows them
    from capitals. Terms stand by their first letter, so that most places of a text are passed by at a glance.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted((term.word.lower() for term in library.terms), key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    if not by_first:
        return str.lower
    of_each = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    terms = re.compile(rf"\b(?:{of_each})(?:s|es)?\b")
    return lambda text: terms.sub("term", text.lower())


def _texts(guide: Guide) -> Iterator[tuple[str, str, float]]:
    """(place, text, highest grade) of what is measured."""
    answer = guide.section(SectionName.SHORT_ANSWER).blocks
    yield SectionName.SHORT_ANSWER, _joined(s.text for b in answer for s in b.sentences), FIRST_SCREEN_GRADE
    dangers = (t for d in guide.dangers for t in (d.who, *(s.text for s in d.sentences)))
    yield SectionName.GET_HELP_NOW, _joined(dangers), FIRST_SCREEN_GRADE
    yield "whole guide", _joined(s.text for _, s in guide_sentences(guide)), WHOLE_GRADE


def _joined(sentences: Iterator[str]) -> str:
    return " ".join(s if s.endswith((".", "?", "!")) else f"{s}." for s in sentences)
