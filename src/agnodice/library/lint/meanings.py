"""Words that stand for meanings: none of ours may mean every other subject, and each that a cue names must exist."""

from collections.abc import Iterator

from agnodice.errors import Problem
from agnodice.library.load import Library
from agnodice.library.phrasing import Heard
from agnodice.model.words import Cues
from agnodice.safety.hear import FLAG

ELSEWHERE = "elsewhere"  # the one concept of all words of other subjects (words/synonyms.toml)


def check(library: Library, heard: Heard) -> Iterator[Problem]:
    """Problems of what words mean."""
    yield from _of_other_subjects(library, heard)
    for table, word in _named(library.words.cues):
        concept = heard.lexicon.concept(word)
        if concept != word:
            wrong = f"{word!r} is no meaning that a text can have."
            yield Problem("words/cues.toml", table, wrong, f"Write {concept!r}, if that is what is meant.")


def _of_other_subjects(library: Library, heard: Heard) -> Iterator[Problem]:
    """A phrase with a word of other subjects would be heard in all of them: "snoring" in "dishwasher"."""
    for owner, phrases in heard.written:
        for words, made in zip(phrases, heard.said[owner], strict=True):
            if any(ELSEWHERE in slot for slot in made.slots):
                kind, name = ("red_flag", owner.removeprefix(FLAG)) if owner.startswith(FLAG) else ("finding", owner)
                wrong = f"{words!r} holds a word of other subjects, and is heard in every one of them."
                yield library.files[kind, name].problem(wrong, "Give it a group of its own in words/synonyms.toml.")


def _named(cues: Cues) -> Iterator[tuple[str, str]]:
    """(table, word) of each meaning that a cue names."""
    yield from (("elsewhere", word) for words, _ in cues.elsewhere for word in words if word != ELSEWHERE)
    yield from (("wound_places", word) for word in cues.wound_places)
    yield from (("wound_ends", word) for word in cues.wound_ends)
    yield from (("grouped_denials", word) for word, _ in cues.grouped_denials)
    yield from (("bare_denials", word) for word, _, _ in cues.bare_denials)
