"""A rule of all that an edition learns from: no text stands there twice, whoever it belongs to."""

from collections.abc import Iterable, Iterator

from agnodice.errors import Problem


def twice(file: str, texts: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each text, given as (whose, text), that was there before; case and spaces make no difference."""
    seen: dict[str, str] = {}
    for owner, text in texts:
        plain = " ".join(text.casefold().split())
        if plain in seen:
            yield Problem(file, f"{seen[plain]}, {owner}", f"{text!r} is there twice.", "Keep one of them.")
        seen.setdefault(plain, owner)
