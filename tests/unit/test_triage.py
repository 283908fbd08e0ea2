"""How soon: the most urgent of red flags, must-not-miss conditions and least expected harm."""

from dataclasses import replace

import pytest

from agnodice.assess.network import Network
from agnodice.assess.nodes import ConditionNode
from agnodice.assess.reason import Posterior
from agnodice.assess.triage import Cause, Weigher, shares
from agnodice.model.assessment import Chance, Harm, ReasonKind, TriageTable
from agnodice.model.clinical import CareLevel, ConditionId, RedFlagId
from agnodice.model.results import AskedBack, HowLikely
from agnodice.safety.rules import Raised
from tests.unit.small import flag

SELF_CARE, ROUTINE, DAYS, SAME_DAY, EMERGENCY = CareLevel
TABLE = TriageTable(
    harm=(
        Harm(SELF_CARE, (0.0, 1.0, 2.0, 3.0, 8.0), ""),
        Harm(ROUTINE, (2.0, 0.0, 1.0, 3.0, 7.0), ""),
        Harm(SAME_DAY, (20.0, 14.0, 5.0, 0.0, 2.0), ""),
        Harm(EMERGENCY, (100.0, 80.0, 40.0, 10.0, 0.0), ""),
    ),
    must_not_miss=(Chance(EMERGENCY, 0.2), Chance(SAME_DAY, 0.5)),
)


def node(name: str, care: CareLevel, *, is_grave: bool = False) -> ConditionNode:
    return ConditionNode(ConditionId(name), care, is_grave, 0, 120, frozenset(), (), {})


CONDITIONS = (
    node("cold", SELF_CARE),
    node("cyst", ROUTINE),
    node("stone", SAME_DAY, is_grave=True),
    node("sepsis", EMERGENCY, is_grave=True),
    node("attack", EMERGENCY),
    node("lump", DAYS, is_grave=True),
)
WEIGHER = Weigher(TABLE, Network(CONDITIONS, ()))


def test_a_weigher_is_made_of_its_table() -> None:
    made = Weigher(TABLE, Network(CONDITIONS, ()))
    assert made.urgency((), ranked(cold=0.1, sepsis=0.3)).level is EMERGENCY


def ranked(**explains: float) -> list[Posterior]:
    return [Posterior(ConditionId(name), value, value, counts=value) for name, value in explains.items()]


def test_where_nothing_is_known_it_is_a_booked_visit() -> None:
    nothing = Cause(ReasonKind.NOT_KNOWN, ROUTINE)
    assert (WEIGHER.urgency((), ()).level, WEIGHER.urgency((), ()).causes) == (ROUTINE, (nothing,))
    assert WEIGHER.urgency((), ranked(cold=0.0)).causes == (nothing,)


@pytest.mark.parametrize(("share", "decides"), [(0.04, False), (0.05, True)])
def test_what_must_not_be_missed_decides_unless_another_explains_nearly_all(share: float, decides: bool) -> None:
    grave = Posterior(ConditionId("sepsis"), 0.3, 0.3, share=share, counts=0.3)
    harmless = Posterior(ConditionId("cold"), 0.9, 0.99, share=0.95, counts=0.99)
    assert (WEIGHER.urgency((), (harmless, grave)).level is EMERGENCY) is decides
    less = replace(harmless, share=0.89)
    assert WEIGHER.urgency((), (less, grave)).level is EMERGENCY


def test_what_tales_name_counts_though_nothing_of_it_was_heard() -> None:
    named = Posterior(ConditionId("cold"), 0.2, 0.0, 0.9, 0.9)
    assert WEIGHER.urgency((), [named]).causes == (Cause(ReasonKind.LEAST_HARM, SELF_CARE),)


def test_a_possible_danger_that_is_asked_back_counts_one_level_less_where_nothing_else_is_known() -> None:
    possible = AskedBack("is it?", flag("fit", EMERGENCY), HowLikely.POSSIBLE)
    assert WEIGHER.urgency((), (), possible).causes == (Cause(ReasonKind.ASKED_BACK, SAME_DAY, "fit"),)
    assert WEIGHER.urgency((), ranked(cold=0.9), possible).level is SELF_CARE


