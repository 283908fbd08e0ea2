"""A very small library for unit tests: a few findings, flags, words."""

from agnodice.model.clinical import (
    CareLevel,
    Finding,
    FindingId,
    FindingKind,
    Frequency,
    PersonCondition,
    Pregnancy,
    RedFlag,
    RedFlagId,
)
from agnodice.model.words import Cues, Synonyms, Words
from agnodice.safety.hear import FLAG, Listener, traits
from agnodice.safety.rules import DangerCheck
from agnodice.text.phrases import anchored, phrase_of
from agnodice.text.reading import Lexicon, prepare

CUES = Cues(
    contractions=(("can't", "cannot"), ("i'm", "i am")),
    small_words=(
        "i",
        "my",
        "a",
        "the",
        "and",
        "or",
        "is",
        "in",
        "of",
        "have",
        "am",
        "but",
        "it",
        "had",
        "out",
        "to",
        "be",
        "could",
    ),
    negations=("no", "not", "without", "denies"),
    list_negations=("denies",),
    not_negations=("not better", "not stopped"),
    negations_after=("none", "denied"),
    breakers=("but", "now"),
    questions=("can", "cause", "symptoms of"),
    suppositions=("scared of getting", "what if i had"),
    self_words=("i", "my"),
    relatives=("my aunt", "my wife"),
    not_people=("my dog",),
    had=("had",),
    past=("years ago", "when i was young"),
    recent=("today", "just"),
    ongoing=("since",),
    ages=("i am N", "N years old"),
    weeks=("N weeks pregnant",),
    not_pregnant_when_denied=("pregnant",),
    states=(("pregnant", ("pregnant",)), ("not-pregnant", ("menopause",))),
)
WORDS = Words(
    synonyms=(
        Synonyms("not", ("not", "no", "cannot", "without")),
        Synonyms("pain", ("pain", "hurts", "ache")),
        Synonyms("faint", ("faint", "fainted", "passed out")),
        Synonyms("urine", ("pee", "wee", "urine")),
    ),
    cues=CUES,
    english=("sever", "dog", "aunt", "shoe"),
)
_SAY = {
    "chest-pain": ("chest pain",),
    "fever": ("fever",),
    "severe-chest-pain": ("severe chest pain",),
    "fainting": ("fainted",),
    "bleeding": ("heavy bleeding", "soak pad/towel hour"),
    "cannot-pass-urine": ("cannot pee",),
    "breathless": ("out of breath",),
    "pregnant": ("pregnant",),
    "menopause": ("menopause",),
    "cancer-history": ("had cancer",),
}


def finding(name: str, refines: str | None = None) -> Finding:
    kind = FindingKind.HISTORY if name.endswith("history") else FindingKind.SYMPTOM
    parent = FindingId(refines) if refines else None
    return Finding(FindingId(name), name, f"{name}?", "", _SAY[name], Frequency("rare", 0.0003), kind, parent)


FINDINGS = tuple(finding(name, "chest-pain" if name == "severe-chest-pain" else None) for name in _SAY)
TABLE = prepare(WORDS, [word for say in _SAY.values() for phrase in say for word in phrase.replace("/", " ").split()])
LEXICON = Lexicon(CUES, TABLE)


def flag(
    name: str,
    level: CareLevel,
    *when: tuple[str, ...],
    words: tuple[str, ...] = (),
    person: PersonCondition | None = None,
) -> RedFlag:
    groups = tuple(tuple(map(FindingId, group)) for group in when)
    about = person or PersonCondition()
    return RedFlag(RedFlagId(name), name, level, groups, "Call.", "Because.", (), "", "", words, person=about)


FLAGS = (
    flag("heart", CareLevel.EMERGENCY, ("chest-pain", "fainting"), words=("heart attack",)),
    flag("chest", CareLevel.SAME_DAY, ("chest-pain",)),
    flag(
        "bleeding", CareLevel.EMERGENCY, ("bleeding",), person=PersonCondition((Pregnancy.PREGNANT, Pregnancy.POSSIBLE))
    ),
    flag("late", CareLevel.SAME_DAY, ("fever",), person=PersonCondition((Pregnancy.PREGNANT,), weeks_min=20)),
    flag("old", CareLevel.WITHIN_DAYS, ("fever",), person=PersonCondition(age_min=60)),
)


def listener() -> Listener:
    said = [phrase_of(name, phrase, LEXICON) for name, phrases in _SAY.items() for phrase in phrases]
    said += [phrase_of(FLAG + f.id, phrase, LEXICON) for f in FLAGS for phrase in f.words]
    return Listener(LEXICON, traits(FINDINGS), anchored(said))


CHECK = DangerCheck(FLAGS, listener())
