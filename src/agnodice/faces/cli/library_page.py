"""The state of the library as lines to read in a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from agnodice.library.state import State

MOST_NAMED = 8


def lines(state: State) -> Iterator[str]:
    """Counts, certainty, age, and what wants work; long lists are cut and their length told."""
    yield "The library holds"
    yield from _rows(state.counts)
    yield "Conditions by group"
    yield from _rows(state.conditions_by_group)
    yield "Red flags by how soon to act"
    yield from _rows(state.red_flags_by_level)
    yield f"Links: {state.links_cited:.0%} cited, {state.links_estimated:.0%} with an estimated frequency; by certainty"
    yield from _rows(state.links_by_certainty)
    yield f"Oldest check {state.oldest_check}; {state.unreviewed} texts that no clinician has signed"
    yield from _named("Past the day by which they want checking", state.overdue)
    yield from _named("Conditions with nothing that tells them apart", [f"{a} / {b}" for a, b in state.alike])
    yield from _named("Findings that no condition links to", state.never_asked)
    yield from _named("Guides that no guide leads to", state.guides_nobody_links_to)


def _rows(counts: Mapping[str, int]) -> Iterator[str]:
    for name, count in counts.items():
        yield f"  {count:>6,}  {name.replace('_', ' ')}"


def _named(title: str, names: Sequence[str]) -> Iterator[str]:
    shown = ", ".join(names[:MOST_NAMED])
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    yield f"{title}: {len(names)}{f' ({shown}{rest})' if names else ''}"
