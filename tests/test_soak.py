"""The soak's own arithmetic: its picture is whole, and its table tells what was wrong."""

from xml.etree import ElementTree

from benchmarks.soak import Log, share, table
from benchmarks.soak_picture import Sample, drawing

SAMPLES = [Sample(5.0 * n, 300.0 + n, 4.0, 40.0 + n, 100, n == 3) for n in range(1, 40)]


def test_the_picture_is_one_line_a_measure_and_says_the_sum() -> None:
    root = ElementTree.fromstring(drawing(SAMPLES))
    paths = [element for element in root.iter() if element.tag.endswith("path")]
    assert len(paths) == 4
    assert all(path.attrib["d"].count(" L") == len(SAMPLES) - 1 for path in paths)
    assert "3,900 right answers, 1 wrong or lost, in 195 seconds" in "".join(root.itertext())


def test_the_table_tells_growth_and_every_kind_of_failure() -> None:
    log = Log(195, 0.1)
    log.right += [(1.0, "ask", 4.0), (2.0, "ask", 8.0)]
    log.wrong.append((3.0, "ask"))
    log.lost += [(4.0, "audit"), (5.0, "slow")]
    told = "\n".join(table(log, SAMPLES))
    assert "ask              2      1     0" in told
    assert "audit            0      0     1" in told
    assert "of those, answered wrongly 0, left alone 1" in told
    assert "memory after a minute 313.0 MB, most later 339.0 MB (+8.3%)" in told


def test_a_share_is_a_value_that_was_seen() -> None:
    assert [share([1.0, 2.0, 3.0, 4.0], part) for part in (0.0, 0.5, 0.99)] == [1.0, 3.0, 4.0]
