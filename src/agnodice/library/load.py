"""Read `knowledge/` into the model: all of it or, with every problem listed, nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from agnodice.errors import LibraryError, Problem
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.frequency import read_frequencies
from agnodice.library.guide_text import GuideReader
from agnodice.library.shorthand import in_full
from agnodice.library.toml import TOMLDecodeError, loads
from agnodice.model.assessment import Features, Opening, TriageTable
from agnodice.model.clinical import AskBack, Calm, Condition, ConditionId, Finding, RedFlag, Tale
from agnodice.model.codec import MismatchError, Place, decode
from agnodice.model.content import Criterion, Guide, Myth, Service, Term
from agnodice.model.evidence import Source
from agnodice.model.words import Words

T = TypeVar("T")


@dataclass(frozen=True)
class Library:
    """Everything that people edit, in the order of their ids. `files` says where each (kind, id) stands."""

    guides: tuple[Guide, ...]
    conditions: tuple[Condition, ...]
    findings: tuple[Finding, ...]
    red_flags: tuple[RedFlag, ...]
    ask_backs: tuple[AskBack, ...]
    calm: Calm
    tales: tuple[Tale, ...]
    myths: tuple[Myth, ...]
    sources: tuple[Source, ...]
    services: tuple[Service, ...]
    terms: tuple[Term, ...]
    criteria: tuple[Criterion, ...]
    triage: TriageTable
    openings: tuple[Opening, ...]
    features: Features
    words: Words
    files: Mapping[tuple[str, str], Place]


def load(folder: Path = KNOWLEDGE) -> Library:
    """The library in `folder`. Raises LibraryError with every problem of reading it."""
    library, problems = Loader(folder).load()
    if problems:
        raise LibraryError(tuple(sorted(problems)))
    return library


class Loader:
    """Walks the folder once, gathering things and problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.files: dict[tuple[str, str], Place] = {}

    def load(self) -> tuple[Library, list[Problem]]:
        """The library as far as it can be read, and all problems met."""
        if not self.folder.is_dir():
            return self._empty(), [Problem(str(self.folder), "", "is not a folder.", "Give the library's folder.")]
        codes = self._codes()
        library = Library(
            guides=self._guides(),
            conditions=self._conditions(codes),
            findings=self._entries("findings", "finding", Finding, read_frequencies),
            red_flags=self._entries("red_flags", "red_flag", RedFlag),
            ask_backs=self._entries("ask_back", "ask_back", AskBack),
            calm=self._single("calm", Calm),
            tales=self._tales(),
            myths=self._entries("myths", "myth", Myth),
            sources=self._entries("sources", "source", Source),
            services=self._entries("services", "service", Service, key="country"),
            terms=self._entries("glossary", "term", Term, key="word"),
            criteria=self._entries("criteria", "criterion", Criterion),
            triage=self._single("triage", TriageTable),
            openings=self._entries("interview", "opening", Opening, key="ask"),
            features=self._single("features", Features),
            words=self._words(),
            files=self.files,
        )
        return library, self.problems

    def _empty(self) -> Library:
        return Library((), (), (), (), (), Calm(), (), (), (), (), (), (), TriageTable(), (), Features(), Words(), {})

    def _guides(self) -> tuple[Guide, ...]:
        guides = []
        for path in sorted((self.folder / "guides").glob("*.md")):
            text = self._text(path)
            reader = GuideReader(self._name(path), text)
            data = reader.read()
            self.problems += reader.problems
            if data.get("withdrawn") is None:
                guides += self._decoded(Guide, data, Place(self._name(path)), path.stem)
        return tuple(guides)

    def _conditions(self, codes: Mapping[str, list[list[str]]]) -> tuple[Condition, ...]:
        conditions = []
        for path in sorted((self.folder / "conditions").glob("*.toml")):
            data = self._toml(path)
            if data is None or data.get("withdrawn") is not None:
                continue
            place = Place(self._name(path))
            plain = self._plain(read_frequencies, data, place)
            for old, new in (("prior", "priors"), ("link", "links")):
                if old in plain:
                    plain[new] = plain.pop(old)
            if path.stem in codes:
                plain["codes"] = codes[path.stem]
            conditions += self._decoded(Condition, plain, place, path.stem)
        return tuple(conditions)

    def _entries(
        self,
        stem: str,
        entry: str,
        kind: type[T],
        prepare: Callable[[dict[str, Any], Place], tuple[dict[str, Any], list[Problem]]] | None = None,
        key: str = "id",
    ) -> tuple[T, ...]:
        """All `[[entry]]` tables of `stem.toml` and `stem/*.toml`, by id; openings as they stand."""
        found: dict[str, T] = {}
        for path in self._files(stem):
            data = self._toml(path) or {}
            for extra in data.keys() - {entry}:
                self._problem(path, extra, "is not known here.", f"Write [[{entry}]] tables.")
            for index, item in enumerate(data.get(entry, [])):
                place = Place(self._name(path), f"{entry}[{index + 1}]")
                if isinstance(item, dict) and item.pop("withdrawn", None) is not None:
                    continue
                name = str(item.get(key, "")) if isinstance(item, dict) else ""
                place = Place(place.file, f"{entry} {name}") if name else place
                plain = self._plain(prepare, item, place) if prepare and isinstance(item, dict) else item
                if name in found:
                    self.problems.append(place.problem("is there twice.", f"See {self.files[entry, name].file}."))
                    continue
                for thing in self._decoded(kind, plain, place):
                    found[name] = thing
                    self.files[entry, name] = place
        return tuple(found[name] for name in (found if kind is Opening else sorted(found)))

    def _tales(self) -> tuple[Tale, ...]:
        """Plain text, a tale a line: there is more of it than of all TOML together."""
        tales = []
        for path in sorted((self.folder / "tales").glob("*.txt")):
            told = tuple(filter(None, map(str.strip, self._text(path).splitlines())))
            tales.append(Tale(ConditionId(path.stem), told))
            self.files["tale", path.stem] = Place(self._name(path))
        return tuple(tales)

    def _single(self, stem: str, kind: type[T]) -> T:
        """The one thing that `stem.toml` holds; the default where there is no such file."""
        path = self.folder / f"{stem}.toml"
        data = (self._toml(path) if path.is_file() else None) or {}
        found = self._decoded(kind, data, Place(self._name(path)))
        return found[0] if found else kind()

    def _plain(
        self,
        prepare: Callable[[dict[str, Any], Place], tuple[dict[str, Any], list[Problem]]],
        data: dict[str, Any],
        place: Place,
    ) -> dict[str, Any]:
        plain, problems = prepare(data, place)
        self.problems += problems
        return plain

    def _decoded(self, kind: type[T], data: object, place: Place, stem: str | None = None) -> list[T]:
        """One thing, or none and its problems. `stem` is the file's name, which must equal the id."""
        try:
            thing = decode(kind, data, place)
        except MismatchError as error:
            self.problems += error.problems
            return []
        if stem is not None:
            if getattr(thing, "id", None) != stem:
                self.problems.append(place.key("id").problem("differs from the file's name.", f'Write id = "{stem}".'))
            self.files[kind.__name__.lower(), stem] = place
        return [thing]

    def _codes(self) -> dict[str, list[list[str]]]:
        codes: dict[str, list[list[str]]] = {}
        for path in self._files("codes"):
            for item in (self._toml(path) or {}).get("code", []):
                systems = [[k, str(v)] for k, v in item.items() if k != "condition"]
                codes[str(item.get("condition"))] = systems
        return codes

    def _words(self) -> Words:
        data: dict[str, Any] = {}
        folder = self.folder / "words"
        for path in sorted(folder.glob("*.toml")):
            data[path.stem] = self._toml(path) or {}
        data["cues"] = {name: in_full(rows) for name, rows in data.pop("cues", {}).items()}
        data.pop("help", None)  # read by `--help` alone, which needs no edition
        english = folder / "english.txt"
        if english.is_file():
            data["english"] = self._text(english).split()
        data["synonyms"] = data.pop("synonyms", {}).get("group", [])
        data["elsewhere"] = data.pop("elsewhere", {}).get("asks", [])
        data["strings"] = [[k, v] for k, v in _flat(data.pop("strings", {}))]
        found = self._decoded(Words, data, Place("words"))
        return found[0] if found else Words()

    def _files(self, stem: str) -> Iterable[Path]:
        single = self.folder / f"{stem}.toml"
        return [*([single] if single.is_file() else []), *sorted((self.folder / stem).glob("*.toml"))]

    def _toml(self, path: Path) -> dict[str, Any] | None:
        try:
            return loads(self._text(path))
        except TOMLDecodeError as error:
            self._problem(path, "", f"is not TOML: {error}.", "Mend that line.")
            return None

    def _text(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._problem(path, "", f"cannot be read: {error}.", "Save it as UTF-8 text.")
            return ""

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _problem(self, path: Path, inside: str, wrong: str, todo: str) -> None:
        self.problems.append(Problem(self._name(path), inside, wrong, todo))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """`{"danger": {"title": "…"}}` as `[("danger.title", "…")]`."""
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return pairs
