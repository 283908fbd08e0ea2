"""Completing words in bash, zsh and fish: click's own scripts, and the names that the library knows.

Nothing is built, written or sent while a word is completed; without a ready edition there are simply no names.
"""

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem, get_completion_class

from agnodice.faces.cli.manual import ROOT, Manual
from agnodice.faces.cli.streams import ANSWERED

SHELLS = ("bash", "zsh", "fish")
Items = list[CompletionItem]
Completer = Callable[[click.Context, click.Parameter, str], Items]


@click.command(cls=Manual)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the script that lets a shell complete the commands."""
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, ROOT, f"_{ROOT.upper()}_COMPLETE").source())
    return ANSWERED


def entries(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Guides, conditions and findings by id."""
    return _known(("guide", "condition", "finding"), incomplete)


def texts(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Guides and conditions by id: what can be signed."""
    return _known(("guide", "condition"), incomplete)


def countries(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Countries whose numbers the library knows."""
    return _known(("service",), incomplete.upper())


def rooms(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Each room with on and off."""
    from agnodice.library.features import read
    from agnodice.library.folder import KNOWLEDGE

    settings = (f"{name}={value}" for name in read(KNOWLEDGE) for value in ("on", "off"))
    return [CompletionItem(setting) for setting in settings if setting.startswith(incomplete)]


def _known(tables: tuple[str, ...], incomplete: str) -> Items:
    """What an edition that is ready holds in these tables, with its name."""
    from contextlib import closing

    from agnodice.library.shelf import ready_edition

    edition = ready_edition()
    if edition is None:
        return []
    with closing(edition):
        found: dict[str, str] = {}
        for table in tables:
            query = f"SELECT id, coalesce(json ->> 'question', json ->> 'name') FROM {table}"  # noqa: S608  (our own)
            found |= dict(edition.execute(query))
    return [CompletionItem(name, help=told) for name, told in sorted(found.items()) if name.startswith(incomplete)]
