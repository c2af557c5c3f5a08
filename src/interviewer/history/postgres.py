"""PostgreSQL below the store: one server for all histories, a schema for each.

The tables are made by the same migrations as SQLite's; what the two call by other names is
put right here, in one place. No message and no log carries the password or an answer.

`server = Server("postgresql+psycopg://me@host/interviewer"); Store(server.history("ann"))`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from interviewer.errors import InputError, StoreError
from interviewer.history.database import Database, alone

_CONNECT_SECONDS = 10
_HOST = re.compile(r"[\w.:-]*")

# PostgreSQL's REAL has four bytes, and its usual order of texts is that of a language.
_TYPES = {"REAL": "DOUBLE PRECISION", "TEXT": 'TEXT COLLATE "C"'}

# Set for each transaction, so that one connection serves one history after the other. What was
# committed is on the disk, whatever the server is used to; a lock is waited for as SQLite's is.
_BEGIN = """
SELECT set_config('search_path', :path, true), set_config('lock_timeout', '15s', true),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit')
        WHEN 'off' THEN 'on' WHEN 'local' THEN 'on' ELSE current_setting('synchronous_commit')
    END, true)
"""


class Server:
    """A database by its address. Connects at first use.

    Raises InputError for an address that cannot be one, StoreError when psycopg is missing.
    """

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        self.shown = _shown(parsed)
        try:
            self.engine = create_engine(
                parsed,
                hide_parameters=True,
                isolation_level="READ COMMITTED",
                # A server that was started anew meanwhile is no error.
                pool_pre_ping=True,
                connect_args=_CONNECT | dict(parsed.query),
            )
        except ImportError as error:
            raise StoreError(
                "INTERVIEWER_HISTORY__URL names a PostgreSQL database, for which a package is "
                "missing. Install it: pip install 'interviewer[postgres]'"
            ) from error
        event.listen(self.engine, "before_cursor_execute", _in_its_own_words, retval=True)

    def history(self, schema: str) -> Schema:
        """The history in one schema; made at first use."""
        return Schema(self, schema)

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()


class Schema(Database):
    """A history in a schema of its own. Nothing outside of it is read or written."""

    def __init__(self, server: Server, schema: str) -> None:
        self._server, self.name = server, schema
        self._quoted = server.engine.dialect.identifier_preparer.quote_identifier(schema)
        self.shown = f"{server.shown} (schema {schema})"

    @contextmanager
    def begin(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """See Database."""
        with self._server.engine.begin() as connection:
            if snapshot:
                connection.execute(
                    text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                )
            connection.execute(text(_BEGIN), {"path": self._quoted})
            yield connection

    @contextmanager
    def explained(self) -> Iterator[None]:
        """See Database. What the driver says of a row is not passed on: it quotes the row."""
        try:
            yield
        except DBAPIError as error:
            if not type(error.orig).__module__.startswith("psycopg"):
                raise  # of another database, to or from which something is carried
            raise StoreError(_what_to_do(self.shown, error)) from None
        except NoneFree:
            raise StoreError(_IN_USE.format(it=self.shown)) from None

    def found(self, connection: Connection) -> None:
        """Make the schema, one program at a time."""
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"{self.shown} keeps texts as {encoding}. Make a database with UTF8: "
                "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
            )
        alone(connection)
        there = "SELECT 1 FROM pg_namespace WHERE nspname = :name"
        if connection.execute(text(there), {"name": self.name}).first() is None:
            connection.execute(text(f"CREATE SCHEMA {self._quoted}"))

    def look_through(self, connection: Connection) -> None:
        """Nothing: the server looks after its own files."""

    def close(self) -> None:
        """Nothing: the connections are the server's, and serve others."""


# In a database of bytes, texts would come as bytes: then that could not be told.
# A server that fell silent is noticed within a minute.
_CONNECT: dict[str, Any] = {
    "connect_timeout": _CONNECT_SECONDS,
    "client_encoding": "utf8",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}


def _in_its_own_words(
    _connection: Connection, _cursor: Any, statement: str, values: Any, *_: object
) -> tuple[str, Any]:
    """A table of the migrations with PostgreSQL's names of the types."""
    if statement.lstrip().startswith("CREATE TABLE"):
        statement = re.sub("|".join(_TYPES), lambda found: _TYPES[found[0]], statement)
    return statement, values


def _parsed(url: str) -> URL:
    wrong = InputError(
        "INTERVIEWER_HISTORY__URL is no address of a PostgreSQL database. Write it as "
        "postgresql+psycopg://name@host/database; characters such as @ : / in a password are "
        "written %40 %3A %2F."
    )
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # The error quotes the address.
        raise wrong from None
    if parsed.drivername not in ("postgresql", "postgresql+psycopg", "postgres"):
        raise wrong
    if not parsed.database or not _HOST.fullmatch(parsed.host or ""):
        # A part of a password may have been taken for the host.
        raise wrong
    return parsed.set(drivername="postgresql+psycopg")


def _shown(url: URL) -> str:
    """The address without password and options."""
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    socket = url.query.get("host", "")
    return f"{bare.render_as_string(hide_password=True)}{f' at {socket}' if socket else ''}"


# What is wrong, by the code that PostgreSQL gives, or the beginning of it.
_IN_USE = "{it} is in use by another program. Wait until it is done, then try again."
_AWAY = (
    "No PostgreSQL answers at {it}. Start it, or mend INTERVIEWER_HISTORY__URL; nothing kept so "
    "far is lost."
)
_SAID = {
    "53100": "The disk of {it} is full. Free some space; nothing kept so far is lost.",
    "53300": "{it} takes no more connections. Raise max_connections there, or run fewer programs.",
    "55P03": _IN_USE,
    "40": _IN_USE,
    "28": "{it} lets nobody in by this name and password. Mend them in INTERVIEWER_HISTORY__URL.",
    "3D000": "There is no database {it}. Make it with createdb, or mend INTERVIEWER_HISTORY__URL.",
    "42501": "{it} may not be written by this name. Grant it the right to create schemas there.",
    "25006": "{it} can only be read. Name the server that is written to in INTERVIEWER_HISTORY__URL.",
    "57P": _AWAY,
    "08": _AWAY,
}
# While a connection is made the code is not told, only words.
_WORDS = {
    "authentication failed": "28",
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    "too many clients": "53300",
    "remaining connection slots": "53300",
}


def _what_to_do(it: str, error: DBAPIError) -> str:
    code = _code(error)
    for start in (code, code[:3], code[:2]):
        if start in _SAID:
            return _SAID[start].format(it=it)
    primary = getattr(getattr(error.orig, "diag", None), "message_primary", None)
    # Texts of class 23 name a table and a rule; those of others may quote an answer.
    said = f"error {code}: {primary}" if code.startswith("23") else f"error {code}"
    return f"{it} cannot be read or written ({said}). The server's log says more."


def _code(error: DBAPIError) -> str:
    code = getattr(error.orig, "sqlstate", None)
    if code:
        return str(code)
    said = str(error.orig)
    for words, known in _WORDS.items():
        if words in said:
            return known
    if re.search(r'database ".*" does not exist', said):
        return "3D000"
    if re.search(r'role ".*" does not exist', said):
        return "28"
    lost = error.connection_invalidated or type(error.orig).__name__ == "OperationalError"
    return "08" if lost else type(error.orig).__name__
