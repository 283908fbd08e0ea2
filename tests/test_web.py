"""The web face without a browser: every route, its headers, bad input, the API against its description."""

import gc
import html
import json
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from agnodice.ask.index import Index
from agnodice.engine import Engine
from agnodice.faces.html.form import MOST_STEPS
from agnodice.faces.templating import STATIC
from agnodice.faces.web.api import MOST_OBSERVATIONS, OPENAPI
from agnodice.faces.web.app import make_app, ready_app
from agnodice.faces.web.guard import HEADERS
from agnodice.faces.web.pages import LARGEST_FORM_BYTES, Settings
from tests.casebook import cases
from tests.floors import FLOORS

JSON = {"content-type": "application/json"}
ASKED_BACK = "two hours after giving birth, pressure in my bottom getting unbearable"
TOLD = "I am 24. Burning when I pee since yesterday, no fever."
GETS = [
    "/",
    "/ask",
    "/assess",
    "/take-along",
    "/audit",
    "/guides",
    "/guides/heavy-periods",
    "/conditions/fibroids",
    "/findings/fever",
    "/about",
    "/privacy",
    "/questions.json",
    "/static/style.css",
    "/static/page.js",
    "/static/icon.svg",
    "/quiet/",
    "/quiet/ask",
    "/quiet/guides/heavy-periods",
    "/api/v1/guides",
    "/api/v1/guides/heavy-periods",
    "/api/v1/conditions/fibroids",
    "/api/v1/findings/fever",
    "/api/v1/openapi.json",
]
MISSING = [
    "/nope",
    "/guides/nope",
    "/conditions/nope",
    "/findings/../../etc/passwd",
    "/guides/fever",
    "/static/nope.js",
    "/static/..%2f..%2fpyproject.toml",
    "/api/v1/nope",
    "/api/v1/guides/nope",
    "/api/v1/findings/fibroids",
]
POSTS = [
    ("/ask", {"text": TOLD}),
    ("/assess", {"text": TOLD}),
    ("/assess", {"text": TOLD, "result": "1"}),
    ("/take-along", {"text": TOLD}),
    ("/take-along", {"text": TOLD, "format": "text"}),
    ("/quiet/ask", {"text": TOLD}),
]


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[TestClient]:
    with TestClient(make_app(engine), raise_server_exceptions=False) as found:
        yield found


