"""The trusted pages; and web pages made from texts, with menus, teasers, scripts, the same each time."""

import html
import json
import os
import random
from pathlib import Path

WORDS = ("health", "women", "guide", "doctor", "pain", "period", "birth", "care", "clinic", "test", "question", "week")


def shared_pages() -> list[dict[str, str]]:
    """The trusted pages; none where the shared folder is not there."""
    path = Path(os.environ.get("AGNODICE_SHARED", "../shared")) / "data" / "pages_trusted.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def made_page(title: str, text: str, number: int, kilobytes: int = 80) -> str:
    """An HTML page of about `kilobytes` around `text`; `number` seeds the rest."""
    dice = random.Random(number)
    body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())
    menu = "".join(f'<li class="item"><a href="/t/{i}" class="link">{_words(dice, 3)}</a></li>' for i in range(70))
    cards = "".join(
        f'<div class="card"><a href="/p/{i}"><img src="/i/{i}.jpg" alt=""><h3>{_words(dice, 6)}?</h3></a>'
        f'<div class="meta"><span class="tag">{_words(dice, 1)}</span><p>{_words(dice, 14)} ...</p></div></div>'
        for i in range(40)
    )
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="author" content="A. Writer">'
        '<script src="https://www.googletagmanager.com/gtag.js"></script></head><body>'
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{html.escape(title)}</h1>{body}</article></main>"
        f'<aside class="related">{cards}</aside><footer><a href="/contact">Contact us</a></footer>'
    )
    fill = max(0, kilobytes * 1000 - len(page))
    script = ";".join(f"var v{i}={dice.randrange(10**6)}" for i in range(fill // 16))
    return f"{page}<script>{script}</script></body></html>"


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(count)).capitalize()
