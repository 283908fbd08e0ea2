"""How fast and how large an export is: pages a second beside MkDocs-Material and Hugo, sizes, and times in a browser.

All three build the same number of pages of like size, one after the other in one run: the peers from our Markdown
twins. Peers and parts that are not on this machine are named and left out: `pip install mkdocs-material`, Debian's
`hugo` and `chromium`, `npm pack pyodide@…` (docs/export.md).
"""

import gzip
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from agnodice import open_engine
from agnodice.faces.export.folder import MARK, write_folder
from agnodice.faces.export.one_file import one_file
from agnodice.faces.export.pyodide import PyodideError, read_pyodide
from agnodice.faces.export.site import Options, StaticSite
from agnodice.library.shelf import edition_bytes
from benchmarks import sheet

BASE = "https://example.org/"
QUESTIONS = (
    "my lower back hurts after sex",
    "why are my periods so heavy",
    "burning when I pee since yesterday, I am 24",
    "missed my period and the test is negative",
    "itchy and white discharge like cottage cheese",
    "I found a lump in my breast",
    "hot flushes keep me awake at night",
    "I forgot two pills, what now",
)
DANGER = "I could be pregnant and have sudden bad pain low in my belly and I fainted"
CHECK = "text => agnodice.check().then(({ check }) => check.raised(text).length)"
HUGO = {
    "hugo.toml": f'baseURL = "{BASE}"\ntitle = "t"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
    "layouts/_default/single.html": "<!doctype html><title>{{ .Title }}</title><nav>n</nav><main>{{ .Content }}</main>",
    "layouts/_default/list.html": "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>",
    "layouts/index.html": "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>",
}
MKDOCS = f"site_name: t\nsite_url: {BASE}\ntheme: {{name: material, font: false}}\nplugins: []\n"
CALL = """async ([room, fields]) => {
  const start = performance.now();
  await agnodice.call({ room, fields, prefix: "", suffix: ".html" });
  return performance.now() - start;
}"""


def main() -> None:
    sheet.begin(__doc__)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = ours(work)
        peers(folder, work)
        in_browser(folder, "modules as bytecode")
        if (work / "text").is_dir():
            in_browser(work / "text", "modules as text")


def ours(work: Path) -> Path:
    """Export, and again without a change; the folder."""
    engine, edition = open_engine(), edition_bytes()
    pages = StaticSite(engine, edition, Options(BASE))
    bare = timed(lambda: write_folder(work / "bare", pages.files()))
    show("agnodice, pages and their twins", len(pages.addresses), bare)
    try:
        options = Options(BASE, pyodide=read_pyodide())
    except PyodideError as error:
        sheet.row("with the reasoner", str(error).splitlines()[0])
        return work / "bare"
    static = StaticSite(engine, edition, options)
    first = timed(lambda: write_folder(work / "site", static.files(), static.made_of()))
    show("agnodice, with the reasoner, modules compiled", len(static.addresses), first)
    again = StaticSite(engine, edition, options)
    show(
        "agnodice, nothing changed",
        len(static.addresses),
        timed(lambda: write_folder(work / "site", again.files(), again.made_of())),
    )
    as_text(work / "text", StaticSite(engine, edition, options))
    sizes(work / "site", one_file(static).encode())
    return work / "site"


def as_text(folder: Path, static: StaticSite) -> None:
    """The same site as a machine without Node writes it: modules as text, compiled by the reader's browser."""
    path = os.environ.pop("PATH")
    try:
        write_folder(folder, static.files())
    finally:
        os.environ["PATH"] = path


