"""What the store asks of the database below it: transactions, and errors that say what to do.

Knows no table. `sqlite.SqliteFile(path)` and `postgres.Schema(server, name)` fill it in.
`with database.explained(), database.begin() as connection: …`
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

from sqlalchemy import Connection, text


class Database(ABC):
    """Where one history is kept."""

    # For people: a file, or an address without its password.
    shown: str

    @abstractmethod
    def begin(self, *, snapshot: bool = False) -> AbstractContextManager[Connection]:
        """One transaction. With `snapshot` all of it reads as of one moment, and writes nothing."""

    @abstractmethod
    def explained(self) -> AbstractContextManager[None]:
        """Turns what the database says into a StoreError that says what to do."""

    @abstractmethod
    def found(self, connection: Connection) -> None:
        """Get the place ready for tables, in the first transaction of all."""

    @abstractmethod
    def look_through(self, connection: Connection) -> None:
        """Raise DamagedStoreError when what is kept is damaged."""

    @abstractmethod
    def close(self) -> None:
        """Let go of connections that nobody uses."""


def alone(connection: Connection) -> bool:
    """From here to the end of the transaction nobody else writes to this history.

    True when somebody may have written until now: what was read before is then read again.
    Without it everybody reads and writes at once: what is read and written back would be
    written twice, or meet what another one wrote in between.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(_LOCK))
        return True
    # Python begins a transaction of SQLite's at the first thing that writes, which is too late.
    if connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        return False
    connection.execute(text("BEGIN IMMEDIATE"))
    return True


# Every transaction has the path of its history's schema.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(current_setting('search_path'), 0))"
