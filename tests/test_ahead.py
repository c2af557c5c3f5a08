"""Wordings made ahead of time, and thrown away when real work comes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from interviewer.ahead import Ahead
from interviewer.errors import ModelError
from interviewer.phrasing.phrased import Phrased, PhrasedBy


class Gated:
    """A chat model whose second piece comes only when it is let through."""

    name = "gated"

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def stream(self, messages, *, max_tokens, temperature=0.0, seed=0) -> Iterator[str]:
        yield "What "
        self.begun.set()
        assert self.go.wait(10)
        yield "now?"


def _word(model) -> Phrased:
    try:
        return Phrased("".join(model.stream([], max_tokens=8)), PhrasedBy.MODEL)
    except ModelError as error:
        return Phrased("composed", PhrasedBy.COMPOSED, str(error))


def test_a_prepared_wording_is_taken_once():
    model, ahead = Gated(), Ahead()
    model.go.set()
    ahead.prepare({"key": _word}, model).join(10)
    assert ahead.take("key") == Phrased("What now?", PhrasedBy.MODEL)
    assert ahead.take("key") is None


def test_a_stopped_preparation_leaves_nothing_behind():
    model, ahead = Gated(), Ahead()
    thread = ahead.prepare({"first": _word, "second": _word}, model)
    assert model.begun.wait(10)
    ahead.stop()
    model.go.set()
    thread.join(10)
    assert ahead.take("first") is None
    assert ahead.take("second") is None
