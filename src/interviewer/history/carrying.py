"""A whole history from one database to another: out of PostgreSQL into a file, and back.

A backup holds a SQLite file, whichever database it was made from, so that one of either kind
restores into the other. Knows the names of the tables and nothing of what is in them.

`export(database, Path("copy.sqlite3"))` · `replace(database, Path("copy.sqlite3"))`
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from interviewer import codec
from interviewer.history import migrations
from interviewer.history.database import Database, alone
from interviewer.history.sqlite import SqliteFile
from interviewer.history.statements import IDENTITY

# In an order in which each one refers to those before it only.
TABLES = ("cards", "sessions", "turns", "grades", "facts", "reviews", "memories", "appeals")
_MANY = 1000


def export(database: Database, copy: Path) -> None:
    """Write a history as of one moment to a file that is not there yet, while it is in use."""
    target = SqliteFile(copy)
    try:
        _settle(database, target)
        with (
            database.explained(),
            database.begin(snapshot=True) as here,
            target.explained(),
            target.begin() as there,
        ):
            _carry(here, there)
        with target.engine.connect() as connection:
            # One file and no log beside it.
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    finally:
        target.close()


def replace(database: Database, copy: Path) -> None:
    """Put the history in a file in place of the one in a database: at once or not at all."""
    source = SqliteFile(copy)
    try:
        _settle(source, database)
        with (
            source.explained(),
            source.begin() as there,
            database.explained(),
            database.begin() as here,
        ):
            alone(here)
            _empty(here)
            _carry(there, here)
    finally:
        source.close()


def erase(database: Database) -> None:
    """Delete every row of a history, for good as far as the server's own files go."""
    _settle(database)
    with database.explained(), database.begin() as connection:
        alone(connection)
        _empty(connection)


def weight(database: Database) -> int:
    """How many bytes a history takes on its server."""
    size = "SELECT COALESCE(SUM(pg_total_relation_size(oid)), 0) FROM pg_class "
    mine = "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    with database.explained(), database.begin() as connection:
        return int(connection.execute(text(size + mine)).scalar_one())


def _settle(*databases: Database) -> None:
    """Both have the same tables: one may be older, or new."""
    for database in databases:
        with database.explained():
            migrations.run(database)


def _empty(connection: Connection) -> None:
    """Only what other programs know this place by stays: their vectors are kept under it."""
    kept = connection.execute(
        text("SELECT name, value FROM facts WHERE name = :name"), {"name": IDENTITY}
    ).all()
    # Rows that are deleted stay in the server's files for a while; these do not.
    connection.execute(text(f"TRUNCATE {', '.join(TABLES)}"))
    for row in kept:
        connection.execute(text("INSERT INTO facts VALUES (:name, :value)"), dict(row._mapping))


def _carry(source: Connection, target: Connection) -> None:
    for table in TABLES:
        # By name: a step of the migrations may have put a column elsewhere.
        where = f" WHERE name <> '{IDENTITY}'" if table == "facts" else ""
        reading = source.execution_options(stream_results=True)
        rows = reading.execute(text(f"SELECT * FROM {table}{where}"))
        names = list(rows.keys())
        put = f"INSERT INTO {table} ({', '.join(names)}) VALUES (:{', :'.join(names)})"
        for part in rows.partitions(_MANY):
            target.execute(
                text(put), [dict(zip(names, map(_kept, row), strict=True)) for row in part]
            )


def _kept(value: object) -> object:
    return codec.storable(value) if isinstance(value, str) else value
