"""A chat model that works only as long as someone waits for it.

Knows nothing of what it is asked. `with patient(model, 6.0) as hurried: …`
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from typing import TypeVar

from interviewer.errors import ModelError
from interviewer.ports import ChatModel, Message

T = TypeVar("T")
_LATE = "the model took longer than"


def late(seconds: float) -> str:
    """The reason why a model that took longer than this was not waited for."""
    return f"{_LATE} {seconds:g} seconds"


def was_late(why: str | None) -> bool:
    """Whether the reason is time alone: nothing is wrong with the model or its words."""
    return (why or "").startswith(_LATE)


class StoppedError(ModelError):
    """The model was told to stop; what it had is thrown away."""


@dataclass(frozen=True)
class Stoppable:
    """A chat model that ends its reply with StoppedError once `stop` is set."""

    model: ChatModel
    stop: threading.Event
    why: str = "stopped"

    @property
    def name(self) -> str:
        """The model as shown to the learner."""
        return self.model.name

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Iterator[str]:
        """Pieces of the reply until `stop` is set; closing the reply cancels it."""
        self._check()
        pieces = self.model.stream(
            messages, max_tokens=max_tokens, temperature=temperature, seed=seed
        )
        for piece in pieces:
            self._check()
            yield piece
        # A reply that was cancelled from outside ends like a whole one.
        self._check()

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        """The model's verdict, unless `stop` is set before it is there."""
        self._check()
        try:
            return self.model.choose(messages, options)
        finally:
            # What a cancelled request raises says nothing about the model.
            self._check()

    def _check(self) -> None:
        if self.stop.is_set():
            raise StoppedError(self.why)


def end(model: ChatModel, stop: threading.Event, thread: int) -> None:
    """Stop what `thread` asked of the model, at once where the model can be told to."""
    stop.set()
    # While a prompt is evaluated no piece comes at which to stop.
    cancel = getattr(model, "cancel", None)
    if cancel is not None:
        cancel(thread)


@contextmanager
def patient(model: ChatModel, seconds: float) -> Iterator[Stoppable]:
    """The model, for `seconds`: a reply that takes longer ends with StoppedError."""
    stop, mine = threading.Event(), threading.get_ident()
    timer = threading.Timer(seconds, lambda: end(model, stop, mine))
    timer.daemon = True
    timer.start()
    try:
        yield Stoppable(model, stop, late(seconds))
    finally:
        timer.cancel()


def within(seconds: float, work: Callable[[], T]) -> T | None:
    """What the work gives, or None when that takes longer: it is left to itself then.

    For a model that cannot be stopped, such as a server that has not answered yet.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=copy_context().run, args=(run,), daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    return done[0] if done else None
