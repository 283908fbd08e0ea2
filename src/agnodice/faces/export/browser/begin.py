import sys
from pathlib import Path

sys.path.insert(0, "/agnodice")
from agnodice.faces.export.inside import start

edition = Path("/edition.sqlite").read_bytes()
Path("/edition.sqlite").unlink()
inside = start(edition)
inside
