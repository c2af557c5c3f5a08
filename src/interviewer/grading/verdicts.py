"""How surely each written key point is covered and denied: two small forests over its signals.

Knows nothing of texts or scores. `stances(reading, constants)[0].covered` → 0..1
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewer.grading.bearing import SIGNALS as BEARING_SIGNALS
from interviewer.grading.constants import Arrays
from interviewer.grading.denial import SIGNALS as DENIAL_SIGNALS
from interviewer.grading.model import forest
from interviewer.grading.points import SIGNALS as POINT_SIGNALS
from interviewer.grading.reading import Reading

COVER_NAMES = (*POINT_SIGNALS, *BEARING_SIGNALS)
DENY_NAMES = (*COVER_NAMES, *DENIAL_SIGNALS)
_GRANTED = 0.98


@dataclass(frozen=True)
class Stance:
    """How the answer stands to a key point: `covered` is the credit it earns, `denied` how surely
    it is contradicted, each 0..1."""

    covered: float
    denied: float


def stances(reading: Reading, arrays: Arrays) -> tuple[Stance, ...]:
    """One for each key point, in order."""
    found = []
    for index, granted in enumerate(reading.granted):
        if granted:
            found.append(Stance(_GRANTED, 0.0))
            continue
        denied = deny_row(reading, index)
        clash = reading.signs[index].clash
        doubt = forest(denied, arrays, "deny") if clash else 0.0
        certain = clash is not None and clash.certain
        found.append(
            Stance(forest(cover_row(reading, index), arrays, "cover"), 1.0 if certain else doubt)
        )
    return tuple(found)


def cover_row(reading: Reading, index: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """(len(COVER_NAMES),) what tells whether a point is covered."""
    values = (*reading.point_rows[index], *reading.bearings[index].row)
    return np.array(values, dtype=np.float32)


def deny_row(reading: Reading, index: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """(len(DENY_NAMES),) what tells whether a point is denied."""
    return np.concatenate(
        [cover_row(reading, index), np.array(reading.signs[index].row, dtype=np.float32)]
    )
