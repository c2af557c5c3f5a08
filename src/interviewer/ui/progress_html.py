"""HTML of the Progress room: each plot with its table, each weak point with a button.

Built from escaped values only. Knows nothing of Gradio. `room(progress, Lang.EN)`
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from html import escape

from interviewer.cards import Card, Lang
from interviewer.grade import PASS_MARK
from interviewer.progress.coming import DueDay
from interviewer.progress.days import DAY, local_day
from interviewer.progress.mastery import (
    CardMastery,
    Level,
    PointMastery,
    TopicMastery,
    WeakPoint,
)
from interviewer.progress.overview import WEEKS, Progress
from interviewer.progress.scores import Trend
from interviewer.report import one_line
from interviewer.session import Confidence
from interviewer.ui import html, plots
from interviewer.ui.dates import full_day, short_day
from interviewer.words import say

# Before so many answers with each confidence, a mean says little.
_FEW_ANSWERS = 5
SPANS = (14, 90, 365)
ICONS = {Level.SOLID: "●", Level.GROWING: "◐", Level.WEAK: "○", Level.NEW: "·"}


def room(progress: Progress, lang: Lang) -> str:
    """The whole room; without any history only what to do first."""
    if not progress.begun:
        return (
            f'<div class="progress-room empty"><h2>{_say("progress_empty_head", lang)}</h2>'
            f"<p>{_say('progress_empty', lang)}</p>"
            f"{_button('begin', say('progress_begin', lang), 'main')}</div>"
        )
    parts = (
        _tiles(progress, lang),
        _due(progress, lang),
        _weakest(progress.weakest, lang),
        _days(progress, lang),
        _scores(progress, lang),
        _mastery(progress, lang),
        _calibration(progress, lang),
    )
    return f'<div class="progress-room">{"".join(parts)}</div>'


# Pieces


def _say(key: str, lang: Lang, **values: object) -> str:
    return escape(say(key, lang, **values))


def _button(does: str, text: str, kind: str = "", about: str = "") -> str:
    label = f' aria-label="{escape(about)}"' if about else ""
    return f'<button type="button" class="{kind}" data-does="{escape(does)}"{label}>{escape(text)}</button>'


def _section(key: str, lang: Lang, *parts: str) -> str:
    return (
        f'<section aria-labelledby="{key}"><h2 id="{key}">{_say(key, lang)}</h2>'
        f"{''.join(parts)}</section>"
    )


def _note(key: str, lang: Lang, **values: object) -> str:
    return f'<p class="facts">{_say(key, lang, **values)}</p>'


def _table(name: str, summary: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A fold with a table in it. Cells are plain text."""
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<details data-key="{escape(name)}"><summary>{escape(summary)}</summary>'
        f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></details>"
    )


# Sections


def _tiles(progress: Progress, lang: Lang) -> str:
    count = sum(trend.count for trend in progress.trends)
    mean = sum(trend.mean * trend.count for trend in progress.trends) / count if count else None
    tiles = (
        (str(progress.activity.streak), "tile_streak"),
        (str(progress.activity.within(7)), "tile_answers"),
        ("–" if mean is None else f"{mean:.0f}", "tile_score"),
        (str(len(progress.due_now)), "tile_due"),
    )
    items = "".join(
        f"<div><dt>{_say(key, lang, days=progress.span)}</dt><dd>{escape(value)}</dd></div>"
        for value, key in tiles
    )
    return f'<dl class="tiles">{items}</dl>'


def _due(progress: Progress, lang: Lang) -> str:
    week = progress.week
    if not any(day.points for day in week):
        return _section("due_head", lang, _note("due_nothing", lang))
    now = progress.due_now
    begin = (
        _button("due", say("due_practise", lang, count=len(now)), "main")
        if now
        else _note("due_nothing_now", lang)
    )
    rows = [
        (full_day(day.day, lang), str(day.points), _questions(day, lang))
        for day in week
        if day.points
    ]
    head = (say("col_day", lang), say("col_points", lang), say("col_questions", lang))
    table = _table("due", say("as_table", lang), head, rows)
    return _section(
        "due_head", lang, _note("due_about", lang), plots.week(week, lang), begin, table
    )


