"""The side an answer takes is heard where a question asks for one, and nowhere else."""

from __future__ import annotations

import pytest

from interviewer.grading.stance import agreement, asks_yes_or_no, stance

_JUDGE = "请判断以下叙述是否正确:栈先进先出"


@pytest.mark.parametrize(
    "text",
    ["错误。例如 123", "答:不正确", "这种叙述是错误的", "不一定,因为", "it cannot", "this statement is false"],
)  # fmt: skip
def test_first_words_that_say_no(text: str) -> None:
    assert stance(text) == -1


@pytest.mark.parametrize(
    "text", ["yes, because", "叙述正确", "是正确的", "对,前后固定", "it can", "没错"]
)
def test_first_words_that_say_yes(text: str) -> None:
    assert stance(text) == 1


@pytest.mark.parametrize(
    "text", ["对于栈来说", "假设n个元素入栈", "有些元素", "notation matters", "the stack grows"]
)
def test_first_words_that_take_no_side(text: str) -> None:
    assert stance(text) == 0


@pytest.mark.parametrize(
    "question",
    ["is a list mutable?", "a tree has a root. can it have two?", "true or false: tcp drops", _JUDGE, "能否删除它?"],
)  # fmt: skip
def test_questions_for_a_judgment(question: str) -> None:
    assert asks_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    ["what is a list?", "is it a stack or a queue?", "can you explain closures?", "why is it slow?", "能否说说它?"],
)  # fmt: skip
def test_other_questions(question: str) -> None:
    assert not asks_yes_or_no(question)


def test_opposite_sides_are_minus_one_only_where_a_judgment_is_asked_for() -> None:
    assert agreement(_JUDGE, "错误。", "正确,因为栈后进先出") == -1.0
    assert agreement(_JUDGE, "错误。", "不对") == 1.0
    assert agreement("什么是栈?", "错误。", "正确") == 0.0


def test_the_last_of_several_questions_is_answered_at_the_end() -> None:
    question = "举例说明冒泡排序的现象。快速排序有没有这种现象?"
    reference = "例如 321。快速排序不存在这种现象。"
    assert agreement(question, reference, "如 4321。快速排序也有这种现象") == -1.0
    assert agreement(question, reference, "如 4321。没有") == 1.0
    assert agreement(question, reference, "如 4321 变成 3214") == 0.0
