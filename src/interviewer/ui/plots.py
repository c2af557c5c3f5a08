"""Plots of the Progress room as plain SVG, from escaped values only.

Each has a title and a description; the exact values stand in a table beside it, which
`progress_html` makes. Nothing is told by colour alone. Knows nothing of Gradio.
`heat_map(activity, Lang.EN)`
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from interviewer.cards import Lang
from interviewer.grade import PASS_MARK
from interviewer.progress.coming import DueDay
from interviewer.progress.days import DAY, Activity
from interviewer.progress.scores import Mark, Trend
from interviewer.ui.dates import full_day, month, short_day, weekday
from interviewer.words import say

_STEP, _LEFT, _TOP = 15, 30, 18
# Cells grow with the shade, so that the shade is not the only sign.
_SIZES = (3, 6, 8, 10, 13)


def heat_map(activity: Activity, weeks: int, lang: Lang) -> str:
    """A square a day, a column a week: the more answers, the larger and the stronger."""
    monday = activity.today - timedelta(days=activity.today.weekday())
    first = monday - (weeks - 1) * 7 * DAY
    parts = [_row_label(day, lang) for day in (0, 2, 4)]
    shown = ""
    for week in range(weeks):
        start = first + week * 7 * DAY
        name = month(start, lang)
        # The first days of a month name it; a month that has just begun at the edge does not.
        if name != shown and start.day <= 7 and week < weeks - 1:
            parts.append(f'<text x="{_LEFT + week * _STEP}" y="11">{escape(name)}</text>')
            shown = name
        for row in range(7):
            day = start + row * DAY
            if day <= activity.today:
                parts.append(_cell(day, activity, week, row, lang))
    description = say(
        "plot_days_about", lang, days=len(activity.answers), answers=sum(activity.answers.values())
    )
    size = (_LEFT + weeks * _STEP, _TOP + 7 * _STEP)
    return _svg("heat", size, say("plot_days", lang), description, parts)


def _row_label(row: int, lang: Lang) -> str:
    name = say("weekdays", lang).split()[row]
    return f'<text x="0" y="{_TOP + row * _STEP + 11}">{escape(name)}</text>'


def _cell(day: date, activity: Activity, week: int, row: int, lang: Lang) -> str:
    count = activity.answers.get(day, 0)
    shade = min(4, -(-4 * count // max(1, activity.most))) if count else 0
    size = _SIZES[shade]
    inset = (13 - size) / 2
    x, y = _LEFT + week * _STEP + inset, _TOP + row * _STEP + inset
    said = say("plot_day_answers", lang, day=full_day(day, lang), count=count)
    return (
        f'<rect class="shade{shade}" x="{x:g}" y="{y:g}" width="{size}" height="{size}" rx="2">'
        f"<title>{escape(said)}</title></rect>"
    )


_WIDE, _HIGH, _PAD = 300, 110, 26


def trend(shown: Trend, first: date, last: date, lang: Lang) -> str:
    """One topic's scores between two days, with the pass mark as a dashed line."""
    days = max(1, (last - first).days)
    spots = [(_x((mark.day - first).days / days), _y(mark.score), mark) for mark in shown.marks]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in spots)
    parts = [
        *(_level(value) for value in (0, 100)),
        _pass_line(lang),
        f'<polyline class="line" points="{line}"/>',
        *(_dot(x, y, mark, lang) for x, y, mark in spots),
        f'<text x="{_PAD}" y="{_HIGH - 2}">{escape(short_day(first, lang))}</text>',
        f'<text x="{_WIDE}" y="{_HIGH - 2}" class="end">{escape(short_day(last, lang))}</text>',
    ]
    about = say("plot_scores_about", lang, count=shown.count, mean=f"{shown.mean:.0f}")
    title = say("plot_scores", lang, topic=shown.topic)
    return _svg("trend", (_WIDE, _HIGH), title, about, parts)


def _x(share: float) -> float:
    return _PAD + 5 + share * (_WIDE - _PAD - 10)


def _y(score: float) -> float:
    return 8 + (100 - score) / 100 * (_HIGH - 30)


def _level(value: int) -> str:
    y = _y(value)
    return (
        f'<line class="grid" x1="{_PAD}" x2="{_WIDE}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_PAD - 5}" y="{y + 4:.1f}" class="end">{value}</text>'
    )


def _pass_line(lang: Lang) -> str:
    y = _y(PASS_MARK)
    said = escape(say("plot_pass", lang, mark=f"{PASS_MARK:.0f}"))
    return (
        f'<line class="pass" x1="{_PAD}" x2="{_WIDE}" y1="{y:.1f}" y2="{y:.1f}">'
        f"<title>{said}</title></line>"
        f'<text x="{_PAD - 5}" y="{y + 4:.1f}" class="end">{PASS_MARK:.0f}</text>'
    )


def _dot(x: float, y: float, mark: Mark, lang: Lang) -> str:
    said = say(
        "plot_score_of_day",
        lang,
        day=short_day(mark.day, lang),
        score=f"{mark.score:.0f}",
        count=mark.count,
    )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"><title>{escape(said)}</title></circle>'


def week(days: Sequence[DueDay], lang: Lang) -> str:
    """A bar a day: how many key points are due on it, the number on top."""
    most = max(1, *(day.points for day in days))
    width, high = 46, 72
    parts = []
    for number, day in enumerate(days):
        tall = high * day.points / most
        x, y = number * width, 20 + high - tall
        name = say("today", lang) if number == 0 else weekday(day.day, lang)
        said = say("plot_due_day", lang, day=full_day(day.day, lang), points=day.points)
        parts.append(
            f'<g><title>{escape(said)}</title><rect class="bar{" now" if number == 0 else ""}" '
            f'x="{x + 8}" y="{y:.1f}" width="{width - 16}" height="{tall:.1f}" rx="3"/>'
            f'<text x="{x + width / 2:g}" y="{y - 5:.1f}" class="middle">{day.points}</text>'
            f'<text x="{x + width / 2:g}" y="{high + 36}" class="middle">{escape(name)}</text></g>'
        )
    line = f'<line class="grid" x1="0" x2="{7 * width}" y1="{high + 20}" y2="{high + 20}"/>'
    about = say("plot_due_about", lang, points=sum(day.points for day in days))
    return _svg("week", (7 * width, high + 42), say("plot_due", lang), about, [line, *parts])


def _svg(
    kind: str, size: tuple[int, int], title: str, description: str, parts: Sequence[str]
) -> str:
    """The plot as one picture with a name; what is in it is not read out piece by piece."""
    return (
        f'<svg class="plot {kind}" viewBox="0 0 {size[0]} {size[1]}" role="img" '
        f'aria-label="{escape(title)}. {escape(description)}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(parts)}</svg>"
    )
