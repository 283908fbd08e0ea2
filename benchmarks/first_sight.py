"""How soon a page is there, in a real Chromium with nothing kept from before: what Lighthouse calls its metrics.

First and largest contentful paint, layout shift and blocking time as on https://web.dev/articles/vitals; blocking time
sums what long tasks (over 50 ms) take beyond 50 ms. Bytes are what came over the wire, headers left out.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

RUNS = 5
QUESTION = "my periods are so heavy that I soak through a pad every hour"
WATCH = """
window.seen = {lcp: 0, shift: 0, blocked: 0};
const watch = (type, note) =>
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
watch('largest-contentful-paint', e => seen.lcp = e.startTime);
watch('layout-shift', e => seen.shift += e.value);
watch('longtask', e => seen.blocked += Math.max(0, e.duration - 50));
"""
READ = """() => new Promise(done => setTimeout(() => done({...seen,
  fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  bytes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, e) => sum + e.encodedBodySize, 0)}), 300))"""


@dataclass(frozen=True)
class Sight:
    """One page as it came up: paints and blocking in milliseconds, layout shift as a score, bytes received."""

    fcp: float
    lcp: float
    shift: float
    blocked: float
    bytes: float


def first_sights(url: str) -> dict[str, Sight]:
    """The median of a few runs for the first page, a guide and an answer. Empty without Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        return {}
    visits = {"first page": _opened("/"), "a guide": _opened("/guides/heavy-periods"), "an answer": _asked}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        sights = {name: _median([_seen(browser, url, visit) for _ in range(RUNS)]) for name, visit in visits.items()}
        browser.close()
    return sights


def _opened(path: str) -> Callable[[Page, str], object]:
    return lambda page, url: page.goto(url + path)


def _asked(page: Page, url: str) -> None:
    """An answer loaded as a page of its own, which is how it comes without JavaScript."""
    page.goto(url)
    page.fill("textarea", QUESTION)
    with page.expect_navigation():
        page.evaluate("document.querySelector('form.box').submit()")


def _seen(browser: Browser, url: str, visit: Callable[[Page, str], object]) -> Sight:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    context.add_init_script(WATCH)
    page = context.new_page()
    visit(page, url)
    page.wait_for_load_state("networkidle")
    sight = Sight(**page.evaluate(READ))
    context.close()
    return sight


def _median(sights: list[Sight]) -> Sight:
    middle = len(sights) // 2
    values = {name: sorted(getattr(sight, name) for sight in sights)[middle] for name in Sight.__dataclass_fields__}
    return Sight(**values)
