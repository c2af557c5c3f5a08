"""Whether everything works, check by check, as HTML from escaped values.

Knows nothing of Gradio. `checks(examine(parts), Lang.EN, done=True)`
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from interviewer.cards import Lang
from interviewer.doctor import CHECKS, Check
from interviewer.ui.markup import paragraph
from interviewer.ui.models_html import bar
from interviewer.words import say


def head(lang: Lang) -> str:
    """What the button below does."""
    return f"<h2>{escape(say('doctor_head', lang))}</h2>{paragraph(say('doctor_about', lang), 'facts')}"


def checks(made: Sequence[Check], lang: Lang, *, done: bool = False) -> str:
    """The checks that are made; in the end first of all whether everything works."""
    rows = "".join(_row(check, lang) for check in made)
    if not done:
        text = say("doctor_trying", lang, done=len(made), total=CHECKS)
        return f'{bar(len(made), CHECKS, text)}<ul class="checks">{rows}</ul>'
    well = all(check.ok for check in made)
    verdict = paragraph(say("doctor_all_well" if well else "doctor_some_bad", lang))
    role = "status" if well else "alert"
    return f'<div role="{role}">{verdict}</div><ul class="checks">{rows}</ul>'


def _row(check: Check, lang: Lang) -> str:
    name, icon, word = ("ok", "✓", "doctor_works") if check.ok else ("bad", "✗", "doctor_fails")
    return (
        f'<li class="{name}"><b>{icon} {escape(check.title)} · {escape(say(word, lang))}</b> '
        f"<small>{escape(check.detail)}</small>{paragraph(check.mend or '', 'error')}</li>"
    )
