"""A turn out of the tables: a row read back into a value. `turn_of(row)`"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from interviewer import codec
from interviewer.grade import Grade
from interviewer.session import Turn


def turn_of(row: Row[Any]) -> Turn:
    """The turn in a row of `statements.TURNS`."""
    turn: Turn = codec.known(Turn, row.data)
    return replace(
        turn,
        answer=row.answer,
        answered=row.answered and datetime.fromisoformat(row.answered),
        skipped=bool(row.skipped),
        grade=row.grade and codec.known(Grade, row.grade),
    )
