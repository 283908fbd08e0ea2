"""The laws of `assess`, through the engine and through every face: danger first, stateless, honest numbers."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agnodice.assess.interview import MOST_OPTIONS, MOST_QUESTIONS, MOST_TOGETHER, MOST_WHEN_URGENT
from agnodice.assess.reply import added, counted, said, skipped, taken_back, ticked
from agnodice.engine import Engine
from agnodice.errors import FeatureOffError, QuestionError
from agnodice.faces.assessment_views import assessment_json
from agnodice.faces.cli.assess_evaluation import interviewed, sentences_of
from agnodice.faces.cli.commands import run
from agnodice.faces.summary import Summary, timeline
from agnodice.model.assessment import Assessment, Question, QuestionKind, Told
from agnodice.model.clinical import CareLevel, FindingId, FindingKind, Observation, Person, Pregnancy, Presence, RedFlag
from tests.casebook import cases
from tests.conftest import shelved
from tests.test_knowledge import LIBRARY

ASKABLE = sorted({finding.id for finding in LIBRARY.findings})
WITH_LISTS = [flag for flag in LIBRARY.red_flags if flag.when]
LATE_PERIOD = "I am 26, my period is two weeks late and I have had brown spotting since yesterday."
COUGH = "I have had a runny nose and a cough for three days. I am 40."
SLOW = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
FOUND_IN_INTERVIEWS = {"vignette": 0.9, "assess": 0.85}  # floors
Command = Callable[..., tuple[int, str, str]]

OBSERVED = st.lists(
    st.builds(Observation, st.sampled_from(ASKABLE), st.sampled_from([Presence.PRESENT, Presence.ABSENT])),
    unique_by=lambda o: o.finding,
    min_size=1,
    max_size=7,
)
PEOPLE = st.builds(Person, st.one_of(st.none(), st.integers(12, 80)), st.sampled_from(Pregnancy))


@pytest.fixture
def agnodice(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command with text on standard input: (code, out, err)."""

    def call(*arguments: str, typed: str = "", is_terminal: bool = False) -> tuple[int, str, str]:
        stream = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        monkeypatch.setattr(stream, "isatty", lambda: is_terminal, raising=False)
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setenv("COLUMNS", "100")
        code = run(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


def level_of(engine: Engine, told: Told) -> CareLevel:
    return engine.assess(told).triage.level


def result(assessment: Assessment) -> dict[str, Any]:
    """The result as every face gets it, without what was typed in."""
    data = assessment_json(assessment)
    return {key: value for key, value in data.items() if key not in {"asked", "question"}}


def test_what_to_watch_for_may_still_come(engine: Engine) -> None:
    told = Told("burning when I pee and I go every 20 minutes since yesterday. I am 23.")
    watched = [watch.flag.id for watch in engine.assess(told).watch]
    assert "kidney-infection" in watched
    kinds = {finding.id: finding.kind for finding in engine.findings()}
    for text in (told.text, LATE_PERIOD, "I am 34, my periods are heavy and there is a lump low in my belly."):
        result = engine.assess(Told(text))
        said = {o.finding for o, _ in result.understood.observations if o.presence is Presence.PRESENT}
        assert result.watch
        assert [w.flag.level for w in result.watch] == sorted((w.flag.level for w in result.watch), reverse=True)
        for watch in result.watch:
            wanting = [{kinds[name] for name in group if name not in said} for group in watch.flag.when]
            assert any(kinds <= {FindingKind.SYMPTOM, FindingKind.SIGN} for kinds in wanting), watch.flag.id


@pytest.mark.parametrize(
    "text", ["hot flushes and can't sleep, I am 50", "I am 31 and not pregnant. Pain low on the left."]
)
def test_nobody_is_told_to_watch_for_what_no_cause_of_hers_brings_on(engine: Engine, text: str) -> None:
    watched = [watch.flag.name for watch in engine.assess(Told(text)).watch]
    assert watched
    assert not [name for name in watched if "baby" in name or "birth" in name]


@pytest.mark.parametrize(
    "text",
    [
        "my periods are so heavy I change every hour and I'm exhausted",
        "pain deep inside when we have sex, worse before my period, and my periods got heavier",
    ],
)
def test_who_is_tired_or_in_pain_is_not_told_of_suicide(engine: Engine, text: str) -> None:
    watched = [watch.flag.id for watch in engine.assess(Told(text)).watch]
    assert watched
    assert "thoughts-of-suicide" not in watched


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I am 24. Burning when I pee since yesterday, and I go all the time.", "urinary-infection"),
        ("I am 52, bloated for 2 months and full after a few bites.", "ovarian-cancer-signs"),
        ("Found a lump in my left breast last week, I am 34.", "breast-lump"),
        ("hot flushes and no sleep, 51, last period 8 months ago", "menopause-symptoms"),
    ],
)
def test_the_guide_to_read_first_is_about_what_she_said(engine: Engine, text: str, first: str) -> None:
    assert engine.assess(Told(text)).guides[0].id == first


