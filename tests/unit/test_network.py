"""Evidence, links and priors of a very small network."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agnodice.assess.alone import WOULD_TELL_HISTORY, counted_once
from agnodice.assess.network import Network, Piece
from agnodice.assess.nodes import ConditionNode, FindingNode
from agnodice.assess.overtones import Overtone
from agnodice.assess.reason import Reasoner
from agnodice.assess.triage import borne_out
from agnodice.model.clinical import (
    AppliesTo,
    Basis,
    CareLevel,
    Condition,
    ConditionId,
    FindingId,
    FindingKind,
    Frequency,
    Group,
    Link,
    Observation,
    Person,
    Pregnancy,
    Presence,
    Prior,
)
from agnodice.model.evidence import Certainty, Review
from tests.unit.small import FINDINGS

DAY = date(2026, 11, 23)


def condition(name: str, links: dict[str, float], prior: float = 0.01, **fields: object) -> Condition:
    made = tuple(Link(FindingId(f), Frequency("", p), Basis.ESTIMATE, Certainty.LOW) for f, p in links.items())
    priors = (Prior(Frequency("", prior), Basis.ESTIMATE),)
    care, review = CareLevel.ROUTINE, Review()
    plain = Condition(ConditionId(name), name, (), "", (), Group.GYN, care, False, DAY, DAY, review)
    plain = replace(plain, priors=priors, links=made)
    return replace(plain, **fields)  # type: ignore[arg-type]


HEART = condition("heart", {"chest-pain": 0.9, "fainting": 0.3}, 0.002)
STRAIN = condition("strain", {"chest-pain": 0.5}, 0.05)
FLU = condition("flu", {"fever": 0.9}, 0.05)
MISCARRIAGE = condition("miscarriage", {"bleeding": 0.9}, 0.05, applies_to=AppliesTo(12, 55, (Pregnancy.PREGNANT,)))
NODES = [ConditionNode.of(condition) for condition in (HEART, STRAIN, FLU, MISCARRIAGE)]
NETWORK = Network(NODES, map(FindingNode.of, FINDINGS))
REASONER = Reasoner(NETWORK)
SEVERE = FindingId("severe-chest-pain")
SUDDEN = FindingNode(FindingId("sudden-chest-pain"), 0.0001, FindingKind.SYMPTOM, FindingId("chest-pain"), ())
TOLD = st.lists(
    st.builds(Observation, st.sampled_from([f.id for f in FINDINGS]), st.sampled_from(Presence)),
    unique_by=lambda o: o.finding,
)


def said(*names: str, presence: Presence = Presence.PRESENT) -> list[Observation]:
    return [Observation(FindingId(name), presence) for name in names]


def ranked(told: list[Observation], person: Person | None = None) -> list[str]:
    return [str(h.condition) for h in REASONER.reason(told, person or Person()).ranked]


def chance_of(wanted: Condition, told: list[Observation]) -> float:
    return next(h.probability for h in REASONER.reason(told, Person()).ranked if h.condition == wanted.id)


def test_findings_decide_the_order() -> None:
    assert ranked(said("chest-pain"))[0] == "strain"
    assert ranked(said("chest-pain", "fainting"))[0] == "heart"
    assert ranked(said("fever"))[0] == "flu"


def test_a_refinement_replaces_its_parent() -> None:
    evidence = NETWORK.evidence(said("chest-pain", "severe-chest-pain"))
    assert evidence.present == (Piece(FindingId("severe-chest-pain")),)
    assert NETWORK.link(HEART.id, FindingId("severe-chest-pain")) < 0.9


def test_a_denied_finding_counts_against() -> None:
    denied = said("fainting", presence=Presence.ABSENT)
    assert chance_of(HEART, said("chest-pain") + denied) < chance_of(HEART, said("chest-pain"))


def test_an_untold_leading_complaint_speaks_against_in_the_order_alone() -> None:
    bare, full = condition("bare", {"fainting": 0.3}), condition("full", {"fainting": 0.3, "fever": 0.9})
    reasoner = Reasoner(Network([ConditionNode.of(bare), ConditionNode.of(full)], map(FindingNode.of, FINDINGS)))
    first, second = reasoner.reason(said("fainting"), Person()).ranked
    assert (first.condition, second.condition) == ("bare", "full")
    assert second.share == pytest.approx(first.share * (1 - 0.5 * 0.9))
    assert first.probability == pytest.approx(second.probability)
    asked = reasoner.reason(said("fainting"), Person(), [FindingId("fever")]).ranked
    assert asked[0].share == pytest.approx(asked[1].share)


def test_an_untold_leading_complaint_counts_less_for_urgency_until_it_is_asked() -> None:
    bare, full = condition("bare", {"fainting": 0.3}), condition("full", {"fainting": 0.3, "fever": 0.9})
    reasoner = Reasoner(Network([ConditionNode.of(bare), ConditionNode.of(full)], map(FindingNode.of, FINDINGS)))
    of_full = {p.condition: p for p in reasoner.reason(said("fainting"), Person()).ranked}[full.id]
    assert of_full.counts == pytest.approx(of_full.explains * (1 - 0.5 * 0.9))
    asked = {p.condition: p for p in reasoner.reason(said("fainting"), Person(), [FindingId("fever")]).ranked}
    assert asked[full.id].counts == pytest.approx(asked[full.id].explains)


def test_what_tales_name_counts_for_urgency_at_least_by_its_share() -> None:
    bare, full = condition("bare", {"fainting": 0.3}), condition("full", {"fainting": 0.3, "fever": 0.9})
    reasoner = Reasoner(Network([ConditionNode.of(bare), ConditionNode.of(full)], map(FindingNode.of, FINDINGS)))
    for named in (None, bare.id, full.id):
        for p in reasoner.reason(said("fainting"), Person(), overtone=Overtone({full.id: 2.0}, named)).ranked:
            heard = p.explains * (1 - 0.5 * 0.9) if p.condition == full.id else p.explains
            assert p.counts == pytest.approx(max(heard, p.share) if p.condition == named else heard)
    (only, _) = reasoner.reason((), Person(), overtone=Overtone({full.id: 2.0}, full.id)).ranked
    assert (only.condition, only.share, only.counts) == (full.id, 1.0, 1.0)


def test_history_alone_counts_for_urgency_only_when_it_tells_much() -> None:
    for link, is_counted in ((0.9, True), (0.003, False)):
        network = Network(
            [ConditionNode.of(condition("relapse", {"cancer-history": link}))], map(FindingNode.of, FINDINGS)
        )
        (posterior,) = Reasoner(network).reason(said("cancer-history"), Person()).ranked
        assert (posterior.counts > 0) is is_counted


def test_what_cannot_apply_is_left_out_with_the_reason() -> None:
    reasoned = REASONER.reason(said("bleeding"), Person(pregnancy=Pregnancy.NOT_PREGNANT))
    assert "miscarriage" not in [h.condition for h in reasoned.ranked]
    assert [(e.condition, e.reason) for e in reasoned.excluded] == [("miscarriage", "not-pregnant")]
    old = REASONER.reason(said("bleeding"), Person(70, Pregnancy.PREGNANT))
    assert [(e.condition, e.reason) for e in old.excluded] == [("miscarriage", "age")]


def test_an_unknown_pregnancy_is_never_excluded() -> None:
    assert "miscarriage" in ranked(said("bleeding"))


def test_what_speaks_for_a_condition_is_told() -> None:
    reasoned = REASONER.reason(said("chest-pain", "fainting") + said("fever", presence=Presence.ABSENT), Person())
    weights = REASONER.weights(HEART.id, reasoned.evidence)
    assert {finding for finding, weight in weights.items() if weight > 0} == {"chest-pain", "fainting"}
    assert list(weights.values()) == sorted(weights.values(), key=abs, reverse=True)


def test_two_refinements_count_their_parent_once() -> None:
    """The parent counts as itself, and each refinement as what it adds: nothing for a condition that is silent."""
    network = Network(NODES, [*map(FindingNode.of, FINDINGS), SUDDEN])
    evidence = network.evidence(said("severe-chest-pain", "sudden-chest-pain"))
    parent = FindingId("chest-pain")
    assert set(evidence.present) == {Piece(parent), Piece(SEVERE, parent), Piece(SUDDEN.id, parent)}
    adds = Piece(SUDDEN.id, parent)
    assert network.chance(STRAIN.id, adds) == pytest.approx(network.base(adds))


def test_history_changes_the_prior_and_is_no_effect() -> None:
    knows = condition("relapse", {"cancer-history": 0.9, "chest-pain": 0.2})
    network = Network([ConditionNode.of(knows)], map(FindingNode.of, FINDINGS))
    evidence = network.evidence(said("cancer-history"))
    assert evidence.present == ()
    assert evidence.background == ((FindingId("cancer-history"), True),)
    assert network.odds(knows.id, evidence) > 1
    assert network.odds(knows.id, network.evidence(said("cancer-history", presence=Presence.ABSENT))) < 1


def test_history_speaks_through_its_relatives() -> None:
    """What is known of one history counts for a more general one, and in part for a more particular one."""
    history = FindingKind.HISTORY
    family = (
        FindingNode(FindingId("clots-history"), 0.02, history, None, ()),
        FindingNode(FindingId("lung-clot-history"), 0.01, history, FindingId("clots-history"), ()),
        FindingNode(FindingId("leg-clot-history"), 0.005, history, FindingId("clots-history"), ()),
        FindingNode(FindingId("travel-history"), 0.1, history, None, ()),
    )
    lung, general = condition("lung", {"lung-clot-history": 0.2}), condition("general", {"clots-history": 0.2})
    network = Network(map(ConditionNode.of, (lung, general)), family)

    def factor(name: str, finding: str) -> float:
        return network.background_factor(ConditionId(name), FindingId(finding), is_so=True)

    assert factor("lung", "lung-clot-history") == pytest.approx(0.2 / 0.01)
    assert factor("lung", "clots-history") == pytest.approx(0.2 / 0.02)
    assert factor("general", "leg-clot-history") == pytest.approx(0.2 / 0.02)
    assert factor("lung", "leg-clot-history") == factor("lung", "travel-history") == 1.0


def test_an_excluded_finding_speaks_against() -> None:
    rib = condition("rib", {"chest-pain": 0.9, "fever": 0.0})
    network = Network([ConditionNode.of(rib)], map(FindingNode.of, FINDINGS))
    assert network.odds(rib.id, network.evidence(said("fever"))) < 0.1


def test_a_node_survives_the_edition() -> None:
    assert [ConditionNode.read(json.loads(json.dumps(node.row()))) for node in NODES] == NODES
    findings = [FindingNode.of(finding) for finding in FINDINGS]
    assert [FindingNode.read(json.loads(json.dumps(node.row()))) for node in findings] == findings


@given(TOLD)
def test_probabilities_are_probabilities_and_unknown_is_not_said(told: list[Observation]) -> None:
    reasoned = REASONER.reason(told, Person())
    assert all(0 <= h.probability <= 1 for h in reasoned.ranked)
    known = [o for o in told if o.presence is not Presence.UNKNOWN]
    assert REASONER.reason(known, Person()) == reasoned
    assert REASONER.reason(told[::-1], Person()) == reasoned


def test_words_in_which_several_findings_were_heard_count_once() -> None:
    apart, same, half = (
        counted_once([(0, 5), (9, 14)]),
        counted_once([(0, 5), (0, 5)]),
        counted_once([(0, 10), (5, 10)]),
    )
    assert apart == [1.0, 1.0]
    assert same == pytest.approx([2**-0.3, 2**-0.3])
    assert half == pytest.approx([1.5**-0.3, 2**-0.3])
    assert counted_once([(0, 0), (0, 0)]) == [1.0, 1.0]  # answers


def test_a_presupposed_history_that_nobody_told_speaks_against_in_the_order_alone() -> None:
    bare = condition("bare", {"fainting": 0.3})
    after = condition("after", {"fainting": 0.3, "cancer-history": 0.9})
    reasoner = Reasoner(Network([ConditionNode.of(bare), ConditionNode.of(after)], map(FindingNode.of, FINDINGS)))
    first, second = reasoner.reason(said("fainting"), Person()).ranked
    assert (first.condition, second.condition) == ("bare", "after")
    assert second.share == pytest.approx(first.share * (1 - WOULD_TELL_HISTORY * 0.9))
    assert first.counts == pytest.approx(second.counts)
    asked = reasoner.reason(said("fainting"), Person(), [FindingId("cancer-history")]).ranked
    assert asked[0].share == pytest.approx(asked[1].share)


def test_what_tales_tell_nearly_best_is_told_beside_others_but_not_alone() -> None:
    bare, silent = condition("bare", {"fainting": 0.3}), condition("silent", {"fever": 0.3})
    reasoner = Reasoner(Network([ConditionNode.of(bare), ConditionNode.of(silent)], map(FindingNode.of, FINDINGS)))
    near = Overtone({silent.id: 3.0}, None, frozenset({silent.id}))
    of = {p.condition: p for p in reasoner.reason(said("fainting"), Person(), overtone=near).ranked}
    assert of[silent.id].share > 0
    assert of[silent.id].counts == 0
    (heard,) = borne_out(tuple(of.values()))
    assert heard.condition == bare.id
    assert heard.share == pytest.approx(1.0)
    assert all(p.share == 0 for p in reasoner.reason((), Person(), overtone=near).ranked)
