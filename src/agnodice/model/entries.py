"""How the rooms get at the library's entries, whoever holds them."""

from typing import Protocol, TypeVar

T = TypeVar("T")


class Entries(Protocol):
    """Entries of an edition by kind and id."""

    def one(self, kind: type[T], name: str) -> T:
        """The entry `name` of a kind; UnknownIdError when there is none."""
        ...
