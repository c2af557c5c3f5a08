"""The learner's track: what each sitting showed about each card, and what is remembered since.

Two tables that follow from the grades, so that a long history need not be read again for
every look at it. `refresh` is called with each grade; a card's memory is folded anew when
it is next asked for. Knows nothing of what is made of it.

`store.track.memories()`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, text

from interviewer import codec
from interviewer.calibration import Calibrated
from interviewer.cards import KeyPoint
from interviewer.grade import Grade, PointVerdict
from interviewer.history import bulk
from interviewer.history.database import alone
from interviewer.history.statements import TURNS
from interviewer.history.turns import turn_of
from interviewer.schedule import Memory, Review, memory_of, review_of
from interviewer.session import Confidence, Kind, Session, Turn

Points = dict[str, Memory]

_memories = TypeAdapter(Points)
_reviews = TypeAdapter(Review)


@dataclass(frozen=True)
class Result:
    """The score (0..100) that a card got in one sitting, and when (UTC)."""

    card_id: str
    when: datetime
    score: float


@dataclass(frozen=True)
class Sitting:
    """One sitting in figures. `score` is the mean of its graded questions, None without one."""

    id: str
    started: datetime
    finished: datetime | None
    topics: tuple[str, ...]
    questions: int
    answered: int
    score: float | None


class Track:
    """Reads the track; each call is one short transaction."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._transaction = transaction
        # What was read before, with the text it was read from: a look reads only what is new.
        self._held: dict[str, tuple[str, Points]] = {}

    def memories(self) -> dict[str, Points]:
        """Card id → text of the key point → what is remembered of it."""
        with self._transaction() as connection:
            _catch_up(connection)
            _fold(connection)
            rows = connection.execute(text("SELECT card_id, data FROM memories")).all()
        held = self._held
        self._held = {card: (data, _points(held.get(card), data)) for card, data in rows}
        return {card: points for card, (_, points) in self._held.items()}

    def results(self, since: datetime) -> list[Result]:
        """Every score from `since` on, the earliest first."""
        with self._transaction() as connection:
            _catch_up(connection)
            rows = connection.execute(
                text(
                    "SELECT card_id, answered, score FROM reviews WHERE answered >= :since "
                    "ORDER BY answered"
                ),
                {"since": since.astimezone(UTC).isoformat()},
            ).all()
        return [Result(card, datetime.fromisoformat(when), score) for card, when, score in rows]

    def answers(self, since: datetime) -> list[tuple[datetime, int]]:
        """How many answers were given from `since` on, by quarter of an hour.

        Every time zone's midnight is at the edge of one.
        """
        with self._transaction() as connection:
            rows = connection.execute(
                text(_ANSWERS), {"since": since.astimezone(UTC).isoformat()}
            ).all()
        return [
            (datetime.fromisoformat(f"{hour}:{15 * quarter:02d}+00:00"), count)
            for hour, quarter, count in rows
        ]

    def calibration(self) -> dict[Confidence, Calibrated]:
        """For each confidence that was ever said, the scores of the first answers it went with."""
        with self._transaction() as connection:
            _catch_up(connection)
            rows = connection.execute(text(_CALIBRATION)).all()
        found = {Confidence(said): Calibrated(mean, count) for said, mean, count in rows}
        return {said: found[said] for said in Confidence if said in found}

    def take_over(self, sessions: Iterable[Session]) -> None:
        """Write whole sittings that are not there yet, in one transaction."""
        with self._transaction() as connection:
            alone(connection)
            bulk.write(connection, sessions)

    def sittings(self) -> list[Sitting]:
        """Every sitting, the latest first."""
        with self._transaction() as connection:
            _catch_up(connection)
            rows = connection.execute(text(_SITTINGS)).all()
        return [_sitting(row) for row in rows]


def refresh(connection: Connection, turn_id: str) -> None:
    """Bring the review that a turn belongs to in step with its grades."""
    turn = connection.execute(
        text("SELECT session_id, card_id FROM turns WHERE id = :id"), {"id": turn_id}
    ).one()
    of = {"session": turn.session_id, "card": turn.card_id}
    rows = connection.execute(
        text(f"{TURNS} WHERE turns.session_id = :session AND turns.card_id = :card {_ORDER}"), of
    )
    connection.execute(
        text("DELETE FROM reviews WHERE session_id = :session AND card_id = :card"), of
    )
    connection.execute(text("DELETE FROM memories WHERE card_id = :card"), of)
    _put(connection, turn.session_id, [turn_of(row) for row in rows])


_ORDER = "ORDER BY turns.session_id, turns.number"

_PUT = """
INSERT INTO reviews (session_id, card_id, answered, score, first_score, confidence, data)
VALUES (:session, :card, :answered, :score, :first, :confidence, :data)
"""

