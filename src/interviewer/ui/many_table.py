"""Rows and HTML for many graded answers. Knows nothing of Gradio or of grading.

`review_rows(items, cards, Lang.EN)`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from interviewer.batch.items import Graded, Item
from interviewer.cards import Card, Lang
from interviewer.report import one_line
from interviewer.ui import html
from interviewer.words import say, translated

_LONGEST_CELL = 90


def review_heads(lang: Lang) -> list[str]:
    """Names of the columns of `review_rows`."""
    names = ("row", "line", "question", "card", "found", "answer")
    return [say(f"many_col_{name}", lang) for name in names]


def review_rows(
    items: Sequence[Item], cards: Mapping[str, Card], lang: Lang
) -> list[list[str | int]]:
    """One row an item, numbered from 1, with the card it would be graded against."""
    return [
        [
            number,
            item.line,
            _short(item.question),
            _card_name(cards.get(item.card_id or ""), lang),
            say(f"many_how_{item.how}", lang) + (f" ({item.note})" if item.note else ""),
            _short(item.answer),
        ]
        for number, item in enumerate(items, start=1)
    ]


def detail(one: Graded, lang: Lang) -> str:
    """One answer with its grade, evidence and reference."""
    head = f'<h2 tabindex="-1">{escape(one_line(one.question))}</h2>'
    if one.card is None:
        answer = f'<pre class="marked">{escape(one.item.answer)}</pre>'
        return head + html.paragraph(translated(one.grade.why or "", lang), "error") + answer
    if one.item.question:
        head += html.paragraph(say("grade_nearest", lang, question=one.card.question), "status")
    shown = html.feedback(
        one.grade, one.item.answer, one.card, lang, key="row", critique=one.grade.critique
    )
    return head + shown


def progress(done: int, total: int, seconds_left: float | None, lang: Lang) -> str:
    """How far the grading is, and how long it still takes once that is known."""
    text = say("many_grading", lang, done=done, total=total)
    if seconds_left is not None:
        text += " " + say("notes_seconds_left", lang, seconds=max(1, round(seconds_left)))
    name = escape(text)
    return (
        f'<div class="progress" role="status"><span>{name}</span>'
        f'<progress max="{max(total, 1)}" value="{done}" aria-label="{name}"></progress></div>'
    )


def _card_name(card: Card | None, lang: Lang) -> str:
    return say("many_no_card", lang) if card is None else _short(card.question)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST_CELL else f"{line[:_LONGEST_CELL]}…"
