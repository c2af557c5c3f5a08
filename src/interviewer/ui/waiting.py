"""Work that is done while the page is told how many are served before it.

Knows nothing of rooms. `for one in streamed(lambda: critique(…)): …`, where `one` is a value of
the work, or a `Before` while it waits in line.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from typing import TypeVar

from interviewer.cards import Lang
from interviewer.line import asking, before
from interviewer.words import say

T = TypeVar("T")

# One who waits longer than this is told their place, in seconds; and again when it changes.
_SOON = 0.5


@dataclass(frozen=True)
class Before:
    """How many are served before this one; 0 once it is its turn."""

    count: int

    def said(self, lang: Lang) -> str:
        """The place in words; "" for whoever is being served."""
        return say("before_you", lang, count=self.count) if self.count else ""


def waited(work: Callable[[], T]) -> Iterator[T | Before]:
    """The one value of the work, after the places in line before it."""
    yield from streamed(lambda: iter([work()]))


def streamed(work: Callable[[], Iterator[T]]) -> Iterator[T | Before]:
    """The values of the work as they come, and the place in line whenever it changes.

    The work is done in a thread of its own. What it raises is raised here; when this is
    closed, the work is closed after the value it is at.
    """
    made: queue.SimpleQueue[tuple[T] | BaseException | None] = queue.SimpleQueue()
    left = threading.Event()
    with asking() as me:
        run = copy_context().run
    threading.Thread(target=run, args=(_work, work, made, left), daemon=True).start()
    told = 0
    try:
        while True:
            try:
                one = made.get(timeout=_SOON)
            except queue.Empty:
                place = before(me)
                if place != told:
                    told = place
                    yield Before(place)
                continue
            if one is None:
                return
            if isinstance(one, BaseException):
                raise one
            yield one[0]
    finally:
        left.set()


def _work(
    work: Callable[[], Iterator[T]],
    made: queue.SimpleQueue[tuple[T] | BaseException | None],
    left: threading.Event,
) -> None:
    try:
        values = work()
        for value in values:
            made.put((value,))
            if left.is_set():
                close = getattr(values, "close", None)
                if close is not None:
                    close()
                break
    except BaseException as error:
        made.put(error)
    else:
        made.put(None)
