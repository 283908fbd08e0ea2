"""The draw of sentences to judge: the same seed draws the same ones, all stand on sources, none twice."""

from benchmarks.sample import cited, draw

from agnodice.library.load import load


def test_draw() -> None:
    library = load()
    rows = cited(library)
    known = {source.id for source in library.sources}
    assert len(rows) > 5000
    assert all(cite.source in known for row in rows for cite in row.cite)
    assert {row.place.split("/")[0] for row in rows} == {"guides", "conditions", "red_flags", "myths"}
    first = draw(rows, 40, 7)
    assert first == draw(rows, 40, 7) != draw(rows, 40, 8)
    assert len({row.place for row in first}) == 40
    assert len(draw(rows[:3], 40, 7)) == 3
