"""The JSON API, `/api/v1`: the same rooms for programs. One shape of success, one of error (openapi.json)."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from agnodice.engine import Engine
from agnodice.errors import AgnodiceError, FeatureOffError, Problem, UnknownIdError
from agnodice.faces.assessment_views import assessment_json
from agnodice.faces.audit_views import audit_json
from agnodice.faces.reading.door import page_of_bytes
from agnodice.faces.views import Json, answer_json
from agnodice.faces.web.guard import TooLargeError, TooSlowError, read_body
from agnodice.faces.web.pages import LARGEST_FORM_BYTES, SLOWEST_FORM_SECONDS
from agnodice.faces.web.turns import Turns
from agnodice.model.assessment import Told
from agnodice.model.clinical import Observation, Person, Pregnancy
from agnodice.model.codec import MismatchError, Place, decode, encode

MOST_OBSERVATIONS = 200
OPENAPI = Path(__file__).parent / "openapi.json"
T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class AskRequest:
    """What `ask` takes."""

    question: str
    country: str = ""
    age_years: int | None = None
    pregnancy: Pregnancy = Pregnancy.POSSIBLE
    weeks: int | None = None
    corrections: tuple[Observation, ...] = ()

    def answered(self, engine: Engine) -> Json:
        """The answer."""
        person = Person(self.age_years, self.pregnancy, self.weeks)
        answer = engine.ask(self.question, country=self.country, person=person, corrections=self.corrections)
        return answer_json(answer)


@dataclass(frozen=True)
class AssessRequest:
    """What `assess` takes: all that is known so far, each time."""

    text: str = ""
    answers: tuple[Observation, ...] = ()
    asked: tuple[str, ...] = field(default_factory=tuple)
    country: str = ""
    age_years: int | None = None
    pregnancy: Pregnancy = Pregnancy.POSSIBLE
    weeks: int | None = None

    def answered(self, engine: Engine) -> Json:
        """The assessment."""
        person = Person(self.age_years, self.pregnancy, self.weeks)
        told = Told(self.text, self.answers, person, frozenset(self.asked))
        return assessment_json(engine.assess(told, country=self.country))


@dataclass(frozen=True)
class AuditRequest:
    """What `audit` takes: a page's text or its HTML, and where it stands, which is told but never fetched."""

    text: str
    url: str = ""

    def answered(self, engine: Engine) -> Json:
        """The report."""
        return audit_json(engine.audit(page_of_bytes(self.text.encode("utf-8", "replace"), self.url), date.today()))


class RequestError(Exception):
    """A request that cannot be served: status, code, and every problem."""

    def __init__(self, status: int, code: str, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.problems = status, code, message, problems


class Api:
    """Serves the rooms as JSON."""

    def __init__(self, engine: Engine, turns: Turns) -> None:
        self._engine, self._turns = engine, turns

    def routes(self) -> list[BaseRoute]:
        """Every route of the API."""
        return [
            Route("/api/v1/ask", self._posted(AskRequest), methods=["POST"]),
            Route("/api/v1/assess", self._posted(AssessRequest), methods=["POST"]),
            Route("/api/v1/audit", self._posted(AuditRequest), methods=["POST"]),
            Route("/api/v1/guides", self._guides),
            Route("/api/v1/guides/{name}", self._guide),
            Route("/api/v1/conditions/{name}", self._entry),
            Route("/api/v1/findings/{name}", self._entry),
            Route("/api/v1/openapi.json", self._openapi),
            Route("/api/{rest:path}", self._missing, methods=["GET", "POST"]),
        ]

    def _posted(self, kind: type[AskRequest] | type[AssessRequest] | type[AuditRequest]) -> Handler:
        async def posted(request: Request) -> Response:
            try:
                told = await self._read(request, kind)
                async with self._turns.one():
                    return success(told.answered(self._engine))
            except RequestError as error:
                return failure(error)
            except FeatureOffError as error:
                return failure(RequestError(404, "off", str(error)))
            except AgnodiceError as error:
                return failure(RequestError(422, "unreadable", str(error)))

        return posted

    async def _read(self, request: Request, kind: type[T]) -> T:
        data = await read_json(request)
        try:
            read = decode(kind, data, Place("body"))
        except MismatchError as error:
            raise RequestError(422, "mismatch", "The request does not fit.", tuple(error.problems)) from None
        problems = tuple(self._problems(read))
        if problems:
            raise RequestError(422, "mismatch", "The request does not fit.", problems)
        return read

    def _problems(self, read: object) -> "list[Problem]":
        name = "corrections" if isinstance(read, AskRequest) else "answers"
        observed: tuple[Observation, ...] = getattr(read, name, ())
        if len(observed) > MOST_OBSERVATIONS:
            return [Problem("body", name, f"holds {len(observed)} observations.", f"Send at most {MOST_OBSERVATIONS}.")]
        return [
            Problem("body", f"{name}[{index}].finding", "is not a finding.", "See /api/v1/findings.")
            for index, observation in enumerate(observed, 1)
            if not self._is_finding(observation.finding)
        ]

    def _is_finding(self, name: str) -> bool:
        try:
            self._engine.finding(name)
        except UnknownIdError:
            return False
        return True

    @cached_property
    def _listed(self) -> list[Json]:
        guides = self._engine.guides()
        return [{"id": g.id, "question": g.question, "topic": g.topic.value, "teaser": g.teaser} for g in guides]

    async def _guides(self, _: Request) -> Response:
        return success({"guides": self._listed})

    async def _guide(self, request: Request) -> Response:
        answer = self._engine.show(request.path_params["name"], country=request.query_params.get("country", "")[:2])
        return success(answer_json(answer)) if answer else failure(UNKNOWN)

    async def _entry(self, request: Request) -> Response:
        kind = request.url.path.split("/")[3].removesuffix("s")
        try:
            entry = self._engine.entry(request.path_params["name"])
        except UnknownIdError:
            return failure(UNKNOWN)
        return success(encode(entry)) if type(entry).__name__.lower() == kind else failure(UNKNOWN)

    async def _openapi(self, _: Request) -> Response:
        return Response(OPENAPI.read_bytes(), media_type="application/json")

    async def _missing(self, _: Request) -> Response:
        return failure(UNKNOWN)


UNKNOWN = RequestError(404, "unknown", "There is nothing at this address. See /api/v1/openapi.json.")


async def read_json(request: Request) -> Any:
    """The body as JSON data. Raises RequestError."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RequestError(415, "not-json", "Send JSON, with the content type application/json.")
    try:
        return json.loads(await read_body(request.receive, LARGEST_FORM_BYTES, SLOWEST_FORM_SECONDS))
    except TooLargeError:
        raise RequestError(413, "too-large", f"The most is {LARGEST_FORM_BYTES} bytes.") from None
    except TooSlowError:
        raise RequestError(408, "too-slow", "The request did not arrive in time. Send it again.") from None
    except (ValueError, RecursionError):
        raise RequestError(400, "not-json", "The body is not JSON.") from None


def success(data: Json) -> Response:
    """The one shape of success: {"data": …}."""
    return _json({"data": data}, 200)


def failure(error: RequestError) -> Response:
    """The one shape of error: {"error": {"code", "message", "problems"}}."""
    problems = [{"place": p.path, "wrong": p.wrong, "todo": p.todo} for p in error.problems]
    return _json({"error": {"code": error.code, "message": error.message, "problems": problems}}, error.status)


def _json(data: Json, status: int) -> Response:
    return Response(json.dumps(data, ensure_ascii=False), status, media_type="application/json")
