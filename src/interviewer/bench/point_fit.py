"""Fits the two forests that judge written key points, from gold verdicts and plain statements.

Plain statements are made from the rubrics: a key point as it is written, two of them, one in
other words, one turned around. Without those in other words the forests take every small
difference for a denial. Knows nothing of files.
`point_forests(judged)`
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.bench.attack_building import denied, lang_of
from interviewer.bench.datasets import GradedAnswer
from interviewer.bench.rewording import reworded
from interviewer.bench.turning import turned
from interviewer.grade import Verdict
from interviewer.grading.constants import Arrays
from interviewer.grading.model import pack
from interviewer.grading.reading import Reading
from interviewer.grading.rubric import Rubric
from interviewer.grading.verdicts import cover_row, deny_row

SEED = 0
DENY_LIMIT = 0.45
# What a made statement weighs beside a gold verdict. Of the points it does not mention some
# are said along with it, so that little is learned from them.
_SAID, _UNSAID = 0.4, 0.06
_CREDIT = {Verdict.COVERED: 1.0, Verdict.PARTIAL: 0.5}
PLAIN_KINDS = ("point", "two_points", "reworded_point")
MADE_KINDS = (*PLAIN_KINDS, "denied_point")
_TURNED = 3
Matrix = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Judged:
    """A reading and the verdict on each key point; `made` answers count for less."""

    reading: Reading
    verdicts: tuple[Verdict, ...]
    made: bool


def made_answers(rubrics: Sequence[Rubric]) -> Iterator[tuple[str, GradedAnswer]]:
    """Plain statements about rubrics with written key points, each with its kind."""
    order = random.Random(SEED)
    for rubric in rubrics:
        count = len(rubric.points)
        if not rubric.given or count < 2:
            continue
        for index, point in enumerate(rubric.points):
            yield "point", _answer(rubric, point.text, {index}, Verdict.COVERED)
            same = reworded(point.text, order)
            yield "reworded_point", _answer(rubric, same, {index}, Verdict.COVERED)
        first, second = order.sample(range(count), 2)
        both = f"{rubric.points[first].text} {rubric.points[second].text}"
        yield "two_points", _answer(rubric, both, {first, second}, Verdict.COVERED)
        for index in order.sample(range(count), 2):
            text = denied(rubric.points[index].text, lang_of(rubric), "fit")
            yield "denied_point", _answer(rubric, text, {index}, Verdict.CONTRADICTED)
        for index in order.sample(range(count), min(_TURNED, count)):
            wrong = turned(rubric.points[index].text, order)
            if wrong is not None:
                text = reworded(wrong, order)
                yield "denied_point", _answer(rubric, text, {index}, Verdict.CONTRADICTED)


def _answer(rubric: Rubric, text: str, about: set[int], verdict: Verdict) -> GradedAnswer:
    verdicts = tuple(
        verdict if index in about else Verdict.MISSING for index in range(len(rubric.points))
    )
    weights = [p.weight for p in rubric.points]
    credit = sum(w * _CREDIT.get(v, 0.0) for w, v in zip(weights, verdicts, strict=True))
    share = credit / sum(weights)
    return GradedAnswer(rubric, text, 100 * share, share, verdicts=verdicts)


def point_forests(judged: Sequence[Judged]) -> Arrays:
    """The forests `cover` (credit 0..1, of points not contradicted) and `deny`, and its limit."""
    covers, denies, credits, contradicted, weights = [], [], [], [], []
    for one in judged:
        for index, verdict in enumerate(one.verdicts):
            covers.append(cover_row(one.reading, index))
            denies.append(deny_row(one.reading, index))
            credits.append(_CREDIT.get(verdict, 0.0))
            contradicted.append(verdict is Verdict.CONTRADICTED)
            unsaid = one.made and verdict is Verdict.MISSING
            weights.append(1.0 if not one.made else _UNSAID if unsaid else _SAID)
    return fit_rows(
        np.array(covers), np.array(denies), np.array(credits), np.array(contradicted),
        np.array(weights),
    )  # fmt: skip


def fit_rows(
    covers: Matrix,
    denies: Matrix,
    credits: NDArray[np.float64],
    contradicted: NDArray[np.bool_],
    weights: NDArray[np.float64],
) -> Arrays:
    """The same from rows made ready: (n, cover signals), (n, deny signals), (n,) each."""
    honest = ~contradicted
    arrays = _mixed("cover", covers[honest], credits[honest], weights[honest])
    arrays |= _random("deny", denies, contradicted.astype(float), weights)
    return arrays | {"deny_limit": np.array([DENY_LIMIT], dtype=np.float32)}


def _random(name: str, rows: Any, goal: Any, weights: Any) -> Arrays:
    trees = _extra(rows, goal, weights, 3, 150)
    return pack(name, [(t.tree_, 1 / len(trees)) for t in trees], 0.0)


def _mixed(name: str, rows: Any, goal: Any, weights: Any) -> Arrays:
    """Random and boosted trees, half each."""
    from sklearn.ensemble import GradientBoostingRegressor

    extra = _extra(rows, goal, weights, 4, 150)
    boosted = GradientBoostingRegressor(
        n_estimators=120, max_depth=3, learning_rate=0.06, subsample=0.5, max_features=0.4,
        min_samples_leaf=8, random_state=SEED,
    ).fit(rows, goal, sample_weight=weights)  # fmt: skip
    trees = [(t.tree_, 0.5 / len(extra)) for t in extra]
    trees += [(t[0].tree_, 0.5 * boosted.learning_rate) for t in boosted.estimators_]
    return pack(name, trees, 0.5 * float(boosted.init_.constant_[0][0]))


def _extra(rows: Any, goal: Any, weights: Any, leaf: int, count: int) -> list[Any]:
    from sklearn.ensemble import ExtraTreesRegressor

    forest = ExtraTreesRegressor(
        count, min_samples_leaf=leaf, max_features=0.45, random_state=SEED
    ).fit(rows, goal, sample_weight=weights)
    return list(forest.estimators_)
