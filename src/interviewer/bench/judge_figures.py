"""What an exam showed: agreement, false passes, missed gaps, from what a model said about each answer.

Knows nothing of how it was asked. `marks_of(rows)` → Marks
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.bench.datasets import Scale
from interviewer.bench.exam import BAD_SHARE, Task
from interviewer.bench.metrics import pearson, qwk
from interviewer.grade import PASS_MARK, Verdict
from interviewer.grading.judging import OPTIONS, Said
from interviewer.grading.opinion import Calibration, Opinion, calibrated
from interviewer.models.report_card import Marks

_FOLDS = 5
_SCALE = Scale(100.0, 10.0)
_LIES = ("negated", "swapped", "wrong")
# Pull of the calibration towards none at all, in points.
_PRIOR = 4.0
_VERDICTS = list(OPTIONS.values())


@dataclass(frozen=True)
class Row:
    """What was said about one task."""

    task: Task
    said: tuple[Said, ...]


def marks_of(rows: Sequence[Row]) -> Marks:
    """All figures of one language. Scores are calibrated on the other questions' answers."""
    opinions = _out_of_fold(rows)
    scores = [score(row, found) for row, found in zip(rows, opinions, strict=True)]
    plain = [place for place, row in enumerate(rows) if not row.task.injected]
    given = [100 * rows[place].task.gold.share for place in plain]
    own = [scores[place] for place in plain]
    calibration = calibrate([rows[place] for place in plain])
    bad = [p for p in plain if rows[p].task.gold.share < BAD_SHARE]
    injected = [p for p in range(len(rows)) if rows[p].task.injected]
    return Marks(
        answers=len(plain),
        r=_rounded(pearson(own, given)),
        qwk=_rounded(qwk(own, given, _SCALE)) if plain else None,
        length_r=_rounded(pearson([len(rows[p].task.answer) for p in plain], given)),
        false_passes=_share([scores[p] >= PASS_MARK for p in bad]),
        injected_passes=_share([scores[p] >= PASS_MARK for p in injected]),
        missed_deletions=_taken_for_said(rows, opinions, plain, Verdict.MISSING),
        missed_negations=_taken_for_said(rows, opinions, plain, Verdict.CONTRADICTED),
        scale=round(calibration.scale, 4),
        bias=tuple(round(b, 4) for b in calibration.bias),  # type: ignore[arg-type]
    )


def score(row: Row, opinions: Sequence[Opinion]) -> float:
    """The model's own score of an answer, 0..100: the credit to be expected, by weight."""
    pairs = list(zip(row.task.rubric.points, opinions, strict=True))
    total = math.fsum(point.weight for point, _ in pairs)
    return 100 * math.fsum(point.weight * found.worth for point, found in pairs) / total


def calibrate(rows: Sequence[Row]) -> Calibration:
    """Scale and biases under which the right verdicts are likeliest, drawn a little towards none."""
    from scipy.optimize import minimize

    pairs = [
        (one.shares, _VERDICTS.index(verdict))
        for row in rows
        for one, verdict in zip(row.said, row.task.gold.verdicts, strict=True)
    ]
    if not pairs:
        return Calibration()
    logs = np.log(np.maximum(np.array([shares for shares, _ in pairs]), 1e-4))
    right = np.array([place for _, place in pairs])

    start = np.array([1.0, 0.0, 0.0, 0.0, 0.0])

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Negative log likelihood with its prior, and the slope of both."""
        raw = logs * values[0] + values[1:]
        likely = np.exp(raw - raw.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        rows = np.arange(len(right))
        off = values - start
        total = -np.log(likely[rows, right]).sum() + _PRIOR * (off**2).sum()
        likely[rows, right] -= 1
        slope = np.array([(likely * logs).sum(), *likely.sum(axis=0)]) + 2 * _PRIOR * off
        return float(total), slope

    found: Any = minimize(loss, start, jac=True, method="L-BFGS-B",
                          bounds=[(0.0, 5.0), *[(-6.0, 6.0)] * 4])  # fmt: skip
    scale, *bias = (float(value) for value in found.x)
    return Calibration(scale, (bias[0], bias[1], bias[2], bias[3]))


def _out_of_fold(rows: Sequence[Row]) -> list[tuple[Opinion, ...]]:
    """Opinions under a calibration that no answer to the same question had a part in."""
    folds = [_fold(row.task.rubric.question) for row in rows]
    known = {
        fold: calibrate(
            [r for r, f in zip(rows, folds, strict=True) if f != fold and not r.task.injected]
        )
        for fold in set(folds)
    }
    return [
        tuple(calibrated(one, known[fold]) for one in row.said)
        for row, fold in zip(rows, folds, strict=True)
    ]


def _fold(question: str) -> int:
    return int(hashlib.sha256(question.encode()).hexdigest()[:8], 16) % _FOLDS


def _taken_for_said(
    rows: Sequence[Row],
    opinions: Sequence[tuple[Opinion, ...]],
    places: Sequence[int],
    wanted: Verdict,
) -> float | None:
    """Share of the points of this kind that get at least half of the credit.

    Missing ones in answers that say something right, contradicted ones in those that lie.
    """
    found = []
    for place in places:
        gold = rows[place].task.gold
        lies = gold.kind in _LIES
        if lies != (wanted is Verdict.CONTRADICTED) or (not lies and gold.share < BAD_SHARE / 2):
            continue
        found += [
            opinion.worth >= 0.5
            for verdict, opinion in zip(gold.verdicts, opinions[place], strict=True)
            if verdict is wanted
        ]
    return _share(found)


def _share(found: Sequence[bool]) -> float | None:
    return round(sum(found) / len(found), 3) if found else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
