"""How well the shipped grader agrees with people on a file of graded answers.

Nothing is fitted on the file. Knows nothing of the command line.
`run(Path("answers.csv"), None, embedder)` or `interviewer bench grading answers.csv`
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from interviewer.bench.datasets import Dataset, load
from interviewer.bench.metrics import agreement
from interviewer.errors import GradingError
from interviewer.grade import Grade, Status
from interviewer.grading.constants import Constants
from interviewer.grading.grader import Grader, not_graded
from interviewer.grading.juror import Juror
from interviewer.ports import Embedder


def run(
    file: Path,
    predictions: Path | None,
    embedder: Embedder,
    constants: Constants | None = None,
    juror: Callable[[], Juror | None] | None = None,
) -> dict[str, Any]:
    """The figures of `interviewer bench grading`, baselines beside them.

    An answer that could not be graded counts
    as 0. `predictions` gets a CSV: row (0-based), predicted (share 0..1), status.
    `judge` has the language model, the mean of its weights, and how often it failed.
    """
    data = load(file)
    grader = Grader(embedder, constants, juror)
    start = time.perf_counter()
    grades = [_grade(grader, data, index) for index in range(len(data.answers))]
    seconds = time.perf_counter() - start
    if predictions is not None:
        _write(predictions, grades)
    failed = sum(grade.status is Status.NOT_GRADED for grade in grades)
    unsure = sum(grade.status is Status.UNSURE for grade in grades)
    return {
        **agreement(data.answers, [(grade.score or 0.0) / 100 for grade in grades], data.scale),
        "unsure_share": round(unsure / len(grades), 4),
        "baselines": _baselines(data, grades),
        "not_graded": failed,
        "answers_per_second": round(len(grades) / seconds, 2),
        "scale": {"top": data.scale.top, "step": data.scale.step},
        "embedder": embedder.name,
        "judge": _judge(grades),
        "fingerprint": grader.fingerprint,
    }


def _judge(grades: Sequence[Grade]) -> dict[str, Any] | None:
    asked = [grade.judge for grade in grades if grade.judge.model is not None]
    if not asked:
        return None
    return {
        "model": asked[0].model,
        "weight": round(sum(judge.weight for judge in asked) / len(grades), 3),
        "failed": sum(judge.why is not None for judge in asked),
    }


def _grade(grader: Grader, data: Dataset, index: int) -> Grade:
    answer = data.answers[index]
    try:
        return grader.grade(answer.rubric, answer.answer)
    except GradingError as error:
        return not_graded(str(error))


def _baselines(data: Dataset, grades: Sequence[Grade]) -> dict[str, Any]:
    """What needs no grader: the file's mean score, the answer's length, the plain cosine.

    Length is in characters over the longest of the file; the constant knows the file's mean.
    """
    mean = sum(a.share for a in data.answers) / len(data.answers)
    lengths = [len(a.answer.strip()) for a in data.answers]
    longest = max(1, *lengths)
    return {
        "constant": agreement(data.answers, [mean] * len(data.answers), data.scale),
        "length": agreement(data.answers, [n / longest for n in lengths], data.scale),
        "cosine": agreement(data.answers, [g.similarity or 0.0 for g in grades], data.scale),
    }


def _write(path: Path, grades: Sequence[Grade]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["row", "predicted", "status"])
        for index, grade in enumerate(grades):
            share = "" if grade.score is None else f"{grade.score / 100:.4f}"
            rows.writerow([index, share, grade.status.value])
