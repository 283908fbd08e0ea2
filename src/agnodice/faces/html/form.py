"""Read what a page sends: names and values, nothing trusted, all problems at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agnodice.engine import Engine
from agnodice.errors import AgnodiceError, UnknownIdError
from agnodice.faces.html.steps import Interview, Step, read_step, step_of
from agnodice.model.assessment import Question, QuestionKind
from agnodice.model.clinical import Finding, FindingId, Observation, Presence

MOST_STEPS, MOST_CORRECTIONS, MOST_OPTIONS, LONGEST_ID = 60, 100, 30, 80


class FormError(AgnodiceError):
    """A form that cannot be read; `keys` name the sentences that say why (strings, section `form`)."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = tuple(dict.fromkeys(keys))
        super().__init__(", ".join(self.keys))


@dataclass(frozen=True)
class Form:
    """Names and values as they were sent, in order."""

    pairs: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> list[str]:
        """Every value of a name."""
        return [value for key, value in self.pairs if key == name]

    def one(self, name: str, default: str = "") -> str:
        """The last value of a name."""
        return next(reversed(self.all(name)), default)

    @property
    def country(self) -> str:
        """Two letters, or nothing."""
        code = self.one("country").strip().upper()
        return code if len(code) == 2 and code.isalpha() else ""


def interview_of(form: Form, engine: Engine) -> Interview:
    """The interview that a form carries, with the reply or correction it makes. FormError with every problem."""
    problems: list[str] = []
    if len(form.all("step")) > MOST_STEPS or len(form.all("correct")) > MOST_CORRECTIONS:
        raise FormError(["form.too_many"])
    steps = tuple(filter(None, (_step(code, engine, problems) for code in form.all("step"))))
    corrections = tuple(filter(None, (_correction(code, engine, problems) for code in form.all("correct"))))
    if problems:
        raise FormError(problems)
    interview = Interview(form.one("text").replace("\r\n", "\n"), steps, corrections)
    for name, presence in (("undo", Presence.UNKNOWN), ("deny", Presence.ABSENT), ("confirm", Presence.PRESENT)):
        for finding in form.all(name):
            interview = interview.corrected(_finding(finding, engine).id, presence)
    if form.one("back"):
        return interview.back()
    return _replied(interview, form, engine) if form.one("reply") else interview


def _replied(interview: Interview, form: Form, engine: Engine) -> Interview:
    try:
        question = question_of(form, engine)
        step = step_of(question, form.one("reply"), form.all("tick"), form.one("number"), form.one("words"))
    except ValueError as error:
        key = str(error)
        raise FormError([key if key.startswith("form.") else "form.unknown_reply"]) from None
    at = form.one("at")
    return interview.replied(step, int(at) if at.isdecimal() and len(at) < 4 else None)


def question_of(form: Form, engine: Engine) -> Question:
    """The question that a form answers. ValueError when it is none of ours."""
    options = form.all("option")
    if len(options) > MOST_OPTIONS:
        raise FormError(["form.too_many"])
    return Question(_short(form.one("question")), QuestionKind(form.one("kind")), _findings(options, engine))


def _step(code: str, engine: Engine, problems: list[str]) -> Step | None:
    try:
        names = code.split("|", 3)[2]
        _short(code.split("|", 1)[0])
        return read_step(code, _findings(names.split(",") if names else [], engine))
    except (ValueError, IndexError, KeyError, FormError):
        problems.append("form.bad_step")
        return None


def _correction(code: str, engine: Engine, problems: list[str]) -> Observation | None:
    name, _, presence = code.partition("=")
    try:
        return Observation(_finding(name, engine).id, Presence(presence))
    except (ValueError, FormError):
        problems.append("form.bad_correction")
        return None


def _findings(names: Iterable[str], engine: Engine) -> tuple[Finding, ...]:
    return tuple(_finding(name, engine) for name in names)


def _finding(name: str, engine: Engine) -> Finding:
    try:
        return engine.finding(FindingId(_short(name)))
    except UnknownIdError:
        raise FormError(["form.unknown_finding"]) from None


def _short(name: str) -> str:
    if len(name) > LONGEST_ID:
        raise FormError(["form.unknown_reply"])
    return name
