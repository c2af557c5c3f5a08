"""Work in a thread of its own: its values, its errors and its place in line reach the page."""

from __future__ import annotations

import threading

import pytest

from interviewer.cards import Lang
from interviewer.errors import InputError
from interviewer.line import Line
from interviewer.ui.waiting import Before, streamed, waited


def test_values_come_in_order_and_nothing_is_said_of_a_line_that_nobody_stands_in():
    assert list(streamed(lambda: iter("abc"))) == ["a", "b", "c"]
    assert list(waited(lambda: 7)) == [7]


def test_what_the_work_raises_is_raised_where_it_is_waited_for():
    def fails() -> None:
        raise InputError("no")

    with pytest.raises(InputError, match="no"):
        list(waited(fails))


def test_who_waits_is_told_the_place_and_then_gets_the_value():
    line = Line()

    def work() -> str:
        with line:
            return "done"

    line.__enter__()
    values = waited(work)
    assert next(values) == Before(1)
    line.__exit__()
    assert [one for one in values if not isinstance(one, Before)] == ["done"]


def test_work_that_nobody_waits_for_any_more_is_closed():
    closed = threading.Event()

    def work():
        try:
            while True:
                yield 1
        finally:
            closed.set()

    values = streamed(work)
    assert next(values) == 1
    values.close()
    assert closed.wait(10)


def test_a_place_is_said_in_the_language_of_the_page_and_nothing_of_nobody():
    assert "2" in Before(2).said(Lang.EN)
    assert Before(2).said(Lang.ZH) == "正在处理其他请求：前面还有 2 个。"
    assert Before(0).said(Lang.EN) == ""
