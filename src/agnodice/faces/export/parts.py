"""The parts that the reasoner in a page is made of, each as one line of text: gzip, then base64.

Browsers let a page opened from disk load scripts but not files (`fetch`), so every part travels as a script.
"""

import gzip
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from importlib.metadata import PackagePath, files
from io import BytesIO
from pathlib import Path

from agnodice.faces.export.pyodide import INFO, Pyodide

PROGRAM = Path(__file__).parent.parent.parent
BROWSER = Path(__file__).parent / "browser"
LEFT_OUT = ("library", "knowledge", "faces/cli", "faces/web", "faces/batch", "faces/reading", "faces/static")
OF_EXPORT = {"__init__.py", "inside.py"}  # the rest of this folder writes exports, and needs packages that do so
PACKAGES = ("jinja2", "markupsafe")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def reasoner_parts(pyodide: Pyodide, edition: bytes) -> dict[str, dict[str, str]]:
    """Every part by script and name, as text."""
    worker = (BROWSER / "worker.js").read_text("utf-8")
    return {
        "python": {name: pack(data) for name, data in pyodide.files.items()},
        "reasoner": {"code": pack(code()), "worker": worker, "info": INFO},
        "edition": {"edition": pack(edition)},
    }


def pack(data: bytes) -> str:
    """Bytes as text: gzip, then base64; the same bytes give the same text."""
    return b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii")


def code() -> bytes:
    """The program's core, its pages and the packages that they need, as a zip; the same files give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted([*_program(), *_packages()]):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), path.read_bytes())
    return out.getvalue()


def _program() -> Iterator[tuple[str, Path]]:
    for path in PROGRAM.rglob("*"):
        name = path.relative_to(PROGRAM).as_posix()
        is_ours = path.parent.name != "export" or path.name in OF_EXPORT
        if path.suffix in {".py", ".html"} and is_ours and not name.startswith(LEFT_OUT):
            yield f"agnodice/{name}", path


def _packages() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for file in files(package) or ():
            if _is_wanted(file):
                yield file.as_posix(), Path(str(file.locate()))


def _is_wanted(file: PackagePath) -> bool:
    """Pure Python and licences; compiled speed-ups are left out, their packages work without."""
    return file.suffix == ".py" or file.name.upper().startswith("LICENSE")
