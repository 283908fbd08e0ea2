"""A very small library for unit tests: a few findings, flags, words."""

from dataclasses import replace

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
from agnodice.safety.hear import BESIDE_OWNER, FLAG, Listener, traits
from agnodice.safety.rules import DangerCheck
from agnodice.text.phrases import anchored, listed, phrase_of
from agnodice.text.reading import Lexicon, prepare

CUES = Cues(
    contractions=(("can't", "cannot"), ("i'm", "i am"), ("two", "2"), ("twenty", "20"), ("thirty", "30")),
    of_her=(("i", "she"), ("my", "her")),
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
    list_breakers=("but",),
    not_negations=("not better", "not stopped"),
    negations_after=("none", "denied"),
    breakers=("but", "now", "after", "still"),
    questions=("can", "cause", "symptoms of"),
    suppositions=("scared of getting", "what if i had"),
    self_words=("i", "my"),
    openers=("i", "no"),
    leads=("have", "and"),
    relatives=("my aunt", "my wife"),
    others=("her husband", "her mother"),
    not_people=("my dog",),
    had=("had",),
    past=("in the past",),
    long_past=("years ago", "when i was young", "when i was 20"),
    past_leads=("history of",),
    faint_past=("after my first baby",),
    points_back=("that was",),
    earlier=("with my first", "last labour"),
    maybe_earlier=("last time",),
    turns_to_now=("this time", "he is 3"),
    tells_now=("am", "is", "have"),
    tells_then=("had", "was"),
    perfects=("have had",),
    infinitives=("can i have",),
    figures=("breathe for laughing", "chest pain of love"),
    recurs=("is back", "had it again"),
    asserts=(", i have",),
    recent=("today", "just"),
    ongoing=("since", "still", "have had"),
    ages=("i am N", "N years old"),
    weeks=("N weeks pregnant", "at N weeks"),
    months=("N months pregnant",),
    weeks_imply=(("pregnant", 1, 45), ("late-pregnancy", 28, 45)),
    last_period=("last period N UNIT ago", "no period N UNIT"),
    late_period="missed-period",
    baby_ages=("baby is N UNIT", "N UNIT old baby"),
    recent_birth="recent-birth",
    ended=("delivered", "gave birth"),
    births=("p N", "para N"),
    before_births=("woman",),
    some_births="has-given-birth",
    no_births="never-given-birth",
    together=((("pregnant", "bleeding"), "bleeding-in-pregnancy"),),
    kin=("my uncle",),
    bare_denials=(("smell", "smelly-discharge", ("discharge",)), ("temp", "fever", ())),
    group_words=("symptoms", "changes"),
    grouped_denials=(("urine", ("cannot-pass-urine", "long-bleed")),),
    beside_says=((("rubbery",), "rubbery-lump", ("chest-pain",)), (("fishy",), "fishy-discharge", ("discharge",))),
    doubted_by=(("pregnant", ("negative-test",)),),
    well_words=("fine", "normal"),
    well_denials=(("urine", "cannot-pass-urine"),),
    told_of_others=("family-clot",),
    elsewhere=((("nippl", "wound"), ("discharge",)),),
    not_pregnant_when_denied=("pregnant",),
    states=(
        ("pregnant", ("pregnant", "bleeding-in-pregnancy")),
        ("postpartum", ("recent-birth",)),
        ("not-pregnant", ("menopause",)),
    ),
)
WORDS = Words(
    synonyms=(
        Synonyms("not", ("not", "no", "cannot", "without")),
        Synonyms("pain", ("pain", "hurts", "ache")),
        Synonyms("faint", ("faint", "fainted", "passed out", "lost my senses")),
        Synonyms("urine", ("pee", "wee", "urine")),
        Synonyms("birth", ("gave birth",)),
        Synonyms("fortnight", ("two weeks",), broader=("week",)),
    ),
    cues=CUES,
    english=("sever", "dog", "aunt", "shoe", "smell", "itch", "temp"),
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
    "discharge": ("discharge",),
    "smelly-discharge": ("smelly discharge",),
    "missed-period": ("period late",),
    "recent-birth": ("gave birth", "new baby"),
    "family-clot": ("clot in family",),
    "long-bleed": ("bleed days",),
    "bleeding-in-pregnancy": ("bleeding baby inside",),
    "grown-up": ("years old enough",),
    "confused": ("out of my mind",),
    "no-periods": ("no period",),
}


def finding(name: str, refines: str | None = None) -> Finding:
    kind = FindingKind.HISTORY if name.endswith("history") else FindingKind.SYMPTOM
    parent = FindingId(refines) if refines else None
    return Finding(FindingId(name), name, f"{name}?", "", _SAY[name], Frequency("rare", 0.0003), kind, parent)


_REFINES = {"severe-chest-pain": "chest-pain", "smelly-discharge": "discharge"}
FINDINGS = tuple(finding(name, _REFINES.get(name)) for name in _SAY)


def _phrase_words() -> list[str]:
    return [word for say in _SAY.values() for phrase in say for word in phrase.replace("/", " ").split()]


TABLE = prepare(WORDS, _phrase_words())
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


def listener(lexicon: Lexicon = LEXICON, **more: str) -> Listener:
    """What hears the small library; `more`: one more phrase of a finding."""
    say = [(name, phrase) for name, phrases in _SAY.items() for phrase in phrases] + list(more.items())
    say += [(f"{BESIDE_OWNER}{row}", word) for row, (words, *_) in enumerate(CUES.beside_says) for word in words]
    say += [(FLAG + f.id, phrase) for f in FLAGS for phrase in f.words]
    phrases = [phrase_of(owner, phrase, lexicon) for owner, phrase in say]
    return Listener(lexicon, traits(FINDINGS), anchored(listed(phrases)))


def with_cues(cues: Cues, *english: str) -> Lexicon:
    """A lexicon of the small library with other cues, and with more words that are not repaired."""
    words = replace(WORDS, cues=cues, english=(*WORDS.english, *english))
    return Lexicon(cues, prepare(words, _phrase_words()))


CHECK = DangerCheck(FLAGS, listener())
