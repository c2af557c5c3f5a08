"""The first form: cards, sessions, turns, grades."""

from __future__ import annotations

from sqlalchemy import Connection, text

_TABLES = (
    """CREATE TABLE cards (
        id TEXT PRIMARY KEY,
        origin TEXT NOT NULL,
        source_path TEXT NOT NULL,
        status TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        position INTEGER NOT NULL,
        data TEXT NOT NULL
    )""",
    """CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        data TEXT NOT NULL
    )""",
    """CREATE TABLE turns (
        id TEXT PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions (id),
        number INTEGER NOT NULL,
        card_id TEXT NOT NULL,
        data TEXT NOT NULL,
        answer TEXT,
        answered TEXT,
        client_id TEXT UNIQUE,
        skipped INTEGER NOT NULL DEFAULT 0,
        hints INTEGER NOT NULL DEFAULT 0,
        UNIQUE (session_id, number)
    )""",
    """CREATE TABLE grades (
        turn_id TEXT PRIMARY KEY REFERENCES turns (id),
        score REAL,
        graded TEXT NOT NULL,
        data TEXT NOT NULL
    )""",
    """CREATE TABLE facts (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    )""",
    "CREATE INDEX turns_by_card ON turns (card_id)",
)


def upgrade(connection: Connection) -> None:
    """Make the tables."""
    for statement in _TABLES:
        connection.execute(text(statement))
