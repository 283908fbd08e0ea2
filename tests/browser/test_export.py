"""Exports in headless Chromium with no network: from disk, from a static server, one file; same results as Python."""

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from agnodice.engine import Engine
from agnodice.faces.assessment_views import assessment_json
from agnodice.faces.export.folder import write_folder
from agnodice.faces.export.one_file import one_file
from agnodice.faces.export.pyodide import ARCHIVE, VERSION, Pyodide, PyodideError, read_pyodide
from agnodice.faces.export.site import Options, StaticSite
from agnodice.faces.html.form import Form
from agnodice.faces.html.scene import Scene
from agnodice.faces.html.site import Site
from agnodice.faces.views import answer_json
from agnodice.model.assessment import Told
from tests.browser.conftest import NewContext, free_port
from tests.casebook import cases

LARGEST_FILE_BYTES = 25_000_000
READY = "html[data-reasoner=ready]"
PATIENCE_MS = 90_000
QUESTION = "my lower back hurts after sex, says Zebulon"
DANGER = "I could be pregnant and have sudden bad pain low in my belly and I fainted"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
KINDS = (
    "index",
    "assess",
    "guides",
    "guides/heavy-periods",
    "conditions/fibroids",
    "findings/fever",
    "about",
    "privacy",
)


@pytest.fixture(scope="session")
def pyodide(tmp_path_factory: pytest.TempPathFactory) -> Pyodide:
    """Python for the browser: from where it lies, or from npm."""
    try:
        return read_pyodide()
    except PyodideError:
        folder = tmp_path_factory.mktemp("npm")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no Python for the browser and no npm to get it: apt-get install npm")
    packed = subprocess.run([npm, "pack", f"pyodide@{VERSION}"], cwd=folder, capture_output=True, check=False)
    if packed.returncode:
        pytest.skip(f"npm cannot get pyodide@{VERSION} here")
    return read_pyodide(folder / ARCHIVE)


@dataclass(frozen=True)
class Exported:
    """A site in a folder, and the same as one file."""

    folder: Path
    file: Path


