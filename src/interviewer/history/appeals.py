"""The log of appeals in the store: every one that was made, granted or refused, and what was undone.

Knows tables and transactions, nothing of how an appeal is judged. `store.appeals(card.id)`
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import UTC

from sqlalchemy import Connection, text

from interviewer import codec
from interviewer.appeal import Appeal


class AppealLog(ABC):
    """The part of the store that keeps appeals."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    def put_appeal(self, appeal: Appeal) -> None:
        """Keep an appeal in the log, or that it was undone."""
        with self._writing() as connection:
            connection.execute(
                text(_PUT),
                {
                    "id": appeal.id,
                    "card": appeal.card_id,
                    "made": appeal.made.astimezone(UTC).isoformat(),
                    "data": codec.dump(appeal),
                },
            )

    def appeals(self, card_id: str | None = None) -> list[Appeal]:
        """The log, the oldest first: of one card, or of all."""
        where = "" if card_id is None else "WHERE card_id = :card"
        with self._transaction() as connection:
            rows = connection.execute(
                text(f"SELECT data FROM appeals {where} ORDER BY made, id"),
                {} if card_id is None else {"card": card_id},
            )
            return [codec.load(Appeal, row.data) for row in rows]


_PUT = """
INSERT INTO appeals (id, card_id, made, data) VALUES (:id, :card, :made, :data)
ON CONFLICT (id) DO UPDATE SET data = excluded.data
"""
