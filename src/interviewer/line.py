"""A lock whose waiters are served in the order they came, and can be told their place.

Knows nothing of what is waited for. `with line: …`; `with asking() as me: …`, and meanwhile,
from another thread, `before(me)`
"""

from __future__ import annotations

import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_asker: ContextVar[object | None] = ContextVar("asker", default=None)
_lines: weakref.WeakSet[Line] = weakref.WeakSet()
# After work ahead of time the line is kept free for so many times as long as that took.
_REST = 2.0


@dataclass(eq=False)
class _Ticket:
    asker: object | None
    called: threading.Event = field(default_factory=threading.Event)


class Line:
    """Use it as a lock: `with line`. May be left by another thread than the one that entered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: deque[_Ticket] = deque()
        self._rests_until = 0.0
        _lines.add(self)

    def __enter__(self) -> None:
        ticket = _Ticket(_asker.get())
        with self._lock:
            self._join(ticket)
        try:
            ticket.called.wait()
        except BaseException:
            self._leave(ticket)
            raise

    def __exit__(self, *_: object) -> None:
        self._leave(self._tickets[0])

    def in_spare_time(self, work: Callable[[], object]) -> bool:
        """Do what is not needed yet, if nobody is here and a third of the time is not used up.

        Returns whether it was done.
        """
        ticket = _Ticket(None)
        with self._lock:
            if self._tickets or time.monotonic() < self._rests_until:
                return False
            self._join(ticket)
        began = time.monotonic()
        try:
            work()
        finally:
            now = time.monotonic()
            self._rests_until = now + _REST * (now - began)
            self._leave(ticket)
        return True

    def _join(self, ticket: _Ticket) -> None:
        self._tickets.append(ticket)
        if self._tickets[0] is ticket:
            ticket.called.set()

    def _leave(self, ticket: _Ticket) -> None:
        with self._lock:
            self._tickets.remove(ticket)
            if self._tickets:
                self._tickets[0].called.set()

    def before(self, asker: object) -> int:
        """How many are served before the one who asks; 0 for one who does not wait here."""
        with self._lock:
            for place, ticket in enumerate(self._tickets):
                if ticket.asker is asker:
                    return place
        return 0


@contextmanager
def asking() -> Iterator[object]:
    """What is waited for meanwhile, by this thread and by copies of its context, is for one asker."""
    me = object()
    token = _asker.set(me)
    try:
        yield me
    finally:
        _asker.reset(token)


def before(asker: object) -> int:
    """How many are served before this one, in whatever line it waits."""
    return max((line.before(asker) for line in list(_lines)), default=0)
