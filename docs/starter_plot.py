"""Draws docs/starter.svg from docs/starter.tsv. `python docs/starter_plot.py`"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
PANELS = {"field": "retrieval@1, field", "everyday": "retrieval@1, everyday", "sts": "STS-B zh"}
WIDTH, LEFT, ROW, BAR = 960, 230, 30, 190


def main() -> None:
    """One panel a measure, one bar a row of the table."""
    lines = (HERE / "starter.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines]
    height = 60 + ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'font-family="sans-serif" font-size="14" role="img" '
        'aria-label="What each step of teaching Chinese is worth; the figures are in starter.md">',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
    ]
    for number, row in enumerate(rows):
        parts.append(f'<text x="8" y="{62 + ROW * number}">{row[0]}</text>')
    for panel, (column, title) in enumerate(PANELS.items()):
        left = LEFT + panel * (BAR + 50)
        parts.append(f'<text x="{left}" y="28" font-weight="bold">{title}</text>')
        for number, row in enumerate(rows):
            value, y = float(row[head.index(column)]), 46 + ROW * number
            bar = f'<rect x="{left}" y="{y}" width="{BAR * value:.0f}" height="20"'
            parts.append(f'{bar} fill="#8db4d9"/>')
            parts.append(f'<text x="{left + 6}" y="{y + 15}">{value:.3f}</text>')
    (HERE / "starter.svg").write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
