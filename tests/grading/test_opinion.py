"""A model's say counts by its weight, lifts by little, and denies nothing without a quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.cards import Lang
from interviewer.grading.judging import Said
from interviewer.grading.opinion import (
    MOST_UP,
    Blend,
    Calibration,
    Opinion,
    Trust,
    blended,
    calibrated,
    nonsense,
)

YES, NO = Opinion(1.0, 0.0, 0.0, 0.0), Opinion(0.0, 0.0, 1.0, 0.0)
LIAR = Opinion(0.0, 0.0, 0.0, 1.0)
SHARES = st.floats(0, 1).map(lambda x: round(x, 3))


def test_shares_are_normalised_and_calibrated():
    said = Said((0.4, 0.1, 0.0, 0.0))
    assert calibrated(said, Calibration()).covered == pytest.approx(0.8, abs=0.001)
    shy = calibrated(said, Calibration(0.5))
    assert 0.5 < shy.covered < 0.8
    assert calibrated(said, Calibration(1.0, (-9.0, 0.0, 0.0, 0.0))).partial > 0.9
    deaf = calibrated(said, Calibration(0.0, (0.0, 0.0, 0.0, 0.0)))
    assert deaf == Opinion(0.25, 0.25, 0.25, 0.25)


def test_a_model_that_hardly_gives_a_letter_answers_nonsense():
    sure = Said((0.5, 0.2, 0.1, 0.1))
    assert not nonsense([sure])
    assert nonsense([sure, Said((0.01, 0.01, 0.0, 0.0))])


def test_weight_and_calibration_are_those_of_the_language():
    trust = Trust("m", "id", {"en": 0.4}, {"en": Calibration(0.0)})
    assert (trust.weight(Lang.EN), trust.weight(Lang.ZH)) == (0.4, 0.0)
    said = (Said((1.0, 0.0, 0.0, 0.0)),)
    assert trust.opinions(said, Lang.EN)[0].covered == 0.25
    assert trust.opinions(said, Lang.ZH)[0].covered > 0.99


def test_a_lift_is_capped_and_a_lowering_is_not():
    alone = Blend((0.1, 0.9), (0.0, 0.0), 0.5)
    told = blended(alone, [YES, NO], 0.6, [1.0, 1.0])
    assert told.strengths == (0.1 + MOST_UP, 0.36)
    assert blended(alone, [YES, YES], 1.0, [1.0, 1.0]).share == 0.5 + MOST_UP
    assert blended(alone, [NO, NO], 0.6, [1.0, 1.0]).share == 0.2


def test_heavier_points_count_more_in_the_share():
    alone = Blend((0.5, 0.5), (0.0, 0.0), 0.5)
    assert blended(alone, [NO, YES], 0.5, [3.0, 1.0]).share == 0.375


def test_a_denial_needs_words_that_may_deny_and_a_certain_one_stays():
    alone = Blend((0.5, 0.5, 0.5), (0.0, 0.4, 1.0), 0.5)
    assert blended(alone, [LIAR, LIAR, YES], 0.5, [1.0] * 3).doubts == (0.0, 0.7, 1.0)


@given(st.lists(st.tuples(SHARES, SHARES, st.sampled_from([YES, NO, LIAR])), min_size=1), SHARES)
def test_nothing_leaves_its_range_and_nothing_rises_by_more_than_the_cap(rows, weight):
    alone = Blend(tuple(r[0] for r in rows), tuple(r[1] for r in rows), rows[0][1])
    told = blended(alone, [r[2] for r in rows], weight, [1.0] * len(rows))
    assert all(0 <= value <= 1 for value in (*told.strengths, *told.doubts, told.share))
    lifts = [b - a for a, b in zip(alone.strengths, told.strengths, strict=True)]
    assert max([*lifts, told.share - alone.share]) <= MOST_UP + 0.001
