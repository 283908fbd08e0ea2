"""Cues as editors write them short."""

import pytest

from agnodice.library.shorthand import in_full, wordings


@pytest.mark.parametrize(
    ("cue", "meant"),
    [
        ("throw a fit", ["throw a fit"]),
        ("size of a 6..8 week pregnancy", [f"size of a {weeks} week pregnancy" for weeks in (6, 7, 8)]),
        ("he/she is/is_nearly 2", ["he is 2", "he is nearly 2", "she is 2", "she is nearly 2"]),
        ("mum | N |", ["mum | N |"]),
    ],
)
def test_a_cue_is_written_out(cue: str, meant: list[str]) -> None:
    assert list(wordings(cue)) == meant


def test_each_wording_is_there_once_and_other_rows_stay() -> None:
    assert in_full(["last birth", "last birth/baby"]) == ["last birth", "last baby"]
    rows = [["n/v", "nausea and vomiting"]]
    assert in_full(rows) == rows
    assert in_full([[["one-leg-swollen"], ["legs/calves"]]]) == [[["one-leg-swollen"], ["legs", "calves"]]]
    assert in_full("recent-birth") == "recent-birth"
