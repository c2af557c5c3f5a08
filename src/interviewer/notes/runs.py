"""Lines marked alike fall into runs: a list of questions beside a list of advice.

Knows lines and how they ask, not which idea is right. `asking_runs(scan("- a\\n- b"), [0, 1])`
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notes.idea import Idea
from interviewer.notes.lines import Document
from interviewer.notes.markers import Kind

_ASKING = 0.75
_SAYING = 0.3
_TOLD = 0.15
_FEWEST = 3


def without_advice(doc: Document, idea: Idea) -> Idea:
    """An idea of bullets without those that only advise, or say what to read."""
    first = doc.lines[idea.questions[0]]
    if first.heading or not first.layers or first.layers[0].kind is not Kind.BULLET:
        return idea
    return idea._replace(questions=tuple(asking_runs(doc, idea.questions)))


def asking_runs(doc: Document, places: Sequence[int]) -> list[int]:
    """The places, without runs that only say something where all others ask."""
    runs = [run for run in _runs(doc, places) if len(run) > 1]
    beside = {i for run in runs if _told(doc, run) or _linked(doc, run) for i in run}
    kept = [i for i in places if i not in beside]
    if beside and len(kept) >= _FEWEST and not _linked(doc, kept) and not _told(doc, kept):
        places, runs = kept, [run for run in runs if run[0] not in beside]
    saying = [run for run in runs if len(run) >= _FEWEST and _asks(doc, run) <= _SAYING]
    if not saying or any(doc.lines[i].asks >= _ASKING for run in saying for i in run):
        return list(places)
    dropped = {i for run in saying for i in run}
    rest = [i for i in places if i not in dropped]
    return rest if len(rest) >= _FEWEST and _asks(doc, rest) >= _ASKING else list(places)


def _told(doc: Document, run: Sequence[int]) -> bool:
    """Whether a run is nothing but English sentences: what a list is for, not the list."""
    texts = [doc.lines[i].text for i in run]
    return (
        len(run) >= _FEWEST
        and all(doc.lines[i].asks <= _TOLD for i in run)
        and all(text.isascii() and text.endswith((".", "!")) for text in texts)
    )


def _linked(doc: Document, run: Sequence[int]) -> bool:
    """Whether most of a run are links that ask nothing: things to read."""
    if len(run) < 2:
        return False
    links = sum("](http" in doc.lines[i].text for i in run)
    return links >= 0.8 * len(run) and _asks(doc, run) < _ASKING


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
