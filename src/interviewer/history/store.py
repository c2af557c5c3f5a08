"""The store: cards, sittings, answers and grades in SQLite or PostgreSQL, by SQLAlchemy Core.

The only place with SQL besides the migrations. Every public call is one short
transaction. An answer is on the disk when `record_answer` returns.

`with Store(locations.store_file()) as store: store.sessions()`
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, text

from interviewer import codec
from interviewer.cards import Card, CardStatus
from interviewer.errors import InputError, StoreError
from interviewer.grade import Grade
from interviewer.history import migrations
from interviewer.history import statements as sql
from interviewer.history.appeals import AppealLog
from interviewer.history.database import Database, alone
from interviewer.history.sqlite import SqliteFile
from interviewer.history.track import Track, refresh
from interviewer.history.turns import turn_of
from interviewer.selection import Seen
from interviewer.session import Session, Turn


class Store(AppealLog):
    """One history: in a SQLite file by its path, or in a database.

    Raises StoreError when it cannot be used, DamagedStoreError when its contents are damaged
    and NewerStoreError when a newer version wrote it; it is then left as it is.
    """

    def __init__(self, place: Path | Database) -> None:
        self._database = SqliteFile(place) if isinstance(place, Path) else place
        self._ended = False
        self._held: tuple[str | None, list[tuple[Card, CardStatus]]] | None = None
        try:
            with self._database.explained():
                migrations.run(self._database)
        except BaseException:
            # Left to be closed later, it would take the log of the file that follows along.
            self.close()
            raise
        self.track = Track(self._transaction)

    @property
    def shown(self) -> str:
        """Where it is kept, for people: a file, or an address without its password."""
        return self._database.shown

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, or of the connections."""
        self._database.close()

    def end(self) -> None:
        """Let go of the file for good: it is about to be replaced by another history.

        Whoever still holds this store gets an error instead of writing to what goes away.
        """
        self._ended = True
        self.close()

    def check(self) -> None:
        """Read through the whole file. Raises DamagedStoreError when its structure is broken."""
        with self._transaction() as connection:
            self._database.look_through(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._ended:
            raise StoreError("The history was replaced meanwhile. Reload the page.")
        with self._database.explained(), self._database.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes."""
        with self._transaction() as connection:
            alone(connection)
            yield connection

    # Cards

    def put_cards(self, cards: Iterable[tuple[Card, CardStatus]], *, origin: str) -> None:
        """Add or replace cards. `origin` is "pack" or "notes"."""
        with self._writing() as connection:
            first = connection.execute(text("SELECT COALESCE(MAX(position), 0) FROM cards"))
            position = int(first.scalar_one())
            rows = [
                {
                    "id": card.id,
                    "origin": origin,
                    "path": card.source.path,
                    "status": status.value,
                    "hash": card.content_hash,
                    "position": position + number,
                    "data": codec.dump(card),
                }
                for number, (card, status) in enumerate(cards, start=1)
            ]
            if rows:
                connection.execute(text(sql.PUT_CARD), rows)
                _mark_changed(connection)

    def cards(self, *, retired: bool = False) -> list[tuple[Card, CardStatus]]:
        """Every card with its status, in the order of import."""
        with self._transaction() as connection:
            mark = connection.execute(
                text("SELECT value FROM facts WHERE name = :name"), {"name": sql.CHANGED}
            ).scalar()
            # Reading a hundred thousand takes seconds: what nobody changed is read once.
            if self._held is None or mark is None or self._held[0] != mark:
                rows = connection.execute(
                    text("SELECT data, status FROM cards ORDER BY position, id")
                )
                read = [(codec.load(Card, row.data), CardStatus(row.status)) for row in rows]
                self._held = (mark, read)
            held = self._held[1]
        return [one for one in held if retired or one[1] is not CardStatus.RETIRED]

    def card(self, card_id: str) -> Card:
        """One card, also a retired one. Raises InputError when there is none of that id."""
        return self.held(card_id)[0]

    def held(self, card_id: str) -> tuple[Card, CardStatus]:
        """One card with its status. Raises InputError when there is none of that id."""
        with self._transaction() as connection:
            row = connection.execute(
                text("SELECT data, status FROM cards WHERE id = :id"), {"id": card_id}
            ).first()
            if row is None:
                raise InputError(f"There is no card {card_id}. `interviewer cards` lists them.")
            return codec.known(Card, row.data), CardStatus(row.status)

    def origins(self) -> dict[str, str]:
        """Card id → "pack" or "notes"."""
        with self._transaction() as connection:
            rows = connection.execute(text("SELECT id, origin FROM cards"))
            return {row.id: row.origin for row in rows}

    def retire(self, ids: Sequence[str]) -> None:
        """Take cards out of use; their history stays."""
        if ids:
            with self._writing() as connection:
                connection.execute(
                    text("UPDATE cards SET status = 'retired' WHERE id = :id"),
                    [{"id": card_id} for card_id in ids],
                )
                _mark_changed(connection)

    # Sittings

    def put_session(self, session: Session) -> None:
        """Add a sitting, or update its own fields. Its turns are recorded one by one."""
        bare = replace(session, turns=())
        with self._writing() as connection:
            connection.execute(
                text(sql.PUT_SESSION),
                {
                    "id": session.id,
                    "started": _stamp(session.started),
                    "finished": session.finished and _stamp(session.finished),
                    "data": codec.dump(bare),
                },
            )

    def ask(self, session_id: str, turn: Turn) -> bool:
        """Record a question that is about to be shown. False when one of its number is there:

        two windows that move on at once get one question between them.
        """
        with self._writing() as connection:
            done = connection.execute(text(sql.ASK), _turn_fields(session_id, turn))
            return bool(done.rowcount)

    def put_turn(self, session_id: str, turn: Turn) -> None:
        """Record a question, or its hints and the notes on its critique."""
        with self._writing() as connection:
            connection.execute(text(sql.PUT_TURN), _turn_fields(session_id, turn))

    def record_answer(self, turn_id: str, client_id: str, answer: str, now: datetime) -> bool:
        """Keep an answer for good. True when this call kept it, False when one was there.

        `client_id` names the act of sending: the same one twice keeps one answer.
        """
        with self._writing() as connection:
            done = connection.execute(
                text(
                    "UPDATE turns SET answer = :answer, answered = :now, client_id = :client "
                    "WHERE id = :id AND answer IS NULL AND skipped = 0 AND NOT EXISTS "
                    "(SELECT 1 FROM turns WHERE client_id = :client)"
                ),
                {"answer": answer, "now": _stamp(now), "client": client_id, "id": turn_id},
            )
            return bool(done.rowcount)

    def skip(self, turn_id: str) -> None:
        """Mark a question as skipped, unless it was answered."""
        with self._writing() as connection:
            connection.execute(
                text("UPDATE turns SET skipped = 1 WHERE id = :id AND answer IS NULL"),
                {"id": turn_id},
            )

    def put_grade(self, turn_id: str, grade: Grade, now: datetime) -> None:
        """Keep a grade, or replace it by a newer one."""
        with self._writing() as connection:
            connection.execute(
                text(
                    "INSERT INTO grades (turn_id, score, graded, data) "
                    "VALUES (:id, :score, :now, :data) ON CONFLICT (turn_id) DO UPDATE SET "
                    "score = excluded.score, graded = excluded.graded, data = excluded.data"
                ),
                {
                    "id": turn_id,
                    "score": grade.score,
                    "now": _stamp(now),
                    "data": codec.dump(grade),
                },
            )
            refresh(connection, turn_id)

    def session(self, session_id: str) -> Session:
        """One sitting with all its turns. Raises InputError when there is none of that id."""
        with self._transaction() as connection:
            row = connection.execute(
                text("SELECT id, data FROM sessions WHERE id = :id"), {"id": session_id}
            ).first()
            if row is None:
                raise InputError(
                    f"There is no interview {session_id}. `interviewer history` lists them."
                )
            return _with_turns(connection, row)

    def sessions(self) -> list[Session]:
        """Every sitting, the latest first."""
        with self._transaction() as connection:
            rows = connection.execute(
                text("SELECT id, data FROM sessions ORDER BY started DESC, id")
            ).all()
            turns: dict[str, list[Turn]] = defaultdict(list)
            for row in connection.execute(text(f"{sql.TURNS} ORDER BY session_id, number")):
                turns[row.session_id].append(turn_of(row))
        return [replace(codec.load(Session, row.data), turns=tuple(turns[row.id])) for row in rows]

    def beside(self, session: Session) -> list[Session]:
        """Finished sittings before this one that asked a card of it, and the last few of all."""
        of = {"id": session.id, "started": _stamp(session.started)}
        with self._transaction() as connection:
            rows = connection.execute(text(sql.BESIDE), of).all()
            return [_with_turns(connection, row) for row in rows]

    def open_session(self) -> Session | None:
        """The latest sitting that was not finished, or None."""
        with self._transaction() as connection:
            row = connection.execute(
                text(
                    "SELECT id, data FROM sessions WHERE finished IS NULL "
                    "ORDER BY started DESC, id LIMIT 1"
                )
            ).first()
            return None if row is None else _with_turns(connection, row)

    def latest(self) -> datetime | None:
        """When the latest answer was kept or sitting begun; None in an empty history."""
        with self._transaction() as connection:
            row = connection.execute(text(sql.LATEST)).one()
            return row.moment and datetime.fromisoformat(row.moment)

    def seen(self) -> dict[str, Seen]:
        """Card id → the last time it was asked and the last score it got."""
        with self._transaction() as connection:
            rows = connection.execute(text(sql.SEEN))
            # Later rows replace earlier ones.
            return {
                row.card_id: Seen(datetime.fromisoformat(row.answered), row.score) for row in rows
            }

    # Facts: small things the program remembers, such as that the first-run note was read

    def fact(self, name: str) -> Any:
        """A remembered value, None when there is none."""
        with self._transaction() as connection:
            row = connection.execute(
                text("SELECT value FROM facts WHERE name = :name"), {"name": name}
            ).first()
            return None if row is None else json.loads(row.value)

    def identity(self) -> str:
        """A name that this history has for good and no other has."""
        made = {"name": sql.IDENTITY, "value": json.dumps(uuid.uuid4().hex)}
        if (known := self.fact(sql.IDENTITY)) is None:
            with self._writing() as connection:
                connection.execute(text(sql.NEW_FACT), made)
            known = self.fact(sql.IDENTITY)
        return str(known)

    def put_fact(self, name: str, value: Any) -> None:
        """Remember a value that JSON can hold."""
        with self._writing() as connection:
            connection.execute(
                text(sql.PUT_FACT),
                {"name": name, "value": json.dumps(value, ensure_ascii=False)},
            )


def _mark_changed(connection: Connection) -> None:
    connection.execute(text(sql.PUT_FACT), {"name": sql.CHANGED, "value": f'"{uuid.uuid4().hex}"'})


def _turn_fields(session_id: str, turn: Turn) -> dict[str, Any]:
    return {
        "id": turn.id,
        "session": session_id,
        "number": turn.number,
        "card": turn.card_id,
        "data": codec.dump(replace(turn, answer=None, answered=None, grade=None)),
        "hints": turn.hints,
    }


def _with_turns(connection: Connection, row: Row[Any]) -> Session:
    session: Session = codec.known(Session, row.data)
    rows = connection.execute(
        text(f"{sql.TURNS} WHERE session_id = :id ORDER BY number"),
        {"id": row.id},
    )
    return replace(session, turns=tuple(turn_of(row) for row in rows))


def _stamp(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("times are kept in UTC; this one has no zone")
    return moment.astimezone(UTC).isoformat()
