"""Ask whether the address of every source still answers: the only part of the linter that uses the network."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from agnodice.errors import Problem
from agnodice.library.load import Library
from agnodice.model.evidence import Source
from agnodice.release import VERSION

SECONDS = 20.0  # for each wait on the network
MOST_BYTES = 4_096  # read of a page: enough to see that something stands there
HOSTS_AT_ONCE = 8  # one request at a time for each of them
_FOR_GOOD = frozenset({301, 308})
_FOR_NOW = frozenset({302, 303, 307})
_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 403, 405, 406, 429, 451})


@dataclass(frozen=True)
class Reply:
    """What an address said: the HTTP status (0: nothing), where it leads, whether it held anything, why it failed."""

    status: int
    leads_to: str = ""
    is_empty: bool = False
    reason: str = ""


Opener = Callable[[str], Reply]


class _Stay(HTTPRedirectHandler):
    """Redirects are told, not followed."""

    def redirect_request(self, *_: Any) -> None:
        return None


def opened(url: str, seconds: float = SECONDS) -> Reply:
    """What `url` says now; never raises for what the network does."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return Reply(0, reason="no http or https address")
    door = build_opener(ProxyHandler(), HTTPHandler(), HTTPSHandler(), _Stay())
    request = Request(url, headers={"User-Agent": f"agnodice-lint/{VERSION}", "Accept": "*/*"})  # noqa: S310  (checked above)
    try:
        with door.open(request, timeout=seconds) as answer:
            return Reply(answer.status, is_empty=not answer.read(MOST_BYTES))
    except HTTPError as error:
        with error:
            return Reply(error.code, urljoin(url, error.headers.get("Location", "")))
    except (OSError, HTTPException, ValueError) as error:
        return Reply(0, reason=str(getattr(error, "reason", "") or error) or type(error).__name__)


def problems_of_addresses(
    library: Library, sources: Sequence[Source], told: Callable[[], None], opener: Opener | None = None
) -> tuple[Problem, ...]:
    """Every address of `sources` that does not answer as it should, sorted by place; `told` is called after each.

    `opener` asks one address (default: the network).
    """
    ask = opener or opened
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[urlsplit(source.url).netloc].append(source)

    def walk(queue: list[Source]) -> list[Problem]:
        return [problem for source in queue for problem in _asked(library, source, told, ask)]

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return tuple(sorted(problem for found in pool.map(walk, by_host.values()) for problem in found))


def _asked(library: Library, source: Source, told: Callable[[], None], opener: Opener) -> Iterator[Problem]:
    reply = opener(source.url)
    told()
    said = said_of(reply)
    if said:
        wrong, todo = said
        yield library.files["source", source.id].problem(f"{source.url} {wrong}", todo)


def said_of(reply: Reply) -> tuple[str, str] | None:
    """What is wrong with an address and what to do; None when it is in order."""
    status = reply.status
    if status in _FOR_GOOD:
        return f"has moved to {reply.leads_to}.", "Read it there; if it says the same, change `url` and `seen`."
    if status in _FOR_NOW:
        return f"leads on to {reply.leads_to}.", "Open it: if the text stands there to stay, change `url` and `seen`."
    if status in _GONE:
        return f"is gone ({status}).", "Look for the text at its publisher, or cite another source for what it said."
    if status in _CLOSED:
        return f"does not let programs in ({status}).", "Open it in a browser to see whether it is still there."
    if status == 0:
        return f"did not answer ({reply.reason}).", "Check the address, and try again later."
    if not 200 <= status < 300:
        return f"failed ({status}).", "Try again tomorrow; if it stays so, look for the text elsewhere."
    return ("holds nothing.", "Open it in a browser, or look for the text elsewhere.") if reply.is_empty else None
