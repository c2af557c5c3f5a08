"""Draws how scores agree with people's: every answer as a dot, the mean of each tenth, how sure that is.

Knows nothing of graders or files. `svg({"mohler": [(0.8, 0.7), (0.2, 0.4)]})`
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import fmean, stdev

_SIDE, _LEFT, _TOP, _GAP, _FOOT = 210.0, 46.0, 34.0, 40.0, 44.0
_TENTHS = 10
_LEAST = 8
_PASS = 0.6
# Sets of fewer answers have no line of their own in the panel of reliability.
_LARGE = 200
_COLOURS = ("#0f766e", "#b42318", "#92600a", "#0ea5e9")
Pairs = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Tenth:
    """A tenth of the scores: their mean, people's mean and its standard error, how many answers."""

    score: float
    people: float
    error: float
    answers: int


def svg(sets: Mapping[str, Pairs]) -> str:
    """A panel a set, and one that holds the large sets' means against each other.

    A pair is (people's share of full marks, the score as a share), both 0..1.
    """
    lefts = [_LEFT + at * (_SIDE + _GAP) for at in range(len(sets) + 1)]
    panels = "".join(
        _panel(name, pairs, left) for (name, pairs), left in zip(sets.items(), lefts, strict=False)
    )
    panels += _together({n: p for n, p in sets.items() if len(p) >= _LARGE}, lefts[-1])
    wide, high = lefts[-1] + _SIDE + _GAP, _TOP + _SIDE + _FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'font-family="system-ui, sans-serif" font-size="11" fill="#334155">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{panels}'
        f'<text transform="translate(14 {_TOP + _SIDE / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle">people</text>\n</svg>\n'
    )


def reliability(pairs: Pairs) -> list[Tenth]:
    """For each tenth of the scores with some answers, what people gave those."""
    tenths: list[list[tuple[float, float]]] = [[] for _ in range(_TENTHS)]
    for people, score in pairs:
        tenths[min(_TENTHS - 1, int(score * _TENTHS))].append((people, score))
    return [_tenth(some) for some in tenths if len(some) >= _LEAST]


def _tenth(some: Pairs) -> Tenth:
    people = [given for given, _ in some]
    error = stdev(people) / math.sqrt(len(people))
    return Tenth(fmean(score for _, score in some), fmean(people), error, len(some))


def _place(left: float, score: float, people: float) -> tuple[float, float]:
    return left + _SIDE * score, _TOP + _SIDE * (1 - people)


def _together(sets: Mapping[str, Pairs], left: float) -> str:
    """Each set's line of means, with twice the standard error up and down."""
    parts = [_frame("reliability", left)]
    for at, (name, pairs) in enumerate(sets.items()):
        colour = _COLOURS[at % len(_COLOURS)]
        tenths = reliability(pairs)
        for tenth in tenths:
            x, y = _place(left, tenth.score, tenth.people)
            high = 2 * _SIDE * tenth.error
            parts.append(
                f'<line x1="{x:.1f}" y1="{y - high:.1f}" x2="{x:.1f}" y2="{y + high:.1f}" '
                f'stroke="{colour}"/>\n'
            )
        parts.append(_line([_place(left, t.score, t.people) for t in tenths], colour))
        parts.append(
            f'<text x="{left + 8:.0f}" y="{_TOP + 16 + 14 * at:.0f}" fill="{colour}">'
            f"{escape(name)}</text>\n"
        )
    return "".join(parts)


def _panel(name: str, pairs: Pairs, left: float) -> str:
    parts = [_frame(f"{name}, {len(pairs):,} answers", left)]
    for people, score in pairs:
        x, y = _place(left, score, people)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="#0ea5e9" opacity=".22"/>\n')
    parts.append(_line([_place(left, t.score, t.people) for t in reliability(pairs)], "#b42318"))
    return "".join(parts)


def _frame(title: str, left: float) -> str:
    """The square, its diagonal, the pass mark and what they are called."""
    bottom, passed = _TOP + _SIDE, left + _SIDE * _PASS
    return (
        f'<text x="{left:.0f}" y="{_TOP - 12:.0f}" font-weight="600">{escape(title)}</text>\n'
        f'<rect x="{left:.0f}" y="{_TOP:.0f}" width="{_SIDE:.0f}" height="{_SIDE:.0f}" '
        f'fill="none" stroke="#cbd5e1"/>\n'
        f'<line x1="{left:.0f}" y1="{bottom:.0f}" x2="{left + _SIDE:.0f}" y2="{_TOP:.0f}" '
        f'stroke="#cbd5e1" stroke-dasharray="4 3"/>\n'
        f'<line x1="{passed:.0f}" y1="{bottom:.0f}" x2="{passed:.0f}" y2="{_TOP:.0f}" '
        f'stroke="#cbd5e1"/>\n'
        f'<text x="{left:.0f}" y="{bottom + 14:.0f}">0</text>\n'
        f'<text x="{passed:.0f}" y="{bottom + 14:.0f}" text-anchor="middle">60</text>\n'
        f'<text x="{left + _SIDE:.0f}" y="{bottom + 14:.0f}" text-anchor="end">100</text>\n'
        f'<text x="{left + _SIDE / 2:.0f}" y="{bottom + 30:.0f}" text-anchor="middle">score</text>\n'
    )


def _line(places: Sequence[tuple[float, float]], colour: str) -> str:
    if not places:
        return ""
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>\n' for x, y in places
    )
    return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="1.8"/>\n{dots}'
