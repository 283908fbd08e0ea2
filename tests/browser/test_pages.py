"""Whole journeys in headless Chromium: with and without scripts, by keyboard, at 320 px, on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Server

DANGER = "I could be pregnant and have sudden bad pain low in my belly and I fainted, says Zebulon"
TOLD = "I am 24 and not pregnant. Burning when I pee since yesterday, Zebulon. No fever."
KINDS = {
    "home": "/",
    "tell": "/assess",
    "audit": "/audit",
    "guides": "/guides",
    "guide": "/guides/heavy-periods",
    "condition": "/conditions/fibroids",
    "finding": "/findings/fever",
    "about": "/about",
    "privacy": "/privacy",
    "missing": "/nope",
    "quiet": "/quiet/",
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def ask(page: Page, server: Server, text: str) -> None:
    page.goto(server.url)
    page.get_by_label("Ask in your own words").fill(text)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#understood")).to_be_visible()


def tell(page: Page, server: Server, text: str) -> None:
    page.goto(f"{server.url}/assess")
    page.get_by_label("What do you notice?").fill(text)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".question, .urgency").first).to_be_visible()


def steps(page: Page) -> int:
    """How many answers the page shows, besides her words."""
    return page.locator(".sofar dl > div").count() - 1


def answer(page: Page) -> None:
    """Press the plainest button of the question that is open, and wait for the next page."""
    before = steps(page)
    for name in ("None of these", "No", "Skip"):
        button = page.locator(".question").get_by_role("button", name=name, exact=True)
        if button.count():
            button.click()
            break
    expect(page.locator(".sofar dl > div")).to_have_count(before + 2)


def to_result(page: Page) -> None:
    for _ in range(9):
        if not page.locator(".question").count():
            break
        answer(page)
    expect(page.locator("#urgency")).to_be_visible()


@pytest.fixture(params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, new_context: NewContext) -> Page:
    return new_context(java_script_enabled=request.param == "with scripts").new_page()


def test_ask_shows_danger_first(page: Page, server: Server) -> None:
    ask(page, server, DANGER)
    card = page.locator("section.danger")
    expect(card).to_contain_text("Emergency: call now")
    expect(card).to_contain_text("You wrote:")
    assert card.bounding_box()["y"] < page.locator("#understood").bounding_box()["y"]  # type: ignore[index]
    card.get_by_role("combobox").select_option("GB")
    card.get_by_role("button", name="Show").click()
    expect(page.locator("section.danger .callnow")).to_contain_text("999")


def test_ask_then_assess_then_edit_then_summary(page: Page, server: Server) -> None:
    ask(page, server, TOLD)
    page.get_by_role("button", name="Check how soon I should see someone").click()
    expect(page.locator(".question")).to_be_visible()
    expect(page.locator(".understood")).to_contain_text("Zebulon")
    answer(page)
    answer(page)
    page.locator(".sofar dl").get_by_role("button", name=re.compile("Change.*Question 2")).click()
    expect(page.locator(".progress")).to_contain_text("Change your answer")
    page.locator(".question").get_by_role("button", name="I don't know").click()
    expect(page.locator(".sofar dl")).to_contain_text("don't know")
    assert steps(page) == 2
    page.get_by_role("button", name="← Back").click()
    expect(page.locator(".sofar dl > div")).to_have_count(2)
    to_result(page)
    page.get_by_role("button", name="Make one page for my visit").click()
    sheet = page.locator(".sheet")
    expect(sheet.locator("section").first).to_contain_text("Zebulon")
    page.get_by_role("button", name="Back to the result").click()
    expect(page.locator("#urgency")).to_be_visible()
    assert "Zebulon" not in page.url


def test_guide_then_next_then_recommended(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/guides")
    page.get_by_role("link", name="Why does my back hurt after sex?").click()
    first = page.locator("h1").inner_text()
    page.locator("nav.next .offers.two a").last.click()
    expect(page.locator("h1")).not_to_have_text(first)
    second = page.locator("h1").inner_text()
    page.locator("nav.next h3 + .offers a").first.click()
    expect(page.locator("h1")).not_to_have_text(second)
    expect(page.locator("section.danger")).to_be_visible()


def test_what_was_understood_can_be_changed(page: Page, server: Server) -> None:
    ask(page, server, "my lower back hurts after sex and I have a fever")
    chip = page.locator(".chip", has_text="Fever")
    chip.locator("summary").click()
    chip.get_by_role("button", name="No, this is not so").click()
    expect(page.locator(".chip-no", has_text="Fever")).to_be_visible()


def test_a_source_opens_in_place(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/guides/heavy-periods")
    source = page.locator("details.src").first
    expect(source.locator("a").first).to_be_hidden()
    source.locator("summary").click()
    expect(source.locator("a").first).to_be_visible()
    word = page.locator("details.word").first
    word.locator("summary").click()
    expect(word.locator(".plain")).to_be_visible()


def test_the_exit_is_a_link_that_works_without_scripts(page: Page, server: Server) -> None:
    for path in KINDS.values():
        page.goto(server.url + path)
        expect(page.locator("#exit")).to_be_in_viewport()
        page.mouse.wheel(0, 5000)
        expect(page.locator("#exit")).to_be_in_viewport()
    page.locator("#exit").click()
    page.wait_for_url(server.exit_to)


@pytest.fixture
def scripted(new_context: NewContext) -> Page:
    return new_context().new_page()


@pytest.mark.parametrize("way", ["link", "key"])
def test_leaving_clears_and_replaces(scripted: Page, server: Server, way: str) -> None:
    page = scripted
    page.goto(f"{server.url}/about")
    page.goto(server.url)
    page.locator("textarea").fill("Zebulon")
    if way == "link":
        page.locator("#exit").click()
    else:
        page.locator("textarea").press("Tab")
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(server.exit_to)
    page.go_back()
    page.wait_for_url(f"{server.url}/about")


def test_back_in_place_brings_back_the_page_before(scripted: Page, server: Server) -> None:
    page = scripted
    tell(page, server, TOLD)
    first = page.locator(".question h2").inner_text()
    answer(page)
    page.go_back()
    expect(page.locator(".question h2")).to_have_text(first)
    expect(page.locator(".understood")).to_contain_text("Zebulon")
    page.go_back()
    expect(page.get_by_label("What do you notice?")).to_have_value(TOLD)
    page.go_forward()
    expect(page.locator(".question h2")).to_have_text(first)


def test_suggestions_come_from_the_page_itself(scripted: Page, server: Server) -> None:
    page = scripted
    asked: list[str] = []
    page.goto(server.url)
    page.on("request", lambda request: asked.append(request.url))
    page.locator("textarea").press_sequentially("heavy period flooding", delay=5)
    expect(page.locator(".maybe a").first).to_have_text("Why are my periods so heavy?")
    assert [url for url in asked if "/static/" not in url] == [f"{server.url}/questions.json"]


def test_a_question_may_come_in_the_fragment_and_is_taken_out(scripted: Page, server: Server) -> None:
    page = scripted
    page.goto(f"{server.url}/#q=heavy%20periods")
    expect(page.locator("#understood")).to_be_visible()
    assert "q=" not in page.url


def test_only_our_own_address_is_asked_and_no_address_or_log_holds_a_word(scripted: Page, server: Server) -> None:
    page = scripted
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    ask(page, server, DANGER)
    page.get_by_role("button", name="Check how soon I should see someone").click()
    expect(page.locator(".sofar")).to_be_visible()
    to_result(page)
    page.get_by_role("button", name="Make one page for my visit").click()
    expect(page.locator(".sheet")).to_be_visible()
    for path in KINDS.values():
        page.goto(server.url + path)
    assert [url for url in urls if not url.startswith(server.url + "/")] == []
    assert [url for url in urls if re.search("zebulon|pregnant.and|fainted", url, re.IGNORECASE)] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    written = server.log.read_text("utf-8")
    assert "ebulon" not in written
    assert "belly" not in written
    assert "/assess" not in written


def every_kind(page: Page, server: Server) -> Iterator[str]:
    """Each kind of page in turn."""
    for name, path in KINDS.items():
        page.goto(server.url + path)
        yield name
    ask(page, server, DANGER)
    yield "answer"
    ask(page, server, "how do I fix a car")
    yield "no answer"
    tell(page, server, TOLD)
    yield "question"
    to_result(page)
    yield "result"
    page.get_by_role("button", name="Make one page for my visit").click()
    expect(page.locator(".sheet")).to_be_visible()
    yield "take-along"
    page.goto(f"{server.url}/audit")
    page.get_by_label("The text of the page").fill(
        "Back pain after sex\n\nExcessive sexual intercourse causes back pain."
    )
    page.get_by_role("button", name="Check this page").first.click()
    expect(page.locator(".audit .text")).to_be_visible()
    yield "report"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_accessibility_violations(new_context: NewContext, server: Server, theme: str) -> None:
    page = new_context(color_scheme=theme).new_page()
    found = {}
    for name in every_kind(page, server):
        page.evaluate(AXE)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        results = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [(v["id"], v["nodes"][0]["html"][:160], v["nodes"][0]["failureSummary"]) for v in results["violations"]]
        if told:
            found[name] = told
    assert found == {}


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_runs_out_of_the_page(new_context: NewContext, server: Server, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    wide = {name for name in every_kind(page, server) if page.evaluate("document.documentElement.scrollWidth") > width}
    assert wide == set()


def test_nothing_moves_while_a_page_loads(new_context: NewContext, server: Server) -> None:
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    for path in ("/", "/guides/heavy-periods", "/assess"):
        page.goto(server.url + path)
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) "
            "sum += e.value }).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 100) })"
        )
        assert shift == 0, path


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_page_for_a_visit_is_one_page(new_context: NewContext, server: Server, paper: str) -> None:
    page = new_context().new_page()
    tell(page, server, TOLD + " " + "It began after a long journey and it worries me a lot. " * 6)
    to_result(page)
    page.get_by_role("button", name="Make one page for my visit").click()
    expect(page.locator(".sheet")).to_be_visible()
    pdf = page.pdf(format=paper, prefer_css_page_size=False)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_by_keyboard_alone_and_focus_always_seen(scripted: Page, server: Server) -> None:
    page = scripted
    page.goto(server.url)
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();"
            "return [e.tagName + '#' + e.id, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,"
            "r.bottom > 0 && r.top < innerHeight] })()"
        )
        if seen[0].startswith("BODY"):
            break
        if not (seen[1] and seen[2]):
            unseen.append(seen)
    assert unseen == []
    page.goto(server.url)
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type(TOLD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#understood")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Check how soon I should see someone":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_be_visible()
