"""Rows as CSV or tab-separated text that a spreadsheet may open without running anything.

Knows nothing of what the rows hold. `separated([["a", "b"]])`
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def separated(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as CSV (or with another delimiter) in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([[_no_formula(cell) for cell in row] for row in rows])
    return out.getvalue()


def _no_formula(cell: str) -> str:
    # A spreadsheet would run a cell that starts like this.
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