@pytest.mark.parametrize(
    ("text", "not_heard"),
    [
        ("bleeding after sex 3 times this month, on the pill, 23, no pain", "sex-against-will"),
        ("bleeding after sex 3 times this month, on the pill, 23", "bleeding-for-weeks-after-abortion"),
        ("lower back pain since lifting washing, 41", "douching"),
        ("something coming down out of my vagina like an egg", "douching"),
        ("keep getting thrush every month before my period, had 6 pills", "infrequent-periods"),
        ("now my back hurts, I am 5 months pregnant", "back-pain-over-3-months"),
        ("it's like peeing glass since sunday and barely anything comes out", "no-urine-all-day"),
        ("blood when I wipe but not period", "missed-period"),
        ("my knee hurts when I climb stairs", "pain-worse-stairs-or-one-leg"),
        ("my discharge smells like fish and I want to die of embarrassment", "thoughts-of-self-harm"),
        ("I feel faint, also some itching", "hives"),
    ],
)
def test_everyday_words_are_heard_for_no_more_than_they_say(engine: Engine, text: str, not_heard: str) -> None:
    assert not_heard not in {o.finding for o, _ in engine.assess(Told(text)).understood.observations}


def test_spotting_is_heard_as_women_write_it(engine: Engine) -> None:
    for text in ("my period is 3 weeks late, tummy ache and spotting", "I am 68 and have spotting again"):
        assert "spotting" in {o.finding for o, _ in engine.assess(Told(text)).understood.observations}


def test_what_is_unusual_in_a_cause_speaks_for_it_only_with_a_source(engine: Engine) -> None:
    result = engine.assess(Told("I am 34. My periods are heavy, over 8 days, and I feel a lump low in my belly."))
    linked = {c.id: {link.finding: link.frequency.value for link in c.links} for c in engine.conditions()}
    points = [(h.condition.id, point) for h in result.hypotheses for point in h.points_for]
    assert points
    bare = [(name, p.finding.id) for name, p in points if not p.cite and linked[name].get(p.finding.id, 1.0) < 0.1]
    assert bare == []


@SLOW
@given(told=OBSERVED, person=PEOPLE, flag=st.sampled_from(WITH_LISTS), pick=st.integers(0, 9))
def test_a_red_flag_is_never_lowered(
    engine: Engine, told: list[Observation], person: Person, flag: RedFlag, pick: int
) -> None:
    """Whatever else is said, a red flag that fires sets at least its own level."""
    group = flag.when[pick % len(flag.when)]
    rest = [o for o in told if o.finding not in group]
    whole = Told(answers=(*rest, *(Observation(f, Presence.PRESENT) for f in group)), person=person)
    assessment = engine.assess(whole)
    fired = [alarm.flag.level for alarm in assessment.alarms]
    assert assessment.triage.level is not None
    assert assessment.triage.level >= max(fired, default=CareLevel.SELF_CARE)
    if flag.id in {alarm.flag.id for alarm in assessment.alarms}:
        assert assessment.triage.level >= flag.level


@SLOW
@given(told=OBSERVED, person=PEOPLE, data=st.data())
def test_order_is_irrelevant(engine: Engine, told: list[Observation], person: Person, data: st.DataObject) -> None:
    turned = data.draw(st.permutations(told))
    one, other = (engine.assess(Told(answers=tuple(o), person=person)) for o in (told, turned))
    for key in ("urgency", "causes", "must_not_miss", "excluded", "watch"):
        assert result(one)[key] == result(other)[key]
    assert one.question == other.question


