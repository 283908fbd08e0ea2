"""One self-contained file with every page and the reasoner in it, to pass on by stick and open from disk."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from agnodice.faces.export.danger import script
from agnodice.faces.export.parts import BROWSER, door, pack
from agnodice.faces.export.site import SHOWN, StaticSite
from agnodice.faces.templating import STATIC

_MAIN = re.compile(r"<main.*</main>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ASSETS = re.compile(r'<(?:link rel="(?:icon|stylesheet)"|script src=)[^>]*>(?:</script>)?\n?')


def one_file(static: StaticSite, on_page: Callable[[], None] = lambda: None) -> str:
    """The whole site as one page. `on_page` is called after each of its pages."""
    scene = replace(static.scene("#"), suffix="")
    pages: dict[str, dict[str, str]] = {}
    for address in static.addresses:
        pages[address.path("")] = _packed(static.site.read(address.room, address.name, scene).text)
        on_page()
    start = static.site.read("", "", scene).text
    words = {"words": {"words": json.dumps(static.words(scene), ensure_ascii=False)}}
    bundles = {**words, **static.bundles(scene), "pages": {"pages": pack(_json(pages).encode())}}
    return _page(start, bundles)


def _packed(page: str) -> dict[str, str]:
    main, title = _MAIN.search(page), _TITLE.search(page)
    assert main is not None
    assert title is not None
    return {"title": title[1], "main": main[0]}


def _page(start: str, bundles: Mapping[str, Mapping[str, str]]) -> str:
    """The start page with style, scripts and parts inside it; the parts come last, so that reading need not wait."""
    style = (STATIC / SHOWN[0]).read_text("utf-8")
    others = (STATIC / "page.js", BROWSER / "shelf.js")
    texts = [door(), *(path.read_text("utf-8") for path in others), script()]
    opening = '<script data-prefix="#" data-suffix="" data-keeper="">'
    words = [_part("words", name, text) for name, text in bundles["words"].items()]
    running = [*words, f"{opening}{texts[0]}</script>", *(f"<script>{text}</script>" for text in texts[1:])]
    parts = [_part(b, n, text) for b, held in bundles.items() if b != "words" for n, text in held.items()]
    head = f'<meta http-equiv="Content-Security-Policy" content="{_policy(texts, style)}">\n<style>{style}</style>'
    page = _ASSETS.sub("", start).replace("</head>", f"{head}\n</head>", 1)
    return page.replace("</body>", "\n".join([*running, *parts, "</body>"]), 1)


def _part(bundle: str, name: str, text: str) -> str:
    """A part as a script that nothing runs; in JSON a `<` is written so that it cannot end the element."""
    if bundle in {"words", "questions"}:
        text = text.replace("<", "\\u003c")
    assert not re.search("</?script", text, re.IGNORECASE)
    return f'<script type="text/plain" data-bundle="{bundle}" data-part="{name}">{text}</script>'


def _policy(scripts: list[str], style: str) -> str:
    """Only these scripts and this style run, and nothing is loaded from anywhere."""
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes} 'wasm-unsafe-eval' data: blob:; worker-src data: blob:; "
        f"style-src {_hash(style)}; img-src data:; connect-src data: blob:; form-action 'none'; base-uri 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
