"""Measures which threads and which shape llama.cpp computes fastest with, for one model here.

Candidates take turns in a process of their own, so that what else the machine does falls on
all of them. Knows nothing of where the result is kept. `tune(Path("model.gguf"))`
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median

from interviewer.adapters.llama import worker_environment
from interviewer.adapters.llama_trial import READ_TOKENS, WRITTEN_TOKENS
from interviewer.adapters.worker import Worker
from interviewer.errors import ModelBrokenError
from interviewer.models import gguf
from interviewer.models.machine import physical_cores
from interviewer.models.tuning import Tuned, Tuning, quickest, shapes, thread_counts

# Of each of three stages, besides one round that warms up; a large model takes three rounds.
_STAGE_SECONDS = 8.0
_LEAST_ROUNDS, _MOST_ROUNDS = 3, 9
_SILENCE_SECONDS = 600.0

# Seconds to read and to write, round by round.
Times = dict[Tuning, list[tuple[float, float]]]


def tune(path: Path, tell: Callable[[str], None] = lambda _: None) -> Tuned:
    """The fastest way to compute with this model; llama-cpp-python's unless one clearly is faster.

    First threads for writing and for reading, then the shape, then the choice once more beside
    the default. Takes about half a minute with the starter; `tell` is told each stage. Raises
    ModelMissingError, ModelBrokenError or WorkerDiedError.
    """
    gguf.check(path)
    trial = _Trial(path)
    try:
        default = _library_default()
        tell("threads")
        threads = _quickest_threads(trial, default)
        tell("attention, batch and cache")
        shaped = _quickest(trial, [replace(threads, shape=shape) for shape in shapes()])
        tell("the choice beside llama-cpp-python's defaults")
        times = trial.times(list(dict.fromkeys((default, shaped))))
        chosen = quickest(_whole(times), default)
    finally:
        trial.close()
    return Tuned(chosen, default, _rates(times[chosen]), _rates(times[default]))


def _library_default() -> Tuning:
    """What `llama_cpp.Llama(path)` takes by itself."""
    cpus = os.cpu_count() or 1
    return Tuning(max(1, cpus // 2), cpus)


def _quickest_threads(trial: _Trial, default: Tuning) -> Tuning:
    """Writing and reading have nothing to do with each other: both are timed with each number."""
    counts = {*thread_counts(physical_cores()), default.threads, default.prompt_threads}
    times = trial.times([Tuning(count, count) for count in sorted(counts)])
    read = {one.threads: [r for r, _ in rows] for one, rows in times.items()}
    written = {one.threads: [w for _, w in rows] for one, rows in times.items()}
    return Tuning(quickest(written, default.threads), quickest(read, default.prompt_threads))


def _quickest(trial: _Trial, candidates: Sequence[Tuning]) -> Tuning:
    return quickest(_whole(trial.times(candidates)), candidates[0])


def _whole(times: Times) -> dict[Tuning, list[float]]:
    return {one: [read + written for read, written in rows] for one, rows in times.items()}


def _rates(rows: Sequence[tuple[float, float]]) -> tuple[float, float]:
    read, written = (median(column) for column in zip(*rows, strict=True))
    return round(READ_TOKENS / read, 1), round(WRITTEN_TOKENS / written, 1)


class _Trial:
    """The process that measures, seen from outside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._worker = Worker(
            [
                *(sys.executable, "-P", "-m", f"{__package__}.llama_trial"),
                json.dumps({"path": str(path.resolve())}),
            ],
            worker_environment(),
        )
        self._receive()

    def times(self, candidates: Sequence[Tuning]) -> Times:
        """Each candidate in turn, round after round; one that llama.cpp refuses is left out."""
        able = [one for one in candidates if self._seconds(one) is not None]
        times: Times = {one: [] for one in able}
        began = time.perf_counter()
        for done in range(_MOST_ROUNDS):
            if done >= _LEAST_ROUNDS and time.perf_counter() - began > _STAGE_SECONDS:
                break
            for one in able:
                spent = self._seconds(one)
                assert spent is not None
                times[one].append(spent)
        return times

    def close(self) -> None:
        self._worker.end()

    def _seconds(self, one: Tuning) -> tuple[float, float] | None:
        self._worker.send(asdict(one))
        spent = self._receive()["seconds"]
        return None if spent is None else (spent[0], spent[1])

    def _receive(self) -> dict[str, list[float]]:
        try:
            reply = self._worker.receive(_SILENCE_SECONDS)
        except TimeoutError:
            reply = {"broken": f"it took longer than {_SILENCE_SECONDS:.0f} seconds"}
        if "broken" in reply:
            self._worker.end()
            raise ModelBrokenError(f"{self._path} cannot be measured: {reply['broken']}.")
        return reply
