"""Exchanged parts are seen, harmless orders are not; questions name the sides they compare."""

from __future__ import annotations

import pytest

from interviewer.grading.contrast import side_of, sides
from interviewer.grading.swaps import exchanged, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the teacher trains the student", "the student trains the teacher"),
        ("基类指针指向派生类对象", "派生类指针指向基类对象"),
    ],
)
def test_two_parts_in_each_other_s_place_are_an_exchange(one: str, other: str) -> None:
    assert exchanged(words(one), words(other)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("push and pop", "pop and push"),
        ("先进后出", "后进先出"),
        ("the teacher trains the student", "the teacher trains the student"),
        ("the teacher trains the student", "the teacher trains a model"),
    ],
)
def test_harmless_orders_are_no_exchange(one: str, other: str) -> None:
    assert exchanged(words(one), words(other)) is None


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("what is the difference between a stack and a queue?", "stack", "queu"),
        ("栈和队列有什么区别?", None, "队列"),
    ],
)
def test_a_comparing_question_names_its_sides(
    question: str, first: str | None, second: str
) -> None:
    found = sides(question)
    assert found is not None
    assert first is None or first in found[0]
    assert second in found[1]
    assert side_of(frozenset({second}), found) == 1


def test_a_plain_question_has_no_sides() -> None:
    assert sides("what is a closure?") is None
