"""`history` and `export`: past interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.cli.output import as_json, say

if TYPE_CHECKING:
    from interviewer.history.track import Sitting
    from interviewer.progress.overview import Progress


def history(
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List past interviews, the latest first, and how the topics stand.

    JSON: {"sessions": […], "progress": {"streak", "answers_7_days", "due_now", "topics":
    [{"topic", "mastery", "solid", "growing", "weak", "new"}], "weakest": [{"id", "topic",
    "question", "point", "mastery", "verdict"}]}}; mastery is 0..1, levels count key points.
    """
    from interviewer import settings
    from interviewer.interview import utc_now
    from interviewer.parts import Parts
    from interviewer.progress.overview import progress_of

    with Parts(settings.load(), use_llm=False) as parts:
        sittings = parts.store.track.sittings()
        progress = progress_of(parts.store, now=utc_now(), zone=None)
    if as_document:
        as_json({"sessions": [_fields(row) for row in sittings], "progress": _summary(progress)})
        return
    if not sittings:
        say("No interviews yet. `interviewer ask` or `make start` begins one.")
        return
    for row in sittings:
        score = "–" if row.score is None else f"{row.score:.0f}"
        state = "finished" if row.finished else "open"
        counts = f"{row.answered}/{row.questions}"
        say(f"{row.id}  {row.started.isoformat()[:16]}  {counts}  {score}  {state}")
    for line in _lines(progress):
        say(line)


def export(
    session: Annotated[str, typer.Argument(help="Id of an interview, see `history`.")],
    form: Annotated[
        str, typer.Option("--format", help="md, json, csv, anki, or html to print.")
    ] = "md",
) -> None:
    """Print the report of an interview."""
    from interviewer import settings
    from interviewer.parts import Parts
    from interviewer.report import Format, rendered
    from interviewer.report_page import page

    if form != "html" and form not in tuple(Format):
        raise typer.BadParameter("--format is md, json, csv, anki or html")
    with Parts(settings.load(), use_llm=False) as parts:
        report = parts.interviewer.report(session)
        text = page(report) if form == "html" else rendered(report, Format(form))
        say(text.rstrip("\n"))


def _fields(row: Sitting) -> dict[str, Any]:
    return {
        "id": row.id,
        "started": row.started.isoformat(),
        "finished": row.finished and row.finished.isoformat(),
        "topics": list(row.topics),
        "questions": row.questions,
        "answered": row.answered,
        "score": None if row.score is None else round(row.score, 1),
    }


def _summary(progress: Progress) -> dict[str, Any]:
    from interviewer.progress.mastery import Level

    return {
        "streak": progress.activity.streak,
        "answers_7_days": progress.activity.within(7),
        "due_now": len(progress.due_now),
        "topics": [
            {
                "topic": topic.topic,
                "mastery": round(topic.value, 4),
                **{level.value: topic.levels.get(level, 0) for level in Level},
            }
            for topic in progress.topics
        ],
        "weakest": [
            {
                "id": weak.card.id,
                "topic": weak.card.topic,
                "question": weak.card.question,
                "point": weak.mastery.point.text,
                "mastery": round(weak.mastery.value or 0.0, 4),
                "verdict": weak.mastery.memory and weak.mastery.memory.verdict.value,
            }
            for weak in progress.weakest
        ],
    }


def _lines(progress: Progress) -> list[str]:
    """The progress for reading in a terminal."""
    from interviewer.progress.mastery import Level

    summary = _summary(progress)
    lines = [
        "",
        f"{summary['streak']} days in a row, {summary['answers_7_days']} answers in 7 days, "
        f"{summary['due_now']} questions due now (`interviewer due`)",
    ]
    for topic in progress.topics:
        levels = ", ".join(f"{topic.levels.get(level, 0)} {level}" for level in Level)
        lines.append(f"  {100 * topic.value:3.0f} %  {topic.topic}: {levels}")
    if progress.weakest:
        lines += ["", "weakest points"]
    for weak in progress.weakest:
        lines.append(f"  {weak.card.id}  {' '.join(weak.mastery.point.text.split())}")
    return lines
