"""Draws how simulated learners come to know their notes: lines for a terminal, or one SVG.

Knows nothing of learners. `svg(run(8))`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_BARS = "▁▂▃▄▅▆▇█"
_COLOURS = {
    "interview": "#0f766e",
    "drill": "#0ea5e9",
    "random": "#b42318",
    "fixed": "#92600a",
    "ideal": "#64748b",
}
_WIDE, _HIGH, _LEFT, _TOP, _GAP = 250.0, 170.0, 40.0, 34.0, 26.0
_TARGET = 0.9


def lines(result: Mapping[str, Any], width: int = 60) -> list[str]:
    """A line a kind and policy: mastery from the first sitting on, a bar every other sitting."""
    return [
        f"{name:<18} {''.join(_BARS[min(7, int(8 * share))] for share in curve[::2][:width])}"
        for name, curve in result["curves"].items()
    ]


def svg(result: Mapping[str, Any], a_sitting: int = 10) -> str:
    """A panel a kind of learner: the share of points mastered over the questions asked."""
    kinds = list(result["kinds"])
    panels = [
        _panel(kind, _curves(result["curves"], kind), _LEFT + at * (_WIDE + _GAP), a_sitting)
        for at, kind in enumerate(kinds)
    ]
    wide, high = _LEFT + len(kinds) * (_WIDE + _GAP), _TOP + _HIGH + 52
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'font-family="system-ui, sans-serif" font-size="11" fill="#334155">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n'
        f"{''.join(panels)}{_legend(high)}</svg>\n"
    )


def _curves(curves: Mapping[str, Sequence[float]], kind: str) -> dict[str, Sequence[float]]:
    own = [(name.split()[1], curve) for name, curve in curves.items() if name.split()[0] == kind]
    return {policy: curve for policy, curve in own if policy in _COLOURS}


def _panel(kind: str, curves: Mapping[str, Sequence[float]], left: float, a_sitting: int) -> str:
    # What takes longer than twice the fixed order runs out of the panel.
    most = max(2 * len(curves["fixed"]), 10)
    bottom = _TOP + _HIGH
    parts = [
        f'<text x="{left:.0f}" y="{_TOP - 12:.0f}" font-weight="600">{kind} learners</text>\n',
        f'<rect x="{left:.0f}" y="{_TOP:.0f}" width="{_WIDE:.0f}" height="{_HIGH:.0f}" '
        'fill="none" stroke="#cbd5e1"/>\n',
        f'<line x1="{left:.0f}" x2="{left + _WIDE:.0f}" y1="{bottom - _TARGET * _HIGH:.1f}" '
        f'y2="{bottom - _TARGET * _HIGH:.1f}" stroke="#cbd5e1" stroke-dasharray="4 3"/>\n',
        f'<text x="{left:.0f}" y="{bottom + 14:.0f}">0</text>\n',
        f'<text x="{left + _WIDE:.0f}" y="{bottom + 14:.0f}" text-anchor="end">'
        f"{most * a_sitting} questions</text>\n",
    ]
    for policy, curve in curves.items():
        places = " ".join(
            f"{left + _WIDE * (n + 1) / most:.1f},{bottom - share * _HIGH:.1f}"
            for n, share in enumerate(curve[:most])
        )
        parts.append(
            f'<polyline points="{places}" fill="none" stroke-width="1.8" '
            f'stroke="{_COLOURS[policy]}"/>\n'
        )
    return "".join(parts)


def _legend(high: float) -> str:
    parts = [f'<text x="8" y="{_TOP + 0.1 * _HIGH:.0f}">90 %</text>\n']
    for at, (policy, colour) in enumerate(_COLOURS.items()):
        parts.append(
            f'<text x="{_LEFT + 90 * at:.0f}" y="{high - 12:.0f}" fill="{colour}" '
            f'font-weight="600">{policy}</text>\n'
        )
    return "".join(parts)
