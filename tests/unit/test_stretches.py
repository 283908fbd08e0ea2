"""A long story is found by its stretches: it may hold much besides what it asks."""

import pytest

from agnodice.ask.finder import borne_out
from agnodice.ask.stretches import LONG, stretches, whole
from agnodice.engine import Engine
from agnodice.model.content import GuideId
from agnodice.model.results import Hit, Outcome

CHAT = (
    "We had driven up to the lake with my sister's lot, four tents, two dogs and a canoe that leaked. On the first "
    "night it poured and nobody slept, so breakfast was burnt sausages under a tarpaulin and a long row about maps. "
)
AFTER = " Anyway, the canoe sank on Sunday and my nephew lost a shoe, so we packed and drove home in silence."


@pytest.mark.parametrize(
    ("asked", "guides"),
    [
        ("My vagina has been itching like mad and there is white lumpy discharge.", {"thrush", "vaginal-itching"}),
        ("I found a lump in my left breast under the arm in the shower.", {"breast-lump"}),
        ("I am 34 weeks pregnant and the baby has hardly moved since yesterday.", {"baby-moving-less"}),
        ("My period is nine days late and the pregnancy test is negative.", {"missed-period", "am-i-pregnant"}),
    ],
)
def test_what_stands_in_the_middle_of_a_story_is_found(engine: Engine, asked: str, guides: set[str]) -> None:
    answer = engine.ask(CHAT + asked + AFTER)
    assert answer.outcome is not Outcome.NONE
    assert answer.hits[0].guide in guides


def test_a_story_of_other_things_stays_refused(engine: Engine) -> None:
    assert engine.ask(CHAT + AFTER).outcome is Outcome.NONE


def test_a_question_has_no_stretches_and_a_story_has_them_in_order(engine: Engine) -> None:
    asked = engine.danger("Is it normal to bleed after sex?").heard
    assert list(stretches(asked, whole(asked))) == []
    story = engine.danger(CHAT + "I bled after sex." + AFTER).heard
    parts = list(stretches(story, whole(story)))
    assert len(whole(story).concepts) > LONG
    assert len(parts) > 1
    assert all(part.concepts <= whole(story).concepts for part in parts)
    assert any("bleeding-after-sex" in part.present for part in parts)
    assert not all("bleeding-after-sex" in part.present for part in parts)


def test_a_guide_has_the_mean_of_the_whole_and_of_its_best_stretch() -> None:
    a, b, c = map(GuideId, "abc")
    hits = borne_out([Hit(a, 0.4), Hit(b, 0.3)], [[Hit(b, 0.7), Hit(a, -0.2)], [Hit(b, 0.1), Hit(c, 0.9)]])
    assert [(hit.guide, round(hit.score, 2)) for hit in hits] == [(b, 0.5), (a, 0.2)]
