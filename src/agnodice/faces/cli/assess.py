"""The command `assess`: an interview in a terminal, or one text in and the result out."""

from typing import TYPE_CHECKING

import click

from agnodice import open_engine
from agnodice.faces.cli.completion import countries
from agnodice.faces.cli.manual import Manual
from agnodice.faces.cli.streams import ANSWERED, NO_ANSWER, complain, console, dumps, next_line, typed, warn

if TYPE_CHECKING:
    from agnodice.engine import Engine
    from agnodice.faces.cli.assessment_terminal import AssessmentPage
    from agnodice.model.assessment import Assessment, Told


@click.command(cls=Manual)
@click.option("--text", metavar="TEXT")
@click.option("--age", type=click.IntRange(8, 110))
@click.option("--country", default="", metavar="CC", shell_complete=countries)
@click.option("--json", "as_json", is_flag=True)
@click.option("--plain", is_flag=True)
@click.option("--open-sources", is_flag=True)
@click.option("--take-along", type=click.Choice(["text", "markdown"]))
def assess(
    text: str | None,
    age: int | None,
    country: str,
    as_json: bool,
    plain: bool,
    open_sources: bool,
    take_along: str | None,
) -> int:
    """How soon to see whom, and what may be behind it: tell it in your own words, then answer a few questions.

    Quit at any time; nothing is kept or sent, and nothing is written to disk.
    """
    from agnodice.faces.cli.assessment_terminal import AssessmentPage
    from agnodice.model.assessment import Told
    from agnodice.model.clinical import Person

    engine = open_engine(warn)
    page = AssessmentPage(console(), engine.strings, plain=plain, open_sources=open_sources)
    words = typed(engine.strings["prompt.describe"]) if text in {None, "-"} else text
    told = Told(words or "", person=Person(age_years=age))
    assessment = _interviewed(engine, page, told, country) if text is None else engine.assess(told, country=country)
    if assessment is None:
        complain(engine.strings["assess.quit"])
        return ANSWERED
    _show(engine, page, assessment, take_along, as_json=as_json)
    has_something = assessment.alarms or assessment.asked_back or assessment.hypotheses
    return ANSWERED if has_something else NO_ANSWER


def _interviewed(engine: "Engine", page: "AssessmentPage", told: "Told", country: str) -> "Assessment | None":
    from agnodice.faces.cli.session import Session

    return Session(engine, page, next_line, country).run(told)


def _show(
    engine: "Engine", page: "AssessmentPage", assessment: "Assessment", take_along: str | None, *, as_json: bool
) -> None:
    if as_json:
        from agnodice.faces.assessment_views import assessment_json

        click.echo(dumps(assessment_json(assessment), indent=2))
    elif take_along:
        from agnodice.faces.summary import Summary

        summary = Summary(engine.strings)
        click.echo(summary.markdown(assessment) if take_along == "markdown" else summary.text(assessment))
    else:
        page.say(assessment)
