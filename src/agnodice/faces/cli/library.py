"""The commands of those who edit the library: `lint` checks its text, `library` shows its state."""

from collections.abc import Sequence
from pathlib import Path

import click

from agnodice.errors import Problem
from agnodice.faces.cli.manual import Manual
from agnodice.faces.cli.streams import ANSWERED, PROBLEMS, USAGE, complain, dumps, progress

MISSING = "`agnodice library --html` needs the web parts: pip install 'agnodice[web]'"


@click.command(cls=Manual)
@click.argument("paths", nargs=-1)
@click.option("--sources", "asks_addresses", is_flag=True)
def lint(paths: tuple[str, ...], asks_addresses: bool) -> int:
    """Check the library's text and print every problem at once.

    PATHS: another knowledge folder, or files of the library (`guides/heavy-periods`): then only their problems are
    shown. With --sources every address is called once, without anything about you but your machine's address.
    """
    from agnodice.library.folder import KNOWLEDGE

    folders = [
        Path(path)
        for path in paths
        if Path(path).is_dir() and (Path(path).is_absolute() or not (KNOWLEDGE / path).exists())
    ]
    wanted = [path for path in paths if Path(path) not in folders]
    if unknown := [part for part in wanted if not _is_there(part, folders or [KNOWLEDGE])]:
        complain(f"The library has no file like {', '.join(unknown)}. Name one as guides/heavy-periods.")
        return USAGE
    found = [problem for folder in folders or [KNOWLEDGE] for problem in _problems(folder, wanted, asks_addresses)]
    for problem in found:
        click.echo(str(problem))
    click.echo(f"{len(found)} problems" if found else "The library is in order.", err=bool(found))
    return PROBLEMS if found else ANSWERED


def _is_there(part: str, folders: Sequence[Path]) -> bool:
    """Whether any file's name holds `part`: nobody should read "in order" of a file that was not checked."""
    files = (file.relative_to(folder).as_posix() for folder in folders for file in folder.rglob("*.*"))
    return any(part in file for file in files)


def _problems(folder: Path, wanted: Sequence[str], asks_addresses: bool) -> list[Problem]:
    from agnodice.library.lint import checked

    checks = checked(folder)
    problems = [p for p in checks.problems if _is_wanted(p.file, wanted)]
    if not asks_addresses:
        return problems
    from agnodice.library.addresses import problems_of_addresses

    files = checks.library.files
    sources = [s for s in checks.library.sources if _is_wanted(files["source", s.id].file, wanted)]
    with progress(len(sources)) as on_source:
        return [*problems, *problems_of_addresses(checks.library, sources, on_source)]


def _is_wanted(file: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(part in file for part in wanted)


@click.command("library", cls=Manual)
@click.option("--json", "as_json", is_flag=True)
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path))
def library_state(as_json: bool, page: Path | None) -> int:
    """Show how much the library holds, how sure and how old it is, and where its gaps are."""
    from dataclasses import asdict
    from datetime import date

    from agnodice.faces.cli.library_page import lines
    from agnodice.library.load import load
    from agnodice.library.state import state_of

    if page:
        return _write_page(page)
    state = state_of(load(), date.today())
    if as_json:
        click.echo(dumps({**asdict(state), "oldest_check": str(state.oldest_check)}, indent=2))
    else:
        click.echo("\n".join(lines(state)))
    return ANSWERED


def _write_page(path: Path) -> int:
    from datetime import date

    from agnodice.faces.library_report import library_html
    from agnodice.library.load import load
    from agnodice.library.whole import write_whole

    try:
        text = library_html(load(), date.today())
    except ModuleNotFoundError:
        complain(MISSING)
        return USAGE
    write_whole(path, text.encode())
    click.echo(str(path))
    return ANSWERED
