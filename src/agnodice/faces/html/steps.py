"""An interview as the reader carries it: her words, her answers step by step, what she corrected.

Stateless: the whole of it travels in the form of each page, so any step can be changed and nothing is lost on the way
back. `Interview.told()` folds it into what the engine needs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from agnodice.assess.reply import added, counted, said, skipped, ticked
from agnodice.model.assessment import Question, QuestionKind, Told
from agnodice.model.clinical import Finding, FindingId, Observation, Person, Presence

SKIP = "skip"
PRESENCES = {"yes": Presence.PRESENT, "no": Presence.ABSENT, "unknown": Presence.UNKNOWN}
NONE_OF_THEM = "none"


@dataclass(frozen=True)
class Step:
    """One question answered. `reply`: yes, no, unknown, skip; ids of what was ticked; a number; or her words."""

    question: Question
    reply: str

    def code(self) -> str:
        """The step as one form value: id|kind|options|reply."""
        options = ",".join(option.id for option in self.question.options)
        return "|".join((self.question.id, self.question.kind.value, options, self.reply))

    @property
    def ticks(self) -> frozenset[FindingId]:
        """The options she ticked."""
        is_which = self.question.kind is QuestionKind.WHICH and self.reply not in {SKIP, "unknown", NONE_OF_THEM}
        return frozenset(map(FindingId, self.reply.split(","))) if is_which else frozenset()


@dataclass(frozen=True)
class Interview:
    """All that she has told so far, in order."""

    text: str = ""
    steps: tuple[Step, ...] = ()
    corrections: tuple[Observation, ...] = ()
    person: Person = field(default_factory=Person)

    def told(self) -> Told:
        """What the engine needs: steps in order, then corrections, which come last because she saw what they mend."""
        told = Told(self.text, person=self.person)
        for step in self.steps:
            told = _after(told, step)
        corrected = {o.finding for o in self.corrections}
        kept = tuple(answer for answer in told.answers if answer.finding not in corrected)
        return replace(told, answers=(*kept, *self.corrections))

    def replied(self, step: Step, at: int | None = None) -> "Interview":
        """With a step added, or put in the place of an earlier one; corrections of what it answers give way to it."""
        answered = {option.id for option in step.question.options}
        kept = tuple(o for o in self.corrections if o.finding not in answered)
        is_new = at is None or not 0 <= at < len(self.steps)
        steps = (*self.steps, step) if is_new else (*self.steps[:at], step, *self.steps[(at or 0) + 1 :])
        return replace(self, steps=steps, corrections=kept)

    def back(self) -> "Interview":
        """Without the last step."""
        return replace(self, steps=self.steps[:-1])

    def corrected(self, finding: FindingId, presence: Presence) -> "Interview":
        """With something that was understood taken back (UNKNOWN) or changed."""
        kept = tuple(o for o in self.corrections if o.finding != finding)
        return replace(self, corrections=(*kept, Observation(finding, presence)))

    def until(self, count: int) -> "Interview":
        """As it was after the first `count` steps."""
        return replace(self, steps=self.steps[:count])


def _after(told: Told, step: Step) -> Told:
    question, reply = step.question, step.reply
    if reply == SKIP:
        return skipped(told, question)
    if question.kind in {QuestionKind.AGE, QuestionKind.WEEKS}:
        return skipped(told, question) if reply == "unknown" else counted(told, question, int(reply))
    if question.kind is QuestionKind.WORDS:
        return added(told, question, reply)
    if reply == "unknown" or question.kind is QuestionKind.YES_NO:
        return said(told, question, PRESENCES[reply])
    return ticked(told, question, step.ticks)


def step_of(question: Question, choice: str, ticks: Sequence[str], number: str, words: str) -> Step:
    """The step that a filled-in question makes. ValueError, with the key of a sentence to say, when it cannot be read.

    `choice` is the button pressed.
    """
    if choice in {SKIP, "unknown"}:
        return Step(question, choice)
    if question.kind in {QuestionKind.AGE, QuestionKind.WEEKS}:
        return Step(question, _number(question, number))
    if question.kind is QuestionKind.WORDS:
        return Step(question, words.strip() or SKIP)
    if question.kind is QuestionKind.WHICH:
        return Step(question, _ticked(question, choice, ticks))
    if choice not in PRESENCES:
        raise ValueError("form.unknown_reply")
    return Step(question, choice)


def _number(question: Question, number: str) -> str:
    text = number.strip()
    try:
        counted(Told(), question, int(text))
    except ValueError:
        raise ValueError(f"form.bad_{question.kind.value}") from None
    return str(int(text))


def _ticked(question: Question, choice: str, ticks: Sequence[str]) -> str:
    known = [option.id for option in question.options if option.id in ticks]
    if choice == NONE_OF_THEM:
        return NONE_OF_THEM
    if not known:
        raise ValueError("form.nothing_ticked")
    return ",".join(known)


def read_step(code: str, findings: Iterable[Finding]) -> Step:
    """A step from its form value, given its options as findings. ValueError when it was tampered with."""
    name, kind, _, reply = code.split("|", 3)
    question = Question(name, QuestionKind(kind), tuple(findings))
    if question.kind is QuestionKind.WHICH and reply not in {SKIP, "unknown", NONE_OF_THEM}:
        return Step(question, _ticked(question, "", reply.split(",")))
    if question.kind is QuestionKind.WORDS and reply != SKIP:
        return Step(question, reply)
    return step_of(question, reply, (), reply, reply)
