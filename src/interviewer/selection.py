"""Which cards a sitting asks, in what order, and why. Pure and seeded.

`choose(cards, seen, count=5, seed=1)`
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from interviewer.cards import Card
from interviewer.grade import Verdict
from interviewer.manner import Mode
from interviewer.rating import Ratings
from interviewer.reason import Reason, Why
from interviewer.schedule import Memories, Memory, due_of


@dataclass(frozen=True)
class Seen:
    """The last time a card was asked, and the score it got (0..100), if any."""

    when: datetime
    score: float | None


@dataclass(frozen=True)
class Known:
    """What the history says about the learner at the moment `now` (UTC)."""

    memories: Memories = field(default_factory=dict)
    ratings: Ratings = field(default_factory=Ratings)
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Choice:
    """A card and what spoke for it."""

    card: Card
    reason: Reason


Alike = Callable[[Card, Card], float]
"""Likeness of two cards' questions, 0..1."""

NEAR = 0.85
# A good question is one of which somewhat more than half is expected to be known; an
# interview begins with easier ones and ends with harder ones.
_AIM, _WARM_UP, _STRETCH = 0.6, 0.8, 0.35
_WARM_SHARE, _STRETCH_SHARE = 0.2, 0.75
_LEVEL_WEIGHT, _ARC_WEIGHT = 0.05, 0.3
# Likeness to what was chosen before speaks against a card, by so much at most.
_VARIETY_WEIGHT = 0.1
_TOPIC_WEIGHT = 0.05
# Above any need in an interview; in a drill below every card that is due.
_NEW = 1.0
_DUE_IN_DRILL = 2.0
# What the learner was sure of and got wrong comes back before everything else.
_SURE_AND_WRONG = 4.0
# What was said last time decides among points that are about as likely to be forgotten.
_SAID = {Verdict.CONTRADICTED: 0.05, Verdict.MISSING: 0.04, Verdict.PARTIAL: 0.02}
_SURE_SAID = 0.2
# Practice that is spaced lasts longer: after this many days asking again is worth half of what
# it is worth after a long time. `interviewer bench learning` is where the number comes from.
_HALF_DAYS = 20.0
# A memory as stable as this (in days) is worth asking for half as much as one just made.
_HALF_STABLE = 60.0
# In a drill every fifth place is not kept for what is due, so that nothing else starves.
_OPEN_PLACE = 5
_WHY = {
    Verdict.CONTRADICTED: Why.CONTRADICTED,
    Verdict.MISSING: Why.MISSED,
    Verdict.PARTIAL: Why.PARTIAL,
    Verdict.COVERED: Why.AGAIN,
}


def askable(cards: Sequence[Card], topics: Sequence[str] = ()) -> list[Card]:
    """Cards that can be asked and graded: with a reference, within the topics (empty: all)."""
    return [card for card in cards if card.references and (not topics or card.topic in topics)]


