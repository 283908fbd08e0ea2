"""The pages over HTTP: addresses to pages, bodies to forms."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from agnodice.errors import PageError
from agnodice.faces.html.form import Form
from agnodice.faces.html.scene import EXIT_TO, Scene
from agnodice.faces.html.site import Reply, Site
from agnodice.faces.templating import STATIC
from agnodice.faces.web.bodies import LARGEST_PAGE_BYTES, SLOWEST_PAGE_SECONDS, form_of, page_sent
from agnodice.faces.web.guard import TooLargeError, TooSlowError, read_body
from agnodice.faces.web.turns import Turns

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
LARGEST_FORM_BYTES, SLOWEST_FORM_SECONDS = 400_000, 15.0
TOLD = ("ask", "assess", "take-along")
Handler = Callable[[Request], Awaitable[Response]]
Answered = Callable[[str, bytes], Reply]  # of a content type and a body


@dataclass(frozen=True)
class Settings:
    """How a host serves: the country whose numbers are shown unless she chooses, and where the exit leads."""

    country: str = ""
    exit_to: str = EXIT_TO


class PageServer:
    """Serves every page, in the usual mode and in the quiet one."""

    def __init__(self, site: Site, settings: Settings, turns: Turns) -> None:
        self._site, self._turns = site, turns
        self._scene = Scene(country=settings.country, exit_to=settings.exit_to)
        self._static = {path.name: path.read_bytes() for path in STATIC.iterdir() if path.suffix in TYPES}

    def asked(self) -> list[BaseRoute]:
        """The route that is asked for most, to be looked at first."""
        return [Route("/ask", self._told("ask", self._scene), methods=["POST"])]

    def routes(self) -> list[BaseRoute]:
        """Every other route of the pages."""
        return [
            Mount("/quiet", routes=self._in(replace(self._scene, prefix="/quiet/", quiet=True))),
            *self._in(self._scene),
        ]

    def _in(self, scene: Scene) -> list[BaseRoute]:
        told = [Route(f"/{room}", self._told(room, scene), methods=["POST"]) for room in TOLD]
        return [
            *told,
            Route("/audit", self._audited(scene), methods=["POST"]),
            Route("/questions.json", self._questions(scene)),
            Route("/static/{name}", self._asset),
            Route("/{room}/{name}", self._read(scene)),
            Route("/{room}", self._read(scene)),
            Route("/", self._read(scene)),
        ]

    def _read(self, scene: Scene) -> Handler:
        async def read(request: Request) -> Response:
            room, name = request.path_params.get("room", ""), request.path_params.get("name", "")
            country = Form((("country", request.query_params.get("country", "")),)).country
            return _response(self._site.read(room, name, replace(scene, country=country or scene.country)))

        return read

    def _told(self, room: str, scene: Scene) -> Handler:
        def answered(kind: str, body: bytes) -> Reply:
            return self._site.told(room, form_of(kind, body), scene)

        return self._posted(scene, answered, LARGEST_FORM_BYTES, SLOWEST_FORM_SECONDS)

    def _audited(self, scene: Scene) -> Handler:
        def answered(kind: str, body: bytes) -> Reply:
            try:
                return self._site.audited(page_sent(kind, body), scene)
            except PageError as error:
                return Reply.of(self._site.entries.error(scene, self._site.press.t("web.error"), str(error)), 422)

        return self._posted(scene, answered, LARGEST_PAGE_BYTES, SLOWEST_PAGE_SECONDS)

    def _posted(self, scene: Scene, answered: Answered, most_bytes: int, most_seconds: float) -> Handler:
        """What answers a POST: the body within its limits, then `answered`, else a page that says what is wrong."""

        async def posted(request: Request) -> Response:
            try:
                body = await read_body(request.receive, most_bytes, most_seconds)
                async with self._turns.one():
                    return _response(answered(request.headers.get("content-type", ""), body))
            except TooLargeError:
                return self._problem(scene, 413, "web.too_large", most=f"{most_bytes:,}")
            except TooSlowError:
                return self._problem(scene, 408, "web.too_slow")
            except ValueError:
                return self._problem(scene, 415, "web.error_text")

        return posted

    def _problem(self, scene: Scene, status: int, key: str, **values: object) -> Response:
        press = self._site.press
        body = self._site.entries.error(scene, press.t("web.error"), press.t(key, **values))
        response = _response(Reply.of(body, status))
        response.headers["connection"] = "close"  # the rest of the body is not read
        return response

    def _questions(self, scene: Scene) -> Handler:
        async def questions(_: Request) -> Response:
            return Response(self._site.entries.questions(scene), media_type="application/json")

        return questions

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._static:
            return _response(self._site.missing(self._scene))
        return Response(self._static[name], media_type=TYPES[Path(name).suffix])


def _response(reply: Reply) -> Response:
    if not reply.name:
        return Response(reply.body, reply.status, media_type="text/html; charset=utf-8")
    kind = "text/markdown; charset=utf-8" if reply.name.endswith(".md") else "text/plain; charset=utf-8"
    return Response(
        reply.body, headers={"content-disposition": f'attachment; filename="{reply.name}"'}, media_type=kind
    )