@SLOW
@given(told=OBSERVED, person=PEOPLE, extra=st.sampled_from(ASKABLE))
def test_taking_back_restores_the_result(
    engine: Engine, told: list[Observation], person: Person, extra: FindingId
) -> None:
    before = Told(answers=tuple(o for o in told if o.finding != extra), person=person)
    if not before.answers:
        return
    more = Told(answers=(*before.answers, Observation(extra, Presence.PRESENT)), person=person)
    assert result(engine.assess(taken_back(more, extra))) == result(engine.assess(before))


@SLOW
@given(told=OBSERVED, person=PEOPLE, extra=st.sampled_from(ASKABLE))
def test_unknown_is_not_said(engine: Engine, told: list[Observation], person: Person, extra: FindingId) -> None:
    plain = tuple(o for o in told if o.finding != extra)
    if plain:
        known = engine.assess(Told(answers=plain, person=person))
        unsure = engine.assess(Told(answers=(*plain, Observation(extra, Presence.UNKNOWN)), person=person))
        assert result(unsure) == result(known)


@SLOW
@given(told=OBSERVED, person=PEOPLE)
def test_probabilities_are_sensible(engine: Engine, told: list[Observation], person: Person) -> None:
    assessment = engine.assess(Told(answers=tuple(told), person=person))
    shown = (*assessment.hypotheses, *assessment.must_not_miss)
    assert all(0 <= h.share <= 1 and 0 <= h.probability <= 1 + 1e-9 for h in shown)
    assert [h.share for h in assessment.hypotheses] == sorted(h.share for h in assessment.hypotheses)[::-1]
    assert len({h.condition.id for h in shown}) == len(shown)


def test_taking_back_her_own_words(engine: Engine) -> None:
    told = Told("My back hurts. I also have a fever.")
    assert "fever" in {f.id for _, f in engine.assess(told).understood.observations}
    without = engine.assess(taken_back(told, FindingId("fever")))
    assert "fever" not in {f.id for _, f in without.understood.observations}
    plain = engine.assess(Told("My back hurts."))
    assert [h.condition.id for h in without.hypotheses] == [h.condition.id for h in plain.hypotheses]


