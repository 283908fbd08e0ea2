from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agnodice.model.clinical import CareLevel, Finding, FindingId, FindingKind, Frequency, PersonCondition, Pregnancy
from agnodice.model.codec import MismatchError, Place, decode, encode
from agnodice.model.evidence import Citation, Review, Source, SourceId, SourceKind
from agnodice.model.words import Cues, Measure

TEXT = st.text(min_size=1, max_size=10)


@given(TEXT, st.lists(TEXT, max_size=3), st.sampled_from(FindingKind), st.floats(0, 1))
def test_findings_survive_the_round_trip(name: str, say: list[str], kind: FindingKind, leak: float) -> None:
    finding = Finding(FindingId("x"), name, "q?", "w", tuple(say), Frequency("rare", leak), kind, FindingId("y"))
    assert decode(Finding, encode(finding)) == finding


def test_every_problem_comes_at_once_with_its_place() -> None:
    with pytest.raises(MismatchError) as caught:
        decode(Source, {"id": 3, "title": "T", "kind": "rumour", "sene": "x"}, Place("sources/a.toml", "source a"))
    text = "\n".join(map(str, caught.value.problems))
    assert "source a.id: must be text in quotes" in text
    assert "source a.kind: 'rumour' is not known. Use one of: guideline" in text
    assert "source a.sene: is not a field here. Known fields: id, title" in text
    assert "`publisher` is missing" in text


def test_citations_and_dates_are_read() -> None:
    assert decode(Citation, "nice-ng126, 1.2") == Citation(SourceId("nice-ng126"), "1.2")
    source = Source(
        SourceId("a"), "T", "P", "https://x.y", SourceKind.CHARITY, "GB", date(2026, 11, 23), "g", year=2020
    )
    assert decode(Source, encode(source)) == source


def test_lists_and_levels_are_checked() -> None:
    with pytest.raises(MismatchError, match=r"pregnancy\[2\]: 'maybe' is not known"):
        decode(PersonCondition, {"pregnancy": ["pregnant", "maybe"]})
    with pytest.raises(MismatchError, match="must be a list"):
        decode(PersonCondition, {"pregnancy": "pregnant"})
    with pytest.raises(MismatchError, match="is not a care level"):
        decode(CareLevel, "soonish")
    assert decode(PersonCondition, {"pregnancy": ["possible"]}).pregnancy == (Pregnancy.POSSIBLE,)


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        (Citation, 3, "must be a citation"),
        (Citation, "  ", "must be a citation"),
        (Citation, "nice-ng126, ", "has a comma and no place after it"),
        (date, "23 Nov", "must be a date"),
        (date, 3, "must be a date"),
        (float, "0.5", "must be a number"),
        (float, True, "must be a number"),
        (int, 0.5, "must be a whole number"),
        (bool, 1, "must be true or false"),
        (Measure, [], "must be a table of fields"),
        (Cues, {"contractions": [["a", "b", "c"]]}, r"contractions\[1\]: must be a list of 2"),
        (Cues, {"contractions": ["ab"]}, r"contractions\[1\]: must be a list of 2"),
    ],
)
def test_what_does_not_fit_is_said(kind: type, data: object, said: str) -> None:
    with pytest.raises(MismatchError, match=said):
        decode(kind, data)


def test_what_fits_is_read_as_it_is() -> None:
    assert decode(date, "2026-11-23") == decode(date, date(2026, 11, 23)) == date(2026, 11, 23)
    assert decode(float, 1) == 1.0
    assert decode(CareLevel, "same-day") is CareLevel.SAME_DAY
    cues = Cues(contractions=(("cant", "cannot"),), weeks_imply=(("pregnant", 1, 45),))
    assert decode(Cues, encode(cues)) == cues
    assert encode(cues) == {"contractions": [["cant", "cannot"]], "weeks_imply": [["pregnant", 1, 45]]}
    assert encode(Citation(SourceId("a"))) == "a"
    assert encode(CareLevel.SAME_DAY) == "same-day"
    assert encode(date(2026, 11, 23)) == "2026-11-23"


def test_a_source_of_a_weak_kind_and_a_signed_review_say_so() -> None:
    weak = {SourceKind.COHORT, SourceKind.TRIAL, SourceKind.CLINIC, SourceKind.NEWS}
    assert {kind for kind in SourceKind if kind.is_weak} == weak
    assert Review("signed", "Dr A").is_signed
    assert not Review("signed").is_signed
    assert not Review(by="Dr A").is_signed
