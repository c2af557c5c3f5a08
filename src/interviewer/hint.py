"""Hints to a question in three steps: how to begin, a keyword, half of the point; what they cost.

Pure and composed; no model is asked. `hint(card, None, 1, Lang.EN)`
"""

from __future__ import annotations

import re

from interviewer.cards import Card, KeyPoint, Lang
from interviewer.words import say

# Points of the score that the first, second and third hint to a question take off.
COSTS = (5.0, 10.0, 15.0)

_TERM = re.compile(r"[A-Za-z][A-Za-z0-9_+#-]{3,}|[\u4e00-\u9fff]{2,4}")


def hint(card: Card, target: str | None, step: int, lang: Lang) -> str:
    """Hint number `step` (1..3) about `target` (a key point's text) or the weightiest point."""
    point = _point(card, target)
    if point is None:
        return say("hint_none", lang)
    if step == 1:
        return say("hint_begin", lang, points=len(card.key_points))
    if step == 2:
        return say("hint_keyword", lang, keyword=_keyword(point.text, card.question))
    return say("hint_half", lang, half=_first_half(point.text))


def cost_of(hints: int) -> float:
    """What this many hints cost together, in points of 100."""
    return sum(COSTS[:hints])


def clarified(card: Card, question: str, lang: Lang) -> str:
    """The question as it was put once more, and what kind of answer is looked for."""
    more = say("clarify_points", lang, topic=card.topic, points=len(card.key_points))
    return f"{question}\n\n{more}"


def _point(card: Card, target: str | None) -> KeyPoint | None:
    named = [point for point in card.key_points if point.text == target]
    points = named or list(card.key_points)
    return max(points, key=lambda point: point.weight, default=None)


def _keyword(text: str, question: str) -> str:
    """The longest term of the point that the question does not say already."""
    terms = [term for term in _TERM.findall(text) if term.lower() not in question.lower()]
    longest: str = max(terms or [text.split()[0]], key=len)
    return longest


def _first_half(text: str) -> str:
    middle = len(text) // 2
    space = text.find(" ", middle)
    # Chinese has no spaces: cut anywhere.
    return text[: space if 0 < space < middle + 12 else middle].rstrip() + " …"
