"""The fitted score model: a forest and a line over the signals, as plain arrays. No library is needed.

Knows nothing of texts or of fitting (`fit.py`). `share(row, arrays)` → 0..1
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.constants import Arrays
from interviewer.grading.weighing import Row

# What the line has to say beside the forest: it errs otherwise.
_LINE_SAYS = 0.2


def share(row: Row, arrays: Arrays) -> float:
    """Share of full marks that people would give for a row of signals; 0..1, three decimals."""
    line = arrays["share_line"]
    straight = float(line[0]) + float(line[1:].astype(np.float64) @ row.astype(np.float64))
    both = (1 - _LINE_SAYS) * forest(row, arrays, "share") + _LINE_SAYS * straight
    return round(min(1.0, max(0.0, both)), 3)


def trick(row: Row, arrays: Arrays) -> float:
    """How much an answer looks made to deceive (turned around, strung together); 0..1."""
    return forest(row, arrays, "trick")


def forest(row: Row, arrays: Arrays, name: str) -> float:
    """One forest of the arrays, all of whose names begin with its name; 0..1, three decimals.

    `feature` (n,) names the signal each node asks about, `threshold` (n,) its limit,
    `low` and `high` (n,) the next node; a leaf leads to itself and has a `value` (n,).
    `roots` (t,) are the first nodes; the result is `bias` and the sum of t leaves.
    """
    feature, threshold = arrays[f"{name}_feature"], arrays[f"{name}_threshold"]
    low, high = arrays[f"{name}_low"], arrays[f"{name}_high"]
    at = arrays[f"{name}_roots"].astype(np.intp)
    while True:
        goes_low = row[feature[at]] <= threshold[at]
        step = np.where(goes_low, low[at], high[at]).astype(np.intp)
        if np.array_equal(step, at):
            break
        at = step
    total = float(arrays[f"{name}_bias"][0])
    total += float(arrays[f"{name}_value"][at].sum(dtype=np.float64))
    return round(min(1.0, max(0.0, total)), 3)


def pack(name: str, trees: Sequence[tuple[Any, float]], bias: float) -> Arrays:
    """Arrays of a forest called `name` from fitted scikit-learn trees, each with the weight of its leaves."""
    parts: dict[str, list[NDArray[Any]]] = {
        part: [] for part in ("feature", "threshold", "low", "high", "value")
    }
    roots, first = [], 0
    for tree, weight in trees:
        own = np.arange(tree.node_count)
        leaf = tree.children_left < 0
        parts["feature"].append(np.where(leaf, 0, tree.feature))
        parts["threshold"].append(tree.threshold)
        parts["low"].append(first + np.where(leaf, own, tree.children_left))
        parts["high"].append(first + np.where(leaf, own, tree.children_right))
        parts["value"].append(np.where(leaf, tree.value[:, 0, 0], 0.0) * weight)
        roots.append(first)
        first += tree.node_count
    kinds = {"feature": np.uint8, "threshold": np.float32, "low": np.int32, "high": np.int32,
             "value": np.float32}  # fmt: skip
    packed: Arrays = {f"{name}_{n}": np.concatenate(p).astype(kinds[n]) for n, p in parts.items()}
    packed[f"{name}_roots"] = np.array(roots, dtype=np.int32)
    packed[f"{name}_bias"] = np.array([bias], dtype=np.float32)
    return packed
