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


TUPLE = "A tuple is hashable when all its items are hashable, so it can be a key."


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("A list can be changed. A tuple cannot be changed.", "A tuple can be changed."),
        (TUPLE, "A tuple is never hashable."),
        ("TCP is a connection-oriented, reliable protocol.", "TCP is not reliable."),
        ("The stack is fast.", "The stack is slow."),
        ("栈是后进先出的。", "栈是先进先出的。"),
    ],
)
def test_a_plain_denial_of_what_the_notes_say_is_contradicted_and_does_not_pass(
    grader: Grader, reference: str, said: str
) -> None:
    grade = grader.grade(Rubric.from_texts("What do you know of it?", [reference]), said)
    assert Verdict.CONTRADICTED in [point.verdict for point in grade.points]
    assert (grade.score or 0) < PASS_MARK


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("A recursion never ends if the base case is not included.", "There is no base case."),
        (TUPLE, "A tuple is hashable if its items are, it can then be used as a key"),
        (
            "TCP is a connection-oriented, reliable protocol.",
            "TCP isn't connectionless, it's reliable",
        ),
        ("栈是后进先出的。", "后进先出"),
    ],
)
def test_what_agrees_with_the_notes_is_not_contradicted(
    grader: Grader, reference: str, said: str
) -> None:
    grade = grader.grade(Rubric.from_texts("What do you know of it?", [reference]), said)
    assert Verdict.CONTRADICTED not in [point.verdict for point in grade.points]
