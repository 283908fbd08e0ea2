"""What words say of causes beyond the findings heard in them."""

from math import isclose

from agnodice.assess.network import Network
from agnodice.assess.nodes import ConditionNode, FindingNode
from agnodice.assess.overtones import FULL, MOST_LOUD, Overtones, Said
from agnodice.assess.tales import Tales
from agnodice.model.clinical import CareLevel, ConditionId, FindingId, FindingKind

STONE, COLD = map(ConditionId, ("stone", "cold"))
OTHERS = {ConditionId(f"other{n}"): {"spots": 0.9} for n in range(100)}
LINKS = {STONE: {"flank": 0.9, "blood": 0.6}, COLD: {"nose": 0.9, "cough": 0.8}, **OTHERS}
PHRASES = [
    ["flank", [[["flank", "side"], ["pain"]], 0, 0], [[["loin"], ["pain"]], 0, 0]],
    ["blood", [[["red"], ["urin"]], 0, 0]],
    ["nose", [[["runny"], ["nose"]], 0, 0]],
    ["cough", [[["cough"]], 0, 0], [[["chest"], ["pain"]], 0, 0]],
    ["spots", [[["spots"]], 0, 0]],
    ["flag:colic", [[["writhe"]], 0, 0]],
]

TALES = Tales(
    {STONE: 40, COLD: 40, **dict.fromkeys(OTHERS, 40)}, {"kidney": [0, 9], "kerchief": [1, 9], "~sneeze": [0, 3]}
)


def network() -> Network:
    nodes = [
        ConditionNode(name, CareLevel.ROUTINE, False, 0, 120, frozenset(), (), {FindingId(f): p for f, p in of.items()})
        for name, of in LINKS.items()
    ]
    findings = [FindingNode(FindingId(n), 0.02, FindingKind.SYMPTOM, None, ()) for of in LINKS.values() for n in of]
    return Network(nodes, findings)


def overtones() -> Overtones:
    return Overtones(PHRASES, TALES, network())


def said(*words: str, plain: bool = False) -> list[Said]:
    return [Said(word, (word,), plain) for word in words]


def test_words_of_half_a_phrase_speak_for_its_condition() -> None:
    moves = overtones().of(said("loin", "red")).moves
    assert moves[STONE] > moves[COLD]


def test_a_word_of_both_speaks_less_than_a_word_of_one() -> None:
    of = overtones().of
    shared, own = of(said("pain")).moves, of(said("loin")).moves
    assert 0 < shared[STONE] - shared[COLD] < own[STONE] - own[COLD]


def test_words_that_no_finding_is_told_in_move_nothing() -> None:
    assert not any(overtones().of(said("writhe", "kettle")).moves.values())
    assert not any(overtones().of([]).moves.values())


def test_how_often_and_in_which_order_a_word_is_said_is_all_one() -> None:
    of = overtones().of
    assert of(said("loin", "red", "loin")).moves == of(said("red", "loin")).moves


def test_many_words_count_together_as_their_root() -> None:
    rows = [["flank", *([[[f"word{n}"]], 0, 0] for n in range(4 * FULL))], *PHRASES[1:]]
    more = Overtones(rows, Tales({}, {}), network())
    few, many = (more.of(said(*(f"word{n}" for n in range(count)))).moves for count in (FULL, 4 * FULL))
    assert isclose(many[STONE] / few[STONE], 2.0, rel_tol=1e-4)


def test_loud_words_are_those_without_a_finding_as_she_wrote_them() -> None:
    words = [Said("Loins", ("loin",), False), Said("red", ("red",), True), Said("kettle", ("kettle",), False)]
    assert overtones().of(words).loudest(STONE) == ("Loins",)
    assert overtones().of(words).loudest(COLD) == ()


def test_few_loud_words_are_shown_the_loudest_first() -> None:
    loud = overtones().of(said("side", "loin", "flank", "red", "urin")).loudest(STONE)
    assert len(loud) == MOST_LOUD


def test_tales_add_what_they_move_and_name_a_condition_by_themselves() -> None:
    words = said("kidney")
    overtone = overtones().of(words, ["kidney", "~sneeze"])
    assert overtone.moves[STONE] > overtone.moves[COLD]
    assert overtone.named == STONE
    assert overtone.loudest(STONE) == ("kidney",)
    assert overtones().of(words).named is None