@pytest.fixture
def opened_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands answer from the engine of all tests: hundreds of them need not each open the edition."""
    monkeypatch.setattr("agnodice.faces.cli.assess.open_engine", lambda _: engine)


@pytest.mark.usefixtures("opened_once")
@pytest.mark.parametrize("flag", LIBRARY.red_flags, ids=lambda flag: flag.id)
def test_every_red_flag_reaches_every_face(agnodice: Command, flag: RedFlag) -> None:
    """Its worked person raises it in JSON, in the terminal and on the page to take along; its near miss does not."""
    _, out, _ = agnodice("assess", "--text", "-", "--json", typed=flag.case)
    data = json.loads(out)
    assert flag.id in {alarm["id"] for alarm in data["danger"]}
    assert CareLevel.from_slug(data["urgency"]) >= flag.level
    _, out, _ = agnodice("assess", "--text", "-", "--plain", typed=flag.case)
    assert flag.name in " ".join(out.split())
    _, out, _ = agnodice("assess", "--text", "-", "--take-along", "text", typed=flag.case)
    assert flag.name in out
    _, out, _ = agnodice("assess", "--text", "-", "--json", typed=flag.near_miss)
    assert flag.id not in {alarm["id"] for alarm in json.loads(out)["danger"]}


def test_danger_comes_first_in_the_terminal(agnodice: Command) -> None:
    code, out, _ = agnodice(
        "assess", "--text", "-", typed="I fainted and have bad pain low in my belly. I am pregnant."
    )
    assert code == 0
    assert "GET HELP NOW" in out.splitlines()[0]
    assert out.index("GET HELP NOW") < out.index("What we understood") < out.index("Possible causes for you")


def test_no_percentage_is_shown(agnodice: Command) -> None:
    for form in (["--plain"], [], ["--take-along", "text"], ["--take-along", "markdown"]):
        _, out, _ = agnodice("assess", "--text", "-", *form, typed=LATE_PERIOD)
        body = out.split("\nSources\n")[0]
        assert not re.search(r"\d\s*%|\b0\.\d", body)


def test_a_safety_net_is_always_there(agnodice: Command) -> None:
    for text in (LATE_PERIOD, COUGH, "I itch down below"):
        _, out, _ = agnodice("assess", "--text", "-", typed=text)
        assert "If it changes or does not get better" in out
        assert "How soon to see someone" in out


def test_nothing_understood_is_said_plainly(agnodice: Command) -> None:
    code, out, _ = agnodice("assess", "--text", "-", typed="the weather is lovely in spring")
    assert code == 3
    assert "We found nothing in your words that tells how soon" in " ".join(out.split())
    assert "Self-care" not in out


def test_bad_input_is_told(agnodice: Command, engine: Engine) -> None:
    assert agnodice("assess", "--text", "-", typed="")[0] == 2
    assert agnodice("assess", "--text", "-", "--age", "200", typed=COUGH)[0] == 2
    with pytest.raises(QuestionError):
        engine.assess(Told())


def test_the_interview_asks_goes_back_edits_and_ends(agnodice: Command) -> None:
    typed = "\n".join([LATE_PERIOD, "y", "b", "nonsense", "n", "e", "1", "s", "d", "r"]) + "\n"
    code, out, err = agnodice("assess", typed=typed, is_terminal=True)
    assert code == 0
    assert "Tell in your own words" in err
    assert "Question 1" in out
    assert "Why we ask" in out
    for told in ("could not be read", "Which of these did you not mean?", "How soon to see someone"):
        assert told in " ".join(out.split())


def test_n_tells_that_there_is_nothing_more(agnodice: Command) -> None:
    """No words of hers: an invitation that stayed without a reply is the last one."""
    typed = "\n".join(["I am 34 and my breasts are sore.", *"nnnnnnnn"]) + "\n"
    _, out, _ = agnodice("assess", typed=typed, is_terminal=True)
    assert out.count("Tell a little more") == 1
    assert "n nothing more" in out


def test_quitting_says_that_nothing_was_kept(agnodice: Command) -> None:
    code, out, err = agnodice("assess", typed=f"{LATE_PERIOD}\nq\n", is_terminal=True)
    assert code == 0
    assert "Nothing was kept" in err
    assert "Possible causes" not in out


def test_a_danger_interrupts_the_interview(agnodice: Command, engine: Engine) -> None:
    """The card is printed before the next question, at once."""
    text = "I am 30 and numb between my legs and I cannot pee."
    _, out, _ = agnodice("assess", typed=f"{text}\nr\n", is_terminal=True)
    assert "GET HELP NOW" in out.splitlines()[0]
    assert engine.assess(Told(text)).triage.level is CareLevel.EMERGENCY


def test_an_interview_leaves_nothing(edition_bytes: bytes, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "tmp").mkdir(parents=True)
    env = {**os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_CACHE_HOME": str(home / ".cache")}
    shelved(edition_bytes, XDG_CACHE_HOME=env["XDG_CACHE_HOME"])
    for ending in ("r\n", "q\n"):
        subprocess.run(
            [sys.executable, "-m", "agnodice", "assess"],
            input=f"Zebulon hurt me and my back aches\n{ending}",
            capture_output=True,
            text=True,
            check=True,
            env=env,
        )
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"zebulon" in path.read_bytes().lower()] == []


def test_an_answer_is_never_asked_again(engine: Engine) -> None:
    told, seen = Told(LATE_PERIOD), set()
    while question := engine.assess(told).question:
        assert question.id not in seen
        seen.add(question.id)
        told = skipped(told, question)
    assert 0 < len(seen) <= 12


def test_what_the_text_says_is_not_asked(engine: Engine) -> None:
    told = Told("I am 31, 9 weeks pregnant, with spotting since this morning and no pain.")
    asked = set()
    while question := engine.assess(told).question:
        asked |= {option.id for option in question.options} | {question.id}
        told = said(told, question, Presence.UNKNOWN) if question.options else skipped(told, question)
    assert asked.isdisjoint({"age", "weeks", "could-be-pregnant", "pregnant", "vaginal-bleeding"})


def test_openings_come_first_where_they_matter(engine: Engine) -> None:
    first = engine.assess(Told("pain low in my belly")).question
    assert first is not None
    assert first.kind is QuestionKind.AGE
    second = engine.assess(counted(Told("pain low in my belly"), first, 27)).question
    assert second is not None
    assert second.id == "could-be-pregnant"


def test_nobody_beyond_the_age_is_asked_whether_she_could_be_pregnant(engine: Engine) -> None:
    for age, is_asked in ((30, True), (55, True), (56, False), (71, False)):
        told = Told("pain low in my belly", person=Person(age_years=age))
        asked, question = set(), engine.assess(told).question
        while question:
            asked |= {question.id, *(option.id for option in question.options)}
            told = skipped(told, question)
            question = engine.assess(told).question
        assert ("could-be-pregnant" in asked) is is_asked, age


def test_who_told_her_history_alone_is_asked_for_her_complaint(engine: Engine) -> None:
    told = Told("I am 41 and had two caesareans. I take the pill.")
    question = engine.assess(told).question
    assert question is not None
    assert question.kind is QuestionKind.WORDS
    after = engine.assess(added(told, question, "It burns when I pee.")).question
    assert after is None or after.kind is not QuestionKind.WORDS
    silent = told
    for _ in range(3):
        assert question is not None
        silent = skipped(silent, question)
        question = engine.assess(silent).question
    assert question is None or question.kind is not QuestionKind.WORDS


def test_a_danger_in_her_history_is_not_held_up_for_more_words(engine: Engine) -> None:
    """A red flag on words that tell no complaint: nothing is asked for before what its care level allows."""
    for flag in LIBRARY.red_flags:
        assessment = engine.assess(Told(flag.case))
        if assessment.alarms and assessment.question:
            assert assessment.question.kind is not QuestionKind.WORDS, flag.id


def test_lists_to_tick_stay_short(engine: Engine) -> None:
    for text in (*SENTENCES, LATE_PERIOD, COUGH):
        told, question = Told(text), engine.assess(Told(text)).question
        while question:
            most = MOST_TOGETHER if question.id.startswith(("also-", "history-")) else MOST_OPTIONS
            assert len(question.options) <= most
            told = skipped(told, question)
            question = engine.assess(told).question


@pytest.mark.parametrize("stem", ["vignette", "assess"])
def test_interviews_from_the_first_sentence_find_the_cause_in_few_questions(engine: Engine, stem: str) -> None:
    """Every third text that was looked at while building; an emergency told at once ends within four questions."""
    rows = [row for row in cases(stem, "dev") if row["diagnosis"]][::3]
    first, asked = 0, []
    for row in rows:
        told = Told(row["text"], person=Person(age_years=row.get("age")))
        end = interviewed(engine, told)
        first += bool(end.hypotheses) and end.hypotheses[0].condition.id in row["diagnosis"]
        asked.append(len(end.told.asked))
        start = engine.assess(Told(sentences_of(told.text)[0], person=told.person))
        if start.triage.level is end.triage.level is CareLevel.EMERGENCY:
            assert asked[-1] <= MOST_WHEN_URGENT, row["id"]
    assert first / len(rows) >= FOUND_IN_INTERVIEWS[stem]
    assert sum(asked) / len(asked) <= MOST_QUESTIONS


def test_numbers_that_nobody_has_are_refused(engine: Engine) -> None:
    question = Question("age", QuestionKind.AGE, ())
    for number in (0, 7, 111):
        with pytest.raises(ValueError, match=str(number)):
            counted(Told("x"), question, number)


def test_ticks_say_yes_and_no(engine: Engine) -> None:
    options = tuple(f for f in LIBRARY.findings if f.id in {"fever", "nausea"})
    told = ticked(Told("x"), Question("which-x", QuestionKind.WHICH, options), {FindingId("fever")})
    assert {a.finding: a.presence for a in told.answers} == {"fever": Presence.PRESENT, "nausea": Presence.ABSENT}


def test_an_interview_from_the_first_sentence(engine: Engine) -> None:
    text = "I have pain low in my belly. It is on the right and I threw up. I have no fever."
    assert sentences_of(text)[0] == "I have pain low in my belly."
    end = interviewed(engine, Told(text))
    assert end.question is None
    assert len(end.told.asked) >= 1


def test_evaluate_writes_a_row_for_every_line(agnodice: Command, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    rows = [{"id": 1, "text": LATE_PERIOD, "age": 26}, {"id": 2, "text": ""}, {"id": 3}]
    path.write_text("\n".join([*map(json.dumps, rows), "no json"]), "utf-8")
    for extra in ([], ["--interview"]):
        code, out, _ = agnodice("evaluate", "assess", str(path), *extra)
        assert code == 0
        made = [json.loads(line) for line in out.splitlines()]
        assert len(made) == 4
        assert set(made[0]) == {"id", "ddx", "urgency", "red_flags", "ask_back", "observations", "questions"}
        assert made[0]["ddx"][0]
        assert all(isinstance(names, list) for names in made[0]["ddx"])
        assert "error" in made[1]
        assert "error" in made[2]
        assert "error" in made[3]


def test_the_page_to_take_along(engine: Engine) -> None:
    assessment = engine.assess(Told("I'm 34. For two weeks I bleed after sex. No pain."))
    text, markdown = Summary(engine.strings).text(assessment), Summary(engine.strings).markdown(assessment)
    for page in (text, markdown):
        assert page.index("For two weeks I bleed after sex") < page.index(
            "My questions" if page is markdown else "MY QUESTIONS"
        )
    assert len(text.splitlines()) <= 60
    assert list(timeline("It began on Monday. It hurts. Three days ago I bled.")) == ["Three days ago I bled."]


def test_a_publisher_can_ship_information_only(
    engine: Engine, agnodice: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine._index, "features", {"assess": False})
    with pytest.raises(FeatureOffError, match="information only"):
        engine.assess(Told(COUGH))
    assert engine.ask("why does my back hurt after sex").guide


def test_features_are_read_and_changed(tmp_path: Path) -> None:
    from agnodice.errors import SettingError
    from agnodice.library.features import changed, read

    (tmp_path / "features.toml").write_text("# words\nassess = true\n", "utf-8")
    assert changed(tmp_path, "assess=off") == {"assess": False, "audit": True}
    assert (tmp_path / "features.toml").read_text("utf-8") == "# words\nassess = false\n"
    assert read(tmp_path) == {"assess": False, "audit": True}
    assert changed(tmp_path, "audit=off") == {"assess": False, "audit": False}
    assert (tmp_path / "features.toml").read_text("utf-8") == "# words\nassess = false\naudit = false\n"
    with pytest.raises(SettingError, match="assess=on"):
        changed(tmp_path, "assess=maybe")


def test_causes_of_a_guide_come_in_her_order(engine: Engine) -> None:
    """When a question carries observations, the guide's causes follow what she said."""
    plain = engine.ask("why does my back hurt after sex")
    told = engine.ask("why does my back hurt after sex, I have bad period pain and deep pain during sex")
    assert plain.guide
    assert told.guide
    common = [c.condition for c in told.guide.causes if c.how_common == "common"]
    assert set(common) == {c.condition for c in plain.guide.causes if c.how_common == "common"}
    order = [c.condition for c in told.guide.causes]
    assert order != [c.condition for c in plain.guide.causes]


