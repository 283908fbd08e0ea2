"""Fetch one address for the audit: http and https, public addresses, everything bounded, nothing remembered."""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from agnodice.errors import PageError
from agnodice.faces.reading.plain import MOST_BYTES, unpacked

MOST_REDIRECTS = 5
SECONDS = 15.0  # for each wait on the network
ALL_SECONDS = 40.0  # for the whole fetch
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = ("text/", "application/xhtml", "application/pdf", "application/xml")


@dataclass(frozen=True)
class Fetched:
    """What an address gave: its bytes, its kind and encoding as the server told, and the address in the end."""

    data: bytes
    kind: str
    encoding: str
    url: str


def fetch(url: str) -> Fetched:
    """The page at `url`. Raises PageError with what to do when it cannot or must not be fetched."""
    end, seen = time.monotonic() + ALL_SECONDS, set[str]()
    for _ in range(MOST_REDIRECTS + 1):
        if url in seen:
            raise PageError("The address leads back to itself. Save the page from a browser and audit the file.")
        seen.add(url)
        answer = _asked(url, end)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise PageError(f"The address is passed on more than {MOST_REDIRECTS} times. Save the page and audit the file.")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise PageError("That is no web address. Write it as https://example.org/page.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PageError("Only http and https addresses are fetched. For a file on this machine give its path.")
    if parts.username or parts.password:
        raise PageError("Addresses with a name or password in them are not fetched.")
    return parts


def public_address(host: str, port: int) -> str:
    """An address of `host` that is open to the public. Raises PageError when any of its addresses is not."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise PageError("There is no such host, or no connection. Save the page and audit the file.") from error
    for address in found:
        ip = ipaddress.ip_address(address.partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        if not mapped.is_global or mapped.is_multicast:
            raise PageError(
                "That address is on a private network. It was not fetched. Save the page and audit the file."
            )
    return min(found)


def _asked(url: str, end: float) -> Fetched | str:
    """The page, or the address to go on with."""
    parts = _parts(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = public_address(parts.hostname or "", port)
    connection = _connected(parts, address, port, end)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {
            "Host": parts.netloc,
            "User-Agent": "agnodice",
            "Accept-Encoding": "gzip",
            "Accept": "text/html,*/*;q=0.5",
        }
        connection.request("GET", target, headers=headers)
        return _answered(connection.getresponse(), url, end)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise PageError("The page could not be fetched. Save it from a browser and audit the file.") from error
    finally:
        connection.close()


def _connected(parts: SplitResult, address: str, port: int, end: float) -> http.client.HTTPConnection:
    """A connection to exactly the address that was looked at, so that a second look-up cannot lead elsewhere."""
    wait = max(0.1, min(SECONDS, end - time.monotonic()))
    connection = http.client.HTTPConnection(address, port, timeout=wait)
    try:
        plain = socket.create_connection((address, port), wait)
        context = ssl.create_default_context()
        connection.sock = (
            context.wrap_socket(plain, server_hostname=parts.hostname) if parts.scheme == "https" else plain
        )
    except OSError as error:
        raise PageError("The page could not be reached. Save it from a browser and audit the file.") from error
    return connection


def _answered(response: http.client.HTTPResponse, url: str, end: float) -> Fetched | str:
    where = response.getheader("Location")
    if response.status in _REDIRECTS and where:
        return where
    if response.status != 200:
        raise PageError(f"The server answered {response.status}. Save the page from a browser and audit the file.")
    kind, _, rest = (response.getheader("Content-Type") or "text/html").lower().partition(";")
    if not kind.strip().startswith(_READABLE):
        raise PageError(f"That address gives {kind.strip()}, not a page of text.")
    data = _bounded(response, end)
    if (response.getheader("Content-Encoding") or "").lower() in {"gzip", "deflate"}:
        data = unpacked(data)
    encoding = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Fetched(data, kind.strip(), encoding, url)


def _bounded(response: http.client.HTTPResponse, end: float) -> bytes:
    pieces, size = [], 0
    while piece := response.read(65_536):
        size += len(piece)
        if size > MOST_BYTES or time.monotonic() > end:
            raise PageError("The page is too large or too slow. Save its text and audit that.")
        pieces.append(piece)
    return b"".join(pieces)
