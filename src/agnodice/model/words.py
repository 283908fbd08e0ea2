"""The words by which the program understands and speaks; one language is one such set, kept outside code."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Measure:
    """A number that means something beside one of `words`: from `low` to `high` (inclusive) it is read as `concept`."""

    words: tuple[str, ...]
    low: float
    high: float
    concept: str


@dataclass(frozen=True)
class Cues:
    """Word groups that change what a mention means; `words/cues.toml` explains each list.

    `ages`, `weeks`, `months`, `bare_weeks`, `last_period`, `baby_ages` and `births` are patterns in which N stands for
    a number, UNIT for days, weeks, months or years; `states` names the findings that tell a pregnancy state,
    `doubted_by` what takes one of them back where no weeks are told, `earlier_by` what does where they are; the words
    of `only_states` tell a state and nothing more.
    """

    contractions: tuple[tuple[str, str], ...] = ()
    small_words: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    of_her: tuple[tuple[str, str], ...] = ()
    negations: tuple[str, ...] = ()
    list_negations: tuple[str, ...] = ()
    not_negations: tuple[str, ...] = ()
    negations_after: tuple[str, ...] = ()
    breakers: tuple[str, ...] = ()
    list_breakers: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    suppositions: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    self_words: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    long_past: tuple[str, ...] = ()
    past_leads: tuple[str, ...] = ()
    past_labels: tuple[str, ...] = ()
    faint_past: tuple[str, ...] = ()
    points_back: tuple[str, ...] = ()
    that_day: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    maybe_earlier: tuple[str, ...] = ()
    turns_to_now: tuple[str, ...] = ()
    nothing_since: tuple[str, ...] = ()
    tells_now: tuple[str, ...] = ()
    tells_then: tuple[str, ...] = ()
    perfects: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    recurs: tuple[str, ...] = ()
    asserts: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    plan_done: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    units: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    other_ages: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()
    own_tale: tuple[str, ...] = ()
    weeks: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    bare_weeks: tuple[str, ...] = ()
    weeks_imply: tuple[tuple[str, int, int], ...] = ()
    only_states: tuple[str, ...] = ()
    states: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doubted_by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    earlier_by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    last_period: tuple[str, ...] = ()
    late_period: str = ""
    baby_ages: tuple[str, ...] = ()
    recent_birth: str = ""
    ended: tuple[str, ...] = ()
    likened: tuple[str, ...] = ()
    likened_findings: tuple[str, ...] = ()
    made_other: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    other_forms: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = ()
    done_by_baby: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = ()
    not_along: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    before_births: tuple[str, ...] = ()
    some_births: str = ""
    no_births: str = ""
    together: tuple[tuple[tuple[str, ...], str], ...] = ()
    kin: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kin_names: tuple[str, ...] = ()
    nothings: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    takes_back: tuple[str, ...] = ()
    bare_denials: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    well_words: tuple[str, ...] = ()
    well_denials: tuple[tuple[str, str], ...] = ()
    figures_then: tuple[str, ...] = ()
    figure_denials: tuple[tuple[str, str], ...] = ()
    group_words: tuple[str, ...] = ()
    grouped_denials: tuple[tuple[str, tuple[str, ...]], ...] = ()
    beside_says: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    told_of_others: tuple[str, ...] = ()
    elsewhere: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    wound_verbs: tuple[str, ...] = ()
    wound_places: tuple[str, ...] = ()
    wound_ends: tuple[str, ...] = ()
    wound_bleeds: tuple[str, ...] = ()
    wound_small: tuple[str, ...] = ()
    wound_bad: tuple[str, ...] = ()
    wound_severe: str = ""
    not_pregnant_when_denied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Synonyms:
    """Words that mean one thing, and the concepts that it is a kind of."""

    concept: str
    words: tuple[str, ...]
    broader: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tone:
    """Words of a page that harm, push or mislead; `kind` is blame, shame, force, minimise, … and `why` is shown."""

    kind: str
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Step:
    """Something to do that a page on one of these findings or conditions should name, in any of these words."""

    id: str
    name: str
    words: tuple[str, ...]
    findings: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Naming:
    """Ways in which pages name the danger of a red flag, besides what the danger check hears."""

    red_flag: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class AuditWords:
    """The words by which `audit` compares claims and reads a page's form; `words/audit.toml` explains each list."""

    folds: tuple[Synonyms, ...] = ()
    idle: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    dismissals: tuple[str, ...] = ()
    absolutes: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    fast: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    seek: tuple[str, ...] = ()
    no_seek: tuple[str, ...] = ()
    uncertainty: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    not_a_clinician: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    adverts: tuple[str, ...] = ()
    vague_numbers: tuple[str, ...] = ()
    relative_risks: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    by_lines: tuple[str, ...] = ()
    review_lines: tuple[str, ...] = ()
    date_lines: tuple[str, ...] = ()
    next_lines: tuple[str, ...] = ()
    source_lines: tuple[str, ...] = ()
    contact_lines: tuple[str, ...] = ()
    feedback_lines: tuple[str, ...] = ()
    policy_lines: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    private_topics: tuple[str, ...] = ()
    tones: tuple[Tone, ...] = ()
    steps: tuple[Step, ...] = ()
    dangers: tuple[Naming, ...] = ()


@dataclass(frozen=True)
class Words:
    """Synonyms, cues, the audit's words, strings of the faces, ordinary words that are not misspellings, and questions
    of other subjects (`elsewhere`).
    """

    synonyms: tuple[Synonyms, ...] = ()
    cues: Cues = field(default_factory=Cues)
    strings: tuple[tuple[str, str], ...] = ()
    english: tuple[str, ...] = ()
    audit: AuditWords = field(default_factory=AuditWords)
    elsewhere: tuple[str, ...] = ()
