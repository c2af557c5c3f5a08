"""One row a question and sitting, and a memory a card: what progress is read from."""

from __future__ import annotations

from sqlalchemy import Connection, text

_TABLES = (
    """CREATE TABLE reviews (
        session_id TEXT NOT NULL REFERENCES sessions (id),
        card_id TEXT NOT NULL,
        answered TEXT NOT NULL,
        score REAL NOT NULL,
        first_score REAL,
        confidence TEXT,
        data TEXT NOT NULL,
        PRIMARY KEY (session_id, card_id)
    )""",
    "CREATE INDEX reviews_by_card ON reviews (card_id, answered)",
    "CREATE INDEX reviews_by_time ON reviews (answered, card_id, score)",
    "CREATE INDEX turns_by_time ON turns (answered)",
    """CREATE TABLE memories (
        card_id TEXT PRIMARY KEY,
        data TEXT NOT NULL
    )""",
    # Both follow from the grades. Those of an older history are made when first asked for.
    """INSERT INTO facts (name, value)
        SELECT 'reviews_behind', 'true' WHERE EXISTS (SELECT 1 FROM grades)""",
)


def upgrade(connection: Connection) -> None:
    """Make the tables."""
    for statement in _TABLES:
        connection.execute(text(statement))
