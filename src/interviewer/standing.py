"""Where a sitting leaves the learner: by topic, beside the sitting before, and what is due when.

Pure; sittings in, values out. `standing_of(session, earlier, cards)`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from interviewer.cards import Card
from interviewer.schedule import due_of, memory_of, reviews_of
from interviewer.session import Session, grade_of, live, turns_of


@dataclass(frozen=True)
class Topic:
    """The mean score (0..100) of a topic's graded questions, and how many they are."""

    name: str
    score: float
    questions: int


@dataclass(frozen=True)
class Before:
    """An earlier sitting beside this one. `topics` pairs names with scores then and now."""

    when: datetime
    score: float
    topics: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Again:
    """A question that was asked in an earlier sitting as well: its score then and now."""

    card_id: str
    when: datetime
    before: float
    now: float


@dataclass(frozen=True)
class Due:
    """When the first point of a card is due again (UTC)."""

    card_id: str
    when: datetime


@dataclass(frozen=True)
class Standing:
    """All of that together. `before` is None for a first sitting."""

    topics: tuple[Topic, ...] = ()
    before: Before | None = None
    again: tuple[Again, ...] = ()
    due: tuple[Due, ...] = ()


def standing_of(
    session: Session, earlier: Sequence[Session], cards: Mapping[str, Card]
) -> Standing:
    """The standing after a sitting. `earlier` may hold any sittings; later ones are left out."""
    past = sorted(
        (other for other in earlier if other.started < session.started and other.finished),
        key=lambda other: other.started,
        reverse=True,
    )
    scores = scores_of(session)
    memories = memory_of(reviews_of([*past, session]))
    due = [(card_id, due_of(cards[card_id], memories.get(card_id, {}))) for card_id in scores]
    found = [Due(card_id, when) for card_id, when in due if when is not None]
    return Standing(
        topics=_topics(scores, cards),
        before=_before(scores, past, cards),
        again=tuple(_again(scores, past)),
        due=tuple(sorted(found, key=lambda one: one.when)),
    )


def scores_of(session: Session) -> dict[str, float]:
    """Card id → score, for the questions that have one."""
    grades = {
        card_id: grade_of(turns_of(session, card_id))
        for card_id in dict.fromkeys(turn.card_id for turn in live(session))
    }
    return {
        card_id: grade.score
        for card_id, grade in grades.items()
        if grade is not None and grade.score is not None
    }


def _topics(scores: Mapping[str, float], cards: Mapping[str, Card]) -> tuple[Topic, ...]:
    by_topic: dict[str, list[float]] = {}
    for card_id, score in scores.items():
        if card_id in cards:
            by_topic.setdefault(cards[card_id].topic, []).append(score)
    return tuple(Topic(name, fmean(found), len(found)) for name, found in by_topic.items())


def _before(
    scores: Mapping[str, float], past: Sequence[Session], cards: Mapping[str, Card]
) -> Before | None:
    """The last sitting with a score; of its topics those that came up in this one too."""
    for other in past:
        then = scores_of(other)
        if not then:
            continue
        old = {topic.name: topic.score for topic in _topics(then, cards)}
        topics = tuple(
            (topic.name, old[topic.name], topic.score)
            for topic in _topics(scores, cards)
            if topic.name in old
        )
        return Before(other.started, fmean(then.values()), topics)
    return None


def _again(scores: Mapping[str, float], past: Sequence[Session]) -> list[Again]:
    found = {}
    for other in past:
        then = scores_of(other)
        for card_id, now in scores.items():
            if card_id in then and card_id not in found:
                found[card_id] = Again(card_id, other.started, then[card_id], now)
    return list(found.values())