def test_a_likely_danger_that_is_asked_back_counts_one_level_less_and_a_very_likely_one_its_own() -> None:
    likely = AskedBack("is it?", flag("chest", SAME_DAY), HowLikely.LIKELY)
    very = replace(likely, how_likely=HowLikely.VERY_LIKELY)
    assert WEIGHER.urgency((), ranked(cold=0.9), likely).causes == (
        Cause(ReasonKind.ASKED_BACK, DAYS, "chest"),
        Cause(ReasonKind.LEAST_HARM, SELF_CARE),
    )
    assert WEIGHER.urgency((), (), likely).causes == (Cause(ReasonKind.ASKED_BACK, DAYS, "chest"),)
    assert WEIGHER.urgency((), (), very).causes == (Cause(ReasonKind.ASKED_BACK, SAME_DAY, "chest"),)
    assert WEIGHER.urgency((), ranked(cold=0.9), replace(likely, how_likely=HowLikely.POSSIBLE)).level is SELF_CARE
    assert WEIGHER.urgency([Raised(flag("fit", EMERGENCY), ())], (), likely).level is EMERGENCY


@pytest.mark.parametrize(("share", "level"), [(0.94, ROUTINE), (0.95, SELF_CARE)])
def test_harms_are_weighed_by_shares_where_one_cause_explains_nearly_all(share: float, level: CareLevel) -> None:
    first = Posterior(ConditionId("cold"), 0.5, 0.5, share=share, counts=0.4)
    beside = Posterior(ConditionId("cyst"), 0.4, 0.4, share=1 - share, counts=0.4)
    assert WEIGHER.urgency((), [first, beside]).level is level


def test_what_must_not_be_missed_decides_beside_a_cause_that_explains_nearly_all() -> None:
    first = Posterior(ConditionId("cold"), 0.5, 0.5, share=0.95, counts=0.5)
    beside = Posterior(ConditionId("sepsis"), 0.3, 0.3, share=0.05, counts=0.3)
    assert WEIGHER.urgency((), [first, beside]).level is EMERGENCY


@pytest.mark.parametrize(
    ("name", "share", "level"),
    [
        ("cold", 0.74, EMERGENCY),
        ("cold", 0.75, None),
        ("lump", 0.75, None),
        ("stone", 0.75, SAME_DAY),
        ("sepsis", 0.75, EMERGENCY),
    ],
)
def test_what_is_asked_back_does_not_count_where_a_calmer_cause_explains_her_words(
    name: str, share: float, level: CareLevel | None
) -> None:
    causes = [Posterior(ConditionId(name), 0.0, 0.0, share), Posterior(ConditionId("attack"), 0.0, 0.0, 0.1)]
    asked = AskedBack("is it?", flag("fit", EMERGENCY), HowLikely.VERY_LIKELY)
    expected = [] if level is None else [Cause(ReasonKind.ASKED_BACK, level, "fit")]
    assert [c for c in WEIGHER.urgency((), causes, asked).causes if c.kind is ReasonKind.ASKED_BACK] == expected


@pytest.mark.parametrize(
    ("likely", "share", "level"),
    [
        (HowLikely.VERY_LIKELY, 0.5, EMERGENCY),
        (HowLikely.VERY_LIKELY, 0.9, SAME_DAY),
        (HowLikely.LIKELY, 0.9, None),
    ],
)
def test_what_is_believed_counts_less_beside_a_calmer_cause_but_counts(
    likely: HowLikely, share: float, level: CareLevel | None
) -> None:
    weigher = Weigher(replace(TABLE, believed=(RedFlagId("fit"),)), Network(CONDITIONS, ()))
    causes = [Posterior(ConditionId("cold"), 0.0, 0.0, share), Posterior(ConditionId("attack"), 0.0, 0.0, 0.1)]
    told = weigher.urgency((), causes, AskedBack("is it?", flag("fit", EMERGENCY), likely)).causes
    expected = [] if level is None else [Cause(ReasonKind.ASKED_BACK, level, "fit")]
    assert [cause for cause in told if cause.kind is ReasonKind.ASKED_BACK] == expected


def test_a_red_flag_sets_the_level_and_nothing_lowers_it() -> None:
    raised = [Raised(flag("chest", SAME_DAY), ()), Raised(flag("fever", DAYS), ())]
    urgency = WEIGHER.urgency(raised, ranked(cold=0.9))
    assert urgency.level is SAME_DAY
    assert urgency.causes == (
        Cause(ReasonKind.RED_FLAG, SAME_DAY, "chest"),
        Cause(ReasonKind.RED_FLAG, DAYS, "fever"),
        Cause(ReasonKind.LEAST_HARM, SELF_CARE),
    )


def test_a_grave_cause_decides_above_its_part_only() -> None:
    at = WEIGHER.urgency((), ranked(cold=0.8, sepsis=0.2))
    above = WEIGHER.urgency((), ranked(cold=0.79, sepsis=0.21))
    assert ReasonKind.MUST_NOT_MISS not in {cause.kind for cause in at.causes}
    assert above.causes[0] == Cause(ReasonKind.MUST_NOT_MISS, EMERGENCY, "sepsis")
    assert above.level is EMERGENCY


