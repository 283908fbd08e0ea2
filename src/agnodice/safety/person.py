"""What a text says of the person herself: age, pregnancy state, weeks."""

from collections.abc import Iterable, Iterator, Sequence

from agnodice.model.clinical import FindingId, Observation, Person, Pregnancy, Presence
from agnodice.model.words import Cues
from agnodice.safety.bygone import is_of_child, is_of_earlier
from agnodice.safety.figures import baby_ages, days_since_period
from agnodice.safety.hear import YOUNGEST, holds_any
from agnodice.safety.numbers import BREAK, UNITS, Number, Numbers
from agnodice.text.reading import Item

_AGES = range(YOUNGEST, 111)
COOLEST_F = 94  # from here on "N f" is a temperature in °F, not a woman of that age
_WEEKS = range(1, 46)
_MONTHS = range(1, 11)
_LATE = range(20, 43)  # weeks that are a pregnancy's in one who is pregnant, however briefly told: "40 weeks pains"
LAST_PREGNANCY = 55  # years; from here on an unknown state is no possible pregnancy, as for the openings' `age_max`
_HOW_LONG = frozenset({"since", "long", "duration", "onset", "started", "when", "time", "history"})
_WAITS = frozenset({"wait", "waits", "waiting", "waitlist", "queue"})
_WAIT_REACH = 6  # items between "wait" and its weeks
_LASTS = frozenset(
    ["for", "lasted", "lasts", "lasting", "last", "past", "of", "been", "every", "within", "after", "took", "waited"]
)
_ALONG = frozenset({"pregnant", "pregnancy", "gestation", "along", "gone", "gravid"})
_LASTS_REACH = 3  # items before "for" among which "pregnant" makes the weeks hers: "pregnant for almost 8 weeks"
_LIKENED, _AGE_REACH = frozenset({"like", "than"}), 2
_OF_WEIGHT = frozenset({"kg", "kgs", "kilo", "kilos", "stone", "pounds", "lbs", "lb", "st", "cm", "percent"})
_TO = frozenset({"to", "and", "or"})
TEENS, GROWN = 13, 18  # years
MOST_APART = 6  # between the ends of a range
_Doubts = tuple[tuple[str, tuple[str, ...]], ...]
_Kind = tuple[tuple[str, ...], range, bool]
_ENDED_REACH = 4  # words between "delivered" and the weeks at which she did


def person_of(
    numbers: Numbers,
    present: Iterable[FindingId],
    absent: Iterable[FindingId],
    cues: Cues,
    sure: Iterable[FindingId] = (),
) -> Person:
    """The person as far as the words tell. `sure`: the present findings heard in words that stand close."""
    dated = {date.last for date in numbers.told(cues.weeks)}  # "weeks pregnant: 26" tells no age
    ages = (age for age in numbers.told(cues.ages) if age.value in _AGES and age.last not in dated)
    own = next((age.value for age in ages if _is_her_age(age, numbers) and not is_of_child(age, numbers, cues)), None)
    age = _age_of_another(numbers, cues, own)
    weeks = _weeks(numbers, cues, ((cues.weeks, _WEEKS, False), (cues.months, _MONTHS, True)))
    certain, present = set(sure), set(present)
    denied = _without(set(absent), cues.doubted_by, beside=present)
    doubts = cues.doubted_by if weeks is None else cues.earlier_by
    certain, present = _without(certain, doubts, beside=certain), _without(present, doubts, beside=present)
    state = _state(certain, set(), cues)
    if state is Pregnancy.POSSIBLE and weeks is not None:
        state = Pregnancy.PREGNANT
    if state is Pregnancy.POSSIBLE:
        state = _state(present, denied, cues)
    if state is Pregnancy.PREGNANT and weeks is None:
        days = days_since_period(numbers, cues)
        weeks = days // 7 if days and days // 7 in _WEEKS else _weeks(numbers, cues, ((cues.bare_weeks, _LATE, False),))
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


def told_together(
    said: Iterable[Observation], present: Iterable[FindingId], person: Person, cues: Cues
) -> Iterator[Observation]:
    """What follows from findings that are there together: bleeding in one who is pregnant is bleeding in pregnancy.

    `present`: what is there, parents included. What was said of the outcome itself stands. In one who is not pregnant
    the bare word follows from pregnancies that were: "three normal pregnancies", told after the menopause.
    """
    present = set(present)
    if person.pregnancy is Pregnancy.NOT_PREGNANT:
        present = _without(present, cues.doubted_by, beside=present)
    spoken = {observation.finding for observation in said}
    for parts, whole in cues.together:
        if whole not in spoken and all(part in present for part in parts):
            yield Observation(FindingId(whole), Presence.PRESENT)


def merged(told: Person, heard: Person) -> Person:
    """What was given outright, completed by what was heard; past the last age of pregnancies there is none possible."""
    age = told.age_years if told.age_years is not None else heard.age_years
    state = told.pregnancy if told.pregnancy is not Pregnancy.POSSIBLE else heard.pregnancy
    if state is Pregnancy.POSSIBLE and (age or 0) > LAST_PREGNANCY:
        state = Pregnancy.NOT_PREGNANT
    return Person(age, state, told.weeks if told.weeks is not None else heard.weeks)


def _without(found: set[FindingId], doubts: _Doubts, *, beside: set[FindingId]) -> set[FindingId]:
    """Without what tells no state beside what is there: "pregnant" of a test that is negative, a birth or a loss of an
    earlier pregnancy where the weeks of this one are told ("31 weeks, two previous caesareans").
    """
    return found - {FindingId(name) for name, against in doubts if beside.intersection(against)}


