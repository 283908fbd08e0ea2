"""A page of plain text: its blocks, sentences and dates; and figures of plain language."""

from datetime import date

import pytest

from agnodice.audit.dates import announced, dates, is_overdue
from agnodice.audit.page import LONGEST_PAGE, LONGEST_SENTENCE, MOST_SENTENCES, parts, plain_page, sentences
from agnodice.audit.readability import readability, syllable_count
from agnodice.errors import PageError
from agnodice.model.audit import BlockKind, Span

PAGE = """# Back pain after sex

Back pain after sex is common, e.g. after an unusual position. It passes!

- rest for a day or two, then walk
Back pain after sex
When to see a doctor

See a doctor the same day if you have a fever, or if the pain is in your side and you feel sick or shiver.
Related articles
Ten foods that heal
Eat these and feel better, they are good for you and your whole family and friends, and so …
"""


def kinds(text: str) -> list[tuple[str, str]]:
    page = plain_page(text)
    return [(block.kind.name, page.text[block.span.start : block.span.end]) for block in page.blocks]


def test_the_blocks_of_a_page() -> None:
    assert [kind for kind, _ in kinds(PAGE)] == [
        "TITLE", "PARAGRAPH", "ITEM", "HEADING", "HEADING", "PARAGRAPH", "HEADING", "LINK", "TEASER",
    ]  # fmt: skip
    assert plain_page(PAGE).title == "Back pain after sex"
    assert parts(plain_page(PAGE), [BlockKind.ITEM]) == ["- rest for a day or two, then walk"]


def test_a_text_that_opens_with_a_sentence_takes_the_first_short_line_as_its_title() -> None:
    assert plain_page("It hurts.\nWhat now\nRest.").title == "What now"
    assert plain_page("It hurts.").title == ""


def test_sentences_end_at_their_ends_and_not_at_short_forms() -> None:
    page = plain_page(PAGE)
    found = [page.text[s.span.start : s.span.end] for s in sentences(page) if s.kind is BlockKind.PARAGRAPH]
    assert found[:2] == ["Back pain after sex is common, e.g. after an unusual position.", "It passes!"]


def test_far_too_long_sentences_and_pages_are_cut() -> None:
    page = plain_page("word " * LONGEST_SENTENCE + "\n" + "x" * (LONGEST_SENTENCE + 5))
    assert {s.span.end - s.span.start <= LONGEST_SENTENCE for s in sentences(page)} == {True}
    assert len(sentences(plain_page("It hurts. " * (MOST_SENTENCES + 5)))) == MOST_SENTENCES


@pytest.mark.parametrize(
    ("text", "said"), [("", "no text"), ("123 !", "no text"), ("x" * (LONGEST_PAGE + 1), "in parts")]
)
def test_what_is_no_page_says_what_to_do(text: str, said: str) -> None:
    with pytest.raises(PageError, match=said):
        plain_page(text)


def test_line_ends_and_control_characters_are_made_one() -> None:
    assert plain_page("One\r\ntwo\rthree\x00four").text == "One\ntwo\nthree four"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("23rd November 2026", date(2026, 11, 23)),
        ("Nov 23, 2026", date(2026, 11, 23)),
        ("November 2026", date(2026, 11, 1)),
        ("23/11/2026", date(2026, 11, 23)),
        ("23.11.2026", date(2026, 11, 23)),
        ("2026-13-40", None),
        ("31 February 2026", None),
    ],
)
def test_dates(text: str, on: date | None) -> None:
    found = list(dates(f"on {text} or so"))
    assert [dated.on for dated in found] == ([on] if on else [])
    assert [dated.span for dated in found] == ([Span(3, 3 + len(text))] if on else [])


def test_a_date_is_announced_by_the_words_right_before_it() -> None:
    text = "Copyright 1 May 2020. Last reviewed: 3 June 2024"
    found = list(dates(text))
    place = Span(text.index("Last"), text.index(":"))
    told = announced(found, [place])
    assert told
    assert told.on == date(2024, 6, 3)
    assert announced(found, []) is None
    assert announced(list(dates("reviewed" + " " * 60 + "3 June 2024")), [Span(0, 8)]) is None


def test_a_review_is_overdue_after_three_years() -> None:
    assert not is_overdue(date(2023, 11, 26), date(2026, 11, 26))
    assert is_overdue(date(2023, 11, 25), date(2026, 11, 26))
    assert is_overdue(date(2024, 2, 29), date(2027, 3, 1))
    assert not is_overdue(date(2024, 2, 29), date(2027, 2, 28))


def test_figures_of_plain_language() -> None:
    assert readability([]).words == readability(["…"]).words == 0
    plain, hard = (
        readability(["The cat sat on the mat."]),
        readability(["Epidemiological considerations necessitate it."]),
    )
    assert (plain.words, plain.sentences) == (6, 1)
    assert plain.words_per_sentence == 6.0
    assert plain.reading_ease > 100
    assert hard.reading_ease < 0
    assert [syllable_count(word) for word in ("cat", "table", "made", "the", "banana", "nth")] == [1, 2, 1, 1, 3, 1]
