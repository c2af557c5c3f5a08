"""Numbered steps from one form of the store to the next.

Each module `mNNN_name` has `upgrade(connection)`; `run` calls those not yet applied,
each in a transaction of its own. A step that has landed is never edited.
"""

from __future__ import annotations

import importlib
import pkgutil
from datetime import UTC, datetime

from sqlalchemy import text

from interviewer.errors import NewerStoreError
from interviewer.history.database import Database


def known() -> list[str]:
    """The names of all steps, in order."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("m"))


def run(database: Database) -> None:
    """Bring a store to the newest form. Raises NewerStoreError for one from the future."""
    steps = known()
    with database.begin() as connection:
        database.found(connection)
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
            _apply(database, name)


def _apply(database: Database, name: str) -> None:
    step = importlib.import_module(f"{__name__}.{name}")
    with database.begin() as connection:
        # Claimed first: of two programs starting at once, the second waits here and goes on.
        claimed = connection.execute(
            text("INSERT INTO migrations VALUES (:name, :now) ON CONFLICT (name) DO NOTHING"),
            {"name": name, "now": datetime.now(UTC).isoformat()},
        )
        if claimed.rowcount:
            step.upgrade(connection)
