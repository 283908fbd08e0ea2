"""One door over one edition: what it hands out, and what it says where there is nothing."""

import json
import sqlite3
from datetime import date

import pytest

from agnodice.ask.index import Index
from agnodice.engine import LONGEST_QUESTION, Engine, readable
from agnodice.errors import EditionError, FeatureOffError, QuestionError, UnknownIdError
from agnodice.model.assessment import Told
from agnodice.model.clinical import Condition, Finding, FindingId, Observation, Presence
from agnodice.model.results import Outcome

AFTER_SEX = "back pain after sex"


@pytest.fixture
def connection(edition_bytes: bytes) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.deserialize(edition_bytes)
    return made


def test_every_list_is_as_long_as_its_count_and_in_order(engine: Engine) -> None:
    lists: dict[str, list[str]] = {
        "guides": [guide.id for guide in engine.guides()],
        "conditions": [condition.id for condition in engine.conditions()],
        "findings": [finding.id for finding in engine.findings()],
        "red_flags": [flag.id for flag in engine.red_flags()],
        "myths": [myth.id for myth in engine.myths()],
        "sources": [source.id for source in engine.sources()],
    }
    counts = engine.counts()
    assert {name: len(ids) for name, ids in lists.items()} == {name: counts[name] for name in lists}
    assert all(ids == sorted(ids) for ids in lists.values())
    assert engine.guide_count == counts["guides"]
    assert counts["countries"] == len(engine.countries()) > 40
    assert [s.name for s in engine.countries()] == sorted(s.name for s in engine.countries())
    assert len(engine.terms()) > 10


def test_one_of_each_kind(engine: Engine) -> None:
    assert isinstance(engine.entry("endometriosis"), Condition)
    assert isinstance(engine.entry("fever"), Finding)
    assert engine.finding("fever") is engine.finding("fever")
    assert engine.source(engine.sources()[0].id) == engine.sources()[0]
    assert engine.guide("heavy-periods").id == "heavy-periods"
    assert engine.service("gb") == engine.service(" GB ")
    assert engine.service("XX") not in engine.countries()


def test_what_is_not_there_is_told_by_name(engine: Engine) -> None:
    for look in (engine.entry, engine.finding, engine.source, engine.guide):
        with pytest.raises(UnknownIdError, match="nope"):
            look("nope")
    assert engine.show("nope") is None


def test_a_guide_is_shown_as_the_answer_to_its_own_question(engine: Engine) -> None:
    answer = engine.show("heavy-periods", country="GB")
    assert answer
    assert answer.guide == engine.guide("heavy-periods")
    assert answer.question == engine.guide("heavy-periods").question
    assert answer.alarms == ()
    assert answer.service == engine.service("GB")


@pytest.mark.parametrize(
    ("question", "said"), [("", "no question"), ("?!", "no question"), ("x" * (LONGEST_QUESTION + 1), "the most is")]
)
def test_what_cannot_be_read_is_refused(question: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        readable(question)


def test_control_characters_are_no_words() -> None:
    assert readable("a\x00b\tc\nd\u200be") == "a b\tc\nd e"
    assert readable("x" * LONGEST_QUESTION) == "x" * LONGEST_QUESTION


def test_an_answer_has_sources_neighbours_and_what_was_not_said(engine: Engine) -> None:
    answer = engine.ask(AFTER_SEX)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.guide
    assert answer.guide.id == "back-pain-after-sex"
    cited = {c.source for cause in answer.guide.causes for s in cause.sentences for c in s.cite}
    assert cited <= {source.id for source in answer.sources}
    assert [n.id for n in answer.recommended] == list(answer.guide.recommended)
    assert [c.id for c in answer.conditions] == [cause.condition for cause in answer.guide.causes]
    said = {o.finding for o, _ in answer.understood.observations}
    assert answer.understood.not_said
    assert said.isdisjoint(f.id for f in answer.understood.not_said)


def test_a_correction_overrules_the_words(engine: Engine) -> None:
    text = "I have a fever and back pain after sex"
    fever = FindingId("fever")
    assert fever in {o.finding for o, _ in engine.ask(text).understood.observations}
    taken = engine.ask(text, corrections=(Observation(fever, Presence.UNKNOWN),))
    assert fever not in {o.finding for o, _ in taken.understood.observations}


def test_out_of_scope_has_no_answer_and_two_alike_have_a_choice(engine: Engine) -> None:
    assert engine.ask("how do I fix a car engine").outcome is Outcome.NONE
    assert engine.ask("my husband's prostate").outcome is Outcome.NONE
    choices = [engine.ask(text) for text in ("bleeding", "pain", "discharge", "pregnancy", "my breast")]
    offered = [answer for answer in choices if answer.outcome is Outcome.CHOOSE]
    assert offered
    for answer in offered:
        assert answer.choices
        assert answer.guide is None
        assert [c.id for c in answer.choices] == [hit.guide for hit in answer.hits[: len(answer.choices)]]


def test_a_danger_in_a_question_comes_with_her_words_and_its_sources(engine: Engine) -> None:
    answer = engine.ask("I am 8 weeks pregnant with severe belly pain on one side and I fainted")
    assert answer.alarms
    assert answer.care == answer.alarms[0].flag.level
    assert answer.alarms[0].said
    assert {c.source for alarm in answer.alarms for c in alarm.flag.cite} <= {s.id for s in answer.sources}


def test_rooms_can_be_turned_off(connection: sqlite3.Connection) -> None:
    off = json.dumps({"assess": False, "audit": False})
    connection.execute("UPDATE ready SET value = ? WHERE key = 'features'", (off,))
    engine = Engine(Index(connection))
    assert (engine.assesses, engine.audits) == (False, False)
    with pytest.raises(FeatureOffError, match="assess"):
        engine.assess(Told("fever"))
    with pytest.raises(FeatureOffError, match="audit"):
        engine.audit("Back pain after sex is common.", date(2026, 11, 26))
    assert engine.ask(AFTER_SEX).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM ready WHERE key = 'cues'",
        "DROP TABLE ready",
        "UPDATE meta SET value = '0' WHERE key = 'format'",
        "UPDATE red_flag SET json = '{}'",
        "UPDATE red_flag SET json = 'x'",
    ],
)
def test_a_damaged_edition_is_told(connection: sqlite3.Connection, damage: str) -> None:
    connection.execute(damage)
    with pytest.raises(EditionError):
        Engine(Index(connection))
