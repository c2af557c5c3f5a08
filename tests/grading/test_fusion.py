"""The score and the verdicts beside it never contradict each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grade import PASS_MARK, Verdict
from interviewer.grading.fusion import (
    Judged,
    bounds,
    coverage,
    first_verdict,
    given_verdict,
    related,
    settle,
    settle_given,
    stated_nothing,
    suspected,
)


@st.composite
def judged(draw: st.DrawFn) -> list[Judged]:
    count = draw(st.integers(1, 8))
    points = []
    for _ in range(count):
        strength = draw(st.floats(0, 1))
        contradicted = draw(st.integers(0, 9)) == 0
        verdict = first_verdict(strength, contradicted=contradicted)
        points.append(Judged(draw(st.sampled_from([1.0, 2.0, 3.0])), strength, verdict))
    return points


@settings(derandomize=True, deadline=None, max_examples=500)
@given(judged(), st.floats(0, 1), st.booleans())
def test_score_lies_within_what_the_verdicts_allow(
    points: list[Judged], share: float, tricked: bool
) -> None:
    settled = settle(points, share, tricked=tricked)
    verdicts = {p.verdict for p in settled.points}
    assert 0 <= settled.score <= 100
    if verdicts == {Verdict.MISSING}:
        assert settled.score < PASS_MARK
    if verdicts == {Verdict.COVERED}:
        assert settled.score >= PASS_MARK
    heaviest = max(p.weight for p in points)
    for point in settled.points:
        if point.verdict is Verdict.CONTRADICTED and point.weight == heaviest:
            assert settled.score < PASS_MARK
    if tricked:
        assert settled.score < PASS_MARK


@settings(derandomize=True, deadline=None, max_examples=200)
@given(judged(), st.floats(0, 1))
def test_a_contradiction_is_never_talked_away_by_the_score(
    points: list[Judged], share: float
) -> None:
    before = [p.verdict is Verdict.CONTRADICTED for p in points]
    after = [p.verdict is Verdict.CONTRADICTED for p in settle(points, share).points]
    assert before == after


@settings(derandomize=True, deadline=None, max_examples=200)
@given(judged(), st.floats(0, 1), st.floats(0, 1))
def test_a_greater_share_never_lowers_the_score(
    points: list[Judged], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert settle(points, low).score <= settle(points, high).score


@settings(derandomize=True, deadline=None, max_examples=100)
@given(judged(), st.floats(0, 1))
def test_terms_without_statements_stay_below_26(points: list[Judged], share: float) -> None:
    settled = stated_nothing(points, share)
    assert settled.score <= 25
    assert Verdict.COVERED not in {p.verdict for p in settled.points}


@settings(derandomize=True, deadline=None, max_examples=500)
@given(judged(), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_written_key_points_and_their_score_never_contradict_each_other(
    points: list[Judged], share: float, doubt: float, tricked: bool
) -> None:
    given_points = [
        replace(
            p,
            doubt=doubt,
            verdict=given_verdict(p.strength, contradicted=p.verdict is Verdict.CONTRADICTED),
        )
        for p in points
    ]
    settled = settle_given(given_points, share, tricked=tricked)
    low, high = bounds(settled.points, 25, 25)
    if not settled.tricked:
        assert round(low, 1) <= settled.score <= round(high, 1)
    verdicts = {p.verdict for p in settled.points}
    if verdicts == {Verdict.MISSING}:
        assert settled.score < PASS_MARK
    if verdicts == {Verdict.COVERED}:
        assert settled.score >= PASS_MARK
    heaviest = max(p.weight for p in points)
    if any(p.verdict is Verdict.CONTRADICTED and p.weight == heaviest for p in settled.points):
        assert settled.score < PASS_MARK


def test_one_point_of_five_earns_about_its_weight() -> None:
    said = Judged(1.0, 0.95, Verdict.COVERED)
    unsaid = Judged(1.0, 0.05, Verdict.MISSING)
    settled = settle_given([said, unsaid, unsaid, unsaid, unsaid], 0.3)
    assert 15 <= settled.score <= 30
    assert not settled.tricked


def test_the_evidence_says_which_points_the_share_stands_for() -> None:
    points = [Judged(1.0, 0.9, Verdict.COVERED), Judged(1.0, 0.05, Verdict.MISSING)]
    assert [p.verdict for p in settle(points, 0.5).points] == [Verdict.COVERED, Verdict.MISSING]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(judged(), st.floats(0, 1))
def test_where_nothing_is_contradicted_the_score_of_a_bare_reference_is_the_share(
    points: list[Judged], share: float
) -> None:
    honest = [p for p in points if p.verdict is not Verdict.CONTRADICTED]
    if honest:
        assert settle(honest, share).score == round(100 * share, 1)


def test_verdicts_give_way_no_further_than_the_score_needs() -> None:
    points = [Judged(1.0, 0.9, Verdict.COVERED), Judged(1.0, 0.02, Verdict.MISSING)]
    settled = settle(points, 0.85)
    assert [p.verdict for p in settled.points] == [Verdict.COVERED, Verdict.MISSING]
    assert settled.score == 85
    unsaid = [Judged(1.0, 0.02, Verdict.MISSING)]
    forced = settle(unsaid, 0.85)
    assert [p.verdict for p in forced.points] == [Verdict.PARTIAL]
    assert (forced.score, forced.moved > 12) == (85, True)


def test_suspicion_costs_from_three_tenths_on_and_never_gives() -> None:
    assert suspected(0.8, 0.3) == 0.8
    assert suspected(0.8, 0.9) < suspected(0.8, 0.5) < 0.8


def test_sentences_near_nothing_of_the_reference_earn_nothing_and_a_word_may_be_an_answer() -> None:
    assert related(0.4, near=0.08, terms=5) == 0.0
    assert related(0.4, near=0.175, terms=5) == pytest.approx(0.2)
    assert related(0.4, near=0.3, terms=5) == 0.4
    assert related(0.4, near=0.08, terms=1) == 0.4


def test_an_answer_that_looks_made_up_stays_just_below_the_pass_mark() -> None:
    settled = settle([Judged(1.0, 0.9, Verdict.COVERED)], 0.95, tricked=True)
    assert (settled.score, settled.tricked) == (59, True)
    assert [p.verdict for p in settled.points] == [Verdict.PARTIAL]


def test_partly_covered_points_count_half() -> None:
    points = [Judged(3.0, 0.9, Verdict.COVERED), Judged(1.0, 0.4, Verdict.PARTIAL)]
    assert coverage(points) == 3.5 / 4
    assert bounds(points) == (47.5, 100.0)
