"""A fit never sees answers to the questions it is measured on."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from interviewer.bench.datasets import GradedAnswer
from interviewer.bench.fit import (
    FOLDS,
    OF_THE_QUESTION,
    _claim_rows,
    _folds,
    _share,
    _trees,
    learn,
)
from interviewer.bench.fit_examples import Example
from interviewer.errors import InputError
from interviewer.grading.claims import Clash
from interviewer.grading.rubric import Rubric
from interviewer.grading.text import Span
from interviewer.grading.weighing import NAMES


def _examples(count: int) -> list[Example]:
    return [
        Example("set", GradedAnswer(Rubric.from_texts(f"q{n % 40}", ["r"]), "a", 1.0, 1.0), None)
        for n in range(count)
    ]


def test_all_answers_to_a_question_lie_in_one_fold_and_folds_are_even() -> None:
    folds = _folds(_examples(400))
    assert len(folds) == 40
    sizes = [list(folds.values()).count(fold) for fold in range(FOLDS)]
    assert max(sizes) - min(sizes) <= 1


def test_the_share_never_asks_about_the_question() -> None:
    random = np.random.default_rng(0)
    rows = random.random((300, len(NAMES)))
    hidden = [NAMES.index(signal) for signal in OF_THE_QUESTION]
    shares = rows[:, hidden].mean(axis=1)
    share, trick = _share(rows, shares), _trees("trick", rows, shares)
    assert set(trick["trick_feature"].tolist()) & set(hidden)
    assert not set(share["share_feature"].tolist()) & set(hidden)
    assert not share["share_line"][1:][hidden].any()
    assert share["share_line"][1:].any()


def test_without_verdicts_on_key_points_a_fit_is_refused() -> None:
    with pytest.raises(InputError, match="gold files"):
        learn(_examples(40))


def test_a_certain_contradiction_has_no_signals_to_learn_from() -> None:
    sure = Clash(Span(0, 1), "said", "stated", "misconception", (), certain=True)
    told = Clash(Span(0, 1), "said", "stated", "negation", (0.5, 0.5))
    read = SimpleNamespace(candidates=(sure, told, None))
    answer = GradedAnswer(Rubric.from_texts("q", ["r"]), "a", 1.0, 1.0)
    assert _claim_rows([Example("set", answer, read)]) == ([(0.5, 0.5)], [0], [1.0])
