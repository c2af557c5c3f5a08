"""The shipped grader over the pack's own cards: short honest answers earn what they say."""

from __future__ import annotations

import random

import pytest

from interviewer.adapters.embedder import load_embedder
from interviewer.bench.datasets import load_pack
from interviewer.bench.rewording import reworded
from interviewer.bench.turning import turned
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


def _contradicted(grader: Grader, rubric: Rubric, index: int, said: str) -> bool:
    return grader.grade(rubric, said).points[index].verdict is Verdict.CONTRADICTED


def test_a_point_in_other_words_is_hardly_ever_called_contradicted_and_a_turned_one_mostly_is(
    grader: Grader,
) -> None:
    order = random.Random(7)
    unseen = list({a.question: a.rubric for a in load_pack("test")}.values())[::4]
    points = [(r, n, p.text) for r in unseen for n, p in enumerate(r.points)]
    accused = [p for r, n, p in points if _contradicted(grader, r, n, reworded(p, order))]
    wrong = [(r, n, said) for r, n, p in points if (said := turned(p, order)) is not None]
    found = [said for r, n, said in wrong if _contradicted(grader, r, n, said)]
    assert len(accused) <= 0.05 * len(points), accused
    assert len(found) >= 0.75 * len(wrong)


def test_a_plain_denial_of_a_short_point_is_contradicted(grader: Grader) -> None:
    rubric = Rubric.from_texts(
        "What is the difference between a list and a tuple?",
        [
            "A list can be changed. A tuple cannot be changed. A tuple of hashable items is hashable."
        ],
    )
    grade = grader.grade(rubric, "A list can be changed. A tuple can be changed.")
    assert grade.points[1].verdict is Verdict.CONTRADICTED
