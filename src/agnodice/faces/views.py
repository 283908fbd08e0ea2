"""An answer as plain JSON data: what `--json` prints and every machine-read face shares (docs/ask.md)."""

from collections.abc import Iterable, Mapping
from typing import Any

from agnodice.model.clinical import Condition, Observation, Person
from agnodice.model.codec import encode
from agnodice.model.content import Cause, Danger, Guide, Section, Sentence, Service
from agnodice.model.evidence import Citation, Source
from agnodice.model.results import Answer, AskedBack, Neighbour

Json = dict[str, Any]
Numbers = Mapping[str, int]


def numbers(sources: Iterable[Source]) -> Numbers:
    """Source ids with their numbers in the answer, from 1."""
    return {source.id: number for number, source in enumerate(sources, 1)}


def answer_json(answer: Answer) -> Json:
    """Everything an answer holds; each sentence with the numbers of its sources."""
    number = numbers(answer.sources)
    return {
        "question": answer.question,
        "outcome": answer.outcome.value,
        "care": answer.care.slug if answer.care is not None else None,
        "danger": [alarm_json(alarm.flag, alarm.said, number) for alarm in answer.alarms],
        "ask_back": ask_back_json(answer.asked_back, number),
        "understood": _understood(answer),
        "guide": _guide(answer, answer.guide, number) if answer.guide else None,
        "choices": [neighbour_json(n) for n in answer.choices],
        "named": [_named(condition, number) for condition in answer.named],
        "previous": neighbour_json(answer.previous) if answer.previous else None,
        "next": neighbour_json(answer.next) if answer.next else None,
        "recommended": [neighbour_json(n) for n in answer.recommended],
        "sources": [{"number": number[s.id], **encode(s)} for s in answer.sources],
        "service": service_json(answer.service),
        "edition": encode(answer.edition),
    }


def _named(condition: Condition, number: Numbers) -> Json:
    """A condition as it is offered: its page is /conditions/ and its id."""
    return {
        "id": condition.id,
        "name": condition.name,
        "what": condition.what,
        "care": condition.care.slug,
        "sources": _numbers(condition.cite, number),
    }


def ranking_json(answer: Answer) -> Json:
    """The short form that `evaluate` writes."""
    return {
        "guides": [hit.guide for hit in answer.hits[:10]],
        "outcome": answer.outcome.value,
        "care": answer.care.slug if answer.care is not None else None,
        "red_flags": [alarm.flag.id for alarm in answer.alarms],
        "ask_back": ask_back_id(answer.asked_back),
        "no_answer": answer.outcome.value == "none",
    }


def service_json(service: Service) -> Json:
    """Whom to call, without citations."""
    data: Json = encode(service)
    return data


def alarm_json(flag: Any, said: tuple[str, ...], number: Numbers) -> Json:
    """A red flag that was raised, with the words that raised it."""
    return {
        "id": flag.id,
        "name": flag.name,
        "level": flag.level.slug,
        "said": list(said),
        "say": flag.say,
        "why": flag.why,
        "service": flag.service.value if flag.service else None,
        "sources": _numbers(flag.cite, number),
    }


def ask_back_json(asked: AskedBack | None, number: Numbers) -> Json | None:
    """A danger that her words may mean: the question, and the red flag if the reply is yes. Nothing was raised."""
    return {"ask": asked.ask, "if_yes": alarm_json(asked.flag, (), number)} if asked else None


def ask_back_id(asked: AskedBack | None) -> str | None:
    """The red flag that is asked back."""
    return asked.flag.id if asked else None


def _understood(answer: Answer) -> Json:
    told = answer.understood
    return {
        "observations": [
            {"finding": f.id, "name": f.name, "presence": o.presence.value, "words": _words(answer, o)}
            for o, f in told.observations
        ],
        "person": person_json(told.person),
        "not_said": [{"finding": f.id, "name": f.name, "question": f.question} for f in told.not_said],
    }


def _words(answer: Answer, observation: Observation) -> str:
    return answer.question[observation.start : observation.end]


def person_json(person: Person) -> Json:
    """What is known of the person; null where nothing is."""
    return {"age_years": person.age_years, "pregnancy": person.pregnancy.value, "weeks": person.weeks}


def _guide(answer: Answer, guide: Guide, number: Numbers) -> Json:
    names = {condition.id: condition for condition in answer.conditions}
    return {
        "id": guide.id,
        "question": guide.question,
        "topic": guide.topic.value,
        "get_help_now": [_danger(d, number) for d in guide.dangers],
        "causes": [_cause(c, names[c.condition], number) for c in guide.causes],
        "sections": {s.name.value: _section(s, number) for s in guide.sections},
        "myths": [_myth(m, number) for m in answer.myths],
        "checked": guide.checked.isoformat(),
        "check_by": guide.check_by.isoformat(),
        "review": encode(guide.review) or {"status": "unreviewed"},
    }


def _myth(myth: Any, number: Numbers) -> Json:
    return {
        "claim": myth.claim,
        "verdict": myth.verdict.value,
        "correction": myth.correction,
        "sources": _numbers(myth.cite, number),
    }


def _danger(danger: Danger, number: Numbers) -> Json:
    return {
        "red_flag": danger.red_flag,
        "level": danger.level.slug,
        "who": danger.who,
        "sentences": _sentences(danger.sentences, number),
    }


def _cause(cause: Cause, condition: Condition, number: Numbers) -> Json:
    return {
        "condition": cause.condition,
        "how_common": cause.how_common.value,
        "name": cause.name,
        "must_not_miss": condition.must_not_miss,
        "sentences": _sentences(cause.sentences, number),
    }


def _section(section: Section, number: Numbers) -> Json:
    blocks = [{"kind": b.kind.value, "sentences": _sentences(b.sentences, number)} for b in section.blocks]
    if not section.table:
        return {"blocks": blocks}
    rows = [[_sentences(cell, number) for cell in row] for row in section.table.rows]
    return {"blocks": blocks, "table": {"header": list(section.table.header), "rows": rows}}


def _sentences(sentences: Iterable[Sentence], number: Numbers) -> list[Json]:
    return [{"text": s.text.replace("**", ""), "sources": _numbers(s.cite, number)} for s in sentences]


def _numbers(cite: Iterable[Citation], number: Numbers) -> list[int]:
    return list(dict.fromkeys(number[c.source] for c in cite))


def neighbour_json(neighbour: Neighbour) -> Json:
    """Another guide as it is offered."""
    return {"id": neighbour.id, "question": neighbour.question, "teaser": neighbour.teaser}
