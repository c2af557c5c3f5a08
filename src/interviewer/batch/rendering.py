"""Graded items as Markdown, CSV and one JSON document. Pure.

`rendered(graded, Format.MD, Lang.EN)`
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from interviewer.batch.items import Graded, counts, mean_score
from interviewer.cards import Lang
from interviewer.codec import grade_fields
from interviewer.errors import InputError
from interviewer.grade import Status, Verdict
from interviewer.report import Format, grade_markdown, one_line, quoted
from interviewer.tables import separated
from interviewer.words import say, translated

FORMS = (Format.MD, Format.CSV, Format.JSON)


def rendered(graded: Sequence[Graded], form: Format, lang: Lang) -> str:
    """All items with a summary. Raises InputError for a form that there is none of (Anki)."""
    if form is Format.MD:
        return _markdown(graded, lang)
    if form is Format.CSV:
        return _csv(graded)
    if form is Format.JSON:
        return json.dumps(document(graded), ensure_ascii=False, indent=2) + "\n"
    raise InputError("Graded answers are written as .md, .csv or .json.")


def summary(graded: Sequence[Graded], lang: Lang) -> str:
    """How many were graded, unsure, not graded, and the mean score, in one sentence or two."""
    score, by_status = mean_score(graded), counts(graded)
    return say(
        "many_summary",
        lang,
        count=len(graded),
        graded=len(graded) - by_status[Status.NOT_GRADED],
        unsure=by_status[Status.UNSURE],
        open=by_status[Status.NOT_GRADED],
        score=say("no_score", lang) if score is None else f"{score:.0f}",
    )


def document(graded: Sequence[Graded]) -> dict[str, Any]:
    """`{"items": [{"line", "question", "card", "answer", "grade", "why", …}], "score"}`."""
    score = mean_score(graded)
    return {
        "items": [
            {
                "line": one.item.line,
                "number": one.item.number,
                "question": one.question,
                "card": one.item.card_id,
                "aligned": one.item.how.value,
                "answer": one.item.answer,
                "grade": grade_fields(one.grade),
                "why": why(one),
            }
            for one in graded
        ],
        "score": None if score is None else round(score, 1),
    }


def why(one: Graded, lang: Lang = Lang.EN) -> str | None:
    """What the reader should know: why there is no grade or a doubtful one, and the item's note."""
    reason = translated(one.grade.why or "", lang)
    return "; ".join(text for text in (reason, one.item.note) if text) or None


def _markdown(graded: Sequence[Graded], lang: Lang) -> str:
    lines = [f"# {say('many_title', lang)}", "", summary(graded, lang)]
    for number, one in enumerate(graded, start=1):
        lines += ["", f"## {number}. {one_line(one.question)}".rstrip(), ""]
        place = say("many_line", lang, line=one.item.line)
        if one.card is not None:
            place += f" · {say('many_card', lang)}: {one_line(one.card.question)} ({one.card.id})"
        lines += [place, "", *quoted(one.item.answer), "", *grade_markdown(one.grade, lang)]
        if one.item.note:
            lines += ["", one.item.note]
        if one.card is not None and one.card.reference is not None:
            lines += ["", f"**{say('reference', lang)}**:", "", *quoted(one.card.reference)]
    return "\n".join(lines).rstrip() + "\n"


def _csv(graded: Sequence[Graded]) -> str:
    rows = [["line", "question", "card", "answer", "score", "status", "covered", "open", "why"]]
    for one in graded:
        points = one.grade.points
        covered = [point.point.text for point in points if point.verdict is Verdict.COVERED]
        open_ = [point.point.text for point in points if point.verdict is not Verdict.COVERED]
        rows.append(
            [
                str(one.item.line),
                one.question,
                one.item.card_id or "",
                one.item.answer,
                "" if one.grade.score is None else f"{one.grade.score:.0f}",
                one.grade.status.value,
                "; ".join(covered),
                "; ".join(open_),
                why(one) or "",
            ]
        )
    return separated(rows)
