"""The text cases: questions find their guide, dangers are heard, decoys are not, and what is out of scope is refused.

Each set has a half that was looked at while building (dev) and a half that was not (held). Floors: tests/floors.json.
"""

import tomllib
from collections.abc import Callable
from functools import cache
from itertools import cycle
from typing import Any

import pytest

from agnodice.engine import Engine
from agnodice.errors import QuestionError
from agnodice.library.folder import KNOWLEDGE
from agnodice.model.assessment import Told
from agnodice.model.clinical import Calm, CareLevel, FindingId, Observation, Presence
from agnodice.model.codec import decode
from agnodice.model.results import Outcome
from agnodice.safety.rules import Danger
from tests.casebook import cases, noises
from tests.floors import FLOORS, HALVES

ASKS = ("ask", "ask_fresh", "ask_third", "ask_fourth", "ask_fifth")
DECOYS = (
    *("decoy", "decoy_more", "decoy_fresh", "decoy_third", "decoy_fourth"),
    *("decoy_fifth", "decoy_sixth", "decoy_seventh", "decoy_eighth", "decoy_ninth", "decoy_tenth"),
    *("decoy_eleventh", "decoy_twelfth", "decoy_thirteenth", "decoy_plain"),
)
LATER_DANGERS = (
    *("danger_fresh", "danger_third", "danger_fourth", "danger_fifth", "danger_sixth"),
    *("danger_seventh", "danger_eighth", "danger_ninth", "danger_tenth"),
    *("danger_eleventh", "danger_twelfth", "danger_thirteenth", "danger_plain"),
)
ASKED_DECOYS = DECOYS[:-10]  # those that the floor was measured on
Check = Callable[[str], Danger]


@pytest.fixture(scope="module")
def check(engine: Engine) -> Check:
    """The danger check of texts as written, which several tests ask of; each is checked once."""
    return cache(engine.danger)


def test_wordings_differ_from_the_guides_own(engine: Engine) -> None:
    """A case that repeats an `also` would measure nothing."""
    own = {_plain(w) for guide in engine.guides() for w in (guide.question, *guide.also, *guide.too)}
    asked = [ask for stem in ASKS for half in HALVES for case in cases(stem, half) for ask in case["asks"]]
    assert not [ask for ask in asked if _plain(ask) in own]
    per_guide = {case["guide"]: 0 for half in HALVES for case in cases("ask", half)}
    for half in HALVES:
        for case in cases("ask", half):
            per_guide[case["guide"]] += len(case["asks"])
    assert set(per_guide) == {guide.id for guide in engine.guides()}
    assert min(per_guide.values()) >= 8


@pytest.mark.parametrize("stem", ASKS)
@pytest.mark.parametrize("half", HALVES)
def test_questions_find_their_guide(engine: Engine, half: str, stem: str) -> None:
    pairs = [(case["guide"], ask) for case in cases(stem, half) for ask in case["asks"]]
    ranks = [rank_of(engine, guide, ask) for guide, ask in pairs]
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    three = sum(0 < rank <= 3 for rank in ranks) / len(ranks)
    missed = [(guide, ask, rank) for (guide, ask), rank in zip(pairs, ranks, strict=True) if rank != 1]
    assert first >= FLOORS[f"{stem}_first_{half}"], shown(missed, half)
    assert three >= FLOORS[f"{stem}_three_{half}"], shown(missed, half)


def shown(wrong: list[Any], half: str) -> object:
    """What went wrong, for whoever mends it; how much of it where nobody is to look."""
    return wrong if half == "dev" else f"{len(wrong)}, not shown"


def at_most(wrong: list[Any], most: int, half: str) -> None:
    """Fails where more went wrong; pytest would print a list that is counted within an assertion."""
    count, told = len(wrong), shown(wrong, half)
    assert count <= most, told


def rank_of(engine: Engine, guide: str, ask: str) -> int:
    """The place of `guide` in the answer, from 1; 0 when it is not offered at all."""
    answer = engine.ask(ask)
    names = [str(hit.guide) for hit in answer.hits]
    return names.index(guide) + 1 if guide in names and answer.outcome is not Outcome.NONE else 0


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


@pytest.mark.parametrize("stem", [*LATER_DANGERS, "danger", "danger_more"])
@pytest.mark.parametrize("half", HALVES)
def test_dangers_are_heard_through_noise(engine: Engine, check: Check, half: str, stem: str) -> None:
    missed, unasked = [], []
    for case in cases(stem, half):
        noisy = ((name, text, engine.danger(text)) for name, text in noises(case["say"]))
        for name, text, danger in [("as written", case["say"], check(case["say"])), *noisy]:
            raised, asked = levels(danger)
            missed += [(name, text)] if raised < wanted(case) else []
            unasked += [(name, text)] if max(raised, asked) < wanted(case) else []
    at_most(missed, FLOORS[f"{stem}_missed_{half}"], half)
    at_most(unasked, FLOORS[f"{stem}_missed_and_not_asked_{half}"], half)


def levels(danger: Danger) -> tuple[CareLevel, CareLevel]:
    """The level raised and the one asked back; the lowest where there is none."""
    raised = CareLevel.SELF_CARE if danger.level is None else danger.level
    return raised, danger.asked_back.flag.level if danger.asked_back else CareLevel.SELF_CARE


