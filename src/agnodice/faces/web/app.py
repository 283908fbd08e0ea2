"""The ASGI application: pages and API behind one guard."""

import gc
import os

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.faces.html.scene import EXIT_TO, Scene
from agnodice.faces.html.site import Site
from agnodice.faces.web.api import Api, RequestError, failure
from agnodice.faces.web.guard import App, Guard
from agnodice.faces.web.pages import PageServer, Settings
from agnodice.faces.web.turns import Turns

COUNTRY, EXIT = "AGNODICE_COUNTRY", "AGNODICE_EXIT_TO"


def make_app(engine: Engine, settings: Settings | None = None) -> App:
    """The application over an open engine."""
    site, turns = Site(engine), Turns()
    chosen = settings or Settings()
    pages = PageServer(site, chosen, turns)
    routes = [*pages.asked(), *Api(engine, turns).routes(), *pages.routes()]

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        if request.url.path.startswith("/api/"):
            return failure(RequestError(status, "refused", "This address does not take such a request."))
        reply = site.missing(Scene())
        return Response(reply.body, status, media_type="text/html; charset=utf-8")

    async def failed(request: Request, _: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return failure(RequestError(500, "bug", "This is a bug in agnodice. Nothing was kept; please report it."))
        page = site.entries.error(Scene(), site.press.t("web.error"), site.press.t("web.error_text"))
        return Response(page, 500, media_type="text/html; charset=utf-8")

    starlette = Starlette(routes=routes, exception_handlers={HTTPException: refused, Exception: failed})
    # Pages hold no secret of the server, so squeezing them gives nothing away (BREACH needs one).
    return Guard(GZipMiddleware(starlette, minimum_size=1000, compresslevel=1))


def ready_app(engine: Engine, settings: Settings) -> App:
    """The application with everything read that it will need.

    What is there by now stays as long as the process does: the collector of garbage need not look at half a million
    things again and again (a third of a second each time, for which every reader waits).
    """
    engine.read_ahead()
    app = make_app(engine, settings)
    gc.collect()
    gc.freeze()
    gc.enable()  # commands run without it (__main__.py), but requests make cycles, and a server lives long
    return app


def from_environment() -> App:
    """The application for a worker that is started anew; settings come from the environment."""
    return ready_app(open_engine(), Settings(os.environ.get(COUNTRY, ""), os.environ.get(EXIT, EXIT_TO)))
