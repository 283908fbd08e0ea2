"""What a text says of dates, as observations with their place: since the last period, since a birth."""

from collections.abc import Iterator, Sequence

from agnodice.model.clinical import FindingId, Observation, Presence
from agnodice.model.words import Cues
from agnodice.safety.numbers import Told, told
from agnodice.text.reading import Item

NOT_A_CYCLE_DAYS = 365  # a year without is menopause or another story, told by other words
IN_TIME_DAYS = 28
LATE_DAYS = 35  # the upper end most texts give for adults (21 to 35); the US Office on Women's Health says 24 to 38
AFTER_BIRTH_DAYS = 365
UNSAID_BIRTH_DAYS = 12 * 7  # "my baby is 9 weeks" is born; "my baby is 30 weeks", without "old", may not be


def told_by_dates(items: Sequence[Item], cues: Cues) -> Iterator[Observation]:
    """Whether the period is missed and whether she gave birth within a year, where the text tells by a date."""
    yield from _by_cycle(items, cues)
    if cues.recent_birth:
        for age in baby_ages(items, cues):
            yield _observation(cues.recent_birth, Presence.PRESENT, age, items)
            return


def baby_ages(items: Sequence[Item], cues: Cues) -> Iterator[Told]:
    """Ages of a born baby of under a year."""
    for age in told(items, cues.baby_ages):
        is_said = "old" in {items[age.last].word, age.then}
        if 0 < age.value * age.days <= (AFTER_BIRTH_DAYS if is_said else UNSAID_BIRTH_DAYS):
            yield age


def _by_cycle(items: Sequence[Item], cues: Cues) -> Iterator[Observation]:
    for since in told(items, cues.last_period, without_small=True) if cues.late_period else ():
        days = since.value * since.days
        if 0 < days < NOT_A_CYCLE_DAYS:
            if not IN_TIME_DAYS < days < LATE_DAYS:  # between the two, nobody can say
                presence = Presence.PRESENT if days >= LATE_DAYS else Presence.ABSENT
                yield _observation(cues.late_period, presence, since, items)
            return


def _observation(finding: str, presence: Presence, date: Told, items: Sequence[Item]) -> Observation:
    return Observation(FindingId(finding), presence, items[date.first].start, items[date.last].end)
