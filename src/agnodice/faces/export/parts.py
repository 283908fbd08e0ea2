"""The parts that the reasoner in a page is made of, each as one line of text: gzip (the edition: xz), then letters.

Browsers let a page opened from disk load scripts but not files (`fetch`), so every part travels as a script.
"""

import gzip
import lzma
import tempfile
import zipfile
from collections.abc import Iterable
from importlib.metadata import PackagePath, files
from io import BytesIO
from pathlib import Path

from jinja2 import Environment

from agnodice.faces.export.bytecode import compiled
from agnodice.faces.export.danger import FOLDER
from agnodice.faces.export.pyodide import INFO, LIBRARY, LONG_AGO, Pyodide
from agnodice.faces.templating import COMPILED

PROGRAM = Path(__file__).parent.parent.parent
BROWSER = Path(__file__).parent / "browser"
LEFT_OUT = (
    *("library", "knowledge", "audit", "faces/cli", "faces/web", "faces/batch", "faces/reading", "faces/static"),
    *("faces/audit_", "faces/html/audits", "faces/library_report"),
)
OF_EXPORT = {"__init__.py", "gaps.py", "inside.py"}  # the rest of this folder writes exports, and needs packages for it
PACKAGES = ("jinja2", "markupsafe")
NO_TEMPLATE = "audit"  # begins the names of templates that no page without a server shows
LETTERS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"<\\')  # ends no script
_PAIR_BITS, _LETTER_BITS, _GROUP = 13, 6, 13  # a group: bytes that fill eight pairs
_PAIR = (1 << _PAIR_BITS) - 1
_PAIRS = [LETTERS[number // 91] + LETTERS[number % 91] for number in range(1 << _PAIR_BITS)]
_SHIFTS = range(_PAIR_BITS * 7, -1, -_PAIR_BITS)
Modules = Iterable[tuple[str, bytes]]
# For text rather than machine code: a byte is told by the four high bits of the one before, not by its place in a word.
_OF_TEXT = ({"id": lzma.FILTER_LZMA2, "preset": 6 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0},)


def reasoner_parts(pyodide: Pyodide, edition: bytes, templates: Environment) -> dict[str, dict[str, str]]:
    """Every part by script and name, as text; `edition` is the file of its cargo."""
    scripts = (BROWSER / "unpack.js", FOLDER / "tables.js", BROWSER / "worker.js")
    worker = "".join(path.read_text("utf-8") for path in scripts)
    python = {**pyodide.files, LIBRARY: compiled(pyodide, pyodide.library())}
    packages, code = (compiled(pyodide, zipped(modules)) for modules in (package_files(), program(templates)))
    return {
        "python": {**{name: pack(data) for name, data in python.items()}, "packages": pack(packages)},
        "reasoner": {"code": pack(code), "worker": worker, "info": INFO},
        "edition": {"edition": squeezed(edition)},
    }


def door() -> str:
    """The script of every page that has a reasoner."""
    return "".join((BROWSER / name).read_text("utf-8") for name in ("unpack.js", "door.js"))


def pack(data: bytes) -> str:
    """Bytes as text: gzip, then letters; the same bytes give the same text. browser/unpack.js is the inverse."""
    return lettered(gzip.compress(data, 9, mtime=0))


def squeezed(data: bytes) -> str:
    """Bytes as text: xz, then letters. A quarter less than with gzip; Python opens it (inside.py), no browser can."""
    return lettered(lzma.compress(data, filters=_OF_TEXT))


def lettered(data: bytes) -> str:
    """Bytes as letters that any script may hold between double quotes: 13 bits in two of 91 letters, 1.5 % less text
    than base 85 (as basE91, http://base91.sourceforge.net); at the end one letter for up to 6 bits.
    """
    rows = [
        _row(int.from_bytes(data[at : at + _GROUP], "big")) for at in range(0, len(data) // _GROUP * _GROUP, _GROUP)
    ]
    rest = data[len(data) // _GROUP * _GROUP :]
    pairs, bits = divmod(8 * len(rest), _PAIR_BITS)
    row = _row(int.from_bytes(rest.ljust(_GROUP, b"\0"), "big"))
    last = row[2 * pairs : 2 * pairs + 2]
    if 0 < bits <= _LETTER_BITS:
        last = LETTERS[_PAIRS.index(last) >> _PAIR_BITS - _LETTER_BITS]
    return "".join([*rows, row[: 2 * pairs], last if bits else ""])


def _row(group: int) -> str:
    """Thirteen bytes as sixteen letters."""
    return "".join([_PAIRS[group >> shift & _PAIR] for shift in _SHIFTS])


def zipped(modules: Modules) -> bytes:
    """Files by name as a zip; the same files give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(modules):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data)
    return out.getvalue()


def program(templates: Environment) -> Modules:
    """The program's core and its pages; the templates as the modules that Jinja makes of them."""
    for path in PROGRAM.rglob("*.py"):
        name = path.relative_to(PROGRAM).as_posix()
        is_ours = path.parent.name != "export" or path.name in OF_EXPORT
        if is_ours and not name.startswith(LEFT_OUT):
            yield f"agnodice/{name}", path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        shown = lambda name: not name.startswith(NO_TEMPLATE)  # noqa: E731
        templates.compile_templates(folder, filter_func=shown, zip=None, ignore_errors=False)
        for path in Path(folder).glob("*.py"):
            yield f"agnodice/{COMPILED.relative_to(PROGRAM).as_posix()}/{path.name}", path.read_bytes()


def package_files() -> Modules:
    """The packages that the program needs: pure Python and licences."""
    for package in PACKAGES:
        for file in files(package) or ():
            if _is_wanted(file):
                yield file.as_posix(), Path(str(file.locate())).read_bytes()


def _is_wanted(file: PackagePath) -> bool:
    """Pure Python and licences; compiled speed-ups are left out, their packages work without."""
    return file.suffix == ".py" or file.name.upper().startswith("LICENSE")
