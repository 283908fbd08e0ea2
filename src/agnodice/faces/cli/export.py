"""The commands of `export`: the same pages without a server."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agnodice import open_engine
from agnodice.faces.cli.completion import countries
from agnodice.faces.cli.manual import ManualGroup
from agnodice.faces.cli.streams import ANSWERED, USAGE, complain, dumps, progress, warn

if TYPE_CHECKING:
    from agnodice.faces.export.site import StaticSite
    from agnodice.model.content import Guide

MISSING = "`agnodice export` needs more parts: pip install 'agnodice[{extra}]'"
OUT = click.Path(dir_okay=False, path_type=Path)
Command = Callable[..., Any]


@click.group(cls=ManualGroup)
def export() -> None:
    """Write the pages for use without a server: a folder, one file, a Kiwix ZIM, an EPUB, JSON."""


def _reader_options(command: Command) -> Command:
    """What is the same for every export that people read in a browser."""
    options = (
        click.option("--country", default="", metavar="CC", shell_complete=countries),
        click.option("--exit-to", metavar="URL"),
        click.option("--pyodide", type=OUT, metavar="FILE"),
        click.option("--no-reasoner", is_flag=True),
    )
    for option in reversed(options):
        command = option(command)
    return command


@export.command("site")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--base-url", default="", metavar="URL")
@click.option("--since", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="OLD.json")
@_reader_options
def export_site(folder: Path, base_url: str, since: Path | None, **chosen: Any) -> int:
    """Write the static site into DIR: works from disk, a stick, any folder of any web host."""
    from agnodice.faces.export.folder import write_folder
    from agnodice.faces.export.library_json import guides_of

    try:
        before = guides_of(json.loads(since.read_text("utf-8"))) if since else None
    except (ValueError, KeyError):
        complain(f"{since} is no library as `agnodice export json` writes it.")
        return USAGE
    static = _static(base_url=base_url, before=before, **chosen)
    if static is None:
        return USAGE
    with progress(len(static.addresses)) as on_page:
        written = write_folder(folder, static.files(on_page), static.made_of())
    click.echo(
        f"{folder}: {len(static.addresses)} pages, {written.files} files, {written.size_bytes / 1e6:.1f} MB, "
        f"{written.changed} new or changed"
    )
    return ANSWERED


@export.command("file")
@click.argument("out", type=OUT, metavar="OUT.html")
@_reader_options
def export_file(out: Path, **chosen: Any) -> int:
    """Write everything into the one file OUT.html."""
    from agnodice.faces.export.one_file import one_file
    from agnodice.library.whole import write_whole

    static = _static(base_url="", **chosen)
    if static is None:
        return USAGE
    with progress(len(static.addresses)) as on_page:
        data = one_file(static, on_page).encode()
    write_whole(out, data)
    click.echo(f"{out}: {len(static.addresses)} pages, {len(data) / 1e6:.1f} MB")
    return ANSWERED


@export.command("zim")
@click.argument("out", type=OUT, metavar="OUT.zim")
@click.option("--country", default="", metavar="CC", shell_complete=countries)
def export_zim(out: Path, country: str) -> int:
    """Write a ZIM for Kiwix, the offline reader."""
    try:
        from agnodice.faces.export.zim import write_zim
        from agnodice.library.whole import beside
    except ModuleNotFoundError:
        complain(MISSING.format(extra="zim"))
        return USAGE
    static = _static(base_url="", country=country, exit_to=None, pyodide=None, no_reasoner=True)
    if static is None:
        return USAGE
    with progress(len(static.addresses)) as on_page, beside(out) as path:
        wordings = write_zim(static, path, on_page)
    click.echo(f"{out}: {len(static.addresses)} pages, {wordings} wordings, {out.stat().st_size / 1e6:.1f} MB")
    return ANSWERED


@export.command("epub")
@click.argument("out", type=OUT, metavar="OUT.epub")
@click.option("--country", default="", metavar="CC", shell_complete=countries)
def export_epub(out: Path, country: str) -> int:
    """Write a book of all guides and conditions."""
    static = _static(base_url="", country=country, exit_to=None, pyodide=None, no_reasoner=True)
    if static is None:
        return USAGE
    from agnodice.faces.export.epub import epub
    from agnodice.library.whole import write_whole

    with progress(len(static.addresses)) as on_page:
        data = epub(static, on_page)
    write_whole(out, data)
    click.echo(f"{out}: {len(data) / 1e6:.1f} MB")
    return ANSWERED


@export.command("json")
@click.argument("out", type=OUT, metavar="OUT.json")
@click.option("--schema", is_flag=True)
def export_json(out: Path, schema: bool) -> int:
    """Write the whole library as JSON (docs/library.schema.json describes it)."""
    from agnodice.faces.export.library_json import library_json, library_schema
    from agnodice.library.whole import write_whole

    data = f"{dumps(library_schema() if schema else library_json(open_engine(warn)), indent=1)}\n".encode()
    write_whole(out, data)
    click.echo(f"{out}: {len(data) / 1e6:.1f} MB")
    return ANSWERED


def _static(
    *,
    base_url: str,
    country: str,
    exit_to: str | None,
    pyodide: Path | None,
    no_reasoner: bool,
    before: "Mapping[str, Guide] | None" = None,
) -> "StaticSite | None":
    """The site to write; None, after saying so, where a package is missing. Raises PyodideError with what to do."""
    try:
        from agnodice.faces.export.site import Options, StaticSite
        from agnodice.faces.html.scene import EXIT_TO
    except ModuleNotFoundError:
        complain(MISSING.format(extra="export"))
        return None
    from agnodice.faces.export.pyodide import read_pyodide
    from agnodice.library.shelf import edition_bytes

    python = None if no_reasoner else read_pyodide(pyodide)
    base = f"{base_url.rstrip('/')}/" if base_url else ""
    engine = open_engine(warn)
    return StaticSite(engine, edition_bytes(), Options(base, country.upper(), exit_to or EXIT_TO, python, before))
