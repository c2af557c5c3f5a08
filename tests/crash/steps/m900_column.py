"""A step of the future, for killing in its middle: a column, filled row by row."""

from __future__ import annotations

from sqlalchemy import Connection, text


def upgrade(connection: Connection) -> None:
    """Add the column and fill it slowly enough to be caught at it."""
    connection.execute(text("ALTER TABLE turns ADD COLUMN length INTEGER"))
    ids = [row.id for row in connection.execute(text("SELECT id FROM turns"))]
    for turn_id in ids:
        connection.execute(
            text("UPDATE turns SET length = LENGTH(answer) WHERE id = :id"), {"id": turn_id}
        )
