"""What a question is worth: what it tells of the causes, what it changes of the urgency, what stands in a list."""

from dataclasses import replace
from math import isclose

from agnodice.assess.network import Evidence, Network
from agnodice.assess.nodes import ConditionNode, FindingNode
from agnodice.assess.reason import Posterior, Reasoned
from agnodice.assess.triage import Urgency, Weigher
from agnodice.assess.worth import LEAST_CHANCE_OF_DANGER, Worth
from agnodice.model.assessment import Harm, TriageTable
from agnodice.model.clinical import CareLevel, ConditionId, FindingId, FindingKind

STONE, CYST, COLD = map(ConditionId, ("stone", "cyst", "cold"))
TABLE = TriageTable((Harm(CareLevel.ROUTINE, (3.0, 0.0, 1.0, 3.0, 9.0), ""),), ())
LINKS = {
    STONE: {"flank": 0.9, "blood": 0.8, "groin": 0.7},
    CYST: {"bloated": 0.6},
    COLD: {"nose": 0.9, "runny-nose": 0.8},
}


def finding(name: str, refines: str | None = None) -> FindingNode:
    parent = FindingId(refines) if refines else None
    return FindingNode(FindingId(name), 0.02, FindingKind.SYMPTOM, parent, ())


FINDINGS = [*map(finding, ("flank", "blood", "groin", "bloated", "nose", "unlinked")), finding("runny-nose", "nose")]


def worth_of(level: CareLevel = CareLevel.ROUTINE, **parts: float) -> Worth:
    """Of these shares, with the same parts counting for urgency."""
    nodes = [
        ConditionNode(name, CareLevel.ROUTINE, False, 0, 120, frozenset(), (), dict(_ids(links)))
        for name, links in LINKS.items()
    ]
    network = Network(nodes, FINDINGS)
    ranked = tuple(Posterior(ConditionId(name), part, part, part, part) for name, part in parts.items())
    return Worth(network, Weigher(TABLE, network), Reasoned(ranked, (), Evidence((), (), ())), Urgency(level, ()))


def _ids(links: dict[str, float]) -> list[tuple[FindingId, float]]:
    return [(FindingId(name), link) for name, link in links.items()]


def test_what_tells_the_causes_apart_is_worth_more() -> None:
    worth = worth_of(stone=0.5, cyst=0.3, cold=0.2)
    telling, idle = (worth.of(FindingId(name), None) for name in ("flank", "unlinked"))
    assert telling.whole > 0.1
    assert isclose(idle.whole, 0.0, abs_tol=1e-9)
    assert all(nats >= 0 for nats in telling.told.values())


def test_one_cause_alone_leaves_nothing_to_tell() -> None:
    value = worth_of(stone=1.0).of(FindingId("flank"), None)
    assert isclose(value.whole, 0.0, abs_tol=1e-9)


def test_a_danger_is_asked_for_though_it_is_hardly_likely() -> None:
    worth = worth_of(stone=0.5, cyst=0.5)
    name = FindingId("unlinked")
    assert isclose(worth.of(name, None).change, 0.0, abs_tol=1e-9)
    steps = CareLevel.EMERGENCY - CareLevel.ROUTINE
    assert isclose(worth.of(name, CareLevel.EMERGENCY).change, LEAST_CHANCE_OF_DANGER * steps)


def test_a_list_speaks_of_different_causes_and_holds_no_refinement_of_its_own() -> None:
    worth = worth_of(stone=0.6, cyst=0.2, cold=0.2)
    values = {node.id: worth.of(node.id, None) for node in FINDINGS}
    best, whole = worth.several(values, 3)
    assert best[0] in {"flank", "nose"}
    assert {"flank", "nose"} <= {*best}
    assert "runny-nose" not in worth.several(values, 12)[0]
    assert whole < sum(values[name].whole for name in best)


def test_what_a_list_asks_of_a_cause_already_counts_for_less() -> None:
    """Of two equally telling things, the one on a cause that was not asked about yet is taken."""
    worth = worth_of(stone=0.5, cyst=0.5)
    flank, bloated = (worth.of(FindingId(name), None) for name in ("flank", "bloated"))
    first = replace(flank, told={STONE: 2.0, CYST: 0.0}, change=0.0, whole=1.0)
    same = replace(first, told={STONE: 1.5, CYST: 0.0}, whole=0.75)
    other = replace(bloated, told={STONE: 0.0, CYST: 1.2}, change=0.0, whole=0.6)
    values = {FindingId("flank"): first, FindingId("blood"): same, FindingId("bloated"): other}
    assert worth.several(values, 2)[0] == ("flank", "bloated")


def test_nothing_understood_is_worth_nothing() -> None:
    worth = worth_of()
    assert worth.of(FindingId("flank"), None).whole == 0.0
    assert worth.several({}, 12) == ((), 0.0)
