"""Rules of what is asked back: a question each, urgent red flags, every urgent one named, no saying twice."""

from collections.abc import Iterator

from agnodice.errors import Problem
from agnodice.library.lint.twice import twice
from agnodice.library.load import Library
from agnodice.model.clinical import CareLevel

FEWEST_SAYINGS = 4
CALM_FILE = "calm.toml"


def check(library: Library) -> Iterator[Problem]:
    """Problems of ask-backs and of calm sayings."""
    levels = {flag.id: flag.level for flag in library.red_flags}
    for ask_back in library.ask_backs:
        place = library.files["ask_back", ask_back.id]
        for key, asked in (("ask", ask_back.ask), ("worse", ask_back.worse or "is it?")):
            if not asked.endswith("?") or asked[:1].isupper():
                yield place.key(key).problem("is not the rest of a question.", 'Write "is there …?", no capital first.')
        if not ask_back.flags:
            yield place.key("flags").problem("names no red flag.", "Name the one whose advice is shown first.")
        for name in ask_back.flags:
            if levels.get(name, CareLevel.EMERGENCY) < CareLevel.SAME_DAY:
                yield place.key("flags").problem(f"{name} is not urgent.", "Only emergencies and same-day flags.")
        if len(ask_back.say) < FEWEST_SAYINGS:
            yield place.key("say").problem(f"has {len(ask_back.say)} sayings.", f"Write {FEWEST_SAYINGS} or more.")
    yield from _unnamed(library)
    yield from twice("ask_back", _sayings(library))


def _unnamed(library: Library) -> Iterator[Problem]:
    """Urgent red flags that nothing asks back; a library without ask-backs has none."""
    named = {name for ask_back in library.ask_backs for name in ask_back.flags}
    for flag in library.red_flags if library.ask_backs else ():
        if flag.level >= CareLevel.SAME_DAY and flag.id not in named:
            place = library.files["red_flag", flag.id]
            yield place.problem("is in no ask-back.", "Name it in the `flags` of one in ask_back/.")


def _sayings(library: Library) -> Iterator[tuple[str, str]]:
    """(whose, saying)."""
    yield from ((ask_back.id, saying) for ask_back in library.ask_backs for saying in ask_back.say)
    yield from ((CALM_FILE, saying) for saying in library.calm.say)
