"""Citations and sources by themselves: a locator that a reader can look up, no text listed twice."""

import re
from collections.abc import Iterator

from agnodice.errors import Problem
from agnodice.library.load import Library
from agnodice.model.evidence import Citation, Source

LONGEST_LOCATOR = 60  # letters; more than that is a quotation
_LOCATOR = re.compile(r"[\w“\"'§(][^@\[\];]*[\w”\"')?%]|\w")


def check(library: Library) -> Iterator[Problem]:
    """Sources with one address and one year: the same text under two ids would count as two witnesses."""
    first: dict[tuple[str, int | None], Source] = {}
    for source in library.sources:
        earlier = first.setdefault((plain_address(source.url), source.year), source)
        if earlier is not source:
            place = library.files["source", source.id]
            other = f"{earlier.id} ({library.files['source', earlier.id].file})"
            todo = f"Cite {earlier.id} instead, move what its gist adds, and take this one out."
            yield place.problem(f"is the same text as {other}: one address, one year.", todo)


def plain_address(url: str) -> str:
    """An address without what does not change the text: http or https, a place in the page, the last slash."""
    return re.sub(r"^https?://", "", url.partition("#")[0]).rstrip("/")


def locator_problems(file: str, path: str, citation: Citation) -> Iterator[Problem]:
    """What is wrong with the place in a source; most citations have none, because most sources are one short page."""
    locator = citation.locator
    if not locator:
        return
    if len(locator) > LONGEST_LOCATOR:
        wrong = f"the place in {citation.source} has {len(locator)} letters."
        yield Problem(file, path, wrong, f"Name a heading or page in at most {LONGEST_LOCATOR}.")
    elif not _LOCATOR.fullmatch(locator):
        wrong = f"{locator!r} is no place in {citation.source}."
        yield Problem(
            file, path, wrong, "Write a heading, page or table: [@source-id, Symptoms], [@source-id, page 13]."
        )
