"""Nobody waits for a model longer than was said."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from interviewer.errors import ModelError
from interviewer.patience import StoppedError, patient, within
from tests.scripted import ScriptedChat


class Silent:
    """A chat model that gives nothing until it is cancelled."""

    name = "silent"

    def __init__(self) -> None:
        self.cancelled = threading.Event()

    def cancel(self, thread: int | None = None) -> None:
        self.cancelled.set()

    def stream(self, messages, *, max_tokens, temperature=0.0, seed=0) -> Iterator[str]:
        assert self.cancelled.wait(10)
        yield from ()

    def choose(self, messages, options):
        assert self.cancelled.wait(10)
        raise ModelError("stopped before it gave a verdict")


def test_a_model_that_takes_too_long_is_cancelled_and_its_words_are_not_waited_for():
    model = Silent()
    with patient(model, 0.05) as hurried, pytest.raises(StoppedError, match="longer than"):
        list(hurried.stream([], max_tokens=8))
    assert model.cancelled.is_set()


def test_a_verdict_that_takes_too_long_is_cancelled_and_not_waited_for():
    model = Silent()
    with patient(model, 0.05) as hurried, pytest.raises(StoppedError, match="longer than"):
        hurried.choose([], ["A"])
    assert model.cancelled.is_set()


def test_a_model_that_is_quick_enough_is_used():
    with patient(ScriptedChat("What now?", verdicts=[(0.9, 0.1)]), 10) as hurried:
        assert "".join(hurried.stream([], max_tokens=8)) == "What now?"
        assert hurried.choose([], ["A", "B"]) == (0.9, 0.1)


def test_work_that_cannot_be_stopped_is_left_to_itself():
    go, done = threading.Event(), threading.Event()

    def stuck():
        assert go.wait(10)
        done.set()
        return "late"

    assert within(0.01, stuck) is None
    go.set()
    assert done.wait(10)
    assert within(10, lambda: "in time") == "in time"


def test_what_work_raises_is_raised_here():
    def broken():
        raise ValueError("a defect")

    with pytest.raises(ValueError, match="a defect"):
        within(10, broken)
