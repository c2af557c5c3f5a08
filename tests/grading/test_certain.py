"""Another result, the opposite judgment and one word turned around are clashes for certain."""

from __future__ import annotations

import pytest

from interviewer.grading.certain import certain
from interviewer.grading.echo import disordered, turned
from interviewer.grading.text import fold

_QUEUE = ("what is a queue?", "a queue is first in, first out.")


def _certain(question: str, reference: str, answer: str) -> dict[int, str]:
    texts = (fold(question).text, [fold(reference).text], [fold(reference).text.rstrip(".。")])
    found = certain(*texts, fold(answer).text)
    return {index: clash.because for index, clash in found.items()}


@pytest.mark.parametrize(
    ("question", "reference", "answer", "because"),
    [
        ("How many edges are there?", "There are n-1.", "2n", "2n ≠ n-1"),
        ("时间复杂度是多少?", "为O(n)。", "O(n²)", "O(n^2) ≠ O(n)"),
        ("Is TCP reliable?", "Yes, it resends.", "No, it drops.", "no ≠ yes"),
        ("判断是否正确:栈先进先出", "错误。是后进先出。", "正确,因为…", "正确 ≠ 错误"),
        (*_QUEUE, "Last in, first out.", "last in, first out ≠ a queue is first in, first out"),
    ],
)
def test_a_clash_names_both_sides(question: str, reference: str, answer: str, because: str) -> None:
    assert _certain(question, reference, answer) == {0: because}


@pytest.mark.parametrize(
    ("question", "reference", "answer"),
    [
        ("How many edges are there?", "There are n-1.", "one less than there are nodes"),
        ("Is TCP reliable?", "Yes, it resends.", "Lost packets are sent again."),
        ("What is TCP?", "It is reliable.", "It is not a protocol without order."),
        ("Is it a stack or a queue?", "It is a stack.", "It isn't a queue."),
        (*_QUEUE, "last in, last out"),
        (*_QUEUE, "first out is what was first in"),
        (*_QUEUE, "A queue is first in, first out."),
    ],
)
def test_other_words_for_the_same_clash_with_nothing(
    question: str, reference: str, answer: str
) -> None:
    assert _certain(question, reference, answer) == {}


def test_two_words_turned_around_cancel_out() -> None:
    assert turned("栈是后进先出的线性表", "栈是先进先出的线性表") is not None
    assert turned("栈是后进先出的线性表", "栈是先进后出的线性表") is None


@pytest.mark.parametrize(
    "answer", ["out first a in queue is first", "queue a out is in first first"]
)
def test_words_of_the_reference_in_no_order_say_nothing(answer: str) -> None:
    question, reference = _QUEUE
    assert disordered(reference, question, answer)


@pytest.mark.parametrize(
    "answer",
    ["in a queue the first in is the first out", "a queue is first out, first in", "first in"],
)
def test_words_of_the_reference_in_an_order_of_their_own_are_fine(answer: str) -> None:
    question, reference = _QUEUE
    assert not disordered(reference, question, answer)


def test_things_named_in_either_order_are_fine() -> None:
    assert not disordered("enqueue and dequeue", "what are its functions?", "dequeue and enqueue")
