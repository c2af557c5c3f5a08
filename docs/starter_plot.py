"""Draws docs/starter.svg from docs/starter.tsv. `python docs/starter_plot.py`

A line with one cell only is a heading; the bars below it may be compared with each other.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
PANELS = {
    "field": "field, zh → en @1",
    "everyday": "everyday @1",
    "sts": "STS-B zh",
    "ads": "ADS cosine",
    "align": "ADS alignment",
}
LEFT, ROW, BAR, GAP = 260, 30, 150, 40


def main() -> None:
    """One panel a measure, one bar a row of the table."""
    lines = (HERE / "starter.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines]
    width, height = LEFT + len(PANELS) * (BAR + GAP), 60 + ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="14" role="img" '
        'aria-label="What each step of teaching Chinese is worth; the figures are in starter.md">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for panel, title in enumerate(PANELS.values()):
        left = LEFT + panel * (BAR + GAP)
        parts.append(f'<text x="{left}" y="28" font-weight="bold">{title}</text>')
    for number, row in enumerate(rows):
        top = 46 + ROW * number
        weight = ' font-weight="bold"' if len(row) == 1 else ""
        parts.append(f'<text x="8" y="{top + 16}"{weight}>{row[0]}</text>')
        parts += _bars(dict(zip(head, row, strict=False)), top)
    (HERE / "starter.svg").write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _bars(values: dict[str, str], top: int) -> list[str]:
    parts = []
    for panel, column in enumerate(PANELS):
        if column in values:
            left, value = LEFT + panel * (BAR + GAP), float(values[column])
            bar = f'<rect x="{left}" y="{top}" width="{BAR * value:.0f}" height="20"'
            parts.append(f'{bar} fill="#8db4d9"/>')
            parts.append(f'<text x="{left + 6}" y="{top + 15}">{value:.3f}</text>')
    return parts


if __name__ == "__main__":
    main()
