from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agnodice.model.clinical import CareLevel, Finding, FindingId, FindingKind, Frequency, PersonCondition, Pregnancy
from agnodice.model.codec import MismatchError, Place, decode, encode
from agnodice.model.evidence import Citation, Source, SourceId, SourceKind

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
