"""Days as people read them, in both languages. `short_day(date(2026, 1, 5), Lang.EN)` → 5 Jan"""

from __future__ import annotations

from datetime import date

from interviewer.cards import Lang
from interviewer.words import say


def weekday(day: date, lang: Lang) -> str:
    """Mon … Sun."""
    return say("weekdays", lang).split()[day.weekday()]


def month(day: date, lang: Lang) -> str:
    """Jan … Dec."""
    return say("months", lang).split()[day.month - 1]


def short_day(day: date, lang: Lang) -> str:
    """Day and month."""
    return say("day_short", lang, day=day.day, month=month(day, lang))


def full_day(day: date, lang: Lang) -> str:
    """Weekday, day and month."""
    return say("day_full", lang, weekday=weekday(day, lang), date=short_day(day, lang))
