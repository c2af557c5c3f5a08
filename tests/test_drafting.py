"""Drafts of reference answers by the model."""

from __future__ import annotations

import pytest

from interviewer import drafting
from interviewer.errors import WorkerDiedError
from interviewer.phrasing.phrased import Refusal
from tests.fakes import DyingChat
from tests.making import card

ZH = card("什么是闭包？", reference=None, key_points=())


def test_a_draft_ends_with_a_whole_sentence():
    assert drafting.finished(" It is a lock. It gua") == "It is a lock."
    assert drafting.finished("它是一把锁。它保") == "它是一把锁。"
    assert drafting.finished("It costs 3.5 units") == "It costs 3.5 units"


@pytest.mark.parametrize(
    "text", ["", " …\n", "---", "I do not know.", "1. 不知道\n2. 不知道", "我不知道。"]
)
def test_a_draft_that_says_nothing_is_refused(text):
    assert drafting.refusal(text, card()) is Refusal.EMPTY


def test_a_draft_in_the_wrong_language_is_refused():
    assert drafting.refusal("A closure keeps its scope.", ZH) is Refusal.LANGUAGE
    assert drafting.refusal("闭包会保留变量。", card()) is Refusal.LANGUAGE
    assert drafting.refusal("闭包会保留作用域里的变量。", ZH) is None


def test_a_draft_that_goes_round_in_circles_is_refused():
    assert drafting.refusal("It keeps its scope. " * 5, card()) is Refusal.REPEATED


def test_a_model_that_dies_in_the_middle_says_so():
    with pytest.raises(WorkerDiedError):
        list(drafting.drafted(DyingChat(), ZH))