def _questions(day: DueDay, lang: Lang) -> str:
    said = [one_line(card.question) for card in day.cards[:_MOST_NAMED]]
    more = len(day.cards) - len(said)
    return "; ".join(said) + (f"; {say('and_more', lang, count=more)}" if more else "")


_MOST_NAMED = 5


def _weakest(points: Sequence[WeakPoint], lang: Lang) -> str:
    if not points:
        return _section("weak_head", lang, _note("weak_nothing", lang))
    items = "".join(_weak_item(weak, lang) for weak in points)
    everything = _button("weak", say("weak_practise_all", lang, count=len(_cards(points))), "main")
    return _section("weak_head", lang, f'<ol class="weakest">{items}</ol>', everything)


def _cards(points: Sequence[WeakPoint]) -> set[str]:
    return {weak.card.id for weak in points}


def _weak_item(weak: WeakPoint, lang: Lang) -> str:
    text = one_line(weak.mastery.point.text)
    button = _button(
        f"card:{weak.card.id}",
        say("weak_practise", lang),
        about=say("weak_practise_about", lang, point=text),
    )
    return (
        f"<li>{button}<p>{html.inline(text)}</p><small>{_last(weak.mastery, lang)} · "
        f"{html.inline(_place(weak.card))}</small></li>"
    )


def _place(card: Card) -> str:
    return f"{card.topic} · {one_line(card.question)}"


def _last(point: PointMastery, lang: Lang) -> str:
    """What was said last of a point, with its level as a sign and in words."""
    if point.memory is None or point.value is None:
        return f"{ICONS[Level.NEW]} {_say('level_new', lang)}"
    verdict = say(f"verdict_{point.memory.verdict}", lang)
    said = _say("point_last", lang, verdict=verdict, value=f"{100 * point.value:.0f}")
    return f'<b class="{point.level}">{ICONS[point.level]} {said}</b>'


def _days(progress: Progress, lang: Lang) -> str:
    activity = progress.activity
    rows = [
        (full_day(day, lang), str(count)) for day, count in reversed(list(activity.answers.items()))
    ]
    head = (say("col_day", lang), say("col_answers", lang))
    table = _table("days", say("as_table", lang), head, rows)
    return _section(
        "days_head", lang, _note("days_about", lang), plots.heat_map(activity, WEEKS, lang), table
    )


def _scores(progress: Progress, lang: Lang) -> str:
    spans = "".join(
        f'<button type="button" data-span="{span}" aria-pressed="{str(span == progress.span).lower()}">'
        f"{_say('span_days', lang, days=span)}</button>"
        for span in SPANS
    )
    choice = (
        f'<div class="spans" role="group" aria-label="{_say("span_label", lang)}">{spans}</div>'
    )
    if not progress.trends:
        return _section("scores_head", lang, choice, _note("scores_nothing", lang))
    last = progress.activity.today
    first = last - (progress.span - 1) * DAY
    charts = "".join(
        f"<figure><figcaption><b>{escape(trend.topic)}</b> {_moved(trend, lang)}</figcaption>"
        f"{plots.trend(trend, first, last, lang)}</figure>"
        for trend in progress.trends
    )
    rows = [
        (trend.topic, short_day(mark.day, lang), f"{mark.score:.0f}", str(mark.count))
        for trend in progress.trends
        for mark in trend.marks
    ]
    head = tuple(say(key, lang) for key in ("topic", "col_day", "col_score", "col_questions"))
    table = _table("scores", say("as_table", lang), head, rows)
    about = _note("scores_about", lang)
    return _section(
        "scores_head", lang, about, choice, f'<div class="trends">{charts}</div>', table
    )