SENTENCES = (
    "I have a dull ache low in my belly since Monday.",
    "My breasts are sore before my period.",
    "I am tired all the time.",
    "It burns when I pee.",
    "I have heavy periods with clots.",
    "There is thick white discharge and it itches.",
)
DANGERS = (
    "I have crushing chest pain going into my arm.",
    "I fainted and I am bleeding through two pads an hour.",
    "Suddenly I have the worst headache of my life.",
)


def _level(engine: Engine, *sentences: str) -> CareLevel:
    return engine.assess(Told(" ".join(sentences))).triage.level


@SLOW
@given(st.lists(st.sampled_from(SENTENCES), max_size=4, unique=True), st.sampled_from(DANGERS))
def test_a_sentence_of_danger_never_lowers_the_urgency(engine: Engine, said: list[str], danger: str) -> None:
    assert _level(engine, *said, danger) == CareLevel.EMERGENCY
    assert _level(engine, danger, *said) == CareLevel.EMERGENCY


@SLOW
@given(st.permutations([*SENTENCES[:4], DANGERS[2]]), st.integers(1, 5))
def test_the_order_of_sentences_does_not_change_the_urgency(engine: Engine, row: list[str], size: int) -> None:
    assert _level(engine, *row[:size]) == _level(engine, *sorted(row[:size]))


