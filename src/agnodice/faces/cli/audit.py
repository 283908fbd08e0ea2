"""The command `audit`: one page in, the report out; or many pages with --batch."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agnodice import open_engine
from agnodice.faces.cli.manual import Manual
from agnodice.faces.cli.streams import ANSWERED, USAGE, complain, console, dumps, warn

if TYPE_CHECKING:
    from agnodice.engine import Engine
    from agnodice.model.audit import AuditReport


@click.command(cls=Manual)
@click.argument("page", required=False, metavar="PAGE|-|URL")
@click.option("--json", "as_json", is_flag=True)
@click.option("--html", "html_out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--plain", is_flag=True)
@click.option("--open-sources", is_flag=True)
@click.option("--batch", metavar="FILES")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--runner", type=click.Choice(["native", "ray"]), default="native")
def audit(
    page: str | None,
    as_json: bool,
    html_out: Path | None,
    plain: bool,
    open_sources: bool,
    batch: str | None,
    out: Path | None,
    runner: str,
) -> int:
    """What a health page gets right, wrong, leaves out and hides, sentence by sentence.

    PAGE is a file (HTML, text, Markdown, PDF, WARC), - for standard input, or an http(s) address, which is fetched.
    """
    if batch:
        if out is None:
            complain("Say where the report goes: --out FOLDER.")
            return USAGE
        return _many(batch, out, runner)
    if page is None:
        complain("Name a page: a file, - for standard input, or an address. Many pages: --batch FILES --out FOLDER.")
        return USAGE
    from agnodice.faces.reading.door import page_from

    engine = open_engine(warn)
    report = engine.audit(page_from(page), date.today())
    if html_out:
        _write(report, engine, html_out)
    if as_json:
        from agnodice.faces.audit_views import audit_json

        click.echo(dumps(audit_json(report), indent=2))
    elif not html_out:
        from agnodice.faces.cli.audit_terminal import AuditPage

        AuditPage(console(), engine.strings, plain=plain, open_sources=open_sources).say(report)
    return ANSWERED


def _write(report: "AuditReport", engine: "Engine", path: Path) -> None:
    from agnodice.errors import PageError
    from agnodice.library.whole import write_whole

    try:
        from agnodice.faces.audit_report import report_html

        page = report_html(report, engine.strings)
    except ImportError as error:
        raise PageError("The page needs the extra `audit`: pip install 'agnodice[audit]'. Or use --json.") from error
    write_whole(path, page.encode())


def _many(files: str, out: Path, runner: str) -> int:
    from agnodice.errors import PageError

    try:
        from agnodice.faces.batch.run import run
    except ImportError as error:
        raise PageError("Many pages need the extra `crawl`: pip install 'agnodice[crawl]'.") from error
    engine = open_engine(warn)
    run(files, out, runner, engine.strings, complain)
    return ANSWERED
