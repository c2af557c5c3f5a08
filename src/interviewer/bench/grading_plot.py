"""Draws how scores agree with people's: every answer as a dot, and the mean of each tenth, in one SVG.

Knows nothing of graders or files. `svg({"mohler": [(0.8, 0.7), (0.2, 0.4)]})`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from statistics import fmean

_SIDE, _LEFT, _TOP, _GAP, _FOOT = 210.0, 46.0, 34.0, 40.0, 44.0
_TENTHS = 10
_LEAST = 8
_PASS = 0.6
Pairs = Sequence[tuple[float, float]]


def svg(sets: Mapping[str, Pairs]) -> str:
    """A panel a set. A pair is (people's share of full marks, the score as a share), both 0..1."""
    panels = "".join(
        _panel(name, pairs, _LEFT + at * (_SIDE + _GAP))
        for at, (name, pairs) in enumerate(sets.items())
    )
    wide, high = _LEFT + len(sets) * (_SIDE + _GAP), _TOP + _SIDE + _FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'font-family="system-ui, sans-serif" font-size="11" fill="#334155">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{panels}'
        f'<text transform="translate(14 {_TOP + _SIDE / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle">people</text>\n</svg>\n'
    )


def reliability(pairs: Pairs) -> list[tuple[float, float, int]]:
    """For each tenth of the scores with some answers: mean score, people's mean, how many."""
    tenths: list[list[tuple[float, float]]] = [[] for _ in range(_TENTHS)]
    for people, score in pairs:
        tenths[min(_TENTHS - 1, int(score * _TENTHS))].append((people, score))
    return [
        (fmean(score for _, score in some), fmean(people for people, _ in some), len(some))
        for some in tenths
        if len(some) >= _LEAST
    ]


def _panel(name: str, pairs: Pairs, left: float) -> str:
    def place(score: float, people: float) -> tuple[float, float]:
        return left + _SIDE * score, _TOP + _SIDE * (1 - people)

    bottom, passed = _TOP + _SIDE, left + _SIDE * _PASS
    parts = [
        f'<text x="{left:.0f}" y="{_TOP - 12:.0f}" font-weight="600">'
        f"{escape(name)}, {len(pairs):,} answers</text>\n",
        f'<rect x="{left:.0f}" y="{_TOP:.0f}" width="{_SIDE:.0f}" height="{_SIDE:.0f}" '
        f'fill="none" stroke="#cbd5e1"/>\n',
        f'<line x1="{left:.0f}" y1="{bottom:.0f}" x2="{left + _SIDE:.0f}" y2="{_TOP:.0f}" '
        f'stroke="#cbd5e1" stroke-dasharray="4 3"/>\n',
        f'<line x1="{passed:.0f}" y1="{bottom:.0f}" x2="{passed:.0f}" y2="{_TOP:.0f}" '
        f'stroke="#cbd5e1"/>\n',
        f'<text x="{left:.0f}" y="{bottom + 14:.0f}">0</text>\n',
        f'<text x="{passed:.0f}" y="{bottom + 14:.0f}" text-anchor="middle">60</text>\n',
        f'<text x="{left + _SIDE:.0f}" y="{bottom + 14:.0f}" text-anchor="end">100</text>\n',
        f'<text x="{left + _SIDE / 2:.0f}" y="{bottom + 30:.0f}" text-anchor="middle">score</text>\n',
    ]
    for people, score in pairs:
        x, y = place(score, people)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="#0ea5e9" opacity=".22"/>\n')
    line = [place(score, people) for score, people, _ in reliability(pairs)]
    if line:
        places = " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
        parts.append(
            f'<polyline points="{places}" fill="none" stroke="#b42318" stroke-width="1.8"/>\n'
        )
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#b42318"/>\n' for x, y in line]
    return "".join(parts)
