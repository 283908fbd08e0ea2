"""The commands. Every error is one line a person can act on.

Exit codes: 0 answered (or a danger shown, or guides to choose from), 1 problems found, 2 usage, 3 no answer, 70 a bug.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agnodice import open_engine
from agnodice.errors import AgnodiceError, LibraryError, QuestionError, SettingError, UnknownIdError
from agnodice.faces.cli.assess import assess
from agnodice.faces.cli.audit import audit
from agnodice.faces.cli.completion import completion, countries, entries, rooms, texts
from agnodice.faces.cli.export import export
from agnodice.faces.cli.library import library_state, lint
from agnodice.faces.cli.manual import ManualGroup
from agnodice.faces.cli.serve import serve
from agnodice.faces.cli.streams import (
    ANSWERED,
    BUG,
    NO_ANSWER,
    PROBLEMS,
    USAGE,
    complain,
    console,
    drop_output,
    dumps,
    ready_streams,
    typed,
    warn,
)
from agnodice.model.clinical import Condition
from agnodice.release import VERSION

if TYPE_CHECKING:
    from agnodice.model.clinical import Finding
    from agnodice.model.results import Answer


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and give the exit code; nothing is ever shown as a traceback."""
    ready_streams()
    out = sys.stdout
    try:
        code = agnodice.main(args=arguments, standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else ANSWERED
    except SystemExit as stop:
        if sys.stdout is not out:  # nobody reads on (`… | head`): click puts another stream there and stops with 1
            return ANSWERED
        return stop.code if isinstance(stop.code, int) else PROBLEMS
    except click.exceptions.Abort:
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except LibraryError as error:
        for problem in error.problems:
            complain(str(problem))
        return PROBLEMS
    except (QuestionError, UnknownIdError) as error:
        complain(str(error))
        return USAGE
    except AgnodiceError as error:
        complain(str(error))
        return PROBLEMS
    except BrokenPipeError:
        drop_output()
        return ANSWERED
    except OSError as error:
        drop_output()
        complain(f"{error.filename or 'The output'} cannot be read or written ({error.strerror or error}).")
        return PROBLEMS
    except Exception as error:
        complain(f"This is a bug in agnodice ({type(error).__name__}). Nothing was lost; please report what you did.")
        return BUG


@click.group(cls=ManualGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="agnodice")
def agnodice() -> None:
    """Private, evidence-cited answers to women's health questions. Nothing you type is kept or sent."""


agnodice.add_command(assess)
agnodice.add_command(export)
agnodice.add_command(library_state)
agnodice.add_command(lint)
agnodice.add_command(serve)
agnodice.add_command(audit)
agnodice.add_command(completion)


@agnodice.command()
@click.argument("question", required=False)
@click.option("--country", default="", metavar="CC", shell_complete=countries)
@click.option("--json", "as_json", is_flag=True)
@click.option("--plain", is_flag=True)
@click.option("--open-sources", is_flag=True)
@click.option("--echo", is_flag=True, hidden=True)
def ask(question: str | None, country: str, as_json: bool, plain: bool, open_sources: bool, echo: bool) -> int:
    """Answer QUESTION, asked in your own words.

    Without QUESTION it is read from standard input, or asked for: shells keep a history of what stands in a command.
    """
    engine = open_engine(warn)
    text = question if question is not None else typed(engine.strings["prompt.question"])
    answer = engine.ask(text, country=country)
    if as_json:
        _print_json(answer)
    else:
        from agnodice.faces.cli.terminal import Speaker

        screen = console()
        if echo:
            screen.print(f"> {answer.question}", style="bold", markup=False, highlight=False)
        Speaker(screen, engine.strings, plain=plain, open_sources=open_sources).say(answer, engine.guide_count)
    return _exit_code(answer)


def _exit_code(answer: "Answer") -> int:
    has_something = answer.alarms or answer.asked_back or answer.guide or answer.choices or answer.named
    return ANSWERED if has_something else NO_ANSWER


def _print_json(answer: "Answer") -> None:
    from agnodice.faces.views import answer_json

    click.echo(dumps(answer_json(answer), indent=2))


@agnodice.command()
@click.argument("name", shell_complete=entries)
@click.option("--country", default="", metavar="CC", shell_complete=countries)
@click.option("--plain", is_flag=True)
@click.option("--open-sources", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def show(name: str, country: str, plain: bool, open_sources: bool, as_json: bool) -> int:
    """Show the guide, condition or finding called NAME, as a reader sees it."""
    engine = open_engine(warn)
    answer = engine.show(name, country=country)
    entry = engine.entry(name) if answer is None else None
    if as_json:
        _print_json(answer) if answer else _print_entry(entry)
    elif answer:
        from agnodice.faces.cli.terminal import Speaker

        Speaker(console(), engine.strings, plain=plain, open_sources=open_sources).say(answer, engine.guide_count)
    elif isinstance(entry, Condition):
        from agnodice.faces.cli.condition_terminal import ConditionSpeaker

        ConditionSpeaker(console(), engine.strings, plain=plain, open_sources=open_sources).say(entry, engine, country)
    elif entry:
        from agnodice.faces.cli.entries import finding_lines

        click.echo("\n".join(finding_lines(entry)))
    return ANSWERED


def _print_entry(entry: "Condition | Finding | None") -> None:
    from agnodice.model.codec import encode

    click.echo(dumps(encode(entry), indent=2))


@agnodice.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_guides(as_json: bool) -> int:
    """List every question that the library answers."""
    guides = open_engine().guides()
    if as_json:
        rows = [{"id": g.id, "question": g.question, "topic": g.topic.value, "teaser": g.teaser} for g in guides]
        click.echo(dumps(rows, indent=2))
        return ANSWERED
    width = max((len(guide.id) for guide in guides), default=0)
    for guide in guides:
        click.echo(f"{guide.id:<{width}}  {guide.question}")
    return ANSWERED


@agnodice.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--library", "folder", type=click.Path(file_okay=False, path_type=Path))
def build(out: Path | None, folder: Path | None) -> int:
    """Check the library and compile it into one edition file."""
    from agnodice.library.compile import compile_edition
    from agnodice.library.folder import KNOWLEDGE
    from agnodice.library.lint import checked
    from agnodice.library.shelf import NAME, cached, fingerprint
    from agnodice.library.whole import write_whole

    root = folder or KNOWLEDGE
    found = checked(root)
    if found.problems:
        raise LibraryError(found.problems)
    data = compile_edition(found.library, NAME, found.heard)
    path = out or cached(fingerprint(root))
    write_whole(path, data)
    click.echo(f"{path} ({len(data) / 1e6:.1f} MB)")
    return ANSWERED


def _needs_a_checkout() -> None:
    """Raises SettingError where a change of the text would change no answer."""
    from agnodice.library.shelf import is_installed

    if is_installed():
        raise SettingError("This agnodice was installed with its edition. Change the text in a checkout, then build.")


@agnodice.command()
@click.argument("name", metavar="ID", shell_complete=texts)
@click.option("--by", required=True)
@click.option("--role", required=True)
def review(name: str, by: str, role: str) -> int:
    """Sign a guide or condition that you have checked. An edit afterwards undoes it."""
    from datetime import date

    from agnodice.library.folder import KNOWLEDGE
    from agnodice.library.review import sign

    _needs_a_checkout()
    try:
        path = sign(KNOWLEDGE, name, by, role, date.today())
    except ValueError as error:
        complain(str(error))
        return USAGE
    click.echo(f"Signed by {by}, {role}: {path}")
    return ANSWERED


@agnodice.command()
@click.argument("setting", required=False, metavar="[NAME=on|off]", shell_complete=rooms)
def features(setting: str | None) -> int:
    """Show which rooms this library serves, or turn one on or off: `agnodice features assess=off`."""
    from agnodice.library.features import changed, read
    from agnodice.library.folder import KNOWLEDGE

    if setting:
        _needs_a_checkout()
    for name, is_on in (changed(KNOWLEDGE, setting) if setting else read(KNOWLEDGE)).items():
        click.echo(f"{name} {'on' if is_on else 'off'}")
    return ANSWERED


@agnodice.group(cls=ManualGroup)
def evaluate() -> None:
    """Run a room over a file of cases and write what it says, for measuring."""


CASES = click.argument("cases", type=click.File("r", encoding="utf-8"))
OUT = click.option("--out", type=click.File("w", encoding="utf-8"), default="-")


def _write(rows: Iterable[Any], out: Any) -> int:
    """Each row as a line of JSON."""
    for row in rows:
        out.write(dumps(row) + "\n")
    return ANSWERED


@evaluate.command("ask")
@CASES
@OUT
def evaluate_ask(cases: Any, out: Any) -> int:
    """Answer every line {id, question} of CASES; write {id, guides, care, red_flags, no_answer}."""
    from agnodice.faces.cli.evaluation import evaluated

    return _write(evaluated(cases, open_engine().ask), out)


@evaluate.command("assess")
@CASES
@OUT
@click.option("--interview", is_flag=True)
def evaluate_assess(cases: Any, out: Any, interview: bool) -> int:
    """Assess every line {id, text, age} of CASES; write {id, ddx, urgency, red_flags, observations, questions}."""
    from agnodice.faces.cli.assess_evaluation import assessed

    return _write(assessed(cases, open_engine(), interview=interview), out)


@evaluate.command("audit")
@CASES
@OUT
def evaluate_audit(cases: Any, out: Any) -> int:
    """Audit every line {id, text, url} of CASES; write {id, topic, claims, missing_red_flags, myths, criteria, …}."""
    from datetime import date

    from agnodice.faces.cli.audit_evaluation import audited

    return _write(audited(cases, open_engine(), date.today()), out)
