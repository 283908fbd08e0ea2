"""Every page there is that depends on nothing typed: the list that site, file, ZIM and sitemap share."""

from collections.abc import Iterator
from dataclasses import dataclass

from agnodice.engine import Engine


@dataclass(frozen=True)
class Address:
    """A page: its room ("" for the start) and, in a room of many, its name."""

    room: str
    name: str = ""

    def path(self, suffix: str) -> str:
        """The page as a file's path below the site's folder: `guides/heavy-periods.html`."""
        return f"{self.room}/{self.name}{suffix}" if self.name else f"{self.room or 'index'}{suffix}"

    @property
    def prefix(self) -> str:
        """The way from this page to the site's folder."""
        return "../" if self.name else ""


def addresses(engine: Engine, *, answers: bool = True) -> Iterator[Address]:
    """Every page, the start first; `answers` tells whether what is typed can be answered there."""
    asking = ("ask", *(("assess",) if engine.assesses else ())) if answers else ()
    yield from map(Address, ("", *asking, "guides", "about", "privacy"))
    yield from (Address("guides", guide.id) for guide in engine.guides())
    yield from (Address("conditions", condition.id) for condition in engine.conditions())
    yield from (Address("findings", finding.id) for finding in engine.findings())