def sizes(folder: Path, file: bytes) -> None:
    """Megabytes on disk, and as a web host that compresses would send them."""
    found = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    first = {"index.html", "style.css", "door.js", "page.js", "words.js", "danger.js", "reasoner.js", "edition.js"}
    groups = {
        "start page with core and edition, without Pyodide": [d for p, d in found.items() if p.name in first],
        "Pyodide with Python's and Jinja's modules": [d for p, d in found.items() if p.name == "python.js"],
        "all pages": [d for p, d in found.items() if p.suffix == ".html"],
        "everything a reader's browser can load": [d for p, d in found.items() if p.suffix != ".md" and p.name != MARK],
        "Markdown twins": [d for p, d in found.items() if p.suffix == ".md"],
        "the one file": [file],
    }
    for name, held in groups.items():
        sent = sum(len(gzip.compress(data, 6)) for data in held)
        sheet.row(name, f"{sum(map(len, held)) / 1e6:.1f} MB on disk", f"{sent / 1e6:.1f} MB sent with gzip")


def peers(folder: Path, work: Path) -> None:
    """The same pages from Markdown."""
    twins = sorted(folder.rglob("*.md"))
    for program, source, files, command in (
        ("mkdocs", "docs", {"mkdocs.yml": MKDOCS}, ["mkdocs", "build", "-q"]),
        ("hugo", "content", HUGO, ["hugo", "--quiet"]),
    ):
        place = work / program
        for path in twins:
            target = place / source / path.relative_to(folder)
            if program == "hugo" and target == place / source / "index.md":
                target = target.with_name("_index.md")  # Hugo takes an index.md for a bundle that holds all the rest
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(front(program, path.stem) + path.read_text("utf-8"), "utf-8")
        for name, text in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, "utf-8")
        if shutil.which(command[0]) is None:
            sheet.row(program, "not on this machine")
            continue
        seconds = timed(partial(subprocess.run, command, cwd=place, check=True))
        show(program, sum(1 for path in place.rglob("*.html") if "layouts" not in path.parts), seconds)


def front(program: str, title: str) -> str:
    return f'+++\ntitle = "{title}"\n+++\n' if program == "hugo" else ""


def in_browser(folder: Path, how: str) -> None:
    """From opening the start page to a useful page, to a ready reasoner, to answers."""
    chromium = shutil.which("chromium")
    if chromium is None or not (folder / "static" / "door.js").is_file():
        sheet.row(how, "no chromium or no reasoner on this machine")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (the rest works without a browser)

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened: list[float] = []
        ready: list[float] = []
        checked: list[float] = []
        asked: list[float] = []
        told: list[float] = []
        for _ in range(3):
            page = browser.new_page()
            start = time.perf_counter()
            page.goto((folder / "index.html").as_uri(), wait_until="commit")
            page.wait_for_selector("textarea")
            opened.append(time.perf_counter() - start)
            page.wait_for_function("self.agnodice")
            page.evaluate(CHECK, DANGER)
            checked.append(time.perf_counter() - start)
            page.wait_for_selector("html[data-reasoner=ready]", state="attached", timeout=120_000)
            ready.append(time.perf_counter() - start)
            for room, times in (("ask", asked), ("assess", told)):
                fields = [urlencode({"text": text}) for text in QUESTIONS]
                page.evaluate(CALL, [room, fields[0]])
                times += [page.evaluate(CALL, [room, one]) for one in fields for _ in range(3)]
            page.close()
        browser.close()
    sheet.row(f"first useful page, {how}", f"{median(opened):.2f} s", f"danger check {median(checked):.2f} s")
    sheet.row(f"reasoner ready, {how}", f"{median(ready):.1f} s", f"best {min(ready):.1f} s")
    for name, times in (("an answer", asked), ("a question turn", told)):
        p95 = sorted(times)[int(0.95 * len(times))]
        sheet.row(f"{name} in the browser, {how}", f"p50 {median(times):.0f} ms", f"p95 {p95:.0f} ms")


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def show(name: str, pages: int, seconds: float) -> None:
    sheet.row(name, f"{pages / seconds:.0f} pages/s", f"{pages} pages in {seconds:.1f} s")


if __name__ == "__main__":
    main()
