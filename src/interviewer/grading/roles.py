"""Roles: whether an answer says of one thing what the reference says of the other.

Knows nothing of verdicts. `exchanged_roles(aims, points, references, question, answer)`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.grading.contrast import sides
from interviewer.grading.passage import Passage, Weights
from interviewer.grading.statements import Statement, statements
from interviewer.grading.text import Span
from interviewer.ports import Vectors

_NEAR = 0.45
_LEAST_WORDS = 2


@dataclass(frozen=True, eq=False)
class Saying:
    """A clause about one named thing: the thing, and the vectors of all else it says."""

    about: int
    span: Span
    text: str
    vectors: Vectors
    weights: Weights
    point: int | None


@dataclass(frozen=True)
class Exchange:
    """A clause of the answer nearer to what is said of another thing, by `margin`; near `other`."""

    point: int
    margin: float
    other: float
    span: Span
    said: str
    wanted: str


Names = tuple[frozenset[str], ...]


def names_of(question: str, passages: Sequence[Passage]) -> Names:
    """The things a rubric tells apart: the two of the question, or those that several clauses open with."""
    compared = sides(question)
    if compared:
        return compared
    clauses = [s for p in passages for s in statements(p.text) if not s.whole]
    opening = (
        Counter(key for s in clauses for key in s.head if len(key) > 2) if clauses else Counter()
    )
    often = sorted(k for k, n in opening.items() if 2 <= n <= 0.5 * len(clauses))
    return tuple(frozenset({k}) for k in often[:6])


def sayings(passage: Passage, names: Names, point: int | None = None) -> list[Saying]:
    """Clauses of a text that speak of exactly one of the names, or go on about the last one."""
    found: list[Saying] = []
    starts = [a for a, _ in passage.token_offsets]
    last: int | None = None
    sentence_end = -1
    ends = [s.end for s in passage.sentences]
    for statement in statements(passage.text):
        if statement.whole:
            continue
        if statement.span.start >= sentence_end:
            sentence_end = next((e for e in ends if e > statement.span.start), len(passage.text))
        here = [n for n, name in enumerate(names) if statement.keys & name]
        about = here[0] if len(here) == 1 else last if not here else None
        last = about if here else last
        if about is None:
            continue
        found += _saying(passage, statement, names, about, starts, point)
    return found


def _saying(
    passage: Passage,
    statement: Statement,
    names: Names,
    about: int,
    starts: list[int],
    point: int | None,
) -> list[Saying]:
    named = [t for t in passage.terms if t.key in names[about]]
    rows = range(
        int(np.searchsorted(starts, statement.span.start)),
        int(np.searchsorted(starts, statement.span.end)),
    )
    kept = [r for r in rows if not any(t.start <= starts[r] < t.end for t in named)]
    if len(kept) < _LEAST_WORDS:
        return []
    return [
        Saying(about, statement.span, statement.text, passage.token_vectors[kept],
               passage.token_weights[kept], point)
    ]  # fmt: skip


def exchanges(wanted: Sequence[Saying], said: Sequence[Saying]) -> list[Exchange]:
    """Clauses of the answer that fit what is said of another thing better than of their own."""
    found = []
    for clause in said:
        scores = [(_fit(clause, w), w) for w in wanted]
        own = max((s for s, w in scores if w.about == clause.about), default=0.0)
        others = [(s, w) for s, w in scores if w.about != clause.about and w.point is not None]
        if not others:
            continue
        other, nearest = max(others, key=lambda pair: pair[0])
        if other >= _NEAR and nearest.point is not None:
            margin = round(other - own, 4)
            found.append(
                Exchange(
                    nearest.point, margin, round(other, 4), clause.span, clause.text, nearest.text
                )
            )
    return found


def _fit(said: Saying, wanted: Saying) -> float:
    near = np.maximum(said.vectors @ wanted.vectors.T, 0.0)
    precision = float((near.max(axis=1) * said.weights).sum() / said.weights.sum())
    recall = float((near.max(axis=0) * wanted.weights).sum() / wanted.weights.sum())
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
