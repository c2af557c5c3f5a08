"""Puts the fitted numbers to a reading: how surely each point is covered or denied, the row of signals.

Knows nothing of texts. `weigh(reading, constants).row` → (len(NAMES),)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.alignment import SIGNALS as ALIGNMENT
from interviewer.grading.asked import SIGNALS as ASKED
from interviewer.grading.constants import Arrays
from interviewer.grading.features import SIGNALS
from interviewer.grading.reading import Reading

Row = NDArray[np.float32]
POINT_NAMES = (
    "strength_mean", "strength_least", "strength_most", "evidence_lexical", "evidence_tokens",
    "points", "given", "doubt_mean", "doubt_most",
)  # fmt: skip
_GRANTED = 0.98
NAMES = (*SIGNALS, *POINT_NAMES, *ALIGNMENT, *ASKED)


@dataclass(frozen=True, eq=False)
class Weighed:
    """For each point how surely it is covered (`strengths`) and denied (`doubts`), 0..1.

    `row` holds all signals in the order of `NAMES`, four decimals.
    """

    strengths: tuple[float, ...]
    doubts: tuple[float, ...]
    row: Row


def weigh(reading: Reading, arrays: Arrays) -> Weighed:
    """Apply the two logistic rules, `point` and `claim`."""
    strengths = tuple(
        _GRANTED if granted else logistic(arrays["point"], row)
        for row, granted in zip(reading.point_rows, reading.granted, strict=True)
    )
    doubts = tuple(
        0.0 if found is None else 1.0 if found.certain else logistic(arrays["claim"], found.row)
        for found in reading.candidates
    )
    weights = np.array(reading.weights) / sum(reading.weights)
    parts = {
        "strength_mean": float(weights @ np.array(strengths)),
        "strength_least": min(strengths),
        "strength_most": max(strengths),
        "evidence_lexical": float(weights @ np.array([e.lexical for e in reading.evidence])),
        "evidence_tokens": float(weights @ np.array([e.tokens for e in reading.evidence])),
        "points": math.log(len(strengths) + 1),
        "given": float(reading.given),
        "doubt_mean": float(weights @ np.array(doubts)),
        "doubt_most": max(doubts),
    }
    found = {**reading.signals, **parts}
    values = [found[name] for name in NAMES]
    return Weighed(strengths, doubts, np.array([round(v, 4) for v in values], dtype=np.float32))


def logistic(weights: NDArray[np.float32], row: Sequence[float]) -> float:
    """1 / (1 + exp(-(w0 + w·row))), three decimals."""
    value = float(weights[0]) + math.fsum(
        float(w) * x for w, x in zip(weights[1:], row, strict=True)
    )
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, value)))), 3)
