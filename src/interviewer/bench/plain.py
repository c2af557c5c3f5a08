"""How single key points fare when a learner says just one of them: in other words, or turned around.

Made from the gold test half, whose cards nothing is fitted on.
`run(embedder)` or `interviewer bench plain`
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from interviewer.bench.datasets import load_pack
from interviewer.bench.rewording import reworded
from interviewer.bench.turning import turned
from interviewer.grade import Verdict
from interviewer.grading.constants import Constants
from interviewer.grading.grader import Grader
from interviewer.grading.rubric import Rubric
from interviewer.ports import Embedder

SEED = 99
_TURNS = 2


def run(embedder: Embedder, constants: Constants | None = None) -> dict[str, Any]:
    """By language and kind ("reworded", "turned"): how many, and what share gets which verdict.

    A reworded point should be covered and never contradicted, a turned one contradicted.
    """
    grader = Grader(embedder, constants)
    found: dict[str, Counter[str]] = {}
    for lang, kind, rubric, index, said in _statements():
        verdict = grader.grade(rubric, said).points[index].verdict
        counts = found.setdefault(f"{lang}_{kind}", Counter())
        counts["statements"] += 1
        counts[verdict.value] += 1
    shares = {name: _shares(counts) for name, counts in found.items()}
    return {**shares, "fingerprint": grader.fingerprint}


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = counts["statements"]
    verdicts = {v.value: round(counts[v.value] / total, 3) for v in Verdict}
    return {"statements": total, **verdicts}


def _statements() -> Iterator[tuple[str, str, Rubric, int, str]]:
    order = random.Random(SEED)
    for answer in {a.question: a for a in load_pack("test")}.values():
        rubric = answer.rubric
        for index, point in enumerate(rubric.points):
            yield answer.lang, "reworded", rubric, index, reworded(point.text, order)
            for _ in range(_TURNS):
                wrong = turned(point.text, order)
                if wrong is not None:
                    said = reworded(wrong, order) if order.random() < 0.5 else wrong
                    yield answer.lang, "turned", rubric, index, said
