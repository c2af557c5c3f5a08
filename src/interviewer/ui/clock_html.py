"""The clock of a question and of a sitting, as HTML that clock.js keeps going.

Knows nothing of Gradio. `clock(session, Lang.EN, now)`
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from interviewer.cards import Lang
from interviewer.clock import elapsed, left
from interviewer.session import Session, Step, step_of
from interviewer.words import say


def clock(session: Session, lang: Lang, now: datetime) -> str:
    """Time on the open question against its limit, and time left; "" where neither is limited."""
    turn, manner = session.current, session.manner
    if turn is None or step_of(session) is not Step.ANSWER:
        return ""
    running = turn.since is not None and not session.paused
    parts = []
    if manner.seconds is not None:
        parts.append(
            f'<span class="clock" data-spent="{elapsed(turn, now):.0f}" '
            f'data-limit="{manner.seconds}" data-running="{running:d}" '
            f'data-words="{escape(say("clock_question", lang))}"></span>'
        )
    remaining = left(session, now)
    if remaining is not None:
        parts.append(
            f'<span class="clock" data-left="{remaining:.0f}" data-running="{running:d}" '
            f'data-words="{escape(say("clock_left", lang))}"></span>'
        )
    return f'<div class="clocks">{"".join(parts)}</div>' if parts else ""