def next_fields(page: str, button: tuple[str, str] | None = None) -> list[tuple[str, str]]:
    """The fields of the question's own form in a page, with a button pressed."""
    form = page.split('<section class="question"')[1].split("<form", 1)[1].split("</form>", maxsplit=1)[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return [(name, html.unescape(value)) for name, value in found] + ([button] if button else [])


def post(client: TestClient, path: str, fields: list[tuple[str, str]] | dict[str, str]) -> Any:
    pairs = fields.items() if isinstance(fields, dict) else fields
    from urllib.parse import urlencode

    return client.post(
        path, content=urlencode(list(pairs)), headers={"content-type": "application/x-www-form-urlencoded"}
    )


def test_every_response_has_the_headers(client: TestClient) -> None:
    replies = [client.get(path) for path in GETS + MISSING]
    replies += [post(client, path, fields) for path, fields in POSTS]
    replies += [post(client, "/ask", {"text": ""}), client.delete("/ask"), client.post("/api/v1/ask", content="{")]
    for reply in replies:
        for name, value in HEADERS:
            assert reply.headers[name.decode()] == value.decode(), (reply.url, name)
        assert "set-cookie" not in reply.headers
        assert "unsafe" not in reply.headers["content-security-policy"]


@pytest.mark.parametrize("path", GETS)
def test_pages_are_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_guide_condition_and_finding_has_its_page(client: TestClient, engine: Engine) -> None:
    names = [("guides", str(g.id)) for g in engine.guides()] + [("conditions", str(c.id)) for c in engine.conditions()]
    names += [("findings", str(link.finding)) for c in engine.conditions()[:20] for link in c.links[:2]]
    assert [name for name in names if client.get("/{}/{}".format(*name)).status_code != 200] == []


class _Shape(HTMLParser):
    """Gathers what a page must not have: inline script or style, foreign loads; and its ids and links."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids += [named["id"] or ""] if "id" in named else []
        self.links += [named["href"] or ""] if tag == "a" and "href" in named else []
        loads = [named.get("src"), named.get("href") if tag == "link" else None, named.get("action")]
        self.wrong += [f"{tag} {url}" for url in loads if url and not url.startswith("/")]
        self.wrong += [f"{tag} {name}" for name in named if name == "style" or name.startswith("on")]
        self.wrong += ["inline script"] if tag == "script" and "src" not in named else []


def test_pages_load_nothing_foreign_and_hold_no_inline_code(client: TestClient) -> None:
    pages = [
        client.get(path).text for path in GETS if ".json" not in path and "api" not in path and "static" not in path
    ]
    pages += [post(client, path, fields).text for path, fields in POSTS if "format" not in fields]
    for page in pages:
        shape = _Shape()
        shape.feed(page)
        assert shape.wrong == []
        assert len(shape.ids) == len(set(shape.ids)), [i for i in shape.ids if shape.ids.count(i) > 1]


def test_links_between_pages_lead_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    for path in ("/", "/guides", "/guides/back-pain-after-sex", "/conditions/fibroids", "/findings/fever", "/quiet/"):
        shape = _Shape()
        shape.feed(client.get(path).text)
        seen |= {link for link in shape.links if link.startswith("/")}
        assert all(link[1:] in shape.ids for link in shape.links if link.startswith("#"))
    assert [link for link in seen if client.get(link).status_code != 200] == []


def test_danger_comes_before_everything(client: TestClient) -> None:
    page = post(client, "/ask", {"text": "I could be pregnant, sudden bad pain low in my belly and I fainted"}).text
    assert page.index('class="danger"') < page.index('id="understood"') < page.index('id="short-answer"')
    assert page.index("Emergency: call now") < page.index('id="understood"')


def test_numbers_to_call_follow_the_country(client: TestClient) -> None:
    assert "Call 999" not in post(client, "/ask", {"text": "back pain after sex"}).text.split('id="understood"')[0]
    assert "Call 999 (United Kingdom)" in post(client, "/ask", {"text": "back pain after sex", "country": "gb"}).text
    assert "Call 999 (United Kingdom)" in client.get("/guides/back-pain-after-sex?country=GB").text


def test_host_may_set_the_country_and_the_exit(engine: Engine) -> None:
    client = TestClient(make_app(engine, Settings("IE", "https://example.org/weather")))
    page = client.get("/guides/back-pain-after-sex").text
    assert "112 or 999" in page
    assert 'id="exit" href="https://example.org/weather"' in page


def test_a_page_does_not_depend_on_who_asked_before(engine: Engine) -> None:
    """The parts that are made once must not carry the order of one reader's causes to the next."""
    pain = {"text": "we tried new positions and the next morning my lower back aches like after a day of gardening"}
    plain = {"text": "Why does my back hurt after sex?"}
    fresh, used = TestClient(make_app(engine)), TestClient(make_app(engine))
    post(used, "/ask", pain)
    assert post(used, "/ask", plain).text == post(fresh, "/ask", plain).text


def test_a_server_that_has_read_ahead_needs_its_file_no_more(client: TestClient, edition_bytes: bytes) -> None:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(edition_bytes)
    gc.disable()  # as commands do
    with TestClient(ready_app(Engine(Index(connection)), Settings())) as ready:
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
        gc.unfreeze()  # for the other tests
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")
        for path in GETS:
            assert ready.get(path).text == client.get(path).text, path
        for path, field in (("/ask", "text"), ("/assess", "text"), ("/take-along", "text"), ("/audit", "text")):
            for told in (TOLD, "heavy periods", "xyzzy plugh"):
                assert post(ready, path, {field: told}).text == post(client, path, {field: told}).text
        asked = {"question": TOLD, "country": "ZZ"}
        assert ready.post("/api/v1/ask", json=asked).json() == client.post("/api/v1/ask", json=asked).json()


def test_what_may_be_meant_is_asked_first_and_calmly(client: TestClient) -> None:
    """Above all else, outside the danger card, in none of its colours; the API names it apart from dangers."""
    for path, more in (("/ask", {}), ("/assess", {"result": "1"}), ("/assess", {}), ("/quiet/ask", {})):
        page = post(client, path, {"text": ASKED_BACK, **more}).text
        start = page.index('<section class="askback"')
        asked = page[start : page.index("</section>", start)]
        assert "After the birth: has the bleeding become heavier" in asked
        assert "If yes: Call an ambulance now." in asked
        assert "care-" not in asked
        assert "callnow" not in asked
        assert 'class="danger"' not in page[:start]
    for path, key in (("/api/v1/ask", "question"), ("/api/v1/assess", "text")):
        data = client.post(path, json={key: ASKED_BACK}).json()["data"]
        assert data["danger"] == []
        assert data["ask_back"]["if_yes"]["id"] == "haemorrhage-after-birth"
    assert "askback" not in post(client, "/ask", {"text": "why are my periods so heavy?"}).text


def test_what_a_question_names_leads_to_its_page(client: TestClient) -> None:
    page = post(client, "/ask", {"text": "toxic shock signs"}).text
    named = page[page.index('id="named"') :]
    assert 'href="/conditions/toxic-shock-syndrome"' in named
    assert named.index('class="src"') < named.index("</section>")  # what it is has its sources
    assert 'id="named"' not in post(client, "/ask", {"text": "why are my periods so painful"}).text


def test_what_a_page_says_first_is_its_heading(client: TestClient) -> None:
    none = client.post("/ask", data={"text": "Zebra tax forms and the moon landing"}).text
    assert re.search("<h1>We have no answer to this</h1>", none)
    several = client.post("/ask", data={"text": "pain"}).text
    assert re.search(r"<h1>Did you mean one of these\?</h1>", several)
    assert several.count("Did you mean one of these?") == 1
    assert several.index('class="offer"') < several.index('id="understood"')


def test_not_being_pregnant_is_told_once(client: TestClient) -> None:
    page = client.post("/ask", data={"text": "burning when I pee, I am not pregnant"}).text
    chips = re.findall(r"<b>(Yes|No):</b> ([^<]*)</summary>", page)
    assert [chip for chip in chips if "pregnant" in chip[1].lower()] == [("Yes", "Not pregnant")]


def test_the_place_to_go_to_today_stands_in_no_brackets(client: TestClient) -> None:
    page = client.get("/conditions/pyelonephritis").text
    assert "Where: an urgent clinic" in page
    assert "today (an urgent clinic" in client.get("/guides/kidney-infection").text


def test_what_was_understood_can_be_taken_back(client: TestClient) -> None:
    page = post(client, "/ask", {"text": "back pain after sex and fever"}).text
    assert 'name="undo" value="fever"' in page
    without = post(client, "/ask", {"text": "back pain after sex and fever", "undo": "fever"}).text
    assert 'name="undo" value="fever"' not in without
    assert 'value="fever=unknown"' in without
    assert without.count("You wrote:") < page.count("You wrote:")


def test_an_interview_goes_forward_and_back_and_loses_nothing(client: TestClient) -> None:
    page = post(client, "/assess", {"text": TOLD}).text
    asked = []
    while '<section class="question"' in page:
        fields = next_fields(page)
        kind = dict(fields)["kind"]
        asked.append(dict(fields)["question"])
        press = {"which": "none", "yes-no": "no", "age": "skip", "weeks": "skip", "words": "skip"}[kind]
        page = post(client, "/assess", [*fields, ("reply", press)]).text
        assert len(asked) <= 8
    assert asked
    assert 'id="urgency"' in page
    steps = dict.fromkeys(html.unescape(value) for value in re.findall(r'name="step" value="([^"]*)"', page))
    assert len(steps) == len(asked)
    fields = [("text", TOLD), *(("step", step) for step in steps)]
    back = post(client, "/assess", [*fields, ("back", "1"), ("result", "1")]).text
    assert len(set(re.findall(r'name="step" value="([^"]*)"', back))) == len(asked) - 1
    again = post(client, "/assess", [*fields, ("edit", "0")]).text
    assert 'name="at" value="0"' in again


def test_an_earlier_answer_can_be_changed(client: TestClient) -> None:
    page = post(client, "/assess", {"text": "I am 30 and have pain in my lower belly"}).text
    fields = next_fields(page)
    options = [value for name, value in fields if name == "option"]
    kind, name = dict(fields)["kind"], dict(fields)["question"]
    assert kind in {"yes-no", "which"}
    code = f"{name}|{kind}|{','.join(options)}|{'no' if kind == 'yes-no' else 'none'}"
    base = [("text", "I am 30 and have pain in my lower belly"), ("step", code)]
    reply = ("reply", "yes") if kind == "yes-no" else ("reply", "ticked")
    changed = [*base, ("at", "0"), ("question", name), ("kind", kind), *(("option", o) for o in options), reply]
    page = post(client, "/assess", [*changed, ("tick", options[0])]).text
    assert f'name="undo" value="{options[0]}"' in page
    assert set(re.findall(r'name="step" value="[^"]*\|([^"|]*)"', page)) == {"yes" if kind == "yes-no" else options[0]}


def test_a_reply_that_cannot_be_read_is_asked_again_and_nothing_is_lost(client: TestClient) -> None:
    base = [("text", TOLD), ("step", "fever|yes-no|fever|no"), ("question", "age"), ("kind", "age")]
    page = post(client, "/assess", [*base, ("reply", "number"), ("number", "three hundred")]).text
    assert "Write your age in years as a number from 8 to 110" in page
    assert 'name="number"' in page
    assert "fever|yes-no|fever|no" in page


def test_the_page_to_take_along_can_be_saved(client: TestClient) -> None:
    page = post(client, "/take-along", {"text": TOLD})
    assert "In my words" in page.text
    assert page.text.count('<p class="blank"></p>') == 2  # what worries her most, and notes
    for kind, name in (("text", "my-visit.txt"), ("markdown", "my-visit.md")):
        saved = post(client, "/take-along", {"text": TOLD, "format": kind})
        assert name in saved.headers["content-disposition"]
        assert TOLD in saved.text


A_PAGE = "Back pain after sex\n\nExcessive sexual intercourse causes back pain. Have a check-up every year."


def sent(client: TestClient, name: str, data: bytes) -> Any:
    """A file sent by the form."""
    return client.post("/audit", files={"file": (name, data, "application/octet-stream")})


def test_a_page_can_be_pasted_and_is_audited(client: TestClient) -> None:
    page = post(client, "/audit", {"text": A_PAGE}).text
    assert page.index("Left out, most urgent first") < page.index("Danger signs that the page names")
    assert "Burst pregnancy outside the womb" in page
    assert "Excessive sexual intercourse" in page
    assert "Paste some text" in post(client, "/audit", {"text": " "}).text


def test_a_file_can_be_sent_and_is_audited(client: TestClient) -> None:
    source = f"<html><body><article><h1>Back pain after sex</h1><p>{A_PAGE * 3}</p></article></body></html>"
    for name, data in (("page.txt", A_PAGE.encode()), ("page.html", source.encode())):
        assert "Burst pregnancy outside the womb" in sent(client, name, data).text
    assert "Paste some text, or choose a file" in sent(client, "empty.txt", b"").text


def test_files_that_cannot_be_read_are_refused_kindly(client: TestClient) -> None:
    import gzip

    assert sent(client, "page.pdf", b"%PDF-1.7 not really").status_code == 422
    assert sent(client, "bomb.gz", gzip.compress(b"a" * 9_000_000)).status_code == 422
    assert sent(client, "large.txt", b"a" * 2_100_000).status_code == 413
    assert client.post("/audit", content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 415
    hostile = sent(
        client, "page.html", f"<html><body><p>Back pain after sex. {HOSTILE} It hurts.</p></body></html>".encode()
    )
    assert "<script>alert" not in hostile.text
    assert "<img" not in hostile.text


def test_quiet_pages_have_a_plain_title_and_stay_quiet(client: TestClient) -> None:
    for page in (client.get("/quiet/").text, post(client, "/quiet/ask", {"text": "thrush"}).text):
        assert "<title>Notes</title>" in page
        assert "quiet.svg" in page
        links = re.findall(r'(?:href|action)="(/[^"]*)"', page)
        assert all(link == "/" or link.startswith("/quiet/") for link in links)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{1327*7}}"


@pytest.mark.parametrize(
    "field", ["text", "country", "step", "correct", "undo", "question", "reply", "words", "at", "edit"]
)
@pytest.mark.parametrize("path", ["/ask", "/assess", "/take-along"])
def test_html_in_any_field_comes_back_as_text_or_not_at_all(client: TestClient, path: str, field: str) -> None:
    reply = post(client, path, {"text": "my belly hurts", field: HOSTILE})
    assert reply.status_code in {200, 422}
    assert "<script>alert" not in reply.text
    assert "<img" not in reply.text
    assert "9289" not in reply.text


def test_hostile_addresses_are_not_repeated(client: TestClient) -> None:
    for path in (f"/guides/{HOSTILE}", f"/{HOSTILE}", f"/api/v1/guides/{HOSTILE}", f"/?country={HOSTILE}"):
        reply = client.get(path)
        assert reply.status_code in {200, 404}
        assert "alert" not in reply.text


def test_bad_forms_get_the_right_status(client: TestClient) -> None:
    assert post(client, "/ask", {"text": "x" * LARGEST_FORM_BYTES}).status_code == 413
    assert client.post("/ask", content=b"text=x", headers={"content-type": "text/plain"}).status_code == 415
    assert post(client, "/ask", {"text": "12 34"}).status_code == 422
    assert post(client, "/ask", {"text": "x" * 20_001}).status_code == 422
    assert client.put("/ask").status_code == 405
    many = [("text", TOLD), *[("step", "fever|yes-no|fever|no")] * (MOST_STEPS + 1)]
    assert post(client, "/assess", many).status_code == 422
    assert post(client, "/assess", [("text", TOLD), *[("correct", "fever=absent")] * 10_000]).status_code == 422
    assert post(client, "/assess", [("a", "b")] * 30_000).status_code in {413, 415}
    for step in ("", "|", "a|b|c|d", "fever|yes-no|nope|no", "fever|which|fever|nope", "age|age||999", "x" * 5000):
        assert post(client, "/assess", [("text", TOLD), ("step", step)]).status_code == 422


def test_a_bug_repeats_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Zebulon")

    monkeypatch.setattr(Engine, "ask", broken)
    client = TestClient(make_app(engine), raise_server_exceptions=False)
    replies = [
        post(client, "/ask", {"text": "Zebulon hurts"}),
        client.post("/api/v1/ask", json={"question": "Zebulon"}),
    ]
    assert [reply.status_code for reply in replies] == [500, 500]
    assert replies[1].json()["error"]["code"] == "bug"
    out, err = capfd.readouterr()
    assert "Zebulon" not in out + err + replies[0].text + replies[1].text
    assert "RuntimeError at test_web.py" in err


def test_static_files_are_small_and_known() -> None:
    assert sum(path.stat().st_size for path in STATIC.iterdir()) <= 30_000


def test_sizes_stay_in_budget(client: TestClient, engine: Engine) -> None:
    """First page 60 KB with style and script; a guide 120 KB as it is, far less as it travels."""
    shared = sum(len((STATIC / name).read_bytes()) for name in ("style.css", "page.js", "icon.svg"))
    assert len(client.get("/").content) + shared <= 60_000
    sizes = {g.id: len(client.get(f"/guides/{g.id}").content) for g in engine.guides()}
    assert {name: size for name, size in sizes.items() if size > 120_000} == {}
    reply = client.get("/guides/back-pain-after-sex", headers={"accept-encoding": "gzip"})
    assert int(reply.headers["content-length"]) + shared <= 60_000


# The API


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OPENAPI.read_text("utf-8"))
    return found


