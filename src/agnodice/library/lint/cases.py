"""Every red flag fires for its worked person and stays silent for its near miss."""

from collections.abc import Iterator, Sequence

from agnodice.errors import Problem
from agnodice.library.load import Library
from agnodice.library.phrasing import Heard
from agnodice.model.clinical import RedFlag
from agnodice.safety.hear import Listener, traits
from agnodice.safety.rules import DangerCheck
from agnodice.text.phrases import anchored


def danger_of(library: Library, heard: Heard) -> DangerCheck:
    """The danger check of a library as it is heard."""
    return DangerCheck(library.red_flags, Listener(heard.lexicon, traits(library.findings), anchored(heard.phrases)))


def check(library: Library, danger: DangerCheck, flags: Sequence[RedFlag]) -> Iterator[Problem]:
    """Problems of the cases of some red flags."""
    for flag in flags:
        place = library.files["red_flag", flag.id]
        if flag.id not in _raised(danger, flag.case):
            raised = ", ".join(_raised(danger, flag.case)) or "nothing"
            todo = "Mend the case, `when`, or the findings' `say`."
            yield place.key("case").problem(f"the worked person does not raise it (she raises {raised}).", todo)
        if flag.id in _raised(danger, flag.near_miss):
            yield place.key("near_miss").problem("the near miss raises it.", "Narrow `when`, or mend the near miss.")


def _raised(danger: DangerCheck, text: str) -> list[str]:
    return [raised.flag.id for raised in danger.words(text).raised]
