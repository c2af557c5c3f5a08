"""Small values for tests: cards, grades, turns, with only what a test cares about."""

from __future__ import annotations

from datetime import UTC, datetime

from interviewer.cards import Card, KeyPoint, Lang, Source, new_id
from interviewer.grade import Grade, PointVerdict, Status, Verdict
from interviewer.session import Kind, Session, Turn

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def card(question: str = "What is a closure?", topic: str = "Python", **fields: object) -> Card:
    """A card with one key point, and a reference unless told otherwise."""
    known = {
        "id": new_id(topic, question),
        "topic": topic,
        "question": question,
        "reference": "A function that keeps the variables of the scope it was made in.",
        "key_points": (KeyPoint("It keeps the variables of the scope it was made in."),),
        "lang": Lang.EN,
        "source": Source("notes.md", 3),
    }
    return Card(**{**known, **fields})  # type: ignore[arg-type]


def verdict(text: str, kind: Verdict, weight: float = 1.0, **fields: object) -> PointVerdict:
    """A verdict on a point with this text."""
    return PointVerdict(KeyPoint(text, weight), kind, **fields)  # type: ignore[arg-type]


def grade(score: float | None = 70.0, *points: PointVerdict, **fields: object) -> Grade:
    """A grade with this score and these verdicts."""
    known = {
        "status": Status.NOT_GRADED if score is None else Status.GRADED,
        "score": score,
        "similarity": None if score is None else 0.5,
        "points": points,
    }
    return Grade(**{**known, **fields})  # type: ignore[arg-type]


def turn(number: int = 1, card_id: str = "c1", **fields: object) -> Turn:
    """A main question without an answer."""
    known = {
        "id": f"t{number}",
        "number": number,
        "card_id": card_id,
        "kind": Kind.MAIN,
        "question": "What is a closure?",
        "phrased_by": "composed",
        "asked": NOON,
    }
    return Turn(**{**known, **fields})  # type: ignore[arg-type]


def session(*turns: Turn, **fields: object) -> Session:
    """An open English sitting with these turns."""
    known = {
        "id": "s1",
        "started": NOON,
        "lang": Lang.EN,
        "topics": (),
        "plan": tuple(dict.fromkeys(t.card_id for t in turns)) or ("c1",),
        "turns": turns,
    }
    return Session(**{**known, **fields})  # type: ignore[arg-type]
