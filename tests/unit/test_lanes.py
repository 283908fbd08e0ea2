"""Rows kept as one whole number: what is added to a row is added to each of its numbers."""

from agnodice.ask.lanes import Lanes

LANES = Lanes(3)
ROW = LANES.row([5, -7, 0])


def test_a_row_holds_its_numbers_negative_ones_too() -> None:
    assert LANES.numbers(ROW) == [5, -7, 0]
    assert LANES.numbers(0) == [0, 0, 0]
    edge = [2**63 - 1, -(2**63), -1]
    assert LANES.numbers(LANES.row(edge)) == edge


def test_rows_are_added_subtracted_and_multiplied() -> None:
    assert LANES.numbers(ROW + LANES.row([-6, 7, 2])) == [-1, 0, 2]
    assert LANES.numbers(ROW - LANES.at(1, 3)) == [5, -10, 0]
    assert LANES.numbers(ROW * -4) == [-20, 28, 0]


def test_no_lanes_hold_nothing() -> None:
    assert Lanes(0).numbers(0) == []


def test_the_numbers_of_a_row_as_floats_are_exact_and_as_far_apart() -> None:
    lanes = Lanes(4, unit_bits=28)
    numbers = [2**51 - 1, -(2**51) + 1, 3, -(5 << 28)]
    floats = lanes.floats(lanes.row(numbers))
    assert [value - floats[2] for value in floats] == [(number - 3) / 2**28 for number in numbers]
