"""Alarms that a story's cause speaks against, on the small library: what is doubted, and what is believed."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from agnodice.assess.doubt import AHEAD, Doubter
from agnodice.assess.network import Network
from agnodice.assess.nodes import ConditionNode
from agnodice.assess.reason import Posterior
from agnodice.assess.tales import Tales
from agnodice.assess.triage import EXPLAINS_ALL, STILL_LIKELY
from agnodice.model.clinical import AskBack, CareLevel, ConditionId, Person, RedFlagId
from agnodice.safety.hunch import CALM, EACH, Hunches, Weights
from agnodice.safety.rules import DangerCheck
from tests.unit.small import FLAGS, listener

SELF_CARE, ROUTINE, DAYS, SAME_DAY, EMERGENCY = CareLevel
COLD, STONE, ATTACK, GALL = map(ConditionId, ("cold", "stone", "attack", "gall"))
CARE = {COLD: SELF_CARE, STONE: SAME_DAY, ATTACK: EMERGENCY, GALL: SAME_DAY}
NETWORK = Network([ConditionNode(name, CARE[name], False, 0, 120, frozenset(), (), {}) for name in CARE], ())
ASK_BACKS = (
    AskBack("heart", "is it the heart?", (RedFlagId("heart"), RedFlagId("old"))),
    AskBack("chest", "is there a pain in the chest?", (RedFlagId("chest"),)),
)
HUNCHES = Hunches(ASK_BACKS, Weights([CALM, "heart", "chest"], {EACH: [0, 20], "crush": [2, 90]}))
CAUSES = {"chest": (GALL,), "heart": (ATTACK, GALL)}
CHECK = DangerCheck([replace(flag, conditions=CAUSES.get(flag.id, ())) for flag in FLAGS], listener(), HUNCHES)
TALES = Tales(dict.fromkeys(CARE, 30), {"tea": [0, 30], "dog": [0, 30, 1, 30], "smell": [0, 30, 2, 30]})


def doubted(
    text: str,
    *,
    named: ConditionId | None = COLD,
    first: ConditionId = COLD,
    share: float = 0.95,
    others: Iterable[Posterior] = (),
    believed: tuple[str, ...] = (),
    tales: Tales = TALES,
) -> list[str]:
    """The alarms of a text that are doubted where one cause has this share."""
    danger = CHECK.words(text, Person(70))
    ranked = (Posterior(first, 0.0, 0.0, share), *others)
    doubter = Doubter(CHECK, NETWORK, map(RedFlagId, believed))
    return [told.flag.id for told in doubter.doubted(danger, ranked, named, tales)]


def test_an_alarm_that_the_named_cause_speaks_against_is_doubted() -> None:
    assert doubted("tea chest pain") == ["chest"]
    assert doubted("tea chest pain fainted") == ["heart", "chest"]


def test_nothing_is_doubted_unless_tales_name_the_cause_that_explains_nearly_all() -> None:
    assert doubted("tea chest pain", named=None) == []
    assert doubted("tea chest pain", named=GALL) == []
    assert doubted("tea chest pain", share=EXPLAINS_ALL - 0.01) == []
    assert doubted("tea chest pain", share=EXPLAINS_ALL) == ["chest"]
    danger = CHECK.words("tea chest pain")
    assert Doubter(CHECK, NETWORK, ()).doubted(danger, (), None, TALES) == ()


def test_only_what_is_urgent_and_more_so_than_the_cause_is_doubted() -> None:
    assert doubted("tea fever") == []
    tales = Tales(dict.fromkeys(CARE, 30), {"tea": [1, 30]})
    assert doubted("tea chest pain fainted", named=STONE, first=STONE, tales=tales) == ["heart"]


def test_what_must_be_believed_is() -> None:
    assert doubted("tea chest pain fainted", believed=("heart",)) == ["chest"]
    assert doubted("tea chest pain and crush") == []


def test_an_alarm_of_the_cause_itself_is_believed() -> None:
    flags = [replace(flag, conditions=(COLD,)) if flag.id == "chest" else flag for flag in FLAGS]
    check = DangerCheck(flags, listener(), HUNCHES)
    ranked = [Posterior(COLD, 0.0, 0.0, 1.0)]
    assert Doubter(check, NETWORK, ()).doubted(check.words("tea chest pain"), ranked, COLD, TALES) == ()


@pytest.mark.parametrize(
    ("shares", "flags"),
    [
        ((0.0, 0.0), ["heart", "chest"]),
        ((0.0, STILL_LIKELY), ["heart", "chest"]),
        ((0.02, 0.04), ["chest"]),
        ((0.0, 0.06), []),
        ((0.06, 0.0), ["chest"]),
    ],
)
def test_an_alarm_with_a_likely_cause_is_believed(shares: tuple[float, float], flags: list[str]) -> None:
    others = [Posterior(name, 0.0, 0.0, share) for name, share in zip((ATTACK, GALL), shares, strict=True)]
    assert doubted("tea chest pain fainted", others=others) == flags


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("chest pain", []),
        ("tea. chest pain", []),
        ("tea chest pain. fainted", ["chest"]),
        ("tea chest pain. tea fainted", ["heart", "chest"]),
        ("chest pain. tea fainted", []),
        ("tea years ago, when I was young. chest pain", []),
        ("dog chest pain", []),
        ("dog chest pain. dog fainted", ["heart"]),
        ("smell chest pain", []),
        ("smell chest pain. smell fainted", []),
    ],
)
def test_each_sentence_of_an_alarm_is_better_told_by_the_cause_than_by_any_so_urgent(
    text: str, flags: list[str]
) -> None:
    """ "dog" is told of a stone too, a same-day cause, and "smell" of an attack, an emergency."""
    assert doubted(text) == flags


class Moved(Tales):
    """Tales that move conditions as they are told to."""

    def __init__(self, moves: dict[ConditionId, float]) -> None:
        self._moves = moves

    def moves(self, words: Iterable[str]) -> dict[ConditionId, float]:
        return self._moves


@pytest.mark.parametrize(
    ("cold", "attack", "is_doubted"),
    [
        (AHEAD + 0.01, 0.0, True),
        (AHEAD, 0.0, False),
        (-1.0, -1.5, True),
        (-1.0, -1.2, False),
        (0.0, 0.5, False),
    ],
)
def test_the_cause_must_be_well_ahead(cold: float, attack: float, is_doubted: bool) -> None:
    tales = Moved({COLD: cold, ATTACK: attack, STONE: -9.0, GALL: -9.0})
    assert doubted("chest pain", tales=tales) == (["chest"] if is_doubted else [])


def test_an_alarm_that_no_words_of_hers_raised_is_believed() -> None:
    danger = CHECK.words("tea chest pain")
    silent = replace(danger, raised=tuple(replace(told, because=()) for told in danger.raised))
    assert Doubter(CHECK, NETWORK, ()).doubted(silent, [Posterior(COLD, 0.0, 0.0, 1.0)], COLD, TALES) == ()
