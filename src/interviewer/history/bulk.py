"""Whole sittings written at once, as a simulation has them; an interview writes step by step.

Called by the track within its transaction. `store.track.take_over(sessions)`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from interviewer import codec
from interviewer.session import Session, Turn

_BEHIND = """
INSERT INTO facts (name, value) VALUES ('reviews_behind', 'true')
ON CONFLICT (name) DO NOTHING
"""
_SESSION = """
INSERT INTO sessions (id, started, finished, data) VALUES (:id, :started, :finished, :data)
"""
_TURN = """
INSERT INTO turns (id, session_id, number, card_id, data, answer, answered, client_id, skipped)
VALUES (:id, :session, :number, :card, :data, :answer, :answered, :id, :skipped)
"""
_GRADE = """
INSERT INTO grades (turn_id, score, graded, data) VALUES (:id, :score, :now, :data)
"""


def write(connection: Connection, sessions: Iterable[Session]) -> None:
    """Write sittings that the store does not have; what follows from them is made later."""
    for session in sessions:
        connection.execute(
            text(_SESSION),
            {
                "id": session.id,
                "started": _stamp(session.started),
                "finished": _stamp(session.finished),
                "data": codec.dump(replace(session, turns=())),
            },
        )
        if session.turns:
            connection.execute(text(_TURN), [_turn(session, turn) for turn in session.turns])
        graded = [_grade(turn) for turn in session.turns if turn.grade is not None]
        if graded:
            connection.execute(text(_GRADE), graded)
    connection.execute(text(_BEHIND))


def _turn(session: Session, turn: Turn) -> dict[str, object]:
    return {
        "id": turn.id,
        "session": session.id,
        "number": turn.number,
        "card": turn.card_id,
        "data": codec.dump(replace(turn, answer=None, answered=None, grade=None)),
        "answer": turn.answer,
        "answered": _stamp(turn.answered),
        "skipped": int(turn.skipped),
    }


def _grade(turn: Turn) -> dict[str, object]:
    assert turn.grade is not None
    return {
        "id": turn.id,
        "score": turn.grade.score,
        "now": _stamp(turn.answered),
        "data": codec.dump(turn.grade),
    }


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
