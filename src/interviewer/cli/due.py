"""`due`: which key points are due when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.cli.output import as_json, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from interviewer.cards import Card
    from interviewer.schedule import Memory


def due(
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List what is due when, by card and key point, the earliest first.

    JSON: {"now", "week": [{"day", "questions", "points"}], "cards": [{"id", "topic",
    "question", "due", "points": [{"text", "due", "last", "verdict", "recall", "reviews"}]}]};
    times in UTC, recall is a chance 0..1,
    days are those of this machine's time zone.
    """
    from interviewer import settings
    from interviewer.interview import utc_now
    from interviewer.parts import Parts
    from interviewer.progress.coming import coming

    now = utc_now()
    with Parts(settings.load(), use_llm=False) as parts:
        memories, cards = parts.store.track.memories(), parts.library.cards()
    held = [(card, memories[card.id]) for card in cards if card.id in memories]
    days = coming(cards, memories, now=now, zone=None)
    rows = [row for card, points in held if (row := _fields(card, points, now)) is not None]
    rows.sort(key=lambda row: (row["due"], row["id"]))
    if as_document:
        week = [
            {"day": day.day.isoformat(), "questions": len(day.cards), "points": day.points}
            for day in days
        ]
        as_json({"now": now.isoformat(), "week": week, "cards": rows})
        return
    for row in rows:
        late = "due now" if row["due"] <= now.isoformat() else f"due {row['due'][:10]}"
        say(f"{row['id']}  {late:<14}  {row['topic']}: {' '.join(row['question'].split())}")
        for point in row["points"]:
            say(f"    {point['due'][:10]}  {point['verdict']:<12}  {point['text']}")
    if rows:
        said = ", ".join(f"{day.day:%m-%d} {day.points}" for day in days)
        say(f"key points due by day: {said}")
    else:
        say("Nothing was answered yet, so nothing is due. `interviewer ask` begins an interview.")


def _fields(card: Card, points: Mapping[str, Memory], now: datetime) -> dict[str, Any] | None:
    from interviewer.schedule import due_of, recall

    first = due_of(card, points)
    if first is None:
        return None
    held = [(p.text, points[p.text]) for p in card.key_points if p.text in points]
    return {
        "id": card.id,
        "topic": card.topic,
        "question": card.question,
        "due": first.isoformat(),
        "points": [
            {
                "text": text,
                "due": memory.due.isoformat(),
                "last": memory.last.isoformat(),
                "verdict": memory.verdict.value,
                "recall": round(recall(memory, now), 4),
                "reviews": memory.reviews,
            }
            for text, memory in held
        ],
    }
