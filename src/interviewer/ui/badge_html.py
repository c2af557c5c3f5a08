"""What a model's report card says, in words: how it agrees with known marks, and what it counts.

Built from escaped values; knows nothing of Gradio. `badge(None, Lang.EN, starter=True)`
"""

from __future__ import annotations

from html import escape

from interviewer.cards import Lang
from interviewer.models.report_card import Marks, ReportCard
from interviewer.ui.markup import paragraph
from interviewer.words import say

# Agreement r below each of these is called so.
_FITS = ((0.3, "hardly"), (0.6, "partly"), (0.8, "well"))


def badge(card: ReportCard | None, lang: Lang, *, starter: bool) -> str:
    """The badge beside a model. A model without a card has none; the starter needs none."""
    if card is None:
        key = "badge_starter" if starter else "badge_none"
        return (
            f'<div class="badge none"><b aria-hidden="true">○</b>{paragraph(say(key, lang))}</div>'
        )
    heard = any(card.weights().values())
    icon, name = ("✓", "heard") if heard else ("○", "none")
    rows = "".join(_row(code, marks, lang) for code, marks in sorted(card.languages.items()))
    head = paragraph(say("badge_say" if heard else "badge_no_say", lang))
    return (
        f'<div class="badge {name}"><b aria-hidden="true">{icon}</b><div>{head}'
        f'<dl class="settings-facts">{rows}</dl></div></div>'
    )


def _row(code: str, marks: Marks, lang: Lang) -> str:
    name = escape(say(f"badge_lang_{code}", lang))
    return f"<dt>{name}</dt><dd>{escape(_marks(marks, lang))}</dd>"


def _marks(marks: Marks, lang: Lang) -> str:
    if marks.r is None:
        return say("badge_unmeasured", lang)
    fit = next((word for limit, word in _FITS if marks.r < limit), "closely")
    weight = f"{100 * marks.weight:.0f}"
    words = say(f"badge_fit_{fit}", lang)
    text = say("badge_marks", lang, fit=words, r=f"{marks.r:.2f}", weight=weight)
    fooled = max(marks.false_passes or 0.0, marks.injected_passes or 0.0)
    if fooled < 0.005:
        return text
    return f"{text}. {say('badge_fooled', lang, share=f'{100 * fooled:.0f}')}"
