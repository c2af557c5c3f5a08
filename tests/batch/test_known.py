"""Which card a pasted question is."""

from __future__ import annotations

import pytest

from interviewer.batch.known import Known
from tests.making import card

CLOSURE = "什么是闭包？外层函数返回之后，它为什么还能用那些变量？"
QUEUE = "What is a queue? When would you use one?"


def test_a_question_is_found_by_its_words_whatever_the_case_and_width():
    known = Known([card("What is RAII?")])
    assert known.card("what is raii").question == "What is RAII?"
    assert known.card("What is RAII for?") is None


@pytest.mark.parametrize(("asked", "meant"), [("什么是闭包?", CLOSURE), ("what is a queue", QUEUE)])
def test_the_first_of_several_questions_names_its_card(asked, meant):
    known = Known([card(CLOSURE), card(QUEUE), card("What is a stack?")])
    (found,) = known.alike([asked])
    assert found.question == meant


def test_a_first_question_that_two_cards_have_names_neither():
    other = "What is a queue? How is it built from two stacks?"
    assert Known([card(QUEUE), card(other)]).alike(["What is a queue?"]) == [None]


def test_a_later_question_of_a_card_does_not_name_it():
    assert Known([card(QUEUE)]).alike(["When would you use one?"]) == [None]


def test_questions_that_differ_in_a_number_are_two():
    known = Known([card("What does L1 regularization do to the weights?")])
    assert known.alike(["What does L2 regularization do to the weights?"]) == [None]
