"""The end of a sitting: the score, a number for every question to jump by, what to study first.

Built from escaped values; knows nothing of Gradio. `report(report_of(session, cards), Lang.EN)`
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from interviewer.cards import Lang
from interviewer.grade import PointVerdict, Verdict
from interviewer.report import Entry, Report, one_line, standing_lines
from interviewer.ui.feedback_html import points_list, reference_fold
from interviewer.ui.marks import highlighted
from interviewer.ui.markup import band_words, inline, markdown, paragraph, place_of, ring
from interviewer.words import say


def page(summary: Report, lang: Lang) -> str:
    """The report, and under it how the sitting compares with what was before."""
    standing = markdown("\n".join(standing_lines(summary, lang)))
    return f'{report(summary, lang)}<section class="standing">{standing}</section>'


def report(report: Report, lang: Lang) -> str:
    """The whole feedback page."""
    score = report.score
    title = say("no_score", lang) if score is None else say("score_of", lang, score=f"{score:.0f}")
    circle = "" if score is None else ring(score, lang)
    answered = sum(1 for entry in report.entries if entry.answer)
    facts = say("answered_of", lang, answered=answered, asked=len(report.entries))
    head = (
        f'<div class="scored">{circle}<div class="verdict"><h2 tabindex="-1">{escape(title)}</h2>'
        f'<span class="facts">{escape(facts)}</span></div></div>'
    )
    numbered = list(enumerate(report.entries, start=1))
    grid = "".join(_number(number, entry, lang) for number, entry in numbered)
    entries = "".join(_entry(number, entry, lang) for number, entry in numbered)
    return (
        f'<section class="report" id="report">{head}'
        f'<nav class="grid" aria-label="{escape(say("questions", lang))}">{grid}</nav>'
        f"{_study(report, lang)}{entries}</section>"
    )


def _number(number: int, entry: Entry, lang: Lang) -> str:
    name, icon, words = band_words(entry.grade, lang)
    spoken = escape(f"{number} {one_line(entry.card.question)}: {words}")
    score = entry.grade.score if entry.grade else None
    shown = icon if score is None else f"{icon} {score:.0f}"
    return (
        f'<button type="button" class="{name}" data-jump="entry-{number}" aria-label="{spoken}" '
        f'title="{spoken}"><b>{number}</b><span>{shown}</span></button>'
    )


def _study(report: Report, lang: Lang) -> str:
    items = "".join(
        f"<li>{markdown(point.point.text).strip()}<small>{inline(one_line(card.question))} · "
        f"{escape(place_of(card))}</small></li>"
        for card, point in report.study_first
    )
    if not items:
        return ""
    return f'<div class="study"><h3>{escape(say("study_first", lang))}</h3><ol>{items}</ol></div>'


def _entry(number: int, entry: Entry, lang: Lang) -> str:
    name, icon, words = band_words(entry.grade, lang)
    return (
        f'<details class="entry {name}" id="entry-{number}" data-key="entry-{number}">'
        f'<summary><span class="number">{number}</span>'
        f"<span>{inline(one_line(entry.card.question))}</span>"
        f'<span class="pill">{icon} {escape(words)}</span></summary>'
        f'<div class="sides"><div>{_said(entry, lang)}</div>'
        f"<div>{_sides(entry, lang)}</div></div></details>"
    )


def _said(entry: Entry, lang: Lang) -> str:
    head = f"<h4>{escape(say('answer_label', lang))}</h4>"
    if not entry.answer:
        word = "was_skipped" if entry.skipped else "not_answered"
        return head + paragraph(say(word, lang), "facts")
    points = entry.grade.points if entry.grade else ()
    marked = highlighted(entry.answer, points, f"r-{entry.card.id}")
    critique = entry.grade.critique if entry.grade else None
    said = f"<h4>{escape(say('critique', lang))}</h4>{paragraph(critique)}" if critique else ""
    return f'{head}<pre class="marked">{marked}</pre>{said}'


def _sides(entry: Entry, lang: Lang) -> str:
    points = list(enumerate(entry.grade.points if entry.grade else ()))
    strengths = [one for one in points if one[1].verdict is Verdict.COVERED]
    gaps = [one for one in points if one[1].verdict is not Verdict.COVERED]
    key = f"r-{entry.card.id}"
    return (
        _side("strengths", strengths, lang, key)
        + _side("gaps", gaps, lang, key)
        + reference_fold([verdict for _, verdict in points], entry.card, lang, key, f"{key}-ref")
    )


def _side(word: str, points: Sequence[tuple[int, PointVerdict]], lang: Lang, key: str) -> str:
    if not points:
        return ""
    return f"<h4>{escape(say(word, lang))}</h4>{points_list(points, lang, key)}"