def test_what_may_be_missed_does_not_decide_by_itself() -> None:
    assert {cause.kind for cause in WEIGHER.urgency((), ranked(attack=0.9)).causes} == {ReasonKind.LEAST_HARM}


def test_a_level_without_a_part_never_decides_by_itself() -> None:
    kinds = {cause.kind for cause in WEIGHER.urgency((), ranked(lump=1.0)).causes}
    assert kinds == {ReasonKind.LEAST_HARM}


def test_causes_come_from_the_most_urgent() -> None:
    raised = [Raised(flag("fever", DAYS), ())]
    causes = WEIGHER.urgency(raised, ranked(cold=0.1, stone=0.6, sepsis=0.3)).causes
    assert [cause.level for cause in causes] == sorted((cause.level for cause in causes), reverse=True)
    assert [cause.name for cause in causes if cause.kind is ReasonKind.MUST_NOT_MISS] == ["sepsis", "stone"]


@pytest.mark.parametrize(
    ("parts", "level"),
    [
        ({"cold": 1.0}, SELF_CARE),
        ({"cyst": 1.0}, ROUTINE),
        ({}, ROUTINE),
        ({"cold": 0.7}, SELF_CARE),
        ({"cold": 0.3}, ROUTINE),
        ({"stone": 1.0}, SAME_DAY),
        ({"attack": 1.0}, EMERGENCY),
        ({"attack": 0.1, "cold": 0.9}, SAME_DAY),
        ({"attack": 0.02, "sepsis": 0.02, "cold": 0.96}, SAME_DAY),
        ({"cyst": 0.5, "cold": 0.45, "stone": 0.05}, ROUTINE),
    ],
)
def test_least_harm(parts: dict[str, float], level: CareLevel) -> None:
    assert WEIGHER.least_harm({ConditionId(name): part for name, part in parts.items()}) is level


def test_a_tie_goes_to_the_more_urgent() -> None:
    table = TriageTable(harm=(Harm(SELF_CARE, (1.0, 1.0, 2.0, 1.0, 2.0), ""),))
    assert Weigher(table, Network(CONDITIONS, ())).least_harm({ConditionId("cold"): 1.0}) is SAME_DAY


def test_a_level_that_the_table_does_not_name_weighs_nothing() -> None:
    assert WEIGHER.least_harm({ConditionId("lump"): 0.5, ConditionId("cold"): 0.5}) is SELF_CARE


def test_shares_are_parts_of_at_most_one() -> None:
    assert shares(ranked(cold=0.25, cyst=0.5, stone=0.0)) == {"cold": 0.25, "cyst": 0.5}
    assert shares(ranked(cold=1.0, cyst=1.0)) == {"cold": 0.5, "cyst": 0.5}
    assert shares(()) == {}


def led(name: str, explains: float, counts: float, share: float) -> Posterior:
    return Posterior(ConditionId(name), explains, explains, share, counts)


def test_what_silence_took_from_a_leading_cause_is_no_routine_need() -> None:
    """As many as 0.7 of a cold were left untold; nothing else speaks, so self-care is still the least harm."""
    assert WEIGHER.urgency((), [led("cold", 0.99, 0.29, 0.5)]).level is SELF_CARE
    assert WEIGHER.urgency((), [led("cold", 0.99, 0.29, 0.49)]).level is ROUTINE
    assert WEIGHER.urgency((), [led("lump", 0.9, 0.1, 0.4), led("cold", 0.99, 0.29, 0.6)]).level is SELF_CARE


def test_no_more_is_given_back_than_no_other_cause_claims() -> None:
    claimed = [led("cold", 0.99, 0.2, 0.6), led("cyst", 0.8, 0.8, 0.4)]
    assert WEIGHER.urgency((), claimed).level is ROUTINE


@pytest.mark.parametrize(
    ("ranked", "level"),
    [
        ([led("cold", 0.99, 0.4, 0.6), led("cyst", 0.35, 0.35, 0.4)], ROUTINE),  # a quarter is unclaimed, not 0.59
        ([led("cold", 0.99, 0.4, 0.6)], SELF_CARE),
        ([led("cold", 0.5, 0.3, 0.6)], ROUTINE),
        ([led("cold", 0.9, 0.0, 0.6)], SELF_CARE),
        ([led("cold", 0.6, 0.0, 0.6)], ROUTINE),
    ],
)
def test_as_much_is_given_back_as_silence_took(ranked: list[Posterior], level: CareLevel) -> None:
    assert WEIGHER.urgency((), ranked).level is level


def test_an_emergency_is_not_given_back() -> None:
    assert WEIGHER.urgency((), [led("attack", 0.9, 0.01, 0.99)]).level is ROUTINE
    assert WEIGHER.urgency((), [led("stone", 0.9, 0.05, 0.99)]).level is SAME_DAY
