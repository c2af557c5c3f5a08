"""Formulas are the same when they come to the same, in whatever notation they are written."""

from __future__ import annotations

import pytest

from interviewer.grading.formulas import formulas
from interviewer.grading.text import fold


def _only(text: str) -> object:
    (formula,) = formulas(fold(text).text)
    return formula


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2^(n-1)", "2的n-1次方"),
        ("2^(n-1)", "2的（n－1）次方个"),
        ("2^(n-1)", "pow(2, n-1)"),
        ("2^(n-1)", "2**(n - 1)"),
        ("2^(n-1)", "$2^{n-1}$"),
        ("2^(n-1)", "2 to the power of n-1"),
        ("(2n+1)/3", "（2*n + 1）/ 3"),
        ("(2n+1)/3", r"\frac{1+2n}{3}"),
        ("n(n+1)/2", "(n^2+n)/2"),
        ("n^2", "n²"),
        ("n^2", "n squared"),
        ("n*m", r"m \times n"),
        ("log(n)", "log n"),
        ("log n", "lg(n)"),
        ("n log n", "nlogn"),
        ("n-1", "−1+n"),
        ("O(n log n)", "O(2n·log2(n))"),
        ("O(n)", "O(3n + 5)"),
        ("O(n^2)", "n²"),
    ],
)
def test_notations_of_one_formula_are_the_same(one: str, other: str) -> None:
    assert _only(one).same(_only(other))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2^(n-1)", "2^n-1"),
        ("2^(n-1)", "2n-1"),
        ("(n-1)/2", "n/2"),
        ("(2n+1)/3", "2(n+1)/3"),
        ("O(n)", "O(n log n)"),
        ("O(log n)", "O(1)"),
        ("O(n)", "O(n^2)"),
        ("1", "2"),
    ],
)
def test_other_formulas_are_not(one: str, other: str) -> None:
    assert not _only(one).same(_only(other))  # type: ignore[attr-defined]


def test_words_and_numbers_of_a_list_are_no_formulas() -> None:
    assert formulas("a tree is a graph; i know it as a first-in thing") == ()
    assert [f.text for f in formulas("1. n/2\n2. n-1")] == ["n/2", "n-1"]


@pytest.mark.parametrize("text", ["9^9^9^9", "((((", "n/0", "1/(n-n)", "x" * 200, "+-*/", ")("])
def test_nothing_breaks_the_reader(text: str) -> None:
    assert isinstance(formulas(text), tuple)


def test_counts_of_steps_and_of_places_are_one_off() -> None:
    count, steps, other = formulas("n; n-1; 2n")
    assert count.one_off(steps)
    assert not count.one_off(other)