_ANSWERS = """
SELECT substr(answered, 1, 13) AS hour, CAST(substr(answered, 15, 2) AS INTEGER) / 15 AS quarter,
    COUNT(*)
FROM turns WHERE answered >= :since GROUP BY hour, quarter ORDER BY hour, quarter
"""

_CALIBRATION = """
SELECT confidence, AVG(first_score), COUNT(*) FROM reviews
WHERE confidence IS NOT NULL AND first_score IS NOT NULL GROUP BY confidence
"""

_SITTINGS = """
SELECT sessions.data, sessions.finished, COUNT(DISTINCT turns.card_id) AS answered,
    (SELECT AVG(score) FROM reviews WHERE reviews.session_id = sessions.id) AS score
FROM sessions LEFT JOIN turns
    ON turns.session_id = sessions.id AND turns.answer IS NOT NULL
GROUP BY sessions.id ORDER BY sessions.started DESC, sessions.id
"""

_UNFOLDED = """
SELECT card_id, data FROM reviews
WHERE card_id NOT IN (SELECT card_id FROM memories) ORDER BY answered
"""


def _catch_up(connection: Connection) -> None:
    """Make the reviews of a history that is older than this table."""
    if not _is_behind(connection):
        return
    if alone(connection) and not _is_behind(connection):
        return  # another program did it while we waited
    connection.execute(text("DELETE FROM reviews"))
    connection.execute(text("DELETE FROM memories"))
    for session_id, turns in _by_sitting(connection):
        _put(connection, session_id, turns)
    connection.execute(text("DELETE FROM facts WHERE name = 'reviews_behind'"))


def _is_behind(connection: Connection) -> bool:
    fact = text("SELECT 1 FROM facts WHERE name = 'reviews_behind'")
    return connection.execute(fact).first() is not None


def _by_sitting(connection: Connection) -> Iterator[tuple[str, list[Turn]]]:
    turns: list[Turn] = []
    session_id = ""
    for row in connection.execute(text(f"{TURNS} {_ORDER}")):
        if row.session_id != session_id and turns:
            yield session_id, turns
            turns = []
        session_id = row.session_id
        turns.append(turn_of(row))
    if turns:
        yield session_id, turns


def _put(connection: Connection, session_id: str, turns: list[Turn]) -> None:
    cards = dict.fromkeys(turn.card_id for turn in turns)
    found = [_row([turn for turn in turns if turn.card_id == card]) for card in cards]
    rows = [{"session": session_id, **row} for row in found if row is not None]
    if rows:
        connection.execute(text(_PUT), rows)


def _row(turns: list[Turn]) -> dict[str, object] | None:
    """The review of one question's turns as a row; None when there is no score."""
    review = review_of(turns)
    if review is None:
        return None
    # Confidence is about the first answer, before any follow-up helped.
    main = next((turn for turn in turns if turn.kind is Kind.MAIN), None)
    return {
        "card": review.card_id,
        "answered": review.when.isoformat(),
        "score": review.grade.score,
        "first": main and main.grade and main.grade.score,
        "confidence": main and main.confidence,
        "data": _written(review),
    }


def _written(review: Review) -> str:
    """A review with as much of its grade as memory is made of."""
    grade = review.grade
    points = tuple(PointVerdict(KeyPoint(p.point.text), p.verdict) for p in grade.points)
    slim = replace(review, grade=Grade(grade.status, score=grade.score, points=points))
    return _reviews.dump_json(slim, exclude_defaults=True).decode()


def _fold(connection: Connection) -> None:
    """Fold the reviews of every card whose memory is not kept."""
    unfolded = connection.execute(text(_UNFOLDED)).all()
    if unfolded and alone(connection):
        unfolded = connection.execute(text(_UNFOLDED)).all()
    reviews = defaultdict(list)
    for row in unfolded:
        reviews[row.card_id].append(_reviews.validate_json(row.data))
    rows = [
        {"card": card_id, "data": _memories.dump_json(points).decode()}
        for card_id, found in reviews.items()
        for points in memory_of(found).values()
    ]
    if rows:
        connection.execute(text("INSERT INTO memories (card_id, data) VALUES (:card, :data)"), rows)


def _points(held: tuple[str, Points] | None, data: str) -> Points:
    """The memories in a row, not parsed again when it reads as it did."""
    if held is not None and held[0] == data:
        return held[1]
    return _memories.validate_json(data)


def _sitting(row: Row[Any]) -> Sitting:
    session = codec.load(Session, row.data)
    return Sitting(
        session.id, session.started, session.finished, session.topics,
        len(session.plan), row.answered, row.score,
    )  # fmt: skip
