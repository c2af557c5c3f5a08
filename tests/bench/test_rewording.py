"""Statements in other words, and turned around."""

from __future__ import annotations

import random

import pytest

from interviewer.bench.rewording import reworded
from interviewer.bench.turning import turned

STATEMENTS = (
    "A tuple cannot be changed after it was made.",
    "The GIL lets only one thread run at a time, so threads do not speed up computing.",
    "虚函数通过虚表在运行时选择要调用的函数，所以可以实现多态。",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_same_seed_gives_the_same_words(statement):
    for make in (reworded, turned):
        assert make(statement, random.Random(3)) == make(statement, random.Random(3))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_there_are_many_ways_to_say_and_to_turn_a_statement(statement):
    said = {reworded(statement, random.Random(seed)) for seed in range(40)}
    wrong = {turned(statement, random.Random(seed)) for seed in range(40)} - {None}
    assert len(said) >= 5
    assert len(wrong) >= 3
    assert not said & wrong
    assert statement not in wrong


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("It copies.", {"It does not copy.", "It doesn't copy.", "It never copies."}),
        ("It passes 4.", {"It passes 8.", "It passes 5.", "It passes 40."}),
        ("It is not small.", {"It is small."}),
        ("faster", {"slower"}),
        ("它不会改变。", {"它会改变。", "它不会不改变。", "它不会并不改变。"}),
    ],
)
def test_one_thing_is_turned_around(statement, wrong):
    found = {turned(statement, random.Random(seed)) for seed in range(60)}
    assert found & wrong


def test_what_states_nothing_is_not_turned():
    assert turned("Hello there", random.Random(0)) is None
