"""What `--help` says of each command, as a manual page does; its words are in knowledge/words/help.toml.

The words are read only when someone asks for them or completes a word, so that other starts cost nothing.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import click
from click.shell_completion import CompletionItem

from agnodice.library.folder import KNOWLEDGE

Rows = list[tuple[str, str]]
PAGES = KNOWLEDGE / "words" / "help.toml"


@cache
def pages() -> Mapping[str, Any]:
    """The words of all manual pages."""
    import tomllib

    return tomllib.loads(PAGES.read_text("utf-8"))


class Manual(click.Command):
    """A command whose help is a manual page. `place` is where its page stands: ("export", "site")."""

    @property
    def place(self) -> tuple[str, ...]:
        """The names that lead to the command."""
        return getattr(self, "_place", (self.name or "",))

    @place.setter
    def place(self, place: tuple[str, ...]) -> None:
        self._place = place

    @property
    def page(self) -> Mapping[str, Any]:
        """The words of this command's page."""
        found: Any = pages()
        for name in self.place:
            found = found[name]
        return dict(found)

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002  (click's own shape)
        """One line on what it is for."""
        return str(self.page["purpose"])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the word being typed may become."""
        self._explain(ctx)
        return super().shell_complete(ctx, incomplete)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole page."""
        self._explain(ctx)
        self.format_usage(ctx, formatter)
        page, titles = self.page, pages()["title"]
        self._paragraphs(formatter, f"{page['purpose']}\n\n{page.get('about', '')}")
        for title, rows in self._lists(ctx, page):
            if rows:
                with formatter.section(titles[title]):
                    formatter.write_dl(rows)
        with formatter.section(titles["examples"]):
            formatter.write("".join(f"{'':>{formatter.current_indent}}{line}\n" for line in page["examples"]))
        with formatter.section(titles["exit"]):
            formatter.write_dl(sorted({**pages()["exit"], **page.get("exit", {})}.items(), key=lambda row: int(row[0])))
        for title in ("privacy", "more"):
            if title in page:
                with formatter.section(titles[title]):
                    formatter.write_text(page[title])

    def _lists(self, ctx: click.Context, page: Mapping[str, Any]) -> Iterator[tuple[str, Rows]]:
        yield "arguments", list(page.get("arguments", {}).items())
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        yield "options", [row for option in options if (row := option.get_help_record(ctx))]
        yield "commands", self._commands()

    def _commands(self) -> Rows:
        return []

    def _explain(self, ctx: click.Context) -> None:
        """Give every option its words: the command's own, else those that all commands share."""
        told = {**pages()["options"], **self.page.get("options", {})}
        for option in self.get_params(ctx):
            if isinstance(option, click.Option) and not option.hidden:
                option.help = told.get(option.opts[-1].lstrip("-"))

    @staticmethod
    def _paragraphs(formatter: click.HelpFormatter, text: str) -> None:
        with formatter.indentation():
            for paragraph in text.strip().split("\n\n"):
                formatter.write_paragraph()
                formatter.write_text(paragraph)


class ManualGroup(Manual, click.Group):
    """A group of such commands."""

    command_class = Manual

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; its page stands below this group's."""
        super().add_command(cmd, name)
        if isinstance(cmd, Manual) and self.place != (ROOT,):
            cmd.place = (*self.place, name or cmd.name or "")

    def _commands(self) -> Rows:
        return [(name, command.get_short_help_str()) for name, command in sorted(self.commands.items())]


ROOT = "agnodice"