@SLOW
@given(OBSERVED, PEOPLE, st.sampled_from(WITH_LISTS), st.data())
def test_denying_a_part_of_a_red_flag_never_raises_it(
    engine: Engine, observed: list[Observation], person: Person, flag: RedFlag, data: st.DataObject
) -> None:
    denied = data.draw(st.sampled_from([finding for group in flag.when for finding in group]))
    others = tuple(o for o in observed if o.finding != denied)
    before = engine.assess(Told(answers=others, person=person))
    after = engine.assess(Told(answers=(*others, Observation(denied, Presence.ABSENT)), person=person))
    assert {alarm.flag.id for alarm in after.alarms} <= {alarm.flag.id for alarm in before.alarms}


def test_what_wounds_in_a_list_is_asked_alone_and_only_where_it_matters(engine: Engine) -> None:
    alone = {opening.ask for opening in LIBRARY.openings if opening.alone}
    assert {"sex-against-will", "hurt-by-partner"} <= alone
    for text in (
        *SENTENCES,
        LATE_PERIOD,
        COUGH,
        "I feel low and cannot sleep.",
        "Sex hurts.",
        "My baby is 5 weeks old.",
    ):
        told, question = Told(text), engine.assess(Told(text)).question
        for _ in range(8):
            if question is None:
                break
            assert alone.isdisjoint(option.id for option in question.options)
            told = skipped(told, question)
            question = engine.assess(told).question


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("A lump beside the entrance, red and hot, the size of a plum since two days, I cannot walk.", "same-day"),
        ("Since they took my womb out I drip pee all the time, day and night, no cough needed.", "within-days"),
        ("My pee looked like claret twice this week. It does not hurt.", "within-days"),
        ("Toilet more often and looser for three months, my belt is two notches tighter.", "within-days"),
        ("Four months after sex each time little drops of blood.", "within-days"),
        ("At 32 weeks, two previous caesareans, woke in a pool of bright red blood, no pain.", "emergency"),
        ("Two lines, sharp pain low on the left, and my shoulder aches when I lie down.", "emergency"),
        ("Took the abortion tablets Monday and Tuesday, now Thursday, and I have not bled at all.", "same-day"),
        ("Our baby is nine days old. She says the baby's face belongs to another and covers mirrors.", "emergency"),
        ("Baby is 5 weeks. I imagine scalding her in the bath and I would never. I leave the room.", "same-day"),
        ("Pregnant, nine weeks, and I cannot have a baby now.", "within-days"),
    ],
)  # fmt: skip
def test_what_is_told_otherwise_is_not_too_calm(engine: Engine, text: str, level: str) -> None:
    assert engine.assess(Told(text)).triage.level >= CareLevel.from_slug(level)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Clear stretchy stuff like egg white in my pants a few days every month. No itch, no smell.", "self-care"),
        ("My shoulder hurts when I lie on it since tennis, not pregnant.", "routine"),
        ("The baby has my husband's eyes, she is a week old.", "routine"),
        ("My jeans are looser since I go running and I am glad.", "routine"),
    ],
)  # fmt: skip
def test_what_sounds_alike_is_not_alarmed(engine: Engine, text: str, level: str) -> None:
    assert engine.assess(Told(text)).triage.level <= CareLevel.from_slug(level)


