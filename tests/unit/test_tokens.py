import pytest
from hypothesis import given
from hypothesis import strategies as st

from agnodice.text.tokens import plain, stem, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [("bleed", "bleeding"), ("cramp", "cramps"), ("infection", "infections"), ("stop", "stopped"), ("come", "coming"),
     ("bury", "buries"), ("dizziness", "dizzy"), ("rash", "rashes"), ("severely", "severe")],
)  # fmt: skip
def test_endings_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("pill", "pil"), ("breast", "breath"), ("virus", "viru"), ("bubbly", "bub"), ("huge", "hugs"), ("tons", "tone"),
     ("nuts", "nutted"), ("ripe", "ripped"), ("kidding", "kids"), ("busting", "bust"), ("scared", "scar")],
)  # fmt: skip
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_short_forms_are_opened_and_places_kept() -> None:
    found = list(tokens("I can’t pee.", {"can't": ("cannot",)}))
    assert [t.word for t in found] == ["i", "cannot", "pee", "."]
    assert (found[1].start, found[1].end) == (2, 7)


def test_plain_folds_accents_and_width() -> None:
    assert plain("ＰＡＩＮ") == "pain"
    assert plain("Œdème") == "œdeme"


@given(st.text(max_size=200))
def test_places_point_into_the_text(text: str) -> None:
    for token in tokens(text, {}):
        assert 0 <= token.start < token.end <= len(text)


@given(st.from_regex(r"[a-z]{1,15}", fullmatch=True))
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


def test_drawn_out_words_are_shortened_and_numbers_are_not() -> None:
    assert [plain(word) for word in ("sooooo", "HEEELP", "too")] == ["soo", "heelp", "too"]
    assert [plain(number) for number in ("111", "1000", "2000", "38.8")] == ["111", "1000", "2000", "38.8"]


@pytest.mark.parametrize("text", ["hru²s½?", "℅ hr ℀", "℀/7", "hr² 2/52 hr 118 24/7"])
def test_letters_that_are_written_out_are_no_short_forms(text: str) -> None:
    """Found by benchmarks/fuzz_audit.py: "½" opens into figures and "℅" into "c/o"."""
    assert [token.word for token in tokens(text, {})]


@pytest.mark.parametrize(
    ("text", "words"),
    [("at 38+4", "at 38 weeks"), ("9+3 wks pregnant", "9 weeks pregnant"),
     ("protein 2+, G2P1+1, 5+10", "protein 2 , g 2 p 1 1 , 5 10"),
     ("hcg+ve, HIV -VE", "hcg positive , hiv negative"), ("I-ve two", "i ve two")],
)  # fmt: skip
def test_weeks_with_days_and_signs_are_read_as_notes_write_them(text: str, words: str) -> None:
    assert " ".join(token.word for token in tokens(text, {})) == words


def test_what_notes_write_short_is_opened() -> None:
    found = [token.word for token in tokens("HR 118, 2/52 at 38+4, swab -ve, 24/7", {})]
    assert found == ["pulse", "118", ",", "2", "weeks", "at", "38", "weeks", ",", "swab", "negative", ",", "24", "7"]
