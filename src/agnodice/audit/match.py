"""A verdict with its ground, and what the library links: the nouns of the comparison of claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agnodice.model.audit import Route, Verdict


class Match(NamedTuple):
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
    flags: Sequence[tuple[str, Sequence[frozenset[str]]]]
