"""Days of practice: how many answers on which day, and how many days in a row.

Times are UTC; a day is the learner's own, so the zone is a parameter (None: the zone of this
machine). Pure. `activity(store.track.answers(since), zone=None, today=date(2026, 1, 5))`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Activity:
    """Answers by day, up to and with `today`; days without any are left out.

    `streak` counts days in a row up to today, or up to yesterday when today is still open.
    """

    today: date
    answers: Mapping[date, int] = field(default_factory=dict)
    streak: int = 0

    @property
    def most(self) -> int:
        """Answers of the busiest day."""
        return max(self.answers.values(), default=0)

    def within(self, days: int) -> int:
        """Answers of the last `days` days, today among them."""
        first = self.today - (days - 1) * DAY
        return sum(count for day, count in self.answers.items() if day >= first)


def local_day(when: datetime, zone: tzinfo | None) -> date:
    """The learner's day at a moment. Raises ValueError for a time without a zone."""
    if when.tzinfo is None:
        raise ValueError("times are kept in UTC; this one has no zone")
    return when.astimezone(zone).date()


def activity(
    answers: Iterable[tuple[datetime, int]], *, zone: tzinfo | None, today: date
) -> Activity:
    """Sum up answers, given as (moment in UTC, how many)."""
    days: Counter[date] = Counter()
    for when, count in answers:
        days[local_day(when, zone)] += count
    return Activity(today, dict(sorted(days.items())), _streak(days, today))


def _streak(days: Mapping[date, int], today: date) -> int:
    day = today if days.get(today) else today - DAY
    streak = 0
    while days.get(day):
        streak += 1
        day -= DAY
    return streak
