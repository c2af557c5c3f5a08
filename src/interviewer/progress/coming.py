"""What is due in the coming week, day by day.

Pure; the clock and the zone are parameters. `coming(cards, memories, now=now, zone=None)`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from interviewer.cards import Card
from interviewer.progress.days import DAY, local_day
from interviewer.schedule import Memories

WEEK = 7


@dataclass(frozen=True)
class DueDay:
    """The cards that are due on a day, and how many of their points are. Today holds the late."""

    day: date
    cards: tuple[Card, ...]
    points: int


def coming(
    cards: Sequence[Card], memories: Memories, *, now: datetime, zone: tzinfo | None
) -> tuple[DueDay, ...]:
    """Today and the six days after it. A card stands on the day of the first of its points."""
    today = local_day(now, zone)
    week = [today + number * DAY for number in range(WEEK)]
    held: dict[date, list[Card]] = {day: [] for day in week}
    points = dict.fromkeys(week, 0)
    for card in cards:
        known = memories.get(card.id, {})
        days = sorted(
            max(today, local_day(known[point.text].due, zone))
            for point in card.key_points
            if point.text in known
        )
        if not card.references or not days or days[0] > week[-1]:
            continue
        held[days[0]].append(card)
        for day in days:
            if day <= week[-1]:
                points[day] += 1
    return tuple(DueDay(day, tuple(held[day]), points[day]) for day in week)
