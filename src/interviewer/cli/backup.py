"""`backup` and `restore`: everything the learner made, in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from interviewer.cli.output import note, say


def backup(
    file: Annotated[Path, typer.Argument(help="The zip file to write; it must not exist yet.")],
) -> None:
    """Write cards, interviews, settings and added notes to one file, also while the page runs."""
    from interviewer import settings
    from interviewer.keeping import Keeper

    made = Keeper(settings.servers()).back_up(file, datetime.now(UTC))
    say(f"{made} ({made.stat().st_size:,} bytes)")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `interviewer backup` wrote.")],
) -> None:
    """Put a backup in place of the present data, which is kept beside it."""
    from interviewer import settings
    from interviewer.keeping import Keeper
    from interviewer.parts import Parts

    aside = Keeper(settings.servers()).restore(file, datetime.now(UTC))
    say(f"Restored. What was there before is in {aside}")
    chosen = settings.load()
    if chosen.llm.url:
        note(f"The restored settings send questions and answers to {chosen.llm.url}")
    with Parts(chosen, use_llm=False) as parts:
        embedded = parts.library.sync()
        say(f"{len(parts.store.sessions())} interviews, {len(parts.library.cards())} cards.")
    if embedded:
        note(f"{embedded} cards were embedded anew.")
