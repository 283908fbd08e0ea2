"""How common conditions are beside their relatives, and behind a complaint, as published: what the files were set to.

Each row names the source of the library in which its figure was read. The bounds are wide, for the library's numbers
are estimates; they hold a file that is edited alone to its family.
"""

from typing import NamedTuple

import pytest

from agnodice.assess.network import Network
from agnodice.assess.nodes import ConditionNode, FindingNode
from agnodice.assess.reason import Reasoner
from agnodice.model.clinical import ConditionId, FindingId, Observation, Person, Pregnancy, Presence
from tests.test_knowledge import LIBRARY

NETWORK = Network(map(ConditionNode.of, LIBRARY.conditions), map(FindingNode.of, LIBRARY.findings))
SOURCES = {str(source.id) for source in LIBRARY.sources}
NOT, PREGNANT, AFTER = Pregnancy.NOT_PREGNANT, Pregnancy.PREGNANT, Pregnancy.POSTPARTUM


class Family(NamedTuple):
    """One condition is at least and at most this many times as common as the other, at each age."""

    one: str
    other: str
    ages: tuple[int, ...]
    state: Pregnancy
    least: float
    most: float
    source: str


class Value(NamedTuple):
    """Where nothing but this complaint is told, at least and at most this share has one of the conditions."""

    complaint: str
    age: int
    conditions: tuple[str, ...]
    least: float
    most: float
    source: str


FAMILIES = (
    Family("inflammatory-breast-cancer", "breast-cancer", (25, 35, 45, 60, 75), NOT, 0.01, 0.06, "ibc-statistics-pr"),
    Family("breast-lymphoma", "breast-cancer", (30, 45, 65), NOT, 0.001, 0.02, "withoutaribbon-lymphoma-fe"),
    Family("sex-cord-stromal-tumour", "ovarian-cancer", (45, 55, 70), NOT, 0.02, 0.1, "wjso-granulosa-pr"),
    Family("vaginal-cancer", "vulval-cancer", (60, 75), NOT, 0.1, 0.6, "cdc-vulva-vagina-incidence-pr"),
    Family("vulval-cancer", "endometrial-cancer", (60, 75), NOT, 0.04, 0.3, "cdc-vulva-vagina-incidence-pr"),
    Family("ovarian-cancer", "endometrial-cancer", (60, 75), NOT, 0.2, 0.8, "cdc-vulva-vagina-incidence-pr"),
    Family("endometrial-cancer", "breast-cancer", (60, 75), NOT, 0.1, 1.0, "cdc-vulva-vagina-incidence-pr"),
    Family("bowel-cancer", "breast-cancer", (60, 75), NOT, 0.15, 0.8, "cdc-vulva-vagina-incidence-pr"),
    Family("uterine-sarcoma", "endometrial-cancer", (55, 70), NOT, 0.01, 0.1, "nord-leiomyosarcoma-ho"),
    Family("pulmonary-embolism", "deep-vein-thrombosis", (30,), PREGNANT, 0.1, 0.8, "hong-kong-vte-pr"),
    Family("pulmonary-embolism", "deep-vein-thrombosis", (30,), AFTER, 0.1, 0.8, "hong-kong-vte-pr"),
)

VALUES = (
    Value(
        "bleeding-after-menopause", 62, ("endometrial-cancer",), 0.04, 0.14, "clarke-bleeding-after-menopause-2018-gp"
    ),
    Value("abdominal-swelling", 60, ("ovarian-cancer",), 0.012, 0.06, "hamilton-ovarian-symptoms-pr"),
    Value("blood-in-stool", 65, ("bowel-cancer",), 0.015, 0.07, "eurjcc-bowel-symptoms-pr"),
    Value("change-in-bowel-habit", 65, ("bowel-cancer",), 0.01, 0.08, "eurjcc-bowel-symptoms-pr"),
    Value("breast-lump", 45, ("breast-cancer",), 0.025, 0.1, "walker-breast-symptoms-pr"),
    Value("breast-lump", 75, ("breast-cancer",), 0.24, 0.6, "walker-breast-symptoms-pr"),
    Value("blood-in-urine", 70, ("bladder-cancer", "kidney-cancer"), 0.03, 0.12, "shapley-predictive-values-pr"),
)


@pytest.mark.parametrize("row", FAMILIES, ids=lambda row: f"{row.one}, {row.state.value}")
def test_families(row: Family) -> None:
    people = [Person(age_years=age, pregnancy=row.state) for age in row.ages]
    one, other = ([NETWORK.prior(ConditionId(name), person) for person in people] for name in row[:2])
    ratios = [first / second for first, second in zip(one, other, strict=True)]
    assert row.source in SOURCES
    assert all(row.least <= ratio <= row.most for ratio in ratios), ratios


@pytest.mark.parametrize("row", VALUES, ids=lambda row: f"{row.complaint}, {row.age}")
def test_predictive_values(row: Value) -> None:
    told = [Observation(FindingId(row.complaint), Presence.PRESENT)]
    reasoned = Reasoner(NETWORK).reason(told, Person(age_years=row.age, pregnancy=NOT))
    share = sum(posterior.explains for posterior in reasoned.ranked if posterior.condition in row.conditions)
    assert row.source in SOURCES
    assert row.least <= share <= row.most
