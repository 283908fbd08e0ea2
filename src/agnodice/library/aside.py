"""Do a piece of work in a second process, beside this one, where that is safe; else in this one."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_THREADS = Path("/proc/self/task")  # Linux alone has it
_END = "\x04"  # end of transmission: a text without it was cut off


@contextmanager
def aside(work: Callable[[], str]) -> Iterator[Callable[[], str]]:
    """`work` begun; what is given waits for its text. Work that fails there is done here, and fails here."""
    if not may_fork():
        yield work
        return
    out, into = os.pipe()
    with os.fdopen(out, encoding="utf-8", newline="") as told, os.fdopen(into, "w", encoding="utf-8", newline="") as to:
        child = os.fork()
        if not child:
            told.close()  # so that the pipe breaks, and this process ends, when the one that reads is killed
            try:
                to.write(work() + _END)
                to.flush()
            finally:
                os._exit(0)  # nothing of what this process would do at its own end
        to.close()
        try:
            yield lambda: _whole(told.read()) or work()
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def may_fork() -> bool:
    """Whether this process has one thread, so that a copy of it is whole, and two processors to run on."""
    with suppress(OSError):
        return len(list(_THREADS.iterdir())) == 1 and len(os.sched_getaffinity(0)) > 1
    return False


def _whole(told: str) -> str:
    return told.removesuffix(_END) if told.endswith(_END) else ""
