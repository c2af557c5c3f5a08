"""Whoever waits in line is served in turn and can be told their place."""

from __future__ import annotations

import threading
import time
from contextvars import copy_context

import pytest

from interviewer.line import Line, asking, before
from interviewer.patience import within


def _enter(line: Line, name: str, served: list[str]) -> tuple[threading.Thread, object]:
    """Wait in line as someone of their own, in a thread; returns once they stand in it."""
    with asking() as me:
        context = copy_context()

    def work() -> None:
        with line:
            served.append(name)

    thread = threading.Thread(target=context.run, args=(work,), daemon=True)
    thread.start()
    _stands(me)
    return thread, me


def _stands(asker: object) -> None:
    """Returns once they wait behind another; fails when they do not within ten seconds."""
    latest = time.monotonic() + 10
    while before(asker) == 0:
        assert time.monotonic() < latest


def test_those_who_wait_are_served_in_the_order_they_came():
    line, served = Line(), []
    with line:
        waiting = [_enter(line, name, served) for name in "abc"]
        assert [before(who) for _, who in waiting] == [1, 2, 3]
        assert served == []
    for thread, _ in waiting:
        thread.join(10)
    assert served == ["a", "b", "c"]
    assert [before(who) for _, who in waiting] == [0, 0, 0]


def test_who_is_served_and_who_never_asked_has_nobody_before():
    line = Line()
    with asking() as me, line:
        assert before(me) == 0
    assert before(object()) == 0


def test_a_line_may_be_left_by_another_thread_than_the_one_that_entered():
    line = Line()
    line.__enter__()
    thread = threading.Thread(target=line.__exit__)
    thread.start()
    thread.join(10)
    with line:
        pass


def test_what_is_waited_for_only_so_long_stands_in_line_for_whoever_asked():
    line, told = Line(), []
    with line, asking() as me:

        def work() -> None:
            with line:
                pass

        assert within(0.05, work) is None
        _stands(me)
        told.append(before(me))
    assert told == [1]


def test_spare_work_is_left_undone_while_anybody_is_served():
    line, done = Line(), []
    with line:
        assert not line.in_spare_time(lambda: done.append(1))
    assert done == []
    assert line.in_spare_time(lambda: done.append(2))
    assert done == [2]


def test_spare_work_takes_a_third_of_the_time_at_most(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("interviewer.line.time.monotonic", lambda: now[0])
    line = Line()

    def work() -> None:
        now[0] += 0.3

    assert line.in_spare_time(work)
    now[0] += 0.5
    assert not line.in_spare_time(work)
    now[0] += 0.2
    assert line.in_spare_time(work)


def test_whoever_comes_during_spare_work_is_served_right_after_it():
    line, served = Line(), []

    def work() -> None:
        threads.append(_enter(line, "real", served)[0])
        served.append("spare")

    threads: list[threading.Thread] = []
    assert line.in_spare_time(work)
    threads[0].join(10)
    assert served == ["spare", "real"]


def test_spare_work_that_fails_leaves_the_line_free():
    line = Line()
    with pytest.raises(ValueError, match="no"):
        line.in_spare_time(lambda: int("no"))
    with line:
        pass
