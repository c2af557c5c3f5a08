"""Numbers, units and orders of growth clash only with each other."""

from __future__ import annotations

import pytest

from interviewer.grading.quantities import clash, growths, quantities


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("lookup takes o(1) time", "lookup takes o(n) time"),
        ("it has 16 bits", "it has 32 bits"),
        ("分成两个阶段", "分成三个阶段"),
        ("the slope is 0.01 below zero", "the slope is 0.5 below zero"),
    ],
)
def test_another_value_for_the_same_thing_clashes(wanted: str, said: str) -> None:
    assert clash(wanted, said) is not None


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("lookup takes o(1) time", "lookup takes constant time"),
        ("it takes o(n^2)", "it takes o(n²)"),
        ("it has 16 bits", "it has 4 layers"),
        ("it has 16 bits", "it has sixteen or 16 bits"),
    ],
)
def test_other_things_and_other_spellings_do_not_clash(wanted: str, said: str) -> None:
    assert clash(wanted, said) is None


def test_values_of_the_question_are_free() -> None:
    assert clash("sort 5 items", "sort 9 items", free="how do you sort 9 items?") is None


def test_orders_of_growth_are_read_with_nested_brackets() -> None:
    assert set(growths("o(n log(n)) or o(v+e)")) == {"nlog(n)", "v+e"}
    assert quantities("o(2)") == []
