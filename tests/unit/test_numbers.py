"""Numbers in set words: which are read, where they stand, and what stands beside them."""

import pytest

from agnodice.safety.numbers import BREAK, Number, Numbers
from tests.unit.small import LEXICON


def read(text: str, *patterns: str, without_small: bool = False) -> list[Number]:
    return list(Numbers(LEXICON.read(text)).told(patterns, without_small=without_small))


def test_a_number_with_its_place_and_neighbours() -> None:
    items = [item.word for item in LEXICON.read("well I am 34 today")]
    assert items == ["well", "i", "am", "34", "today"]
    assert read("well I am 34 today", "i am N") == [Number(34, 1, 1, 3, "well", "today")]


def test_start_end_and_commas_are_breaks() -> None:
    assert read("I am 34", "i am N") == [Number(34, 1, 0, 2, BREAK, BREAK)]
    assert read("so, I am 34, fine", "i am N") == [Number(34, 1, 2, 4, BREAK, BREAK)]
    assert [age.value for age in read("Mrs B, 67, has a fever", "| N |")] == [67]
    assert [age.value for age in read("67", "| N |")] == [67]
    assert read("Mrs B 67 has a fever", "| N |") == []


def test_a_pattern_that_begins_with_a_break_tells_the_words_own_place() -> None:
    assert read("Mrs B, 67, has", "| N |") == [Number(67, 1, 3, 3, "b", "has")]


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("last period 5 days ago", 5, 1),
        ("last period 1 day ago", 1, 1),
        ("last period 6 weeks ago", 6, 7),
        ("last period 1 week ago", 1, 7),
        ("last period 3 months ago", 3, 30),
        ("last period 1 month ago", 1, 30),
        ("last period 2 years ago", 2, 365),
        ("last period 1 year ago", 1, 365),
        ("last period a month ago", 1, 30),
        ("last period one week ago", 1, 7),
        ("last period two weeks ago", 2, 7),
        ("last period 9999 days ago", 9999, 1),
    ],
)
def test_units(text: str, value: int, days: int) -> None:
    assert [(found.value, found.days) for found in read(text, "last period N UNIT ago")] == [(value, days)]


@pytest.mark.parametrize(
    "text",
    ["last period 5 moons ago", "last period ago", "last period 10000 days ago", "period 5 days ago", "5 days ago"],
)
def test_what_does_not_fit_is_not_read(text: str) -> None:
    assert read(text, "last period N UNIT ago") == []


def test_a_slip_in_the_unit_is_read_through() -> None:
    assert [(n.value, n.days) for n in read("last period 6 dasy ago", "last period N UNIT ago")] == [(6, 1)]


def test_tens_and_ones_are_one_number() -> None:
    assert [n.value for n in read("I am thirty one", "i am N")] == [31]
    assert [n.value for n in read("I am thirty 4", "i am N")] == [34]
    assert [n.value for n in read("I am twenty 9", "i am N")] == [29]
    assert [n.value for n in read("I am 80 2", "i am N")] == [82]
    assert [n.value for n in read("I am 10 4", "i am N")] == [10]
    assert [n.value for n in read("I am 30 10", "i am N")] == [30]


def test_a_joined_number_keeps_the_place_of_its_first_word() -> None:
    found = read("I am thirty 4 now", "i am N")
    assert [(n.first, n.last, n.then) for n in found] == [(0, 2, "now")]


def test_an_article_before_a_number_is_no_first() -> None:
    assert read("at a 40 weeks", "at N 40") == []
    assert [n.value for n in read("at 39 40", "at N 40")] == [39]
    assert [n.value for n in read("at one 40 weeks", "at N weeks")] == []


def test_the_last_n_of_a_pattern_is_its_number() -> None:
    assert [n.value for n in read("gravida 2 para 1", "gravida N para N")] == [1]


def test_hyphens_in_patterns_are_spaces() -> None:
    assert [n.value for n in read("a 34 year old", "N year-old")] == [34]


def test_little_words_can_be_left_out_but_not_an_a_that_counts() -> None:
    text = "my last period is a month ago"
    assert read(text, "last period N UNIT ago") == []
    assert [(n.value, n.days) for n in read(text, "last period N UNIT ago", without_small=True)] == [(1, 30)]
    assert read("a last period it is", "N last", without_small=True) == []


def test_numbers_come_in_the_order_of_patterns_then_of_the_text() -> None:
    text = "I am 34, at 12 weeks, I am 35"
    assert [n.value for n in read(text, "at N weeks", "i am N")] == [12, 34, 35]


def test_no_number_reads_nothing() -> None:
    assert read("I am fine", "i am N") == []
    assert read("", "i am N") == []


def test_a_pattern_may_begin_and_end_with_the_text() -> None:
    assert [n.value for n in read("I am 34", "| i am N |")] == [34]
    assert [n.value for n in read("I am 34", "| i am N | fever")] == []
    assert read("34", "am N") == []


def test_an_a_counts_at_the_end_too() -> None:
    assert [(n.value, n.days) for n in read("no period a week", "no period N UNIT", without_small=True)] == [(1, 7)]


def test_a_pattern_must_fit_inside_the_text() -> None:
    assert read("34", "i am N") == []
    assert read("I am 34", "i am N years old") == []


def test_a_pattern_that_the_text_is_too_short_for_tells_nothing() -> None:
    assert read("period 5 days ago", "my last period N UNIT ago") == []
    assert read("last period 5", "last period N UNIT ago") == []
