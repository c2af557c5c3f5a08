"""Gates stop answers that say nothing, and only those."""

from __future__ import annotations

import pytest

from interviewer.grade import Gate
from interviewer.grading.gates import distinct, gates
from interviewer.grading.text import fold, sentences

QUESTION = "What is the difference between a stack and a queue?"
REFERENCE = (
    "A stack is last in, first out: elements are pushed and popped at the top. "
    "A queue is first in, first out: elements enter at the rear and leave at the front."
)
QUESTION_ZH = "什么是梯度消失？"
REFERENCE_ZH = "反向传播时梯度逐层相乘，层数一多就趋近于零，靠前的层几乎不更新。"


def _gates(answer: str, removed: int = 0) -> tuple[Gate, ...]:
    return gates(fold(answer), removed, fold(QUESTION).text, fold(REFERENCE).text)


def _gates_zh(answer: str) -> tuple[Gate, ...]:
    return gates(fold(answer), 0, fold(QUESTION_ZH).text, fold(REFERENCE_ZH).text)


@pytest.mark.parametrize(
    ("answer", "gate"),
    [
        ("  \n", Gate.EMPTY),
        ("?!… 😀", Gate.SYMBOLS),
        ("ok", Gate.TOO_SHORT),
        ("I don't know.", Gate.DONT_KNOW),
        ("Sorry, no idea about that one.", Gate.DONT_KNOW),
        ("not answered", Gate.DONT_KNOW),
        ("N/A", Gate.DONT_KNOW),
        ("The difference between a stack and a queue.", Gate.QUESTION_COPIED),
        ("push push push top " * 20, Gate.REPEATED),
        (
            "out a first in queue elements rear the at and leave a is the first at front last in "
            "out the pushed first stack are top popped is at enter elements",
            Gate.KEYWORD_LIST,
        ),
    ],
)
def test_english_answers_that_say_nothing_are_stopped(answer: str, gate: Gate) -> None:
    assert _gates(answer) == (gate,)


@pytest.mark.parametrize(
    ("answer", "gate"),
    [
        ("不知道", Gate.DONT_KNOW),
        ("这个我没学过，不太清楚", Gate.DONT_KNOW),
        ("未作答", Gate.DONT_KNOW),
        ("（略）", Gate.DONT_KNOW),
        ("什么是梯度消失", Gate.QUESTION_COPIED),
        (
            "层梯得一播层到的候的新会时传面相以前乘层很反一度向地更难所",
            Gate.KEYWORD_LIST,
        ),
    ],
)
def test_chinese_answers_that_say_nothing_are_stopped(answer: str, gate: Gate) -> None:
    assert _gates_zh(answer) == (gate,)


@pytest.mark.parametrize(
    "answer",
    [
        "Stack is LIFO, queue is FIFO.",
        "I'm not sure about the queue, but a stack pops the element that was pushed last.",
        "last in first out versus first in first out",
    ],
)
def test_short_and_hedged_english_answers_pass_the_gates(answer: str) -> None:
    assert _gates(answer) == ()


def test_short_and_mixed_chinese_answers_pass_the_gates() -> None:
    assert _gates_zh("梯度连乘后越来越小") == ()
    assert _gates_zh("backprop 的时候 gradient 一层层相乘，前面的 layer 基本 update 不动") == ()


def test_a_formula_alone_is_an_answer() -> None:
    reference = fold("There are 2^(n-1) such trees.").text
    assert gates(fold("2^(n-1)"), 0, "how many trees of n nodes are there", reference) == ()


def test_a_word_for_nothing_is_an_answer_where_the_reference_gives_it() -> None:
    assert gates(fold("空"), 0, fold("刚建的栈是什么状态？").text, fold("栈为空。").text) == ()
    assert _gates_zh("空") == (Gate.DONT_KNOW,)


def test_what_is_left_of_an_order_to_the_grader_is_named_so() -> None:
    assert _gates("", removed=1) == (Gate.INSTRUCTIONS,)


def test_a_repeated_sentence_counts_once() -> None:
    text = "a stack is lifo. a stack is lifo. a queue is fifo."
    assert len(distinct(text, sentences(text))) == 2
