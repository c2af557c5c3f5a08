"""How well each key point is mastered: what was said last, times the chance that it still holds.

A point seen in one sitting only counts for at most `ONCE`, however well it went: once may be
luck. Pure; the clock is a parameter. `weakest(masteries(cards, memories, now))`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interviewer.cards import Card, KeyPoint
from interviewer.grade import Verdict
from interviewer.schedule import Memories, Memory, recall

ONCE = 0.5
_SOLID, _WEAK = 0.8, 0.4
_SAID = {
    Verdict.COVERED: 1.0,
    Verdict.PARTIAL: 0.5,
    Verdict.MISSING: 0.0,
    Verdict.CONTRADICTED: 0.0,
}


class Level(StrEnum):
    """How a point stands."""

    SOLID = "solid"
    GROWING = "growing"
    WEAK = "weak"
    NEW = "new"


@dataclass(frozen=True)
class PointMastery:
    """One key point: its mastery (0..1), None when it was never asked for."""

    point: KeyPoint
    memory: Memory | None
    value: float | None

    @property
    def level(self) -> Level:
        """The level that the value belongs to."""
        if self.value is None:
            return Level.NEW
        if self.value < _WEAK:
            return Level.WEAK
        return Level.SOLID if self.value >= _SOLID else Level.GROWING


@dataclass(frozen=True)
class CardMastery:
    """A card that was asked, and how its points stand."""

    card: Card
    points: tuple[PointMastery, ...]


@dataclass(frozen=True)
class TopicMastery:
    """A topic: how many of its points stand at which level, and the cards that were asked.

    `value` is the mean mastery by weight of the points that were asked for (0..1).
    """

    topic: str
    levels: Mapping[Level, int]
    cards: tuple[CardMastery, ...]
    value: float

    @property
    def points(self) -> int:
        """All its points, asked or not."""
        return sum(self.levels.values())


@dataclass(frozen=True)
class WeakPoint:
    """A point to practise, and its card."""

    card: Card
    mastery: PointMastery


def mastered(memory: Memory, now: datetime) -> float:
    """Mastery of a point (0..1) at `now`."""
    value = _SAID[memory.verdict] * recall(memory, now)
    return value if memory.reviews > 1 else min(value, ONCE)


def masteries(cards: Iterable[Card], memories: Memories, now: datetime) -> list[CardMastery]:
    """How the points of each card stand; cards without a reference cannot be asked."""
    return [
        CardMastery(
            card,
            tuple(_point(point, memories.get(card.id, {}), now) for point in card.key_points),
        )
        for card in cards
        if card.references
    ]


def topics_of(held: Sequence[CardMastery]) -> list[TopicMastery]:
    """Every topic of which something was asked, the weakest first. `held` are all its cards."""
    by_topic: dict[str, list[CardMastery]] = {}
    for card in held:
        by_topic.setdefault(card.card.topic, []).append(card)
    found = [_topic(topic, cards) for topic, cards in by_topic.items()]
    return sorted((t for t in found if t is not None), key=lambda t: (t.value, t.topic))


def weakest(held: Sequence[CardMastery], count: int = 10) -> list[WeakPoint]:
    """Up to `count` points that were asked for and are not solid, the weakest first.

    Among equals what was said wrongly comes first, then what weighs most in its answer.
    """
    found = [
        WeakPoint(card.card, point)
        for card in held
        for point in card.points
        if point.level in (Level.WEAK, Level.GROWING)
    ]
    return sorted(found, key=_weakness)[:count]


def _weakness(weak: WeakPoint) -> tuple[float, bool, float, str]:
    memory, total = weak.mastery.memory, sum(point.weight for point in weak.card.key_points)
    right = memory is None or memory.verdict is not Verdict.CONTRADICTED
    share = weak.mastery.point.weight / total
    return (round(weak.mastery.value or 0.0, 2), right, -share, weak.card.id)


def _point(point: KeyPoint, known: Mapping[str, Memory], now: datetime) -> PointMastery:
    memory = known.get(point.text)
    return PointMastery(point, memory, None if memory is None else mastered(memory, now))


def _topic(topic: str, held: Sequence[CardMastery]) -> TopicMastery | None:
    points = [point for card in held for point in card.points]
    asked = [(p.point.weight, p.value) for p in points if p.value is not None]
    if not asked:
        return None
    total = sum(weight for weight, _ in asked)
    begun = tuple(c for c in held if any(point.value is not None for point in c.points))
    return TopicMastery(
        topic,
        Counter(point.level for point in points),
        begun,
        sum(weight * value for weight, value in asked) / total,
    )
