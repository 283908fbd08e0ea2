"""Draw cited sentences of the library at random, each with what is recorded of its sources, for a reader to judge.

Run: .venv/bin/python -m benchmarks.sample [--seed 20261202] [--count 40]
The same text and seed draw the same sentences. The reader opens every source and says: holds, partly, or no
(docs/testing.md, where the last verdicts stand).
"""

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agnodice.library.load import Library, load
from agnodice.model.content import Guide, Sentence
from agnodice.model.evidence import Citation, Source


@dataclass(frozen=True)
class Cited:
    """A sentence that stands on sources, and its place."""

    place: str
    text: str
    cite: tuple[Citation, ...]


def cited(library: Library) -> list[Cited]:
    """Every cited sentence: of guides, what a condition is, why a red flag stands, and a myth's correction."""
    rows = [row for guide in library.guides for row in _of_guide(guide)]
    rows += [Cited(f"conditions/{c.id}", c.what, c.cite) for c in library.conditions]
    rows += [Cited(f"red_flags/{r.id}", f"{r.why} | {r.say}", r.cite) for r in library.red_flags]
    rows += [Cited(f"myths/{m.id}", m.correction, m.cite) for m in library.myths]
    return [row for row in rows if row.cite]


def draw(rows: list[Cited], count: int, seed: int) -> list[Cited]:
    """So many different sentences, in the order in which they were drawn."""
    return random.Random(seed).sample(rows, min(count, len(rows)))


def _of_guide(guide: Guide) -> Iterator[Cited]:
    counts: dict[str, int] = {}
    for part, said, sentence in _sentences(guide):
        counts[part] = counts.get(part, 0) + 1
        place = f"guides/{guide.id}, {part} {counts[part]}"
        yield Cited(place, f"({said}) {sentence.text}" if said else sentence.text, sentence.cite)


def _sentences(guide: Guide) -> Iterator[tuple[str, str, Sentence]]:
    """The part of the guide, what the sentence is an answer to, the sentence."""
    for danger in guide.dangers:
        yield from (("Get help now", danger.who, sentence) for sentence in danger.sentences)
    for cause in guide.causes:
        yield from (("Possible causes", cause.name, sentence) for sentence in cause.sentences)
    for section in guide.sections:
        for block in section.blocks:
            yield from ((section.name.value, "", sentence) for sentence in block.sentences)
        for row in section.table.rows if section.table else ():
            option = " ".join(sentence.text for sentence in row[0])
            yield from ((section.name.value, option, sentence) for cell in row for sentence in cell)


def _told(row: Cited, number: int, sources: dict[str, Source]) -> str:
    lines = [f"{number}. {row.place}: {row.text}"]
    for citation in row.cite:
        source = sources[citation.source]
        lines += [
            f"   {source.id} ({source.publisher}, {source.year or 'no year'}) {source.url}",
            f"     {source.gist}",
        ]
    return "\n".join(lines)


def main() -> int:
    """Print the drawn sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20261202)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument(
        "knowledge", type=Path, nargs="?", help="a folder of knowledge (default: the one that came along)"
    )
    told = parser.parse_args()
    library = load(told.knowledge) if told.knowledge else load()
    rows = cited(library)
    sources: dict[str, Source] = {source.id: source for source in library.sources}
    print(f"{told.count} of {len(rows)} cited sentences, seed {told.seed}")
    for number, row in enumerate(draw(rows, told.count, told.seed), 1):
        print(_told(row, number, sources))
    return 0


if __name__ == "__main__":
    sys.exit(main())
