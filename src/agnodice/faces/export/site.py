"""The static site: every page as a file with relative links, and the reasoner that answers in the page.

It works from a disk, a stick, any folder of any web host; nothing that is typed leaves the page.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from math import ceil

from agnodice.engine import Engine
from agnodice.faces.export.addresses import Address, addresses
from agnodice.faces.export.cargo import cut
from agnodice.faces.export.danger import cards, script, tables
from agnodice.faces.export.feeds import atom, llms, opensearch, sitemap
from agnodice.faces.export.head import Head
from agnodice.faces.export.markdown import markdown
from agnodice.faces.export.parts import BROWSER, PACKAGES, PROGRAM, door, pack, reasoner_parts
from agnodice.faces.export.pyodide import Pyodide
from agnodice.faces.html.scene import EXIT_TO, Scene
from agnodice.faces.html.site import Site
from agnodice.faces.templating import STATIC
from agnodice.library.folder import KNOWLEDGE
from agnodice.model.content import Guide

SHOWN = ("style.css", "page.js", "icon.svg", "quiet.svg")
EMERGENCY = "emergency"
PROGRAM_FILES = frozenset((".py", ".html", ".css", ".js", ".mjs", ".svg", ".txt"))


@dataclass(frozen=True)
class Options:
    """What a publisher chooses. `base_url` is where the site will stand, "" where that is not known.

    `before` holds the guides of an earlier edition, so that the feed tells what changed.
    """

    base_url: str = ""
    country: str = ""
    exit_to: str = EXIT_TO
    pyodide: Pyodide | None = None
    before: Mapping[str, Guide] | None = None


class StaticSite:
    """Makes the files of a static site."""

    def __init__(self, engine: Engine, edition: bytes, options: Options) -> None:
        self.site, self._edition, self.options = Site(engine), edition, options
        self.addresses = tuple(addresses(engine, answers=options.pyodide is not None))
        self._head = Head(engine, options.base_url, options.pyodide is not None)

    def files(self, on_page: Callable[[], None] = lambda: None) -> Iterator[tuple[str, bytes]]:
        """Every file: its path in the site and its bytes. `on_page` is called after each page."""
        written: dict[str, bytes] = {}
        for address in self.addresses:
            page = self.page(address)
            written[address.path(".html")] = self._head.put(page, address).encode()
            yield address.path(".md"), markdown(page).encode()
            on_page()
        written |= self._assets()
        if self.options.pyodide:
            size_mb = ceil(sum(map(len, written.values())) / 1e6)
            words = json.dumps(self.words(self.scene(""), size_mb), ensure_ascii=False)
            written["static/words.js"] = bundle({"words": words}).encode()
        yield from written.items()
        yield from self._for_programs()
        if self.options.pyodide:
            yield "sw.js", self._keeper(written)

    def made_of(self) -> str:
        """Names all that the files depend on: the edition, the choices, this program and what it runs on."""
        options = replace(self.options, pyodide=None, before=None)
        before = {name: repr(guide) for name, guide in (self.options.before or {}).items()}
        parts = (repr(options), bool(self.options.pyodide), sorted(before.items()), self.addresses, surroundings())
        digest = sha256(repr(parts).encode() + self._edition)
        for path in sorted(PROGRAM.rglob("*")):
            if path.suffix in PROGRAM_FILES and KNOWLEDGE not in path.parents:
                digest.update(path.relative_to(PROGRAM).as_posix().encode() + sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def page(self, address: Address) -> str:
        """One page, as the templates make it."""
        scene = self.scene(address.prefix)
        return self.site.read(address.room, address.name, scene).text

    def scene(self, prefix: str) -> Scene:
        """How pages stand in the site's folder."""
        options = self.options
        return Scene(
            prefix,
            ".html",
            options.country,
            exit_to=options.exit_to,
            is_live=False,
            answers=options.pyodide is not None,
        )

    def _assets(self) -> dict[str, bytes]:
        files = {f"static/{name}": (STATIC / name).read_bytes() for name in SHOWN}
        files["404.html"] = self.site.missing(self.scene("")).body
        if self.options.pyodide:
            bundles = {
                f"static/{name}.js": bundle(parts).encode() for name, parts in self.bundles(self.scene("")).items()
            }
            bundles["static/danger.js"] = script().encode() + bundles["static/danger.js"]
            files |= {**bundles, "static/door.js": door().encode()}
            files["site.webmanifest"] = self._manifest().encode()
            files["licences.txt"] = (BROWSER / "licences.txt").read_bytes()
        return files

    def bundles(self, scene: Scene) -> Mapping[str, Mapping[str, str]]:
        """The parts of the reasoner by script, if there is one: what seldom changes stands apart from the rest."""
        if self.options.pyodide is None:
            return {}
        cargo, press = cut(self._edition), self.site.press
        dangers = {**tables(press.engine, cargo), "cards": cards(press, scene)}
        return {
            **reasoner_parts(self.options.pyodide, cargo.file, press.environment),
            "danger": {name: pack(text.encode()) for name, text in dangers.items()},
            "questions": {"questions": self.site.entries.questions(scene)},
        }

    def words(self, scene: Scene, size_mb: int = 0) -> dict[str, str]:
        """What the door says while the reasoner starts, and when it cannot."""
        press = self.site.press
        flags = [flag for flag in press.engine.red_flags() if flag.level.slug == EMERGENCY]
        service = press.engine.service(self.options.country)
        waiting = press.page("waiting.html", scene, flags=flags, service=service)
        spoken = {name: press.t(f"export.{name}") for name in ("ready", "getting_ready", "failed", "forget")}
        keep = press.t("export.keep", count=len(self.addresses), size=size_mb)
        failed = self.site.entries.error(scene, press.t("web.error"), press.t("export.failed"))
        kept = press.strings["export.kept"]  # the page fills in the date
        return {**spoken, "wait": waiting, "failed_page": failed, "keep": keep, "kept": kept}

    def _for_programs(self) -> Iterator[tuple[str, bytes]]:
        base, press = self.options.base_url, self.site.press
        yield "llms.txt", llms(press, self.addresses).encode()
        if base:
            yield "sitemap.xml", sitemap(base, self.addresses).encode()
            yield "advice.atom", atom(base, press, self.options.before).encode()
            yield "search.xml", opensearch(base, press).encode()

    def _manifest(self) -> str:
        icon = {"src": "static/icon.svg", "sizes": "any", "type": "image/svg+xml"}
        name = self.site.press.t("web.name")
        data = {"name": name, "short_name": name, "start_url": "index.html", "display": "minimal-ui", "icons": [icon]}
        return json.dumps(data, ensure_ascii=False, indent=1)

    def _keeper(self, files: Mapping[str, bytes]) -> bytes:
        """The service worker that keeps the site for use without a network, once she asks for it."""
        names = sorted(files)
        version = sha256(b"".join(name.encode() + sha256(files[name]).digest() for name in names)).hexdigest()[:12]
        script = (BROWSER / "keeper.js").read_text("utf-8")
        facts = {"version": version, "pages": len(self.addresses), "files": names}
        return f"const SITE = {json.dumps(facts)};\n{script}".encode()


def surroundings() -> tuple[object, ...]:
    """What else decides about bytes: Jinja's version, and whether Node is there to compile modules."""
    return (*(version(package) for package in PACKAGES), shutil.which("node") is not None)


def bundle(parts: Mapping[str, str]) -> str:
    """Parts as a script that hands them to the door."""
    return "".join(f"agnodice.part({json.dumps(name)},{json.dumps(text)});\n" for name, text in parts.items())
