"""Why a question was chosen, as a value and in words.

Pure. `in_words(Reason(Why.NEW), Lang.EN)`
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interviewer.cards import Lang
from interviewer.words import say


class Why(StrEnum):
    """What spoke most for a question."""

    SURE = "sure"
    CONTRADICTED = "contradicted"
    MISSED = "missed"
    PARTIAL = "partial"
    DUE = "due"
    NEW = "new"
    AGAIN = "again"


@dataclass(frozen=True)
class Reason:
    """Why a card was chosen. `point` is the key point (its text) that decided, if one did.

    `about` names that point without saying it. `days` is how long ago it was last asked for.
    """

    why: Why
    point: str | None = None
    about: str | None = None
    days: int | None = None


def in_words(reason: Reason, lang: Lang) -> str:
    """The reason as one sentence that gives nothing of the answer away."""
    when = _when(reason.days or 0, lang)
    if reason.about is None:
        return say(f"why_{reason.why}", lang, when=when)
    return say(f"why_{reason.why}_about", lang, about=reason.about, when=when)


def _when(days: int, lang: Lang) -> str:
    if days < 2:
        return say("why_when_yesterday" if days else "why_when_today", lang)
    return say("why_when_days", lang, days=days)