def fits(description: dict[str, Any], name: str, data: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    jsonschema.Draft202012Validator(schema).validate(data)


def test_the_description_is_valid(description: dict[str, Any]) -> None:
    validate(description)


def test_answers_fit_their_description(client: TestClient, description: dict[str, Any]) -> None:
    texts = [case["say"] for case in cases("danger", "dev")[:25]] + ["how to fix a car", "thrush", TOLD]
    for text in texts:
        fits(description, "Answer", client.post("/api/v1/ask", json={"question": text, "country": "GB"}).json()["data"])
        fits(description, "Assessment", client.post("/api/v1/assess", json={"text": text}).json()["data"])
    fits(description, "Report", client.post("/api/v1/audit", json={"text": A_PAGE}).json()["data"])
    for row in client.get("/api/v1/guides").json()["data"]["guides"]:
        fits(description, "GuideRow", row)


def test_errors_have_one_shape_and_tell_all_problems(client: TestClient, description: dict[str, Any]) -> None:
    wrong = {"question": 5, "weeks": "ten", "nope": 1}
    replies = [
        client.post("/api/v1/ask", json=wrong),
        client.post("/api/v1/ask", json=[]),
        client.post("/api/v1/ask", content="{", headers=JSON),
        client.post("/api/v1/ask", content="[" * 50_000, headers=JSON),
        client.post("/api/v1/ask", content="question=x"),
        client.post("/api/v1/ask", json={"question": ""}),
        client.post("/api/v1/assess", json={"answers": [{"finding": "fever", "presence": "absent"}] * 9_000}),
        client.post("/api/v1/assess", json={"text": "x", "answers": [{"finding": "nope", "presence": "present"}]}),
        client.get("/api/v1/guides/nope"),
        client.get("/api/v1/ask"),
        client.post("/api/v1/ask", content="x" * (LARGEST_FORM_BYTES + 1), headers=JSON),
    ]
    for reply in replies:
        fits(description, "Error", reply.json())
    assert [r.status_code for r in replies] == [422, 422, 400, 400, 415, 422, 422, 422, 404, 404, 413]
    assert {p["place"] for p in replies[0].json()["error"]["problems"]} == {"question", "weeks", "nope"}
    assert str(MOST_OBSERVATIONS) in replies[6].json()["error"]["problems"][0]["todo"]


def test_scores_on_the_about_page_are_those_that_the_tests_hold(engine: Engine) -> None:
    held, said = FLOORS["assess"]["held"], engine.strings
    assert float(said["score.ask_first"]) / 100 <= FLOORS["ask_first_held"] + 0.01
    assert float(said["score.danger_missed"]) >= FLOORS["danger_missed_held"] / 6.5
    assert float(said["score.cause_first"]) / 100 <= held["first"] + 0.02
    assert float(said["score.cause_five"]) / 100 <= held["five"] + 0.02
    assert float(said["score.urgency"]) / 100 <= held["urgency_accepted"] + 0.02
