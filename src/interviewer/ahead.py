"""Wordings made while the learner types, so that the next question need not be waited for.

Knows nothing of what is worded. Real work stops the preparation at once.
`ahead.prepare({"key": word}, model); ahead.take("key")`
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

from interviewer.patience import Stoppable, end
from interviewer.phrasing.phrased import Phrased
from interviewer.ports import ChatModel

Wording = Callable[[ChatModel | None], Phrased]


class Ahead:
    """Wordings by key, prepared one after another in a thread of their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ready: dict[str, Phrased] = {}
        self._thread: threading.Thread | None = None
        self._stop: Callable[[], None] = lambda: None
        self._seconds: dict[str, float] = {}

    def prepare(
        self,
        wordings: Mapping[str, Wording],
        model: ChatModel,
        *,
        first: Callable[[ChatModel], None] = lambda _: None,
    ) -> threading.Thread:
        """Begin on `first`, then on these wordings, in order, in place of any begun before.

        What is ready already is not worded again.
        """
        self.stop()
        stoppable = Stoppable(model, threading.Event())
        thread = threading.Thread(
            target=self._work, args=(first, dict(wordings), stoppable), daemon=True
        )

        def stop() -> None:
            if thread.is_alive() and thread.ident is not None:
                end(model, stoppable.stop, thread.ident)

        self._stop, self._thread = stop, thread
        thread.start()
        return thread

    def stop(self) -> None:
        """Let real work have the model: ends what is being worded, at once."""
        self._stop()

    def settled(self, seconds: float) -> bool:
        """Wait for what was begun last, so long at most; whether it has ended."""
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def take(self, key: str) -> Phrased | None:
        """The wording made for a key, once; None when there is none yet."""
        with self._lock:
            return self._ready.pop(key, None)

    def quickest(self, model: ChatModel) -> float:
        """Seconds that this model's quickest wording took here; 0 before it made any."""
        with self._lock:
            return self._seconds.get(model.name, 0.0)

    def _work(
        self,
        first: Callable[[ChatModel], None],
        wordings: Mapping[str, Wording],
        model: Stoppable,
    ) -> None:
        first(model)
        for key, word in wordings.items():
            with self._lock:
                done = key in self._ready
            if model.stop.is_set():
                return
            if done:
                continue
            start = time.monotonic()
            made = word(model)
            seconds = time.monotonic() - start
            # A wording that was cut short by us says nothing about the model.
            if not model.stop.is_set():
                with self._lock:
                    self._ready[key] = made
                    self._seconds[model.name] = min(seconds, self._seconds.get(model.name, seconds))