def _moved(trend: Trend, lang: Lang) -> str:
    mean = _say("trend_mean", lang, mean=f"{trend.mean:.0f}")
    if trend.change is None or abs(trend.change) < 1:
        return mean
    key = "trend_up" if trend.change > 0 else "trend_down"
    return f"{mean}, {_say(key, lang, by=f'{abs(trend.change):.0f}')}"


def _mastery(progress: Progress, lang: Lang) -> str:
    if not progress.topics:
        return _section("mastery_head", lang, _note("mastery_nothing", lang))
    parts = [_topic(topic, progress.zone, lang) for topic in progress.topics]
    return _section("mastery_head", lang, _note("mastery_about", lang), *parts)


def _topic(topic: TopicMastery, zone: tzinfo | None, lang: Lang) -> str:
    counts = [(level, topic.levels.get(level, 0)) for level in Level]
    bar = "".join(
        f'<i class="{level}" style="flex-grow:{count}"></i>' for level, count in counts if count
    )
    legend = "".join(
        f'<span class="{level}">{ICONS[level]} {_say(f"level_{level}", lang)} {count}</span>'
        for level, count in counts
    )
    cards = "".join(_card(card, zone, lang) for card in topic.cards)
    return (
        f'<div class="mastery"><h3>{escape(topic.topic)} '
        f"<small>{_say('mastery_value', lang, value=f'{100 * topic.value:.0f}')}</small></h3>"
        f'<div class="bar" aria-hidden="true">{bar}</div><p class="legend">{legend}</p>'
        f'<details data-key="mastery {escape(topic.topic)}"><summary>'
        f"{_say('mastery_open', lang, count=len(topic.cards))}</summary>{cards}</details></div>"
    )


def _card(held: CardMastery, zone: tzinfo | None, lang: Lang) -> str:
    points = "".join(
        f"<li><p>{html.inline(one_line(point.point.text))}</p><small>{_last(point, lang)}"
        f"{_next(point, zone, lang)}</small></li>"
        for point in held.points
    )
    return f"<h4>{html.inline(one_line(held.card.question))}</h4><ul>{points}</ul>"


def _next(point: PointMastery, zone: tzinfo | None, lang: Lang) -> str:
    if point.memory is None:
        return ""
    once = f" · {_say('point_once', lang)}" if point.memory.reviews == 1 else ""
    day = short_day(local_day(point.memory.due, zone), lang)
    return f"{once} · {_say('point_due', lang, day=day)}"


def _calibration(progress: Progress, lang: Lang) -> str:
    found = progress.calibration
    if not found:
        return _section("calibration_head", lang, _note("calibration_nothing", lang))
    rows = "".join(
        f'<tr><th scope="row">{_say(f"confidence_{said}", lang)}</th>'
        f'<td><meter min="0" max="100" value="{held.mean:.0f}" aria-hidden="true"></meter></td>'
        f"<td>{held.mean:.0f}</td><td>{held.n}</td></tr>"
        for said, held in found.items()
    )
    head = "".join(
        f'<th scope="col">{_say(key, lang) if key else ""}</th>'
        for key in ("col_confidence", "", "col_score", "col_answers")
    )
    table = (
        f'<table class="calibration"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )
    told = _note(_judged(progress), lang)
    return _section("calibration_head", lang, _note("calibration_about", lang), table, told)


def _judged(progress: Progress) -> str:
    """What the confidence was worth, as the key of a sentence."""
    sure = progress.calibration.get(Confidence.SURE)
    guess = progress.calibration.get(Confidence.GUESS)
    if min((held.n for held in progress.calibration.values()), default=0) < _FEW_ANSWERS:
        return "calibration_few"
    if sure is not None and sure.mean < PASS_MARK:
        return "calibration_too_sure"
    if guess is not None and guess.mean >= PASS_MARK:
        return "calibration_too_unsure"
    return "calibration_fair"
