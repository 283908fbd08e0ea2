"""Learning by which words dangers are told: the same text gives the same weights, and they tell dangers from calm."""

from dataclasses import replace
from pathlib import Path

import pytest

from agnodice.library.folder import KNOWLEDGE
from agnodice.library.guide_text import GuideReader
from agnodice.library.learning import learnt, lessons, strewn, told
from agnodice.library.load import Library, Loader
from agnodice.model.clinical import AskBack, Calm, RedFlagId
from agnodice.model.codec import decode
from agnodice.model.content import Guide
from agnodice.safety.hunch import CALM, EACH, Hunches, traces
from tests.unit.small import FLAGS, LEXICON

SHIVERS = ("shiver all night", "i shiver and am hot", "hot and shiver")
CRUSHED = ("crush in my chest", "a crush inside", "my chest is crush")
CALM_SAYINGS = ("tea in the morning", "my dog is hot", "a crush on my teacher", "which tea", "no shiver")


EMPTY = Path("/nowhere")


@pytest.fixture
def library() -> Library:
    """A library that knows two dangers by three sayings each."""
    told = {"chest": CRUSHED, "late": SHIVERS}
    ask_backs = tuple(AskBack(name, "is it?", (RedFlagId(name),), say) for name, say in told.items())
    return replace(Loader(EMPTY).load()[0], ask_backs=ask_backs, calm=Calm(CALM_SAYINGS), red_flags=FLAGS)


def best(library: Library, text: str) -> tuple[str, float]:
    hunch = Hunches(library.ask_backs, learnt(library, lessons(library, LEXICON))).best(traces(LEXICON.read(text)))
    assert hunch is not None
    return hunch.ask_back.id, hunch.likelihood


def test_sayings_are_told_from_each_other_and_from_calm(library: Library) -> None:
    assert best(library, "she has to shiver")[0] == "late"
    assert best(library, "chest crush")[0] == "chest"
    assert best(library, "shiver")[1] > best(library, "tea")[1]


def test_the_same_text_gives_the_same_weights(library: Library) -> None:
    once, again = learnt(library, lessons(library, LEXICON)), learnt(library, lessons(library, LEXICON))
    assert once == again
    assert once.labels == [CALM, "chest", "late"]
    assert list(once.of) == sorted(once.of)
    assert EACH in once.of


def test_cases_near_misses_and_calm_guides_teach_too(library: Library) -> None:
    flags = tuple(replace(flag, case="purple toes") if flag.id == "late" else flag for flag in FLAGS)
    taught = replace(library, red_flags=flags)
    assert best(taught, "purple")[1] > best(library, "purple")[1]
    near = tuple(replace(flag, near_miss="shiver with joy") for flag in flags)
    assert best(replace(library, red_flags=near), "shiver")[1] < best(library, "shiver")[1]
    text = (KNOWLEDGE / "guides" / "vaginal-dryness.md").read_text("utf-8")
    guide = decode(Guide, GuideReader("vaginal-dryness.md", text).read())
    asked = replace(guide, question="why shiver", also=("shiver",) * 9)
    assert best(replace(library, guides=(asked,)), "shiver")[1] < best(library, "shiver")[1]
    urgent = replace(library, guides=(asked,), calm=replace(library.calm, but=(guide.id,)))
    assert best(urgent, "shiver") == best(library, "shiver")


def test_texts_keep_their_order_whatever_else_there_is(library: Library) -> None:
    more = replace(library, calm=Calm((*CALM_SAYINGS[:2], "a wholly other saying", *CALM_SAYINGS[2:])))
    orders = [[pair for pair in strewn(told(lib)) if "wholly" not in pair[0]] for lib in (library, more)]
    assert orders[0] == orders[1]
    labels = [label for _, label in orders[0]]
    assert labels != sorted(labels)
    assert labels != [label for _, label in told(library)]
