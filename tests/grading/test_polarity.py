"""Negations and opposites are seen; words that only look like them are not."""

from __future__ import annotations

import pytest

from interviewer.grading.polarity import denials, opposites


@pytest.mark.parametrize(
    "text",
    [
        "it is not safe",
        "it isn't safe",
        "it never blocks",
        "it moves the data instead of copying it",
        "它不安全",
        "没有返回值",
        "无法修改",
    ],
)
def test_denials_are_found(text: str) -> None:
    assert len(denials(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "not only fast",
        "no more than two",
        "不仅快",
        "不同的层",
        "是不是",
        "theory of knots",
        "use `none` here",
    ],
)
def test_words_that_deny_nothing_are_left_alone(text: str) -> None:
    assert denials(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("raise memory use", "lower memory use"),
        ("lists are mutable", "lists are immutable"),
        ("the stack is fast", "the stack is slow"),
        ("it gets larger", "it gets smaller"),
        ("学习率增大", "学习率减小"),
        ("插入到队头", "插入到队尾"),
    ],
)
def test_opposite_words_clash_both_ways(one: str, other: str) -> None:
    assert len(opposites(one, other)) == 1
    assert len(opposites(other, one)) == 1


def test_a_word_on_both_sides_is_no_opposite() -> None:
    assert opposites("faster reads, slower writes", "slower writes, faster reads") == []
