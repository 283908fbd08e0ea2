"""Verdicts on claims: what is right on labelled claims, and that nothing true is ever called contradicted."""

import re
from collections import Counter
from datetime import date

import pytest

from agnodice.audit.stating import gisted, placed
from agnodice.engine import Engine
from agnodice.faces.audit_report import report_html
from agnodice.faces.audit_views import audit_json
from agnodice.model.audit import Route, Verdict
from tests import floors
from tests.casebook import cases

TODAY = date(2026, 11, 26)
FRAMES = (
    "It is a myth that {}.",
    "It is not true that {}.",
    "Many people believe that {}, but this is wrong.",
    "There is no truth in the idea that {}.",
    "You may hear that {}, which is false.",
)


@pytest.mark.parametrize(
    ("stem", "half"),
    [
        ("fresh", "dev"),
        ("fresh", "held"),
        ("third", "dev"),
        ("third", "held"),
        ("blog", "dev"),
        ("fourth", "dev"),
        ("fourth", "held"),
    ],
)
def test_fresh_claims_have_the_right_verdict(engine: Engine, stem: str, half: str) -> None:
    least = floors.FLOORS[f"audit_{stem}"][half]
    pairs = Counter((case["verdict"], _verdict(engine, case["say"])) for case in cases(f"claims_{stem}", half))
    scores = []
    for verdict in Verdict:
        right = pairs[verdict.value, verdict.value]
        precision = right / (sum(n for (_, said), n in pairs.items() if said == verdict.value) or 1)
        recall = right / sum(n for (label, _), n in pairs.items() if label == verdict.value)
        scores.append(2 * precision * recall / ((precision + recall) or 1))
        if verdict is Verdict.CONTRADICTED:
            assert precision >= least["contradicted_precision"]
    assert sum(scores) / 3 >= least["macro_f1"]


def test_true_sentences_in_the_words_of_a_myth_are_not_contradicted(engine: Engine) -> None:
    told = {case["say"]: _verdict(engine, case["say"]) for case in cases("claims_true", "dev")}
    assert [say for say, verdict in told.items() if verdict == "contradicted"] == []
    assert Counter(told.values())["supported"] >= 55


def test_the_library_contradicts_none_of_its_own_sentences(engine: Engine) -> None:
    wrong = []
    for guide in engine.guides():
        said = [sentence.text for _, sentence in placed(guide)]
        report = engine.audit("\n\n".join(["Page", *said]), TODAY)
        wrong += [(guide.id, c.text) for c in report.claims if c.verdict is Verdict.CONTRADICTED]
    assert wrong == []


def test_no_correction_is_contradicted(engine: Engine) -> None:
    said = [part for myth in engine.myths() for part in re.split(r"(?<=[.])\s+", myth.correction)]
    report = engine.audit("\n\n".join(["Page", *said]), TODAY)
    assert [c.text for c in report.claims if c.verdict is Verdict.CONTRADICTED] == []


def test_a_myth_that_a_page_turns_down_is_not_contradicted_and_mostly_supported(engine: Engine) -> None:
    counts: Counter[str] = Counter()
    for number, myth in enumerate(engine.myths()):
        claim = myth.claim.rstrip(".")
        counts[_verdict(engine, FRAMES[number % len(FRAMES)].format(claim[0].lower() + claim[1:]))] += 1
    assert counts["contradicted"] == 0
    assert counts["supported"] >= 0.6 * counts.total()


@pytest.mark.parametrize(
    ("say", "flag"),
    [
        ("You can safely wait a few weeks if you soak through two pads an hour.", "soaking"),
        ("Bleeding after the menopause is nothing to worry about.", ""),
        ("A swollen, red calf will go down by itself.", "clot"),
        ("Blood in your urine is perfectly normal.", ""),
    ],
)
def test_a_danger_waved_away_is_contradicted_with_what_the_library_says(engine: Engine, say: str, flag: str) -> None:
    [claim] = engine.audit(f"Page\n\n{say}", TODAY).claims
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.said
    assert claim.cite
    assert flag in claim.said.lower()


@pytest.mark.parametrize(
    "say",
    [
        "Do not ignore a swollen, red calf.",
        "A swollen, red calf may be harmless, but see a doctor today.",
        "Never put bleeding after the menopause down to just hormones.",
        "Bleeding after the menopause is often harmless.",
        "Is bleeding after the menopause nothing to worry about?",
    ],
)
def test_a_warning_a_hedge_or_a_question_waves_nothing_away(engine: Engine, say: str) -> None:
    assert _verdict(engine, say) != "contradicted"


def test_a_contradiction_without_a_myth_is_shown_with_its_source(engine: Engine) -> None:
    report = engine.audit("Page\n\nA swollen, red calf will go down by itself.", TODAY)
    [claim] = report.claims
    assert (claim.route, claim.myth) == (Route.DANGER, None)
    [told] = audit_json(report)["claims"]
    assert told["verdict"] == "contradicted"
    assert told["sources"]
    page = re.sub(r"\s+", " ", report_html(report, engine.strings))
    assert claim.said.split(".")[0] in page


@pytest.mark.parametrize(
    ("say", "verdict"),
    [
        ("Antibiotics clear about 80 percent of bacterial vaginosis.", "supported"),
        ("Antibiotics clear about 8 in 10 cases of bacterial vaginosis.", "supported"),
        ("Antibiotics clear about 30 percent of bacterial vaginosis.", "not-enough"),
    ],
)
def test_shares_are_compared_however_they_are_written(engine: Engine, say: str, verdict: str) -> None:
    assert _verdict(engine, say) == verdict


def test_up_is_not_down(engine: Engine) -> None:
    assert _verdict(engine, "Screening lowers deaths from cancer of the cervix.") == "supported"
    assert _verdict(engine, "Screening raises deaths from cancer of the cervix.") != "supported"


def test_what_a_source_says_supports_a_claim_and_is_shown_with_it(engine: Engine) -> None:
    report = engine.audit("Page\n\nMost herpes outbreaks that come later are milder than the first outbreak.", TODAY)
    sources = [claim for claim in report.claims if claim.verdict is Verdict.SUPPORTED and claim.cite]
    assert sources
    for source in engine.sources()[::200]:
        first = gisted(source)[0]
        assert first in source.gist


@pytest.mark.parametrize(
    ("say", "verdict"),
    [
        ("Chlamydia clears up by itself, so you do not need antibiotics.", "contradicted"),
        ("Chlamydia is cleared up by antibiotics.", "supported"),
        ("Genital herpes can be cured for good with a course of aciclovir.", "contradicted"),
        ("Nipple discharge can be a sign of breast cancer, though it is rarely so.", "not contradicted"),
        ("Endometriosis can make it harder to get pregnant.", "not contradicted"),
    ],
)
def test_what_pages_repeat_in_their_own_words(engine: Engine, say: str, verdict: str) -> None:
    told = _verdict(engine, say)
    assert told != "contradicted" if verdict == "not contradicted" else told == verdict


def _verdict(engine: Engine, sentence: str) -> str:
    claims = engine.audit(f"Page\n\n{sentence}", TODAY).claims
    return claims[0].verdict.value if claims else Verdict.NOT_ENOUGH.value
