"""Agreement between two lists of scores: correlation, error, quadratic-weighted kappa.

Knows nothing of answers. `pearson([1, 2, 3], [1, 2, 4])` → .98
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interviewer.bench.datasets import GradedAnswer, Scale, step_index

LEAST_ANSWERS = 10
Values = NDArray[np.float64]


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Linear correlation; None when either side does not vary or there are under two values."""
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if len(a) < 2 or a.std() < 1e-12 or b.std() < 1e-12:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Correlation of ranks, ties sharing their mean rank."""
    return pearson(_ranks(first), _ranks(second))


def rmse(first: Sequence[float], second: Sequence[float]) -> float:
    """Root of the mean squared difference, in the unit of the scores."""
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    return float(np.sqrt(((a - b) ** 2).mean()))


def qwk(first: Sequence[float], second: Sequence[float], scale: Scale) -> float | None:
    """Quadratic-weighted kappa (Cohen 1968) of scores rounded to the scale's step."""
    a = np.array([step_index(s, scale) for s in first], dtype=float)
    b = np.array([step_index(s, scale) for s in second], dtype=float)
    seen = ((a - b) ** 2).mean()
    chance = _chance(a, b)
    return None if chance == 0 else float(1.0 - seen / chance)


def within_question_r(
    groups: Sequence[str], first: Sequence[float], second: Sequence[float]
) -> float | None:
    """Unweighted mean of Pearson's r inside each question with at least 10 answers and spread."""
    rows = defaultdict(list)
    for index, group in enumerate(groups):
        rows[group].append(index)
    found = [
        r
        for index in rows.values()
        if len(index) >= LEAST_ANSWERS
        and (r := pearson([first[i] for i in index], [second[i] for i in index])) is not None
    ]
    return math.fsum(found) / len(found) if found else None


def _chance(a: Values, b: Values) -> float:
    """The mean of (x - y)² over all pairs, without making them."""
    return float((a**2).mean() - 2 * a.mean() * b.mean() + (b**2).mean())


def _ranks(values: Sequence[float]) -> list[float]:
    array = np.asarray(values, dtype=float)
    _, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    mean = last - (counts - 1) / 2
    return [float(mean[i]) for i in inverse]


def agreement(
    answers: Sequence[GradedAnswer], shares: Sequence[float], scale: Scale
) -> dict[str, float | int | None]:
    """All figures for predicted shares 0..1 beside the people's scores, on the set's own scale."""
    predicted = [share * scale.top for share in shares]
    people = [a.score for a in answers]
    both = bool(answers) and all(len(a.raters) == 2 for a in answers)
    each = [pearson(shares, [a.raters[k] for a in answers]) for k in range(2)] if both else []
    known = [r for r in each if r is not None]
    groups = [a.question for a in answers]
    return {
        "n": len(answers),
        "questions": len(set(groups)),
        "pearson": _rounded(pearson(shares, people)),
        "spearman": _rounded(spearman(shares, people)),
        "rmse": _rounded(rmse(predicted, people)) if answers else None,
        "qwk": _rounded(qwk(predicted, people, scale)) if answers else None,
        "within_question_r": _rounded(within_question_r(groups, shares, people)),
        "mean_r_with_raters": _rounded(math.fsum(known) / len(known)) if known else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
