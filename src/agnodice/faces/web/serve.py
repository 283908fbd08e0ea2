"""Run the web face: uvicorn on this machine alone unless told otherwise, without any log of requests."""

import os
import sys
from asyncio import TimerHandle
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from agnodice.engine import Engine
from agnodice.faces.web.app import COUNTRY, EXIT, ready_app
from agnodice.faces.web.pages import Settings

HEADER_SECONDS, LARGEST_HEADERS_BYTES = 10.0, 32_000
MOST_CONNECTIONS, KEEP_ALIVE_SECONDS = 1000, 5
HEALTHCHECK_SECONDS = 30  # of a worker, before it is taken for dead: one on a crowded machine is only slow


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol with an end to its patience: headers must come whole, within time and size."""

    _deadline: TimerHandle | None = None
    _header_bytes = 0

    def connection_made(self, transport: Any) -> None:
        """A client is there; it has so long to say what it wants."""
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._header_bytes = 0
        self._wait()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > LARGEST_HEADERS_BYTES:
            self.transport.close()
            return
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """All headers are there."""
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(HEADER_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def serve(engine: Engine, host: str, port: int, workers: int, settings: Settings) -> None:
    """Serve until stopped."""
    is_forking = sys.platform == "linux"
    if workers > 1 and not is_forking:
        os.environ[COUNTRY], os.environ[EXIT] = settings.country, settings.exit_to
        config = config_of("agnodice.faces.web.app:from_environment", host, port, factory=True, workers=workers)
        Multiprocess(config, [config.bind_socket()]).run()
        return
    config = config_of(ready_app(engine, settings), host, port)
    with suppress(KeyboardInterrupt):
        sys.exit(_forked(config, workers) if workers > 1 else _alone(config))


def config_of(app: Any, host: str, port: int, **options: Any) -> uvicorn.Config:
    """How uvicorn serves `app`."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=PatientProtocol,
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=3,
        timeout_worker_healthcheck=HEALTHCHECK_SECONDS,
        **options,
    )


def _alone(config: uvicorn.Config) -> int:
    server = uvicorn.Server(config)
    server.run()
    return 0 if server.started else STARTUP_FAILURE


def _forked(config: uvicorn.Config, workers: int) -> int:
    from agnodice.faces.web.workers import Workers  # noqa: PLC0415  (there is no fork elsewhere)

    config.bind_socket().close()  # ends here when another program has the port: SO_REUSEPORT would share it
    return Workers(config, workers).run()
