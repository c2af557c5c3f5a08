"""Fits the grader's constants to graded answers, and says how well they do on unseen questions.

Three fits: how surely a key point is covered, how surely it is denied (both logistic), and
the share of full marks (trees over all signals). Attacks in their fitting wordings are
learned from beside the graded answers. Knows nothing of the command line.
`fit([Path("answers.csv")], embedder, out=Path("constants.npz"))`
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.bench.datasets import load
from interviewer.bench.fit_examples import HONEST, Example, examples
from interviewer.bench.grading_plot import svg
from interviewer.bench.held_out import Held, figures, hold, pairs, worst
from interviewer.bench.point_fit import MADE_KINDS, Judged, point_forests
from interviewer.errors import InputError
from interviewer.grade import Verdict
from interviewer.grading.constants import Arrays, Constants
from interviewer.grading.grader import Grader
from interviewer.grading.model import pack
from interviewer.grading.weighing import NAMES, weigh
from interviewer.ports import Embedder

FOLDS = 18
SEED = 0
# Doubt from which a point counts as contradicted, and suspicion from which an answer counts as
# a trick: written key points, sentences taken for them.
CLAIM_LIMITS = (0.6, 0.95)
TRICK_LIMITS = (0.6, 0.45)
_BOOSTED = 6
_RIDGE = 100.0
_TRICKS_FROM = 0.5
# What tells more of the question than of the answer. Trees that ask about it learn how these
# questions were marked, which is of no use on others.
OF_THE_QUESTION = ("reference_length", "reference_question", "cosine_question", "points")
_TARGET = {Verdict.COVERED: 1.0, Verdict.PARTIAL: 0.5, Verdict.MISSING: 0.0}
Matrix = NDArray[np.float64]


def fit(
    paths: Sequence[Path],
    embedder: Embedder,
    out: Path | None = None,
    plot: Path | None = None,
    cases: Path | None = None,
) -> dict[str, Any]:
    """Refit on all files; figures are out of fold.

    Writes the constants to `out`, an SVG of people's marks over scores to `plot`, and the
    answers most wrongly scored to `cases`, when given.

    Of gold files only the `fit` half is learned from. Folds never share a question's
    text, and everything fitted is refitted for each fold.
    """
    sets = [load(path) for path in paths]
    grader = Grader(embedder)
    found = [e for data in sets for e in examples(data, grader)]
    if len({e.answer.question for e in found}) < FOLDS:
        raise InputError(f"too few questions to fit on: at least {FOLDS} are needed")
    held = _out_of_fold(found)
    constants = Constants(learn(found))
    if out is not None:
        constants.save(out)
    if plot is not None:
        plot.write_text(svg(pairs(held)), encoding="utf-8")
    if cases is not None:
        cases.write_text(worst(held), encoding="utf-8")
    scales = {data.name: data.scale for data in sets}
    report = {name: figures(held, name, scale) for name, scale in scales.items()}
    return {"sets": report, "constants": constants.hash, "embedder": embedder.name, "folds": FOLDS}


def learn(examples: Sequence[Example]) -> Arrays:
    """All constants from some examples."""
    made = [e for e in examples if e.attack and e.reading is not None and not e.learned]
    examples = [e for e in examples if e.learned]
    arrays: Arrays = {
        "point": _logistic(*_point_rows(examples), strength=1.0),
        "claim": _logistic(*_claim_rows(examples), strength=30.0),
        "claim_limit": np.array(CLAIM_LIMITS, dtype=np.float32),
        "trick_limit": np.array(TRICK_LIMITS, dtype=np.float32),
    }
    graded = [e for e in examples if not e.attack]
    arrays |= point_forests(_judged(examples))
    arrays |= _share(*_matrix(graded, arrays))
    # Whether an answer is a trick is learned from tricks and answers of some worth.
    tried = [*made, *(e for e in examples if e.attack or e.answer.share >= _TRICKS_FROM)]
    rows, _ = _matrix(tried, arrays)
    tricks = np.array([float(e.attack not in HONEST) for e in tried if e.reading is not None])
    return arrays | _trees("trick", rows, tricks)


def _judged(examples: Sequence[Example]) -> list[Judged]:
    """Gold answers and plain statements: what has a verdict on each written key point."""
    return [
        Judged(e.reading, e.answer.verdicts, made=bool(e.attack))
        for e in examples
        if e.reading is not None and e.reading.given and e.answer.verdicts
    ]


def _point_rows(examples: Sequence[Example]) -> tuple[list[Any], list[int], list[float]]:
    """Gold verdicts; a partly covered point counts half each way."""
    rows: list[Any] = []
    classes: list[int] = []
    weights: list[float] = []
    for example in examples:
        if example.reading is None or not example.answer.verdicts or example.attack:
            continue
        for row, verdict in zip(example.reading.point_rows, example.answer.verdicts, strict=True):
            share = _TARGET.get(verdict)
            for label, weight in () if share is None else ((1, share), (0, 1 - share)):
                if weight:
                    rows.append(row)
                    classes.append(label)
                    weights.append(weight)
    return rows, classes, weights


def _claim_rows(examples: Sequence[Example]) -> tuple[list[Any], list[int], list[float]]:
    """Denials: gold verdicts and negated or swapped references; none in answers of full marks."""
    rows, classes = [], []
    for example in examples:
        if example.reading is None or example.attack in MADE_KINDS:
            continue
        verdicts = example.answer.verdicts or (None,) * len(example.reading.candidates)
        for found, verdict in zip(example.reading.candidates, verdicts, strict=True):
            denied = verdict is Verdict.CONTRADICTED or example.attack in {"negated", "swapped"}
            if found is None or found.certain:  # what is certain has no signals to be told from
                continue
            if denied or verdict or example.answer.share >= 0.9:
                rows.append(found.row)
                classes.append(int(denied))
    return rows, classes, [1.0] * len(rows)


def _logistic(
    rows: list[Any], classes: list[int], weights: list[float], *, strength: float
) -> NDArray[np.float32]:
    from sklearn.linear_model import LogisticRegression

    if len(set(classes)) < 2:
        raise InputError("no verdicts on key points to fit on: name gold files as well")
    model = LogisticRegression(C=strength, max_iter=5000).fit(rows, classes, sample_weight=weights)
    return np.concatenate([model.intercept_, model.coef_[0]]).astype(np.float32)


def _matrix(examples: Sequence[Example], arrays: Arrays) -> tuple[Matrix, Matrix]:
    read = [(e, e.reading) for e in examples if e.reading is not None]
    rows = np.array([weigh(reading, arrays).row for _, reading in read], dtype=np.float64)
    shares = np.array([e.answer.share for e, _ in read])
    return rows.reshape(-1, len(NAMES)), shares


def _share(rows: Matrix, shares: Matrix) -> Arrays:
    """Trees and a line that see nothing of what tells of the question only."""
    rows = rows.copy()
    rows[:, [NAMES.index(signal) for signal in OF_THE_QUESTION]] = 0.0
    return _trees("share", rows, shares) | {"share_line": _line(rows, shares)}


def _trees(name: str, rows: Matrix, shares: Matrix) -> Arrays:
    """A forest of random splits and boosted trees, half each: they err differently."""
    from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingRegressor

    forest = ExtraTreesRegressor(200, min_samples_leaf=5, max_features=0.4, random_state=SEED).fit(
        rows, shares
    )
    boosted = [
        GradientBoostingRegressor(
            n_estimators=150, max_depth=4, learning_rate=0.05, subsample=0.5,
            min_samples_leaf=10, max_features=0.15, random_state=SEED + i,
        ).fit(rows, shares)
        for i in range(_BOOSTED)
    ]  # fmt: skip
    trees = [(t.tree_, 0.5 / len(forest.estimators_)) for t in forest.estimators_]
    for model in boosted:
        rate = 0.5 * model.learning_rate / len(boosted)
        trees += [(t[0].tree_, rate) for t in model.estimators_]
    bias = 0.5 * float(np.mean([model.init_.constant_[0][0] for model in boosted]))
    return pack(name, trees, bias)


def _line(rows: Matrix, shares: Matrix) -> NDArray[np.float32]:
    """A ridge over the signals, each first brought to the same spread: intercept, then weights."""
    from sklearn.linear_model import Ridge

    spread = np.where(rows.std(axis=0) > 0, rows.std(axis=0), 1.0)
    model = Ridge(alpha=_RIDGE).fit(rows / spread, shares)
    return np.concatenate([[model.intercept_], model.coef_ / spread]).astype(np.float32)


def _out_of_fold(examples: Sequence[Example]) -> list[Held]:
    """What constants that saw no answer to its question make of each answer."""
    folds = _folds(examples)
    held: dict[int, Held] = {}
    for fold in range(FOLDS):
        arrays = learn([e for e in examples if folds[e.answer.question] != fold])
        for index, example in enumerate(examples):
            if folds[example.answer.question] == fold:
                held[index] = hold(example, arrays)
    return [held[index] for index in range(len(examples))]


def _folds(examples: Sequence[Example]) -> dict[str, int]:
    """Question → fold, the questions of each set spread evenly."""
    order = np.random.RandomState(SEED)
    folds: dict[str, int] = {}
    for name in dict.fromkeys(e.set for e in examples):
        asked = sorted({e.answer.question for e in examples if e.set == name})
        for place, index in enumerate(order.permutation(len(asked))):
            folds.setdefault(asked[index], place % FOLDS)
    return folds
