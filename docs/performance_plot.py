"""Draws docs/performance.svg from docs/performance.json, the last line of `bench scale`.

`interviewer bench scale | tail -1 > docs/performance.json && python docs/performance_plot.py`
"""

from __future__ import annotations

import json
import math
from pathlib import Path

HERE = Path(__file__).parent
PANELS = {
    "choose_next_p95_cpu_ms": "next question, ms of CPU, p95",
    "begin_p95_cpu_ms": "beginning a sitting, ms of CPU, p95",
    "query_p95_cpu_ms": "nearest cards, ms of CPU, p95",
    "memory_mb": "memory, MB",
}
WIDTH, HEIGHT, PLOT, GAP = 960, 250, 180, 55


def main() -> None:
    """One panel a measure; cards run to the right in powers of ten."""
    rows = json.loads((HERE / "performance.json").read_text(encoding="utf-8"))["sizes"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12" role="img" '
        'aria-label="Times and memory by the number of cards; the figures are in performance.md">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for number, (name, title) in enumerate(PANELS.items()):
        parts += _panel(rows, name, title, 30 + number * (PLOT + GAP))
    (HERE / "performance.svg").write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _panel(rows: list[dict[str, float]], name: str, title: str, left: int) -> list[str]:
    top = max(row[name] for row in rows) * 1.15
    least, most = (math.log10(end(row["cards"] for row in rows)) for end in (min, max))
    points = []
    for row in rows:
        x = left + PLOT * (math.log10(row["cards"]) - least) / ((most - least) or 1)
        points.append((x, 215 - 170 * row[name] / top, row))
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in points)
    parts = [
        f'<text x="{left}" y="22" font-weight="bold">{title}</text>',
        f'<path d="M{left} 45 V215 H{left + PLOT}" fill="none" stroke="#999"/>',
        f'<polyline points="{line}" fill="none" stroke="#2f6f9f" stroke-width="2"/>',
    ]
    for x, y, row in points:
        parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="#2f6f9f"/>')
        parts.append(
            f'<text x="{x:.0f}" y="{y - 7:.0f}" text-anchor="middle">{row[name]:.3g}</text>'
        )
        parts.append(f'<text x="{x:.0f}" y="232" text-anchor="middle">{row["cards"]:,.0f}</text>')
    return parts


if __name__ == "__main__":
    main()
