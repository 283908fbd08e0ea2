"""What stands around every answer: headers, a limit on size and time, and errors that repeat nothing.

Header values follow the OWASP secure headers project and the W3C's Content Security Policy Level 3.
"""

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
)


class TooLargeError(Exception):
    """More was sent than this place takes."""


class TooSlowError(Exception):
    """What was sent did not arrive in time."""


class Guard:
    """Wraps an application: every response gets the headers; an unforeseen error ends here.

    Such an error is told on standard error by its type and place alone: its message could hold what was typed.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            tell_place(error)


def tell_place(error: Exception) -> None:
    """Type and place of an unforeseen error, on standard error; never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"
    sys.stderr.write(f"agnodice: a bug ({type(error).__name__} at {place})\n")


async def read_body(receive: Receive, most_bytes: int, most_seconds: float) -> bytes:
    """The whole body. Raises TooLargeError or TooSlowError as soon as either is known."""
    chunks, size = [], 0
    try:
        async with asyncio.timeout(most_seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise TooSlowError
                chunk = message.get("body", b"")
                size += len(chunk)
                if size > most_bytes:
                    raise TooLargeError
                chunks.append(chunk)
                if not message.get("more_body"):
                    return b"".join(chunks)
    except TimeoutError:
        raise TooSlowError from None
