"""Lines marked alike fall into runs: a list of questions beside a list of advice.

Knows lines and how they ask; nothing of ideas. `asking_runs(scan("- a\\n- b"), [0, 1])`
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notes.lines import Document

_ASKING = 0.75
_SAYING = 0.3
_FEWEST = 3


def asking_runs(doc: Document, places: Sequence[int]) -> list[int]:
    """The places, without runs that only say something where all others ask."""
    runs = _runs(doc, places)
    saying = [run for run in runs if len(run) >= _FEWEST and _asks(doc, run) <= _SAYING]
    if not saying or any(doc.lines[i].asks >= _ASKING for run in saying for i in run):
        return list(places)
    dropped = {i for run in saying for i in run}
    rest = [i for i in places if i not in dropped]
    return rest if len(rest) >= _FEWEST and _asks(doc, rest) >= _ASKING else list(places)


def _asks(doc: Document, places: Sequence[int]) -> float:
    return sum(doc.lines[i].asks for i in places) / len(places)


def _runs(doc: Document, places: Sequence[int]) -> list[list[int]]:
    """Places in a row, with nothing but blank lines between them."""
    runs: list[list[int]] = []
    for i in places:
        if runs and doc.next_filled(runs[-1][-1]) == i:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
