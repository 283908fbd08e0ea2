"""agnodice: private, evidence-cited answers to women's health questions, on your own machine."""

from typing import TYPE_CHECKING

from agnodice import release

if TYPE_CHECKING:
    from collections.abc import Callable

    from agnodice.engine import Engine
    from agnodice.errors import AgnodiceError

__all__ = ["__version__", "open_engine"]
__version__ = release.VERSION


def open_engine(on_problems: "Callable[[AgnodiceError], None] | None" = None) -> "Engine":
    """An engine over the current edition: `from agnodice import open_engine; open_engine().ask("…")`.

    `on_problems` is told when the library's text has problems and the last good edition answers instead, and when no
    edition could be kept.
    """
    from agnodice.ask.index import Index
    from agnodice.engine import Engine
    from agnodice.library.shelf import open_edition

    return Engine(Index(open_edition(on_problems or (lambda _: None))))
