"""Workers of one server on Linux: forked from a process that has read everything, so that they share its memory.

Each has a listening socket of its own at the same port. With one socket for all, whoever wakes first takes most
connections and the others stand idle; with one each, Linux deals them out evenly (SO_REUSEPORT, socket(7)).
"""

import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from mmap import PAGESIZE, mmap
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

import uvicorn
from uvicorn.config import STARTUP_FAILURE

LONGEST_SILENCE_SECONDS = 120.0  # of a worker's loop, before it is taken for dead: the largest page to audit takes long
LOOK_SECONDS, FAREWELL_SECONDS = 0.5, 10.0
_FORK = get_context("fork")


class Pulsing(uvicorn.Server):
    """A server that tells, with every turn of its loop, that it is alive."""

    def __init__(self, config: uvicorn.Config, beat: Callable[[], None]) -> None:
        super().__init__(config)
        self._beat = beat

    async def on_tick(self, counter: int) -> bool:
        """One turn."""
        self._beat()
        return await super().on_tick(counter)


class Worker:
    """One process that serves, and when its loop last turned."""

    def __init__(self, config: uvicorn.Config) -> None:
        self._pulse = memoryview(mmap(-1, PAGESIZE)).cast("d")  # seen on both sides of the fork
        self._config = config
        self._beat()
        self.process: BaseProcess = _FORK.Process(target=self._serve)
        self.process.start()

    @property
    def is_silent(self) -> bool:
        """Whether its loop stands still."""
        return time.monotonic() - self._pulse[0] > LONGEST_SILENCE_SECONDS

    def _serve(self) -> None:
        """Serve until told to stop. In the new process; the one that forked it has no socket to keep a queue in."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)  # those of the parent stop all workers
        server = Pulsing(self._config, self._beat)
        server.run([_own_socket(self._config)])
        sys.exit(0 if server.started else STARTUP_FAILURE)

    def _beat(self) -> None:
        self._pulse[0] = time.monotonic()


class Workers:
    """Keeps so many workers alive until a signal ends it."""

    def __init__(self, config: uvicorn.Config, count: int) -> None:
        self._config, self._count = config, count
        self._is_ended = False
        self.status = 0

    def run(self) -> int:
        """Serve until a signal; 0, or the status of a worker that could not begin."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        workers = [Worker(self._config) for _ in range(self._count)]
        while not self._is_ended:
            wait([worker.process.sentinel for worker in workers], LOOK_SECONDS)
            workers = [self._kept(worker) for worker in workers]
        _stop(workers)
        return self.status

    def _end(self, *_: object) -> None:
        self._is_ended = True

    def _kept(self, worker: Worker) -> Worker:
        """The worker, or another in its place when it is dead or silent; none begins again that could not begin."""
        if worker.process.is_alive() and worker.is_silent:
            worker.process.kill()
            worker.process.join()
        if worker.process.is_alive() or self._is_ended:
            return worker
        if worker.process.exitcode == STARTUP_FAILURE:
            self._is_ended, self.status = True, STARTUP_FAILURE
            return worker
        time.sleep(LOOK_SECONDS)  # one that dies at once is not made anew as fast as this machine can
        return Worker(self._config)


def _stop(workers: list[Worker]) -> None:
    """Let every worker finish what it is doing, but not for ever."""
    for worker in workers:
        worker.process.terminate()
    end = time.monotonic() + FAREWELL_SECONDS
    for worker in workers:
        worker.process.join(max(0.0, end - time.monotonic()))
        worker.process.kill()
        worker.process.join()


def _own_socket(config: uvicorn.Config) -> socket.socket:
    family, *_, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
    own = socket.socket(family)
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        own.setsockopt(socket.SOL_SOCKET, option, 1)
    with suppress(OSError):
        own.bind(address)
        return own
    sys.exit(STARTUP_FAILURE)