def choose(
    cards: Sequence[Card],
    seen: Mapping[str, Seen],
    count: int,
    seed: int,
    *,
    known: Known | None = None,
    mode: Mode = Mode.INTERVIEW,
    alike: Alike | None = None,
) -> list[Choice]:
    """Up to `count` cards, each the most needed one left, with the reason.

    What the learner was sure of and got wrong comes first. Then new cards come first in an
    interview and a lesson; in a drill those with a point that is due, in four places of five.
    Then those with most to gain by asking, near the learner's level. An interview warms up, comes to its core and
    ends with a stretch; an exam does the same. A topic counts for less each time it was taken
    in this sitting, so that topics take turns, and so does a card that is like one taken.
    Among equals the longest unasked comes first, then the seed decides. Cards whose questions
    are nearly the same come together only when nothing else is left.
    """
    known = known or Known()
    left = list(cards)
    random.Random(seed).shuffle(left)
    left.sort(key=lambda card: seen[card.id].when.timestamp() if card.id in seen else 0.0)
    value = {card.id: _value(card, seen.get(card.id), known) for card in left}
    due = {card.id: mode is Mode.DRILL and _is_due(card, known) for card in left}
    level = {card.id: known.ratings.expected(card) for card in left}
    taken: Counter[str] = Counter()
    nearest = dict.fromkeys(value, 0.0)
    chosen: list[Choice] = []
    while left and len(chosen) < count:
        fresh = [card for card in left if nearest[card.id] < NEAR]
        aim, weight = _level_sought(mode, len(chosen), min(count, len(cards)))
        first = _DUE_IN_DRILL if (len(chosen) + 1) % _OPEN_PLACE else 0.0
        card = max(
            fresh or left,
            key=lambda card: (
                value[card.id]
                + first * due[card.id]
                + weight * (1.0 - abs(level[card.id] - aim))
                - _TOPIC_WEIGHT * taken[card.topic]
                - _VARIETY_WEIGHT * nearest[card.id]
            ),
        )
        left.remove(card)
        taken[card.topic] += 1
        chosen.append(Choice(card, reason_for(card, seen.get(card.id), known)))
        if alike is not None:
            nearest |= {other.id: max(nearest[other.id], alike(other, card)) for other in left}
    return chosen


def _level_sought(mode: Mode, place: int, count: int) -> tuple[float, float]:
    """The expected score that question number `place` (from 0) should have, and its weight."""
    if mode not in (Mode.INTERVIEW, Mode.EXAM):
        return _AIM, _LEVEL_WEIGHT
    if count < 3:
        return _AIM, _ARC_WEIGHT
    if place == 0 or place < _WARM_SHARE * count:
        return _WARM_UP, _ARC_WEIGHT
    late = place == count - 1 or place >= _STRETCH_SHARE * count
    return (_STRETCH if late else _AIM), _ARC_WEIGHT


def reason_for(card: Card, seen: Seen | None, known: Known) -> Reason:
    """What speaks for a card: its worst point, being due, or being new."""
    points = known.memories.get(card.id, {})
    asked = [(point, points[point.text]) for point in card.key_points if point.text in points]
    if not asked:
        if seen is None:
            return Reason(Why.NEW)
        return Reason(Why.AGAIN, days=max(0, (known.now - seen.when).days))
    point, memory = max(asked, key=lambda held: held[0].weight * _worth(held[1], known.now))
    why = Why.SURE if memory.sure_and_wrong else _WHY[memory.verdict]
    if why is Why.AGAIN and memory.due <= known.now:
        why = Why.DUE
    return Reason(why, point.text, days=max(0, (known.now - memory.last).days))


def _value(card: Card, seen: Seen | None, known: Known) -> float:
    points = known.memories.get(card.id, {})
    asked = [points[point.text] for point in card.key_points if point.text in points]
    if asked:
        sure = _SURE_AND_WRONG if any(memory.sure_and_wrong for memory in asked) else 0.0
        return _need(card, points, known.now) + sure
    if seen is None:
        return _NEW
    # Seen, and nothing is known of its points: never graded, or edited since.
    return 0.9 * (1.0 - (seen.score or 0.0) / 100.0)


def _is_due(card: Card, known: Known) -> bool:
    due = due_of(card, known.memories.get(card.id, {}))
    return due is not None and due <= known.now


def _need(card: Card, points: Mapping[str, Memory], now: datetime) -> float:
    """The share of a card's points (by weight, 0..1) that are worth asking for now."""
    total = sum(point.weight for point in card.key_points)
    lacking = sum(
        point.weight * (_worth(points[point.text], now) if point.text in points else 1.0)
        for point in card.key_points
    )
    return lacking / total


def _worth(memory: Memory, now: datetime) -> float:
    days = max(0.0, (now - memory.last) / timedelta(days=1))
    unsure = _HALF_STABLE / (memory.stability + _HALF_STABLE)
    said = _SAID.get(memory.verdict, 0.0) + (_SURE_SAID if memory.sure_and_wrong else 0.0)
    return min(1.0, unsure * days / (days + _HALF_DAYS) + said)
