"""What a text says of the person herself: age, pregnancy state, weeks."""

from collections.abc import Iterable, Iterator, Sequence

from agnodice.model.clinical import FindingId, Observation, Person, Pregnancy, Presence
from agnodice.model.words import Cues
from agnodice.text.reading import Item

_AGES = range(8, 111)
_WEEKS = range(1, 46)
_MONTHS = range(1, 11)
_TENS = frozenset({"20", "30", "40", "50", "60", "70"})
_UNITS = {"one": 1, **{str(unit): unit for unit in range(1, 10)}}


def person_of(items: Sequence[Item], present: Iterable[FindingId], absent: Iterable[FindingId], cues: Cues) -> Person:
    """The person as far as the words tell."""
    age = _number(items, cues.ages, _AGES)
    weeks = _number(items, cues.weeks, _WEEKS)
    months = _number(items, cues.months, _MONTHS)
    if weeks is None and months is not None:
        weeks = months * 13 // 3
    state = _state(set(present), set(absent), cues)
    if weeks is not None and state is Pregnancy.POSSIBLE:
        state = Pregnancy.PREGNANT
    return Person(age, state, weeks if state is Pregnancy.PREGNANT else None)


def implied(person: Person, cues: Cues) -> frozenset[FindingId]:
    """Findings that follow from the weeks of pregnancy."""
    weeks = person.weeks or 0
    return frozenset(FindingId(name) for name, first, last in cues.weeks_imply if first <= weeks <= last)


def told_by_weeks(person: Person, cues: Cues) -> Iterator[Observation]:
    """What the weeks of pregnancy say of the findings that follow from them; nothing when they are not known."""
    if person.weeks is not None:
        present = implied(person, cues)
        for name, _, _ in cues.weeks_imply:
            finding = FindingId(name)
            yield Observation(finding, Presence.PRESENT if finding in present else Presence.ABSENT)


def merged(told: Person, heard: Person) -> Person:
    """What was given outright, completed by what was heard."""
    return Person(
        told.age_years if told.age_years is not None else heard.age_years,
        told.pregnancy if told.pregnancy is not Pregnancy.POSSIBLE else heard.pregnancy,
        told.weeks if told.weeks is not None else heard.weeks,
    )


def _state(present: set[FindingId], absent: set[FindingId], cues: Cues) -> Pregnancy:
    """The state that findings tell; a birth told beside a pregnancy is the later of the two."""
    told = [Pregnancy(state) for state, findings in cues.states if present.intersection(findings)]
    if told:
        return Pregnancy.POSTPARTUM if Pregnancy.POSTPARTUM in told else told[0]
    return Pregnancy.NOT_PREGNANT if absent.intersection(cues.not_pregnant_when_denied) else Pregnancy.POSSIBLE


def _number(items: Sequence[Item], patterns: Iterable[str], allowed: range) -> int | None:
    """The first number that stands where N stands in one of `patterns` and makes sense there."""
    words = _words(items)
    for pattern in patterns:
        parts = pattern.replace("-", " ").split()
        for start in range(len(words) - len(parts) + 1):
            value = _fits(parts, words[start : start + len(parts)])
            if value in allowed:
                return value
    return None


def _words(items: Sequence[Item]) -> list[str]:
    """Plain words with "|" for breaks, start and end; "thirty one" (as 30, one) made 31."""
    words = ["|"]
    for item in items:
        for word in ["|"] if item.is_break else item.word.split(" "):
            unit = _UNITS.get(word, 0)
            if unit and words[-1] in _TENS:
                words[-1] = str(int(words[-1]) + unit)
            else:
                words.append(word)
    return [*words, "|"]


def _fits(parts: Sequence[str], words: Sequence[str]) -> int:
    """The number at N when `words` fit, else -1."""
    value = -1
    for part, word in zip(parts, words, strict=True):
        if part == "N" and word.isdecimal() and len(word) < 4:
            value = int(word)
        elif part != word:
            return -1
    return value
