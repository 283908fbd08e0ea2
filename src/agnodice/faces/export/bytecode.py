"""Modules for the browser as bytecode, so that no reader's browser compiles what is the same for everyone.

Only the Python that will run it can make it: Pyodide itself, in Node where Node is. Elsewhere modules travel as text.
"""

import shutil
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path

from agnodice.faces.export.pyodide import INFO, INTEGRITY, Pyodide
from agnodice.library.shelf import cache_folder
from agnodice.library.whole import write_whole

PROGRAM = Path(__file__).parent / "browser" / "compile.mjs"
LONGEST_SECONDS = 300


def compiled(pyodide: Pyodide, modules: bytes) -> bytes:
    """A zip of modules as a zip of bytecode; `modules` as it is where there is no Node or where it fails.

    What was compiled once is kept in the cache folder: the same modules give the same bytes.
    """
    node = shutil.which("node")
    if node is None:
        return modules
    key = sha256(b"".join((INTEGRITY.encode(), PROGRAM.read_bytes(), modules))).hexdigest()
    kept = cache_folder() / f"bytecode-{key[:16]}.zip"
    if kept.is_file():
        return kept.read_bytes()
    made = _run(node, pyodide, modules)
    if made:
        write_whole(kept, made)
    return made or modules


def _run(node: str, pyodide: Pyodide, modules: bytes) -> bytes:
    """What compile.mjs makes of `modules`; nothing where this Node cannot run it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in {**pyodide.files, "in.zip": modules, "info.json": INFO.encode()}.items():
            (folder / file).write_bytes(data)
        command = [node, str(PROGRAM), str(folder)]
        done = subprocess.run(command, capture_output=True, timeout=LONGEST_SECONDS, check=False)  # noqa: S603
        return (folder / "out.zip").read_bytes() if done.returncode == 0 else b""
