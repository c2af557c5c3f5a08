"""Appeals: the log of key points that were judged again."""

from __future__ import annotations

from sqlalchemy import Connection, text


def upgrade(connection: Connection) -> None:
    """Make the table."""
    connection.execute(
        text(
            """CREATE TABLE appeals (
                id TEXT PRIMARY KEY,
                card_id TEXT NOT NULL,
                made TEXT NOT NULL,
                data TEXT NOT NULL
            )"""
        )
    )
    connection.execute(text("CREATE INDEX appeals_by_card ON appeals (card_id)"))
