"""The file below the store: how it is opened, and what its errors mean to the learner.

WAL, so that reading never waits for writing; `synchronous=FULL`, so that what was committed
is on the disk. Knows no table. `SqliteFile(path)`
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from interviewer.errors import DamagedStoreError, StoreError
from interviewer.history.database import Database


class SqliteFile(Database):
    """A history in a file, made at first use. Raises StoreError when its folder cannot be made."""

    def __init__(self, path: Path) -> None:
        self.shown = str(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The data folder {path.parent} cannot be made ({error.strerror}). "
                "Set INTERVIEWER_HOME to a folder that can be written."
            ) from error
        # Parameters are answers: no error text and no log may carry them.
        self.engine = create_engine(
            f"sqlite:///{path}", connect_args={"timeout": 15}, hide_parameters=True
        )
        event.listen(self.engine, "connect", _prepare)

    def begin(self, *, snapshot: bool = False) -> AbstractContextManager[Connection]:
        """See Database. Reading several tables as of one moment is left to SQLite's own backup."""
        del snapshot
        return self.engine.begin()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """See Database; DamagedStoreError for a damaged file."""
        try:
            yield
        except IntegrityError:
            raise
        except DBAPIError as error:
            if not isinstance(error.orig, sqlite3.Error):
                raise  # of another database, to or from which something is carried
            said = str(error.orig)
            if "malformed" in said or "not a database" in said:
                raise DamagedStoreError(_damaged(self.shown)) from error
            raise StoreError(_what_to_do(self.shown, said)) from error

    def found(self, connection: Connection) -> None:
        """Nothing: the file was made when it was opened."""

    def look_through(self, connection: Connection) -> None:
        """Read through the whole file."""
        if connection.execute(text("PRAGMA quick_check(1)")).scalar_one() != "ok":
            raise DamagedStoreError(_damaged(self.shown))

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def _prepare(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _damaged(path: str) -> str:
    return f"{path} is damaged. Start again: it is set aside, and the last daily copy is put back."


def _what_to_do(path: str, said: str) -> str:
    if "full" in said:
        return f"The disk that holds {path} is full. Free some space; nothing kept so far is lost."
    if "locked" in said:
        return f"{path} is in use by another program. Close it, then try again."
    return (
        f"{path} cannot be read or written ({said}). Check that the folder may be written, "
        "or set INTERVIEWER_HOME to another one."
    )
