"""An assessment as plain JSON data: what `assess --json` prints and every machine-read face shares (docs/assess.md)."""

from typing import Any

from agnodice.faces.views import (
    Json,
    Numbers,
    alarm_json,
    ask_back_id,
    ask_back_json,
    neighbour_json,
    numbers,
    person_json,
    service_json,
)
from agnodice.model.assessment import Assessment, Hypothesis, Point, Question, QuestionKind, Reason
from agnodice.model.clinical import Condition, RedFlag
from agnodice.model.codec import encode
from agnodice.model.evidence import Citation

MOST_RANKED = 10


def assessment_json(assessment: Assessment) -> Json:
    """Everything an assessment holds; danger first."""
    number = numbers(assessment.sources)
    level = assessment.triage.level
    return {
        "text": assessment.told.text,
        "urgency": level.slug,
        "danger": [alarm_json(alarm.flag, alarm.said, number) for alarm in assessment.alarms],
        "ask_back": ask_back_json(assessment.asked_back, number),
        "reasons": [_reason(reason) for reason in assessment.triage.reasons],
        "understood": _understood(assessment),
        "question": question_json(assessment.question) if assessment.question else None,
        "asked": sorted(assessment.told.asked),
        "causes": [_hypothesis(h, number) for h in assessment.hypotheses],
        "must_not_miss": [_hypothesis(h, number) for h in assessment.must_not_miss],
        "excluded": [{"condition": name, "reason": reason} for name, reason in assessment.excluded],
        "watch": [_watch(w.flag, number) for w in assessment.watch],
        "guides": [neighbour_json(guide) for guide in assessment.guides],
        "sources": [{"number": number[s.id], **encode(s)} for s in assessment.sources],
        "service": service_json(assessment.service),
        "edition": encode(assessment.edition),
    }


def ranking_json(assessment: Assessment) -> Json:
    """The short form that `evaluate` writes: `ddx` is the ranked list of names, each with its synonyms."""
    level = assessment.triage.level
    causes = (*assessment.hypotheses, *assessment.must_not_miss)
    return {
        "ddx": [[h.condition.name, *h.condition.also] for h in causes[:MOST_RANKED]],
        "urgency": level.slug,
        "red_flags": [alarm.flag.id for alarm in assessment.alarms],
        "ask_back": ask_back_id(assessment.asked_back),
        "observations": {o.finding: o.presence.value for o, _ in assessment.understood.observations},
    }


def question_json(question: Question) -> Json:
    """A question; `options` are findings, each with its own question and reason."""
    options = [{"finding": f.id, "name": f.name, "question": f.question, "why": f.why} for f in question.options]
    return {"id": question.id, "kind": question.kind.value, "options": options, "is_number": _is_number(question)}


def _is_number(question: Question) -> bool:
    return question.kind in {QuestionKind.AGE, QuestionKind.WEEKS}


def _reason(reason: Reason) -> Json:
    named: RedFlag | Condition | None = reason.flag or reason.condition
    about = {"id": named.id, "name": named.name} if named else {}
    return {"kind": reason.kind.value, "level": reason.level.slug, **about}


def _understood(assessment: Assessment) -> Json:
    told = assessment.understood
    return {
        "observations": [
            {
                "finding": f.id,
                "name": f.name,
                "presence": o.presence.value,
                "words": assessment.told.text[o.start : o.end],
            }
            for o, f in told.observations
        ],
        "person": person_json(told.person),
    }


def _hypothesis(hypothesis: Hypothesis, number: Numbers) -> Json:
    condition = hypothesis.condition
    return {
        "condition": condition.id,
        "name": condition.name,
        "what": condition.what,
        "sources": _numbers(condition.cite, number),
        "care": condition.care.slug,
        "must_not_miss": condition.must_not_miss,
        "how_common": hypothesis.how_common.value,
        "share": round(hypothesis.share, 4),
        "for": [_point(point, number) for point in hypothesis.points_for],
        "against": [_point(point, number) for point in hypothesis.points_against],
        "overtones": list(hypothesis.overtones),
        "not_asked": [{"finding": f.id, "name": f.name} for f in hypothesis.not_asked],
    }


def _point(point: Point, number: Numbers) -> Json:
    return {
        "finding": point.finding.id,
        "name": point.finding.name,
        "presence": point.presence.value,
        "strength": point.strength.value,
        "log_odds": round(point.log_odds, 2),
        "sources": _numbers(point.cite, number),
    }


def _watch(flag: RedFlag, number: Numbers) -> Json:
    level = flag.level.slug
    return {"id": flag.id, "name": flag.name, "level": level, "say": flag.say, "sources": _numbers(flag.cite, number)}


def _numbers(cite: tuple[Citation, ...], number: Numbers) -> list[Any]:
    return list(dict.fromkeys(number[c.source] for c in cite))