@pytest.mark.parametrize("stem", LATER_DANGERS)
@pytest.mark.parametrize("half", HALVES)
def test_fresh_dangers_as_written_are_raised_or_asked_back(check: Check, half: str, stem: str) -> None:
    missed = [c["say"] for c in cases(stem, half) if max(levels(check(c["say"]))) < wanted(c)]
    at_most(missed, FLOORS[f"{stem}_missed_as_written_{half}"], half)


def test_the_plainest_calls_for_help_are_heard(engine: Engine) -> None:
    checked = [(case, levels(engine.danger(case["say"]))) for case in cases("danger_plainer", "dev")]
    at_most([c["say"] for c, (raised, _) in checked if raised < wanted(c)], FLOORS["danger_plainer_missed_dev"], "dev")
    unasked = [c["say"] for c, both in checked if max(both) < wanted(c)]
    at_most(unasked, FLOORS["danger_plainer_missed_and_not_asked_dev"], "dev")


@pytest.mark.parametrize("half", HALVES)
def test_dangers_are_not_doubted(check: Check, half: str) -> None:
    """Of all danger cases, what rules raised rightly stays raised: two of each half were doubted when measured."""
    rows = [case for stem in ("danger", "danger_more", *LATER_DANGERS) for case in cases(stem, half)]
    lost = [case["say"] for case in rows if wanted(case) in doubted_levels(check(case["say"]))]
    at_most(lost, 2, half)


def is_lost(danger: Danger, level: CareLevel) -> bool:
    """Whether what was doubted of this level leaves nothing raised of it."""
    return level in doubted_levels(danger) and levels(danger)[0] < level


def doubted_levels(danger: Danger) -> set[CareLevel]:
    """The levels that were raised and doubted."""
    return {raised.flag.level for raised in danger.doubted}


def test_a_long_story_does_not_talk_a_danger_away(engine: Engine) -> None:
    """Each danger amid questions of others is believed, but for one in fifty, which is asked back."""
    calm = cycle(ask for case in cases("ask", "dev") for ask in case["asks"])
    rows = [case for case in cases("danger_fresh", "dev") if wanted(case) >= CareLevel.SAME_DAY]
    for joint in (". ", " and "):
        stories = [joint.join((next(calm), case["say"], next(calm), next(calm))) for case in rows]
        dangers = zip(stories, map(wanted, rows), map(engine.danger, stories), strict=True)
        lost = [story for story, level, danger in dangers if is_lost(danger, level)]
        assert len(lost) <= len(stories) / 50, lost


def test_a_doubted_alarm_is_asked_back_with_its_own_question(engine: Engine) -> None:
    danger = engine.danger("my appendix burst when i was nine. can that be why i don't get pregnant after a year?")
    assert danger.doubted
    assert danger.level is None or danger.level < CareLevel.SAME_DAY
    assert danger.asked_back is not None
    assert danger.asked_back.flag in [raised.flag for raised in danger.doubted]
    assert danger.asked_back.ask


def test_answers_are_not_doubted(engine: Engine) -> None:
    """What she ticks is believed, whatever her words are like."""
    calm = "my appendix burst when i was nine. can that be why i don't get pregnant after a year?"
    said = Observation(FindingId("collapsed-or-unconscious"), Presence.PRESENT)
    answered = engine.assess(Told(calm, answers=(said,)))
    assert answered.triage.level is CareLevel.EMERGENCY
    assert answered.alarms


def wanted(case: dict[str, Any]) -> CareLevel:
    return CareLevel.from_slug(case["level"])


@pytest.mark.parametrize("half", HALVES)
def test_ordinary_questions_and_decoys_are_hardly_asked_back(check: Check, half: str) -> None:
    """Questions of guides that may tell a danger are left out: some of them do. Questions in the place of a doubted
    alarm are none too many.
    """
    but = decode(Calm, tomllib.loads((KNOWLEDGE / "calm.toml").read_text("utf-8"))).but
    ordinary = [ask for case in cases("ask", half) if case["guide"] not in but for ask in case["asks"]]
    decoys = [case["say"] for stem in ASKED_DECOYS for case in cases(stem, half)]
    for name, texts in (("asked_back_ordinary", ordinary), ("decoys_asked_back", decoys)):
        dangers = ((text, check(text)) for text in texts)
        asked = [text for text, danger in dangers if danger.asked_back and not danger.doubted]
        at_most(asked, int(FLOORS[f"{name}_{half}"] * len(texts)), half)


@pytest.mark.parametrize("stem", DECOYS)
@pytest.mark.parametrize("half", HALVES)
def test_decoys_are_not_emergencies(check: Check, half: str, stem: str) -> None:
    raised = [
        (case["say"], [r.flag.id for r in check(case["say"]).raised])
        for case in cases(stem, half)
        if check(case["say"]).level is CareLevel.EMERGENCY
    ]
    at_most(raised, FLOORS[f"{stem}s_raised_{half}"], half)


@pytest.mark.parametrize(("stem", "floor"), [("scope", "refused"), ("scope_more", "refused_more")])
@pytest.mark.parametrize("half", HALVES)
def test_what_is_out_of_scope_is_refused(engine: Engine, half: str, stem: str, floor: str) -> None:
    asked = [case["say"] for case in cases(stem, half)]
    offered = [ask for ask in asked if is_offered(engine, ask)]
    assert 1 - len(offered) / len(asked) >= FLOORS[f"{floor}_{half}"], offered


def is_offered(engine: Engine, question: str) -> bool:
    """Whether a guide is given or offered; what is no question at all ("...???") is refused by an error."""
    try:
        return engine.ask(question).outcome is not Outcome.NONE
    except QuestionError:
        return False