def _state(present: set[FindingId], absent: set[FindingId], cues: Cues) -> Pregnancy:
    """The state that findings tell; a birth told beside a pregnancy is the later of the two."""
    told = [Pregnancy(state) for state, findings in cues.states if present.intersection(findings)]
    if told:
        return Pregnancy.POSTPARTUM if Pregnancy.POSTPARTUM in told else told[0]
    return Pregnancy.NOT_PREGNANT if absent.intersection(cues.not_pregnant_when_denied) else Pregnancy.POSSIBLE


def _is_her_age(age: Number, numbers: Numbers) -> bool:
    """Not "I am 8 months postpartum", "I'm 9 kilos lighter", "her first period came at age 11", "I was 12 years old",
    nor a temperature, "between 99 and 101F", nor what she is likened to, "older than 13 years", "like a 100-year-old".
    """
    ahead = numbers.items[max(0, age.first - _AGE_REACH) : age.first]
    is_then = [item.word for item in ahead] == ["i", "was"]
    is_likened = not _LIKENED.isdisjoint(_words(ahead)) and not any(item.is_break for item in ahead)
    is_event = age.before == "at" and numbers.items[age.first].word in {"age", "the"}
    is_heat = age.value >= COOLEST_F and numbers.items[age.last].word == "f"
    is_other = is_event or is_heat or is_then or is_likened or _is_clock(age, numbers) or _is_range(age, numbers)
    return age.then not in UNITS and age.then not in _OF_WEIGHT and not is_other


def _is_clock(age: Number, numbers: Numbers) -> bool:
    """Whether it is an hour or a minute: "10:45"."""
    items = numbers.items
    return any(_is_time(items[at : at + 3]) for at in (age.first - 2, age.last) if at >= 0)


def _is_time(row: Sequence[Item]) -> bool:
    """Whether three items are two numbers with a colon, and no room, between."""
    if len(row) < 3 or row[1].word != ":" or not (row[0].word.isdecimal() and row[2].word.isdecimal()):
        return False
    return row[0].end == row[1].start and row[1].end == row[2].start


def _is_range(age: Number, numbers: Numbers) -> bool:
    """Whether it begins a range of weeks or of children's ages: "8-10 weeks", "aged 8 to 10", not "15 and 20 weeks"."""
    row = [*_words(numbers.items[age.last + 1 : age.last + 4]), BREAK, BREAK, BREAK]
    joint = row[0] if row[0] in _TO else ""
    then, behind = row[1:3] if joint else row[:2]
    most = MOST_APART if age.value < TEENS else 2
    is_one = then.isdecimal() and age.value < int(then) <= age.value + most
    return is_one and age.value < GROWN and not (joint == "and" and behind in UNITS)


def _age_of_another(numbers: Numbers, cues: Cues, own: int | None) -> int | None:
    """Her age, or that of another woman of whom it is told: "my mum is 68 and has spotting"."""
    ages = (age for age in numbers.told(cues.other_ages) if age.value in _AGES and age.then not in UNITS)
    other = next(ages, None)
    if other is None or (own is not None and not _holds(_words(numbers.items), cues.asks_for)):
        return own
    return own if _holds(_words(numbers.items[other.last + 1 :]), cues.own_tale) else other.value


def _words(items: Iterable[Item]) -> Iterator[str]:
    """Words as written; an item may hold several."""
    return (word for item in items for word in item.word.split(" "))


def _holds(told: Iterable[str], cues: Iterable[str]) -> bool:
    """Whether the words of a cue stand one after another in what is told."""
    return holds_any(" ".join(told), cues)


def _weeks(numbers: Numbers, cues: Cues, kinds: Iterable[_Kind]) -> int | None:
    """The weeks of this pregnancy, the latest told by the first of `kinds` that tells any: no baby's age, and not when
    an earlier pregnancy ended. `kinds`: patterns, which of their numbers may be meant, and whether those are months.
    """
    born = {i for age in baby_ages(numbers, cues) for i in range(age.first, age.last + 1)}
    for patterns, allowed, is_months in kinds:
        told = (d for d in numbers.told(patterns) if d.value in allowed and d.then not in cues.not_along)
        found = (d for d in told if d.before not in cues.likened)
        free = (date for date in found if born.isdisjoint(range(date.first, date.last + 1)))
        free = (date for date in free if not _is_how_long(date, numbers))
        free = (date for date in free if not is_of_earlier(date, numbers, cues))
        weeks = [date.value for date in free if not _has_ended(date, numbers, cues)]
        if weeks:
            return max(weeks) * 13 // 3 if is_months else max(weeks)
    return None


def _is_how_long(date: Number, numbers: Numbers) -> bool:
    """Whether a label before it asks for a time ("Since: 10 weeks", "How long? 5 weeks"), or it is how long one waits
    for a visit ("the wait for a scan is 40 weeks") or has something ("bleeding for almost 3 weeks").
    """
    place = date.first - 1
    said = _words(numbers.items[max(0, place - _LASTS_REACH) : date.last + 1])
    if date.before in _LASTS and _ALONG.isdisjoint(said):
        return True
    if any(item.word in _WAITS for item in numbers.items[max(0, date.first - _WAIT_REACH) : date.first]):
        return True
    return place > 0 and numbers.items[place].word in {":", "?"} and numbers.items[place - 1].word in _HOW_LONG


def _has_ended(date: Number, numbers: Numbers, cues: Cues) -> bool:
    """Whether the words before it tell a birth or a loss: "delivered at 38 weeks"."""
    before: list[str] = []
    for item in reversed(numbers.items[: date.first]):
        if item.is_break or len(before) >= _ENDED_REACH:
            break
        before += reversed(item.word.split(" "))
    return _holds(reversed(before), cues.ended)
