"""What a text says in figures, as observations with their place: since the last period, a baby's age, births."""

from collections.abc import Iterator

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.model.words import Cues
from agnodice.safety.numbers import BREAK, Number, Numbers

NOT_A_CYCLE_DAYS = 365  # a year without is menopause or another story, told by other words
IN_TIME_DAYS = 28
LATE_DAYS = 35  # the upper end most texts give for adults (21 to 35); the US Office on Women's Health says 24 to 38
AWAITED = "should"
AFTER_BIRTH_DAYS = 365
MOST_BIRTHS = 20
BIRTH_DIGITS = 4  # of notes that count births at term, early, losses and living children
_MISSED = frozenset({"miss", "missed", "skipped"})  # "missed a period 4 weeks ago" tells of none
_NOT_BORN = frozenset({"pregnant", "gone", "along"})  # "my daughter is 12 weeks pregnant"
UNSAID_BIRTH_DAYS = 12 * 7  # "my baby is 9 weeks" is born; "my baby is 30 weeks", without "old", may not be


def told_by_figures(numbers: Numbers, cues: Cues) -> Iterator[Observation]:
    """Whether the period is missed, and whether and when she gave birth, where the text tells by a number."""
    yield from _by_cycle(numbers, cues)
    yield from _by_births(numbers, cues)
    if cues.recent_birth:
        for age in baby_ages(numbers, cues):
            yield _observation(cues.recent_birth, Presence.PRESENT, age, numbers)
            return


def days_since_period(numbers: Numbers, cues: Cues) -> int | None:
    """Days since the last period began, where the text tells."""
    since = _since_period(numbers, cues)
    return since.value * since.days if since else None


def baby_ages(numbers: Numbers, cues: Cues) -> Iterator[Number]:
    """Ages of a born baby of under a year."""
    for age in numbers.told(cues.baby_ages):
        is_said = "old" in {age.then, *(item.word for item in numbers.items[age.first : age.last + 1])}
        is_young = 0 < age.value * age.days <= (AFTER_BIRTH_DAYS if is_said else UNSAID_BIRTH_DAYS)
        if is_young and age.then not in _NOT_BORN:
            yield age


def _since_period(numbers: Numbers, cues: Cues) -> Number | None:
    dates = numbers.told(cues.last_period, without_small=True)
    held = (since for since in dates if since.before not in _MISSED and not _is_awaited(since, numbers))
    return next((since for since in held if 0 < since.value * since.days < NOT_A_CYCLE_DAYS), None)


def _is_awaited(date: Number, numbers: Numbers) -> bool:
    """Whether it says when a period should have come: "my period should have been here 1 week ago"."""
    return any(numbers.items[i].word == AWAITED for i in range(date.first, date.last + 1))


def _by_cycle(numbers: Numbers, cues: Cues) -> Iterator[Observation]:
    since = _since_period(numbers, cues) if cues.late_period else None
    days = since.value * since.days if since else 0
    if since and not IN_TIME_DAYS < days < LATE_DAYS:  # between the two, nobody can say
        presence = Presence.PRESENT if days >= LATE_DAYS else Presence.ABSENT
        yield _observation(cues.late_period, presence, since, numbers)


def _by_births(numbers: Numbers, cues: Cues) -> Iterator[Observation]:
    """Births as notes count them: "G2P1", "P3", "para 2"."""
    for births in numbers.told(cues.births) if cues.some_births else ():
        count = _births(births.value, numbers.items[births.last].word)
        if count < MOST_BIRTHS and (births.before in {BREAK, *cues.before_births} or births.before.isdecimal()):
            some = Presence.PRESENT if count else Presence.ABSENT
            none = Presence.ABSENT if count else Presence.PRESENT
            yield _observation(cues.some_births, some, births, numbers)
            yield _observation(cues.no_births, none, births, numbers)
            return


def _births(value: int, word: str) -> int:
    """Births of "P2", or of "P2012" (at term, early, lost, living): the first two digits are births."""
    return int(word[0]) + int(word[1]) if len(word) == BIRTH_DIGITS and word.isdecimal() else value


def _observation(finding: str, presence: Presence, date: Number, numbers: Numbers) -> Observation:
    return Observation(FindingId(finding), presence, numbers.items[date.first].start, numbers.items[date.last].end)
