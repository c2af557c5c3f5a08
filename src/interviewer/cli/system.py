"""`ui`, `doctor`, `locate`: the page, and what state the installation is in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.cli.output import as_json, say


def ui(
    host: Annotated[str | None, typer.Option(help="Address; 127.0.0.1 unless told.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 7860 unless told.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    auth_file: Annotated[
        Path | None, typer.Option(help="File with name:password lines; asked for at the door.")
    ] = None,
) -> None:
    """Serve the page."""
    from interviewer import settings
    from interviewer.ui.serve import serve

    chosen = settings.load()
    serve(
        chosen,
        host=host or chosen.ui.host,
        port=port or chosen.ui.port,
        open_browser=not no_browser,
        auth_file=auth_file,
    )


def doctor(
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check that everything the program needs is there and works."""
    from interviewer import settings
    from interviewer.doctor import examine
    from interviewer.parts import Parts

    with Parts(settings.load()) as parts:
        checks = examine(parts)
    ok = all(check.ok for check in checks)
    if as_document:
        rows = [{"name": c.name, "ok": c.ok, "detail": c.detail, "mend": c.mend} for c in checks]
        as_json({"ok": ok, "checks": rows})
    else:
        for check in checks:
            say(f"{'ok  ' if check.ok else 'BAD '} {check.name}: {check.detail}")
            if check.mend:
                say(f"     {check.mend}")
    if not ok:
        raise typer.Exit(1)


def locate() -> None:
    """Say where everything lies."""
    from interviewer import locations, settings
    from interviewer.keeping import Keeper

    servers = Keeper(settings.servers()).places()
    for name, place in {**locations.all_places(), **servers}.items():
        say(f"{name:<10} {place}")
