"""Agreement figures against values worked out by hand."""

from __future__ import annotations

import pytest

from interviewer.bench.datasets import Scale
from interviewer.bench.metrics import pearson, qwk, rmse, spearman, within_question_r

TEN = Scale(10.0, 1.0)


def test_pearson_of_a_line_is_one_and_of_no_spread_is_none() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert pearson([1, 1, 1], [1, 2, 3]) is None


def test_spearman_looks_at_ranks_only_and_shares_ties() -> None:
    assert spearman([1, 2, 3], [1, 10, 1000]) == pytest.approx(1.0)
    assert spearman([1, 1, 2], [1, 1, 5]) == pytest.approx(1.0)


def test_rmse_is_in_the_unit_of_the_scores() -> None:
    assert rmse([0, 10], [3, 6]) == pytest.approx(3.5355, abs=1e-4)


def test_kappa_is_one_for_equal_scores_and_zero_for_a_constant() -> None:
    assert qwk([0, 5, 10], [0, 5, 10], TEN) == 1.0
    assert qwk([5, 5, 5], [0, 5, 10], TEN) == pytest.approx(0.0)
    assert qwk([10, 5, 0], [0, 5, 10], TEN) == pytest.approx(-1.0)


def test_within_question_r_leaves_small_questions_out() -> None:
    groups = ["a"] * 10 + ["b"] * 9
    values = [*range(10), *range(9)]
    wanted = [*range(10), *reversed(range(9))]
    assert within_question_r(groups, values, wanted) == pytest.approx(1.0)
    assert within_question_r(["b"] * 9, values[:9], wanted[:9]) is None