@pytest.mark.parametrize("case", cases("assess", "dev")[:12], ids=lambda case: str(case["id"]))
def test_shares_are_those_of_the_whole_assessment(engine: Engine, case: dict[str, Any]) -> None:
    told = Told(case["text"])
    whole = engine.assess(told)
    assert engine.shares(told) == {h.condition.id: h.share for h in (*whole.hypotheses, *whole.must_not_miss)}


FLOODS = (
    "I am 44. For two years my periods have got heavier, I change a pad every hour on the first two days. "
    "There is a heaviness low in my belly and I have to wee often. My mother and my aunt had fibroids taken out."
)


@pytest.mark.parametrize("joint", [". ", " and "])
def test_a_calm_history_beside_it_talks_no_danger_away(engine: Engine, joint: str) -> None:
    """A cause that tales name explains its own signs alone: what is of another kind stays an alarm, and of all dangers
    one in fifty is asked back.
    """
    rows = [case["say"] for case in cases("danger", "dev") if case["level"] != "within-days"][::16]
    texts = [text for say in rows for text in (f"{say}{joint}{FLOODS}", f"{FLOODS[:-1]}{joint}{say}")]
    lost = [t for t in texts if level_of(engine, Told(t)) < (engine.danger(t).level or CareLevel.SELF_CARE)]
    assert len(lost) <= len(texts) / 50, lost
