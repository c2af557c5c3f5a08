"""Scores over time, topic by topic: a point a day, or a point a week for longer spans.

Pure; the zone and the first and last day are parameters. `trends(results, topics, …)`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from statistics import fmean
from typing import Protocol

from interviewer.progress.days import DAY, local_day
from interviewer.rating import Scored

# Up to this many days each has a point of its own.
_MOST_DAYS = 31
# With fewer marks a change is chance.
_FEWEST = 4


class Dated(Scored, Protocol):
    """One score of a card, and when it was given (UTC)."""

    @property
    def when(self) -> datetime:
        """The moment."""


@dataclass(frozen=True)
class Mark:
    """The mean score (0..100) of the `count` questions of one day, or of the week from it on."""

    day: date
    score: float
    count: int


@dataclass(frozen=True)
class Trend:
    """A topic's marks between two days, the earliest first, at least one."""

    topic: str
    marks: tuple[Mark, ...]

    @property
    def count(self) -> int:
        """Questions behind it."""
        return sum(mark.count for mark in self.marks)

    @property
    def mean(self) -> float:
        """Mean score over all its questions."""
        return _mean(self.marks)

    @property
    def change(self) -> float | None:
        """The later half of the marks against the earlier; None for fewer than four marks."""
        if len(self.marks) < _FEWEST:
            return None
        half = len(self.marks) // 2
        return _mean(self.marks[-half:]) - _mean(self.marks[:half])


def trends(
    results: Iterable[Dated],
    topic_of: Mapping[str, str],
    *,
    zone: tzinfo | None,
    first: date,
    last: date,
) -> list[Trend]:
    """A trend for each topic with scores in these days, the most practised first.

    Cards that are in no library any more have no topic and are left out.
    """
    weekly = (last - first).days >= _MOST_DAYS
    found: dict[str, dict[date, list[float]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        day = local_day(result.when, zone)
        topic = topic_of.get(result.card_id)
        if topic is not None and first <= day <= last:
            start = max(first, day - day.weekday() * DAY) if weekly else day
            found[topic][start].append(result.score)
    made = [
        Trend(
            topic,
            tuple(Mark(day, fmean(scores), len(scores)) for day, scores in sorted(days.items())),
        )
        for topic, days in found.items()
    ]
    return sorted(made, key=lambda trend: (-trend.count, trend.topic))


def _mean(marks: Sequence[Mark]) -> float:
    return sum(mark.score * mark.count for mark in marks) / sum(mark.count for mark in marks)
