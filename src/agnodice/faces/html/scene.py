"""Where a page stands: how it links to the others, in which country and mode it is read."""

from dataclasses import dataclass

EXIT_TO = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Scene:
    """One reader's surroundings. `prefix` and `suffix` make addresses ("" and "" live; "../" and ".html" in a folder).

    `answers` tells whether what is typed can be answered there (a folder may be exported without that).
    `country` is two letters or nothing; `quiet` asks for a plain title and icon; `here` names the room.
    """

    prefix: str = "/"
    suffix: str = ""
    country: str = ""
    quiet: bool = False
    here: str = ""
    exit_to: str = EXIT_TO
    is_live: bool = True
    answers: bool = True

    def href(self, room: str, name: str = "") -> str:
        """The address of a room, or of one thing in it. Nothing that was typed ever stands in one."""
        path = f"{room}/{name}" if name else room
        if not path:
            return self.prefix if self.is_live else f"{self.prefix}index{self.suffix}"
        query = f"?country={self.country}" if self.is_live and self.country and name else ""
        return f"{self.prefix}{path}{self.suffix}{query}"

    def asset(self, name: str) -> str:
        """The address of a style sheet, script or icon."""
        return f"{self.prefix}static/{name}"

    @property
    def other_mode(self) -> str:
        """The start page in the other mode; a page of its own, because nothing is kept that could remember a wish."""
        if not self.is_live:
            return ""
        return self.prefix.removesuffix("quiet/") if self.quiet else f"{self.prefix}quiet/"
