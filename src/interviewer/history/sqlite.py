"""The file below the store: how it is opened, and what its errors mean to the learner.

WAL, so that reading never waits for writing; `synchronous=FULL`, so that what was committed
is on the disk. Knows no table. `engine_of(path)` · `with explained(path): …`
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from interviewer.errors import DamagedStoreError, StoreError


def engine_of(path: Path) -> Engine:
    """Connections to the file, made at first use."""
    # Parameters are answers: no error text and no log may carry them.
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 15}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a StoreError that says what to do."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        said = str(error.orig)
        if "malformed" in said or "not a database" in said:
            raise DamagedStoreError(damaged(path)) from error
        raise StoreError(_what_to_do(path, said)) from error


def damaged(path: Path) -> str:
    """What is said of a damaged file."""
    return f"{path} is damaged. Start again: it is set aside, and the last daily copy is put back."


def _what_to_do(path: Path, said: str) -> str:
    if "full" in said:
        return f"The disk that holds {path} is full. Free some space; nothing kept so far is lost."
    if "locked" in said:
        return f"{path} is in use by another program. Close it, then try again."
    return (
        f"{path} cannot be read or written ({said}). Check that the folder may be written, "
        "or set INTERVIEWER_HOME to another one."
    )
