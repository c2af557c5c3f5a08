"""The learner's progress as one value, read from the store: what the room and the terminal show.

Knows the store by its track only. `progress_of(parts.store, now=now, zone=None)`
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from interviewer.calibration import Calibrated
from interviewer.cards import Card, CardStatus
from interviewer.history.store import Store
from interviewer.progress.coming import DueDay, coming
from interviewer.progress.days import DAY, Activity, activity, local_day
from interviewer.progress.mastery import TopicMastery, WeakPoint, masteries, topics_of, weakest
from interviewer.progress.scores import Trend, trends
from interviewer.session import Confidence

# The heat map shows this many weeks, the one of today among them.
WEEKS = 26


@dataclass(frozen=True)
class Progress:
    """Everything that the history says about the learner at one moment.

    `span` is how many days the trends reach back. `due_now` are the cards with a point due
    by the end of today.
    """

    activity: Activity
    trends: tuple[Trend, ...]
    span: int
    topics: tuple[TopicMastery, ...]
    week: tuple[DueDay, ...]
    weakest: tuple[WeakPoint, ...]
    calibration: Mapping[Confidence, Calibrated]
    zone: tzinfo | None = None

    @property
    def begun(self) -> bool:
        """Whether anything was answered in the time that is shown."""
        return bool(self.activity.answers or self.topics)

    @property
    def due_now(self) -> tuple[Card, ...]:
        """Cards with a point that is due today or was before."""
        return self.week[0].cards


def progress_of(store: Store, *, now: datetime, zone: tzinfo | None, span: int = 14) -> Progress:
    """Read it all. `now` is in UTC; `zone` is the learner's, None for this machine's."""
    today = local_day(now, zone)
    first = today - (span - 1) * DAY
    cards = store.cards(retired=True)
    used = [card for card, status in cards if status is not CardStatus.RETIRED]
    memories = store.track.memories()
    held = masteries(used, memories, now)
    # A day more than is shown: the learner's first day may begin before the one in UTC.
    results = store.track.results(now - (span + 1) * DAY)
    answers = store.track.answers(now - (7 * WEEKS + 1) * DAY)
    return Progress(
        activity=activity(answers, zone=zone, today=today),
        trends=tuple(
            trends(results, {c.id: c.topic for c, _ in cards}, zone=zone, first=first, last=today)
        ),
        span=span,
        topics=tuple(topics_of(held)),
        week=coming(used, memories, now=now, zone=zone),
        weakest=tuple(weakest(held)),
        calibration=store.track.calibration(),
        zone=zone,
    )
