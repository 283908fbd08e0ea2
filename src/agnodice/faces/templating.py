"""Where the faces' templates and static files lie, and the one Jinja environment: everything put in is escaped."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES, STATIC = Path(__file__).parent / "templates", Path(__file__).parent / "static"
COMPILED = TEMPLATES / "compiled"  # there in a page without a server alone (faces/export/parts.py)


def environment(kind: "type[Environment] | None" = None, *, trims: bool = False) -> "Environment":
    """What fills in the templates; `trims`: lines that hold a tag alone leave no line behind.

    `kind`: another class than Jinja's own. Raises ModuleNotFoundError when Jinja2 is missing.
    """
    from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined  # noqa: PLC0415  (only for pages)

    return (kind or Environment)(
        loader=ModuleLoader(COMPILED) if COMPILED.is_dir() else FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=trims,
        lstrip_blocks=trims,
        auto_reload=False,  # a template's file is not looked at again with every page
    )
