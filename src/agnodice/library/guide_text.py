"""Read a guide: Markdown with a fenced TOML block on top (the shape that rustsec/advisory-db uses)."""

import re
from collections.abc import Iterator
from typing import Any

from agnodice.errors import Problem
from agnodice.library.toml import TOMLDecodeError, loads
from agnodice.model.clinical import CareLevel
from agnodice.model.codec import Place
from agnodice.model.content import BlockKind, HowCommon, SectionName

_FRONT = re.compile(r"\A\s*```toml\n(.*?)\n```\s*\n", re.DOTALL)
_CITATION = re.compile(r"\s*\[(@[^\]]+)\]")
_LINKED = re.compile(r"\[([^\]]+)\]\(([a-z0-9-]+)\)[.:]?\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|Dr|St|vs|approx|No)\.)$")


class GuideReader:
    """Reads one guide's text into plain data, collecting problems on the way."""

    def __init__(self, file: str, text: str) -> None:
        self.place = Place(file)
        self.text = text
        self.problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        """The guide as plain data, ready for `decode(Guide, …)`."""
        front, body = self._front()
        sections = self._sections(body)
        data: dict[str, Any] = dict(front)
        data["dangers"] = self._dangers(sections.get(SectionName.GET_HELP_NOW, []))
        data["causes"] = self._causes(sections.get(SectionName.POSSIBLE_CAUSES, []))
        listed = (SectionName.GET_HELP_NOW, SectionName.POSSIBLE_CAUSES)
        data["sections"] = [_section(name, lines) for name, lines in sections.items() if name not in listed]
        return data

    def _front(self) -> tuple[dict[str, Any], str]:
        match = _FRONT.match(self.text)
        if not match:
            self._problem("", "has no front block.", "Start the file with ```toml … ```.")
            return {}, self.text
        try:
            return loads(match[1]), self.text[match.end() :]
        except TOMLDecodeError as error:
            self._problem("front block", f"is not TOML ({error}).", "Mend that line.")
            return {}, self.text[match.end() :]

    def _sections(self, body: str) -> dict[SectionName, list[str]]:
        """Lines by section, in the order of the file."""
        sections: dict[SectionName, list[str]] = {}
        known = {name.value: name for name in SectionName}
        lines: list[str] = []
        for line in body.splitlines():
            if line.startswith("## "):
                title = line[3:].strip()
                lines = []
                if title not in known:
                    self._problem(title, "is not a section of a guide.", f"Use one of: {', '.join(known)}.")
                elif known[title] in sections:
                    self._problem(title, "stands twice.", "Merge the two.")
                else:
                    sections[known[title]] = lines
            else:
                lines.append(line)
        return sections

    def _dangers(self, lines: list[str]) -> list[dict[str, Any]]:
        levels = {level.slug: level.slug for level in CareLevel}
        items = self._linked_items(SectionName.GET_HELP_NOW, lines, levels)
        return [{"red_flag": i, "level": head, "who": t, "sentences": s} for head, t, i, s in items]

    def _causes(self, lines: list[str]) -> list[dict[str, Any]]:
        heads = {how.value: how.value for how in HowCommon}
        items = self._linked_items(SectionName.POSSIBLE_CAUSES, lines, heads)
        return [{"condition": i, "how_common": head, "name": t, "sentences": s} for head, t, i, s in items]

    def _linked_items(
        self, section: SectionName, lines: list[str], heads: dict[str, str]
    ) -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
        """(heading, link text, link target, sentences) of each `- [text](id). …` item."""
        head = ""
        for raw in _joined(lines):
            line = raw.strip()
            if line.startswith("### "):
                head = heads.get(line[4:].strip().lower(), "")
                if not head:
                    self._problem(section, f"{line!r} is not a heading here.", f"Use: {', '.join(heads)}.")
                continue
            match = _LINKED.match(line.removeprefix("- "))
            if not head or not line.startswith("- ") or not match:
                self._problem(section, f"{line[:60]!r} is not an item.", "Write `- [words](id). Sentence. [@source]`.")
                continue
            rest = line.removeprefix("- ")[match.end() :]
            yield head, match[1].strip(), match[2], sentences(rest)

    def _problem(self, path: str, wrong: str, todo: str) -> None:
        self.problems.append(Problem(self.place.file, path, wrong, todo))


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines with wrapped continuations joined to their item or paragraph; blank lines dropped."""
    held = ""
    for line in lines:
        starts_anew = not line.strip() or line.lstrip().startswith(("- ", "#", "|"))
        if starts_anew and held:
            yield held
            held = ""
        if line.strip():
            held = f"{held} {line.strip()}" if held else line.strip()
        if line.lstrip().startswith(("#", "|")):
            yield held
            held = ""
    if held:
        yield held


def _section(name: SectionName, lines: list[str]) -> dict[str, Any]:
    blocks, rows = [], []
    for line in _joined(lines):
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        else:
            kind = BlockKind.ITEM if line.startswith("- ") else BlockKind.PARAGRAPH
            blocks.append({"kind": kind.value, "sentences": sentences(line.removeprefix("- "))})
    section: dict[str, Any] = {"name": name.value, "blocks": blocks}
    if rows:
        body = [row for row in rows[1:] if not all(set(cell) <= set("-: ") for cell in row)]
        section["table"] = {"header": rows[0], "rows": [[sentences(cell) for cell in row] for row in body]}
    return section


def sentences(text: str) -> list[dict[str, Any]]:
    """Sentences with their citations: `One. [@a] Two. [@b, p. 3; @c]`."""
    found: list[dict[str, Any]] = []
    start = 0
    for match in _CITATION.finditer(text):
        run = text[start : match.start()].strip()
        cites = [part.strip().removeprefix("@") for part in match[1].split(";")]
        found += [{"text": s} for s in _split(run)]
        if found:
            found[-1].setdefault("cite", []).extend(cites)
        start = match.end()
    found += [{"text": s} for s in _split(text[start:].strip())]
    return found


def _split(run: str) -> list[str]:
    """Plain sentences of a run of text without citations."""
    parts: list[str] = []
    for piece in _SENTENCE_END.split(run):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        elif piece.strip():
            parts.append(piece.strip())
    return parts
