"""Numbered steps from one form of the store to the next.

Each module `mNNN_name` has `upgrade(connection)`; `run` calls those not yet applied,
each in a transaction of its own. A step that has landed is never edited.
"""

from __future__ import annotations

import importlib
import pkgutil
from datetime import UTC, datetime

from sqlalchemy import Engine, text

from interviewer.errors import NewerStoreError


def known() -> list[str]:
    """The names of all steps, in order."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("m"))


def run(engine: Engine) -> None:
    """Bring a store to the newest form. Raises NewerStoreError for one from the future."""
    steps = known()
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied TEXT)")
        )
        applied = {row.name for row in connection.execute(text("SELECT name FROM migrations"))}
    if unknown := sorted(applied - set(steps)):
        raise NewerStoreError(
            f"The history was written by a newer version of interviewer (step {unknown[-1]}). "
            "Update the program, or set INTERVIEWER_HOME to another folder."
        )
    for name in steps:
        if name not in applied:
            _apply(engine, name)


def _apply(engine: Engine, name: str) -> None:
    step = importlib.import_module(f"{__name__}.{name}")
    with engine.begin() as connection:
        # Claimed first: of two programs starting at once, the second fails here and waits.
        connection.execute(
            text("INSERT INTO migrations VALUES (:name, :now)"),
            {"name": name, "now": datetime.now(UTC).isoformat()},
        )
        step.upgrade(connection)
