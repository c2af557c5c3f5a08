"""The shipped grader over the pack's own cards: short honest answers earn what they say."""

from __future__ import annotations

import pytest

from interviewer.adapters.embedder import load_embedder
from interviewer.bench.datasets import load_pack
from interviewer.grade import PASS_MARK, Status, Verdict
from interviewer.grading.grader import Grader
from interviewer.grading.rubric import Rubric

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def grader() -> Grader:
    return Grader(load_embedder(threads=1))


@pytest.fixture(scope="module")
def rubrics() -> list[Rubric]:
    """One rubric in each language out of eight: every eighth of the cards with gold answers."""
    return list({a.question: a.rubric for a in load_pack()}.values())[::8]


def test_a_key_point_said_word_for_word_is_covered_and_earns_about_its_weight(
    grader: Grader, rubrics: list[Rubric]
) -> None:
    missed, off = [], []
    for rubric in rubrics:
        total = sum(point.weight for point in rubric.points)
        for index, point in enumerate(rubric.points):
            grade = grader.grade(rubric, point.text)
            assert grade.status is Status.GRADED, point.text
            if grade.points[index].verdict is not Verdict.COVERED:
                missed.append(point.text)
            if abs((grade.score or 0) - 100 * point.weight / total) > 20:
                off.append((point.text, grade.score))
    assert missed == []
    assert len(off) <= 1, off


def test_two_points_earn_more_than_one(grader: Grader, rubrics: list[Rubric]) -> None:
    for rubric in rubrics[:4]:
        first, second = rubric.points[0].text, rubric.points[-1].text
        one = grader.grade(rubric, first)
        both = grader.grade(rubric, f"{first} {second}")
        assert (both.score or 0) > (one.score or 0)
        assert both.points[0].verdict is both.points[-1].verdict is Verdict.COVERED


def test_all_points_together_pass(grader: Grader, rubrics: list[Rubric]) -> None:
    for rubric in rubrics[:4]:
        grade = grader.grade(rubric, " ".join(point.text for point in rubric.points))
        assert (grade.score or 0) >= PASS_MARK
