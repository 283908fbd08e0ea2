"""One engine serves several threads at once, and says what it says to one alone: batches on Ray work so."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from agnodice.engine import Engine
from agnodice.model.assessment import Told
from tests.casebook import cases
from tests.pages import GOOD, POOR

TODAY = date(2026, 11, 26)
THREADS = 4
COUNT = 24
PAGES = [f"{page}\n\nZebrowski{n} {n}itis gave {n} women {word} pain." for n, (page, word) in enumerate(
    [(GOOD, "belly"), (POOR, "sharp"), (GOOD, "dull"), (POOR, "pelvic")] * (COUNT // 4)
)]  # fmt: skip
ASKED = [case["asks"][0] for case in cases("ask_third", "dev")][:COUNT]


@pytest.fixture(autouse=True)
def _often_interrupted() -> Iterator[None]:
    """Threads take turns every few instructions, so that what they share is met half done."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_pages_are_audited_in_several_threads(engine: Engine) -> None:
    alone = [engine.audit(page, TODAY) for page in PAGES]
    with ThreadPoolExecutor(THREADS) as threads:
        together = list(threads.map(lambda page: engine.audit(page, TODAY), PAGES * 2))
    assert together == alone * 2


def test_questions_are_answered_in_several_threads(engine: Engine) -> None:
    alone = [(engine.ask(text), engine.assess(Told(text=text))) for text in ASKED]
    with ThreadPoolExecutor(THREADS) as threads:
        together = list(threads.map(lambda text: (engine.ask(text), engine.assess(Told(text=text))), ASKED * 2))
    assert together == alone * 2
