"""Python for the browser: the files of the npm package `pyodide`, unchanged, from the archive that npm hands out.

Nothing is downloaded here. Whoever exports fetches the archive once (`npm pack pyodide@…`); it is known by its hash.
"""

import os
import tarfile
import zipfile
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha512
from io import BytesIO
from pathlib import Path

from agnodice.errors import AgnodiceError
from agnodice.library.shelf import cache_folder

VERSION = "314.0.7"
ARCHIVE = f"pyodide-{VERSION}.tgz"
INTEGRITY = (  # as the registry states it
    "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
NEEDED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
INFO = '{"abi_version":"2026_0","arch":"wasm32","platform":"emscripten_5_0_3","python":"3.14.2"}'
VARIABLE = "AGNODICE_PYODIDE"
LIBRARY = "python_stdlib.zip"
UNUSED = frozenset(  # modules of the standard library that neither Pyodide's start nor the program imports
    """
    __hello__ __phello__ _pydatetime _pyio _pyrepl _sysconfigdata__emscripten_wasm32-emscripten antigravity argparse
    bdb cProfile cmd code colorsys compileall configparser csv ctypes difflib doctest email fileinput filecmp fractions
    ftplib getopt getpass http imaplib mailbox mimetypes modulefinder multiprocessing netrc nturl2path optparse pdb
    pickletools plistlib poplib profile pstats pty py_compile pyclbr pydoc pydoc_data quopri rlcompleter sched shelve
    shlex smtplib socketserver statistics symtable sysconfig tabnanny tarfile this timeit tomllib trace tty unittest
    uuid wave webbrowser wsgiref xml xmlrpc zipapp zoneinfo
    _ast_unparse calendar _strptime decimal gettext graphlib hmac pkgutil platform pprint runpy secrets sre_compile
    sre_constants sre_parse tracemalloc
    asyncio/__main__ asyncio/proactor_events asyncio/tools asyncio/windows_events asyncio/windows_utils
    concurrent/futures/interpreter concurrent/futures/process concurrent/interpreters importlib/metadata json/__main__
    json/tool logging/config logging/handlers pathlib/types pyodide/_nodesock_transport pyodide/console
    sqlite3/__main__ sqlite3/dump urllib/error urllib/request urllib/response urllib/robotparser zipfile/__main__
    """.split()  # noqa: SIM905  (a list of 80 lines says no more)
)
CODECS = frozenset(("__init__", "aliases", "ascii", "cp437", "idna", "latin_1", "punycode", "unicode_escape", "utf_8"))
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class PyodideError(AgnodiceError):
    """Python for the browser cannot be had; the message says how to get it."""


@dataclass(frozen=True)
class Pyodide:
    """The files that a browser needs, by name, as npm publishes them."""

    files: Mapping[str, bytes]

    def library(self) -> bytes:
        """The standard library without the modules that nothing here imports, as a zip."""
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(self.files[LIBRARY])) as whole, zipfile.ZipFile(out, "w") as kept:
            for name in sorted(filter(_is_used, whole.namelist())):
                kept.writestr(zipfile.ZipInfo(name, LONG_AGO), whole.read(name))
        return out.getvalue()


def read_pyodide(path: Path | None = None) -> Pyodide:
    """The files from the archive at `path`, or from where it is looked for. Raises PyodideError with what to do."""
    found = path or find()
    if found is None or not found.is_file():
        where = found or cache_folder() / ARCHIVE
        raise PyodideError(
            f"The reasoner needs Python for the browser, and {where} is not there. Get it once with:\n"
            f"  npm pack pyodide@{VERSION} --pack-destination {where.parent}\n"
            "Or export without it (--no-reasoner): guides alone, no question box."
        )
    data = found.read_bytes()
    if f"sha512-{b64encode(sha512(data).digest()).decode()}" != INTEGRITY:
        raise PyodideError(
            f"{found} is not pyodide {VERSION} as npm publishes it. Get it again: npm pack pyodide@{VERSION}"
        )
    with tarfile.open(fileobj=BytesIO(data), mode="r:gz") as archive:
        return Pyodide({name: _member(archive, f"package/{name}") for name in NEEDED})


def _is_used(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "encodings":
        return rest.removesuffix(".py") in CODECS
    folders = name.removesuffix(".py").split("/")
    return UNUSED.isdisjoint("/".join(folders[:depth]) for depth in range(1, len(folders) + 1))


def find() -> Path | None:
    """Where the archive is: the file that AGNODICE_PYODIDE names, or the cache folder."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else cache_folder() / ARCHIVE


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file is not None
    return file.read()
