"""Put a ready edition into the wheel, so that an installed agnodice answers at once and offline."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class EditionHook(BuildHookInterface):
    """Compiles the library while a wheel is built; an editable install reads the text itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the edition and add it to the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT / "src"))
        from agnodice.library.folder import KNOWLEDGE
        from agnodice.library.shelf import build
        from agnodice.library.whole import write_whole

        path = ROOT / "build" / "edition.sqlite"
        write_whole(path, build(KNOWLEDGE))
        build_data["force_include"][str(path)] = "agnodice/edition.sqlite"
