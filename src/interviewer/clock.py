"""How long a question has been worked on, and how long a sitting: a clock that can be stopped.

Pure; the time of day is a parameter. Only the time in which a question stood open counts,
so that reading a critique or a pause costs nothing. `elapsed(turn, now)`
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from interviewer.session import Session, Turn, live


def started(turn: Turn, now: datetime) -> Turn:
    """The turn with its clock running."""
    return turn if turn.since is not None else replace(turn, since=now)


def stopped(turn: Turn, now: datetime) -> Turn:
    """The turn with its clock stopped and the time so far kept."""
    return replace(turn, spent=elapsed(turn, now), since=None)


def elapsed(turn: Turn, now: datetime) -> float:
    """Seconds that the question has stood open."""
    running = 0.0 if turn.since is None else (now - turn.since).total_seconds()
    return turn.spent + max(0.0, running)


def used(session: Session, now: datetime) -> float:
    """Seconds of a sitting in which a question stood open."""
    return sum(elapsed(turn, now) for turn in live(session))


def left(session: Session, now: datetime) -> float | None:
    """Seconds that a sitting has left (below 0: over), None without a limit."""
    minutes = session.manner.minutes
    return None if minutes is None else 60.0 * minutes - used(session, now)


def time_is_up(session: Session, now: datetime) -> bool:
    """Whether no further question is put."""
    remaining = left(session, now)
    return remaining is not None and remaining <= 0.0


def overtime(session: Session, turn: Turn, now: datetime) -> float:
    """Seconds beyond the limit of a question, 0 within it or without one."""
    limit = session.manner.seconds
    return 0.0 if limit is None else max(0.0, elapsed(turn, now) - limit)
