"""The command `serve`: the web face on this machine."""

import click

from agnodice.faces.cli.completion import countries
from agnodice.faces.cli.manual import Manual
from agnodice.faces.cli.streams import ANSWERED, USAGE, complain

MISSING = "`agnodice serve` needs the web parts: pip install 'agnodice[web]'"


@click.command(cls=Manual)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8642, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--country", default="", metavar="CC", shell_complete=countries)
@click.option("--exit-to", metavar="URL")
def serve(host: str, port: int, workers: int, country: str, exit_to: str | None) -> int:
    """Serve the pages and the JSON API. Nothing that readers type is kept, logged or sent on."""
    try:
        from agnodice.faces.web.pages import Settings
        from agnodice.faces.web.serve import serve as run
    except ModuleNotFoundError:
        complain(MISSING)
        return USAGE
    settings = Settings(country.upper(), exit_to) if exit_to else Settings(country.upper())
    from agnodice import open_engine

    engine = open_engine()  # builds a missing edition once, before several processes would
    click.echo(f"agnodice is at http://{host}:{port} (stop: Ctrl-C)")
    run(engine, host, port, workers, settings)
    return ANSWERED
