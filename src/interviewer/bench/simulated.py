"""Simulated sittings over real cards: a learner who gets better, the same at every run.

For measuring and for showing what a history looks like; nobody gave these answers. Pure.
`sittings(cards, days=14, last=datetime(2026, 1, 14, tzinfo=UTC))`
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import fmean

from interviewer.cards import Card
from interviewer.grade import Grade, PointVerdict, Status, Verdict
from interviewer.session import Confidence, Kind, Session, Turn

# Every so many days nobody practises.
_REST = 5
_SURE, _HALF = 0.55, 0.35
_BETWEEN = timedelta(minutes=3)
_WORTH = {Verdict.COVERED: 100.0, Verdict.PARTIAL: 50.0}


def sittings(
    cards: Sequence[Card],
    *,
    days: int,
    last: datetime,
    a_day: int = 6,
    again: int = 12,
    seed: int = 1,
) -> Iterator[Session]:
    """One sitting a day of `a_day` questions up to the day of `last` (UTC), the earliest first.

    Every fifth day is a day of rest. The questions go round the first `again` cards, so
    that they come again after some days.
    """
    rng = random.Random(seed)
    pool = list(cards)
    rng.shuffle(pool)
    pool = pool[:again]
    next_card = 0
    for number in range(days):
        if number % _REST == _REST - 2:
            continue
        begun = last - timedelta(days=days - 1 - number)
        asked = [pool[(next_card + step) % len(pool)] for step in range(min(a_day, len(pool)))]
        next_card += a_day
        skill = 0.25 + 0.35 * number / max(1, days - 1)
        yield _sitting(f"sim{number:05d}", asked, begun, skill, rng)


def _sitting(
    name: str, cards: Sequence[Card], begun: datetime, skill: float, rng: random.Random
) -> Session:
    turns: list[Turn] = []
    for card in cards:
        known = min(0.95, max(0.05, rng.gauss(skill, 0.15)))
        main = _turn(name, len(turns) + 1, card, begun, _grade(card, known, rng))
        main = replace(main, confidence=_confidence(known))
        turns.append(main)
        gap = _gap(main)
        if gap is not None:
            better = _grade(card, min(0.95, known + 0.1), rng)
            follow_up = _turn(name, len(turns) + 1, card, begun, better)
            turns.append(replace(follow_up, kind=Kind.FOLLOW_UP, target=gap))
    return Session(
        id=name,
        started=begun,
        lang=cards[0].lang,
        topics=(),
        plan=tuple(card.id for card in cards),
        turns=tuple(turns),
        finished=begun + len(turns) * _BETWEEN,
    )


def _confidence(known: float) -> Confidence:
    if known > _SURE:
        return Confidence.SURE
    return Confidence.HALF if known > _HALF else Confidence.GUESS


def _turn(name: str, number: int, card: Card, begun: datetime, grade: Grade) -> Turn:
    when = begun + number * _BETWEEN
    said = [verdict.quote for verdict in grade.points if verdict.quote]
    return Turn(
        id=f"{name}-{number}",
        number=number,
        card_id=card.id,
        kind=Kind.MAIN,
        question=card.question,
        phrased_by="composed",
        asked=when - _BETWEEN / 2,
        answer=" ".join(said) or "…",
        answered=when,
        grade=grade,
    )


def _grade(card: Card, known: float, rng: random.Random) -> Grade:
    points = []
    for point in card.key_points:
        drawn = rng.random()
        if drawn < known:
            points.append(PointVerdict(point, Verdict.COVERED, point.text, 0, len(point.text)))
        elif drawn < known + 0.15:
            points.append(PointVerdict(point, Verdict.PARTIAL, point.text, 0, len(point.text)))
        elif drawn > 0.97:
            points.append(PointVerdict(point, Verdict.CONTRADICTED, point.text, 0, len(point.text)))
        else:
            points.append(PointVerdict(point, Verdict.MISSING))
    score = fmean(_WORTH.get(verdict.verdict, 0.0) for verdict in points)
    return Grade(Status.GRADED, score=round(score, 1), similarity=known, points=tuple(points))


def _gap(turn: Turn) -> str | None:
    points = turn.grade.points if turn.grade else ()
    open_ = [verdict.point for verdict in points if verdict.verdict is Verdict.MISSING]
    return max(open_, key=lambda point: point.weight).text if open_ else None