@pytest.fixture(scope="session")
def exported(
    engine: Engine, edition_bytes: bytes, pyodide: Pyodide, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    """A site of few pages: that every page is right needs no browser (tests/test_export.py)."""
    out = Exported(tmp_path_factory.mktemp("export") / "site", tmp_path_factory.mktemp("file") / "one.html")
    static = StaticSite(engine, edition_bytes, Options(pyodide=pyodide, exit_to="about.html"))
    names = {kind.rpartition("/")[2] for kind in KINDS if "/" in kind} | {"back-pain-after-sex"}
    static.addresses = tuple(address for address in static.addresses if not address.name or address.name in names)
    write_folder(out.folder, static.files())
    out.file.write_text(one_file(static), "utf-8")
    return out


class Quiet(SimpleHTTPRequestHandler):
    """A static server that says nothing."""

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def served(exported: Exported) -> Iterator[tuple[str, Callable[[], None]]]:
    """The folder on a plain static server, below a path of its own; and how to stop it."""
    port = free_port()
    handler = partial(Quiet, directory=str(exported.folder.parent))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stopped: list[bool] = []

    def stop() -> None:
        if not stopped:
            stopped.append(True)
            server.shutdown()
            server.server_close()

    yield f"http://127.0.0.1:{port}/site/", stop
    stop()


def cut_off(context: BrowserContext, allowed: str) -> list[str]:
    """Cut the network but for what starts with `allowed`; gives the list of what was asked for in vain."""
    refused: list[str] = []

    def decide(route: Route) -> None:
        if route.request.url.startswith(allowed):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context.route(lambda url: not url.startswith(("data:", "blob:")), decide)
    return refused


def journey(page: Page) -> None:
    """Ask, go on to the interview, answer, change an answer, see the result, take it along."""
    page.locator("textarea").first.fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#understood")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("main")).to_contain_text("Back pain after sex")
    assert "Zebulon" not in page.url
    page.get_by_role("button", name="Check how soon I should see someone").click()
    expect(page.locator(".question")).to_be_visible(timeout=PATIENCE_MS)
    first = page.locator(".question h2").inner_text()
    page.get_by_role("button", name="Skip", exact=True).click()
    expect(page.locator(".sofar dl > div")).to_have_count(2, timeout=PATIENCE_MS)
    page.locator(".sofar").get_by_role("button", name="Change").last.click()
    expect(page.locator(".question h2")).to_have_text(first, timeout=PATIENCE_MS)
    page.go_back()
    page.get_by_role("button", name="Show the result now").click()
    expect(page.locator("#urgency")).to_be_visible(timeout=PATIENCE_MS)
    page.locator("form[action*=take-along] button").click()
    expect(page.locator(".sheet")).to_contain_text("Zebulon", timeout=PATIENCE_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as text").click()
    assert "Zebulon" in download.value.path().read_text("utf-8")
    page.go_back()
    expect(page.locator("#urgency")).to_be_visible()


@pytest.mark.parametrize("way", ["from disk", "from a static server", "one file"])
def test_a_whole_journey_without_a_network(
    way: str, exported: Exported, served: tuple[str, Callable[[], None]], new_context: NewContext
) -> None:
    start = {
        "from disk": (exported.folder / "index.html").as_uri(),
        "from a static server": served[0] + "index.html",
        "one file": exported.file.as_uri(),
    }[way]
    context = new_context(accept_downloads=True)
    refused = cut_off(context, start.rpartition("/")[0])
    page = context.new_page()
    page.goto(start)
    journey(page)
    page.get_by_role("link", name="Questions", exact=True).first.click()
    expect(page.locator(".shelf").first).to_be_visible()
    assert refused == []


def test_the_browser_says_what_python_says(exported: Exported, engine: Engine, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto((exported.folder / "index.html").as_uri())
    page.wait_for_selector(READY, state="attached", timeout=PATIENCE_MS)
    asked = [text for case in cases("ask", "dev") for text in case["asks"]][::4]
    dangers = [case["say"] for case in cases("danger", "dev")][::4]
    told = assessed_texts()
    assert len(asked) + len(dangers) + len(told) >= 200
    for room, text in [*(("ask", text) for text in [*asked, *dangers]), *(("assess", text) for text in told)]:
        expected = answer_json(engine.ask(text)) if room == "ask" else assessment_json(engine.assess(Told(text)))
        assert call(page, room, text, data=True) == json.dumps(expected, ensure_ascii=False), text
    site, scene = Site(engine), Scene(prefix="", suffix=".html", is_live=False)
    for room, text in (("ask", asked[0]), ("ask", dangers[0]), ("assess", told[0])):
        body = json.loads(call(page, room, text))["body"]
        assert body == site.told(room, Form((("text", text),)), scene).text


def assessed_texts() -> list[str]:
    """The founders' shared cases where they are, our own where not."""
    shared = Path(os.environ.get("AGNODICE_SHARED", "")) / "data" / "assess_dev.jsonl"
    own = [case["text"] for case in cases("assess", "dev")]
    if not shared.is_file():
        return own
    return [json.loads(line)["text"] for line in shared.read_text("utf-8").splitlines()][::2] + own[::2]


def call(page: Page, room: str, text: str, *, data: bool = False) -> str:
    message = {"room": room, "fields": urlencode({"text": text}), "data": data, "prefix": "", "suffix": ".html"}
    said: str = page.evaluate("message => agnodice.call(message)", message)
    return said


@pytest.mark.parametrize("way", ["from disk", "one file"])
def test_the_danger_check_waits_for_no_reasoner(
    way: str, exported: Exported, engine: Engine, new_context: NewContext
) -> None:
    context = new_context()
    context.add_init_script("delete self.Worker")  # so that the reasoner can never start
    page = context.new_page()
    page.goto(exported.file.as_uri() if way == "one file" else (exported.folder / "index.html").as_uri())
    for text in (DANGER, QUESTION):
        said = page.evaluate("text => agnodice.check().then(({check}) => check.raised(text).map(({id}) => id))", text)
        assert said == [raised.flag.id for raised in engine.danger(text).raised]
    page.locator("textarea").first.fill(DANGER)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("h1")).to_contain_text("did not work", timeout=PATIENCE_MS)
    expect(page.locator("section.danger .said").first).to_contain_text("fainted")
    expect(page.locator("section.danger .callnow")).to_be_visible()


def test_danger_signs_stand_there_until_the_reasoner_is_ready(
    exported: Exported, engine: Engine, new_context: NewContext
) -> None:
    context = new_context(bypass_csp=True)
    hold = "const Held = Worker; let go; const gate = new Promise(done => go = done); self.letGo = go;"
    queue = "postMessage(message) { gate.then(() => super.postMessage(message)); }"
    context.add_init_script(f"{hold} self.Worker = class extends Held {{ {queue} }};")
    page = context.new_page()
    page.goto((exported.folder / "index.html").as_uri())
    page.locator("textarea").first.fill(DANGER)
    page.get_by_role("button", name="Ask", exact=True).click()
    waiting = page.locator(".waiting")
    expect(waiting).to_have_attribute("data-raised", re.compile("collapse"), timeout=PATIENCE_MS)
    raised = engine.danger(DANGER).raised
    assert (waiting.get_attribute("data-raised") or "").split() == [one.flag.id for one in raised]
    assert waiting.locator(".raised h3").count() == len(raised)
    expect(waiting.locator(".callnow")).to_contain_text("Call your local emergency number")
    expect(waiting.locator(".said").first).to_contain_text("fainted")
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(found => found.violations.map(v => v.id))") == []
    page.evaluate("letGo()")
    expect(page.locator("section.danger").first).to_contain_text("You wrote:", timeout=PATIENCE_MS)
    expect(page.locator("#understood")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".waiting")).to_have_count(0)


def test_kept_for_offline_only_when_asked(
    exported: Exported, served: tuple[str, Callable[[], None]], new_context: NewContext
) -> None:
    url, stop = served
    page = new_context().new_page()
    page.goto(url)
    expect(page.get_by_role("button", name="Keep on this device")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.locator(".kept")).to_contain_text("Saved for offline", timeout=PATIENCE_MS)
    stop()
    page.goto(f"{url}guides/heavy-periods.html")
    expect(page.locator("h1")).to_contain_text("heavy")
    page.goto(f"{url}index.html")
    page.reload()
    journey(page)
    page.goto(f"{url}index.html")
    page.get_by_role("button", name="Remove it from this device").click()
    expect(page.get_by_role("button", name="Keep on this device")).to_be_visible()
    assert page.evaluate("caches.keys()") == []


def test_without_scripts_pages_can_be_read_and_nothing_is_sent(exported: Exported, new_context: NewContext) -> None:
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((exported.folder / "index.html").as_uri())
    expect(page.locator("noscript .note")).to_be_visible()
    page.get_by_role("link", name="Questions", exact=True).first.click()
    expect(page.locator(".shelf").first).to_be_visible()
    page.goto((exported.folder / "index.html").as_uri())
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator("textarea").first.fill("secret")
    page.get_by_role("button", name="Ask", exact=True).dispatch_event("click")
    page.wait_for_timeout(300)
    icon = (exported.folder / "static" / "icon.svg").as_uri()  # a browser may fetch it late
    assert [url for url in sent if url != icon] == []


@pytest.mark.parametrize("kind", [*KINDS, "answer", "waiting", "one file"])
def test_no_barriers(kind: str, exported: Exported, new_context: NewContext) -> None:
    page = new_context(bypass_csp=True).new_page()
    name = kind if kind in KINDS else "index"
    page.goto(exported.file.as_uri() if kind == "one file" else (exported.folder / f"{name}.html").as_uri())
    if kind in {"answer", "waiting"}:
        page.locator("textarea").first.fill(DANGER)
        page.get_by_role("button", name="Ask", exact=True).click()
        place = "#understood" if kind == "answer" else ".waiting, #understood"
        expect(page.locator(place).first).to_be_visible(timeout=PATIENCE_MS)
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    assert found == []


def test_one_file_can_be_passed_on(exported: Exported, new_context: NewContext) -> None:
    assert exported.file.stat().st_size <= LARGEST_FILE_BYTES
    page = new_context().new_page()
    page.goto(exported.file.as_uri())
    page.get_by_role("link", name="Questions", exact=True).first.click()
    page.locator(".shelf a[href='#guides/heavy-periods']").click()
    expect(page.locator("h1")).to_contain_text("heavy")
    assert page.url.endswith("#guides/heavy-periods")
    page.locator("nav.contents a").nth(2).click()
    assert page.url.endswith("#guides/heavy-periods")
    page.go_back()
    expect(page.locator(".shelf").first).to_be_visible()
    page.go_forward()
    page.reload()
    expect(page.locator("h1")).to_contain_text("heavy")
