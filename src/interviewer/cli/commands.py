"""All commands in one tree. `interviewer --help`"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from interviewer import __version__
from interviewer.cli import (
    appeal,
    asking,
    backup,
    batch,
    bench,
    due,
    history,
    judge,
    models,
    notes,
    pack,
    system,
)

app = typer.Typer(
    help="A mock interviewer that runs wholly on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"interviewer {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A mock interviewer that runs wholly on your own machine."""
    del version


_COMMANDS: tuple[Callable[..., None], ...] = (
    system.ui,
    notes.check,
    notes.audit,
    notes.import_,
    notes.cards,
    asking.ask,
    asking.grade,
    batch.grade_file,
    history.history,
    due.due,
    history.export,
    system.doctor,
    system.locate,
    backup.backup,
    backup.restore,
    pack.pack,
    bench.fit,
    judge.judge,
)
for command in _COMMANDS:
    # `import` is a word of the language: its function ends in an underscore.
    app.command(command.__name__.rstrip("_").replace("_", "-"))(command)
app.add_typer(models.app, name="models")
app.add_typer(appeal.app, name="appeal")
app.add_typer(bench.app, name="bench")
