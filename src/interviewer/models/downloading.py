"""A download in a process of its own: it can be watched, stopped at once, and gone on with later.

Only that process connects to another machine; the page's never does. Knows nothing of
screens. `downloads.start("qwen3-4b")`, `downloads.state`, `downloads.stop()`
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from interviewer import locations
from interviewer.cards import Lang
from interviewer.errors import InputError, InterviewerError
from interviewer.words import say

# The rate is reckoned from the latest seconds, so that it follows a line that slows down.
_WINDOW_SECONDS = 20.0
_TELL_SECONDS = 0.2
# Pieces small enough that a slow line still shows that something comes.
_PIECE_BYTES = 1 << 18


class Phase(StrEnum):
    """How far a download is."""

    CONNECTING = "connecting"
    LOADING = "loading"
    CHECKING = "checking"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class State:
    """A download: bytes that are here and in all, seconds left (None: not known yet).

    `error` says what went wrong and what to do, in English (`words.reworded` knows it).
    """

    name: str
    phase: Phase = Phase.CONNECTING
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    error: str = ""

    @property
    def running(self) -> bool:
        """Whether there is something to wait for, or to stop."""
        return self.phase in (Phase.CONNECTING, Phase.LOADING, Phase.CHECKING)


class Downloads:
    """One download at a time for everyone, as all share the models."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._state: State | None = None
        self._process: subprocess.Popen[str] | None = None
        self._seen: deque[tuple[float, int]] = deque()

    @property
    def state(self) -> State | None:
        """The download that runs, or how the last one ended; None before the first."""
        return self._state

    def start(self, name: str) -> None:
        """Begin to download a model, or go on. Raises InputError while another one runs."""
        with self._lock:
            if self._state is not None and self._state.running:
                raise InputError(say("get_busy", Lang.EN, name=self._state.name))
            self._seen.clear()
            self._state = State(name)
            self._process = _started(name)
            threading.Thread(target=self._watch, args=(self._process,), daemon=True).start()

    def stop(self) -> None:
        """End the download now; what has arrived stays for the next start."""
        with self._lock:
            if self._process is None or self._state is None or not self._state.running:
                return
            self._state = replace(self._state, phase=Phase.STOPPED, seconds_left=None)
            self._process.kill()
        self._process.wait()

    def _watch(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._take(process, json.loads(line))
        process.wait()
        with self._lock:
            if self._process is process and self._state is not None and self._state.running:
                error = say("get_died", Lang.EN, name=self._state.name)
                self._state = replace(self._state, phase=Phase.FAILED, error=error)

    def _take(self, process: subprocess.Popen[str], told: dict[str, object]) -> None:
        with self._lock:
            state = self._state
            if self._process is not process or state is None or not state.running:
                return
            if "error" in told:
                self._state = replace(state, phase=Phase.FAILED, error=str(told["error"]))
            elif "path" in told:
                self._state = replace(state, phase=Phase.DONE, done=state.total, seconds_left=None)
            else:
                self._state = self._further(state, int(str(told["done"])), int(str(told["total"])))

    def _further(self, state: State, done: int, total: int) -> State:
        now = self._clock()
        self._seen.append((now, done))
        while len(self._seen) > 2 and self._seen[0][0] < now - _WINDOW_SECONDS:
            self._seen.popleft()
        since, first = self._seen[0]
        rate = (done - first) / (now - since) if now > since else 0.0
        left = (total - done) / rate if rate > 0 else None
        phase = Phase.CHECKING if done >= total else Phase.LOADING
        return replace(state, phase=phase, done=done, total=total, seconds_left=left)


def _started(name: str) -> subprocess.Popen[str]:
    # The program is offline; this process alone is not, as the learner asked for a download.
    allowed = {"HF_HUB_OFFLINE": "0", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", __name__, name, str(locations.models_folder())],
        env={**os.environ, **allowed},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def _child(name: str, folder: Path) -> None:
    """What the process does: download, and say how far it is, one JSON object a line."""
    from huggingface_hub import constants

    from interviewer.models.fetch import get

    constants.DOWNLOAD_CHUNK_SIZE = _PIECE_BYTES
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done >= total or time.monotonic() - told > _TELL_SECONDS:
            told = time.monotonic()
            _say(done=done, total=total)

    try:
        _say(path=str(get(name, folder, tell=tell)))
    except InterviewerError as error:
        _say(error=str(error))


def _say(**values: object) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    _child(sys.argv[1], Path(sys.argv[2]))
