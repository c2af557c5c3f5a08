"""The result a question asks for is held against the one an answer gives."""

from __future__ import annotations

import pytest

from interviewer.grading.results import given, wanted

_QUESTION = "how many binary trees with n nodes have height n?"
_REFERENCE = "n-1 nodes may each be a left or a right child, so there are 2^(n-1) such trees."


def test_the_result_is_what_the_reference_concludes() -> None:
    assert [r.formula.text for r in wanted(_QUESTION, _REFERENCE)] == ["2^(n-1)"]


def test_nothing_is_asked_for_where_no_value_is() -> None:
    assert wanted("what is a queue?", "it has n places.") == ()


@pytest.mark.parametrize("answer", ["2^(n-1)", "pow(2,n-1)", "2 to the n-1", "2\nn-1\ntrees"])
def test_the_right_result_is_met_in_any_notation(answer: str) -> None:
    assert given(_QUESTION, _REFERENCE, answer).missed == 0


@pytest.mark.parametrize(
    "answer", ["2n-1", "there is 1", "each child may be left or right, so 2^n"]
)
def test_another_result_is_named(answer: str) -> None:
    found = given(_QUESTION, _REFERENCE, answer)
    assert found.missed == 1
    assert found.instead is not None


@pytest.mark.parametrize(
    "answer",
    [
        "twice as many for each node more",
        "as many as there are ways to go left or right",
        "2^(k-1)",
    ],
)
def test_words_and_names_of_ones_own_accuse_nobody(answer: str) -> None:
    assert given(_QUESTION, _REFERENCE, answer).instead is None


def test_one_result_of_two_is_half() -> None:
    question = "平均移动多少个元素?若概率不等又是多少?"
    reference = "平均移动n/2个;概率不等时为(2n+1)/3个。"
    assert given(question, reference, "n/2;(2*n+1)/3").missed == 0
    half = given(question, reference, "n/2;(3*n+1)/4")
    assert half.missed == 0.5
    assert half.instead is not None
    assert half.instead.formula.text == "(3*n+1)/4"


def test_a_growth_is_met_without_its_o_and_steps_one_off_accuse_nobody() -> None:
    question = "what is the number of comparisons?"
    assert given(question, "it takes O(log n) of them.", "log(n) comparisons").missed == 0
    assert given(question, "it takes n of them.", "n-1 comparisons").instead is None


def test_a_result_counts_for_its_part_of_what_is_asked() -> None:
    question = "what is the number of steps, and when are so few needed?"
    found = given(question, "it takes n steps for a sorted list.", "2^n steps for a sorted list")
    assert found.missed == 0.5
    assert found.instead is None
