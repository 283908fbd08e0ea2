"""What the soak sends: requests of readers, programs and mischief, each with its only right answer."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.testclient import TestClient

from agnodice import open_engine
from agnodice.faces.web.app import make_app

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
Asked = tuple[str, str, str, str, bytes]  # kind, method, path, content type, body


CASES = Path(__file__).parent.parent / "tests/cases"


@dataclass(frozen=True)
class Exchange:
    """A request as it travels, and the status and digest of its only right answer."""

    kind: str
    sent: bytes
    status: int
    digest: str


def cases(stem: str) -> list[dict[str, Any]]:
    """The cases looked at while building."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{stem}_dev.toml").read_text("utf-8"))["case"]
    return found


def request(method: str, path: str, kind: str, body: bytes) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nhost: soak\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def exchanges() -> dict[str, list[Exchange]]:
    """Requests by kind, with what the application in this process answers."""
    found: dict[str, list[Exchange]] = {}
    with TestClient(make_app(open_engine()), raise_server_exceptions=False) as client:
        for kind, method, path, content_type, body in [*polite(), *malformed(), *interviews(client)]:
            reply = client.request(method, path, content=body, headers={"content-type": content_type})
            digest = hashlib.sha256(reply.content).hexdigest()
            made = Exchange(kind, request(method, path, content_type, body), reply.status_code, digest)
            found.setdefault(kind, []).append(made)
    return found


def polite() -> Iterator[Asked]:
    """What readers and programs send."""
    asks = [text for case in cases("ask") for text in case["asks"]]
    told = [str(case["text"]) for case in cases("assess")]
    for text in asks[::3]:
        yield "ask", "POST", "/ask", FORM, urlencode({"text": text}).encode()
    for case in cases("ask"):
        yield "guide", "GET", f"/guides/{case['guide']}", FORM, b""
    for text in asks[1::12]:
        yield "api", "POST", "/api/v1/ask", JSON, json.dumps({"question": text, "country": "GB"}).encode()
    for text in told[::4]:
        yield "api", "POST", "/api/v1/assess", JSON, json.dumps({"text": text}).encode()
    for text in told[1::8]:
        yield "audit", "POST", "/audit", FORM, urlencode({"text": f"{text}\n\nDouching keeps you clean."}).encode()


def interviews(client: TestClient) -> Iterator[Asked]:
    """Turns of interviews, each question skipped, and their results."""
    for case in cases("assess")[::6]:
        fields = [("text", str(case["text"]))]
        for _ in range(4):
            body = urlencode(fields).encode()
            yield "assess", "POST", "/assess", FORM, body
            page = client.post("/assess", content=body, headers={"content-type": FORM}).text
            if '<section class="question"' not in page:
                break
            form = page.split('<section class="question"')[1].split("<form", 1)[1].split("</form>", 1)[0]
            hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
            fields = [*((name, unescape(value)) for name, value in hidden), ("reply", "skip")]
        yield "assess", "POST", "/assess", FORM, urlencode([*fields, ("result", "1")]).encode()


def malformed() -> Iterator[Asked]:
    """What no page of ours sends."""
    rows = [
        ("POST", "/ask", FORM, b""),
        ("POST", "/ask", FORM, b"\xff\xfe%%%=&&&text"),
        ("POST", "/ask", "text/plain", b"hello"),
        ("POST", "/ask", FORM, urlencode({"text": "x" * 30_000}).encode()),
        ("POST", "/assess", FORM, b"text=pain&step=a|b|c|d&correct=nothing=nowhere"),
        ("POST", "/audit", "multipart/form-data; boundary=", b"--\r\n"),
        ("POST", "/api/v1/ask", JSON, b"{"),
        ("POST", "/api/v1/ask", JSON, b'{"question": 5, "age_years": "old", "corrections": [1]}'),
        ("POST", "/api/v1/assess", JSON, b"[" * 5_000),
        ("DELETE", "/ask", FORM, b""),
        ("GET", "/guides/../../etc/passwd", FORM, b""),
        ("GET", "/nope", FORM, b""),
    ]
    return (("malformed", *row) for row in rows)
