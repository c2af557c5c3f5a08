"""llama.cpp as ports.ChatModel: a worker process, one request at a time, restarted when it dies.

Knows nothing of prompts or interviews. `LlamaChat(path).stream([Message("user", "Hi")], …)`
"""

from __future__ import annotations

import itertools
import json
import os
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from interviewer.adapters.worker import Worker
from interviewer.errors import ModelBrokenError, ModelError, WorkerDiedError
from interviewer.line import Line
from interviewer.models import gguf
from interviewer.models.machine import physical_cores
from interviewer.models.tuning import Tuning
from interviewer.ports import VERDICT_DIGITS, Message

# What llama.cpp says of a bad file; the line that only repeats its path is left out.
_WHY = re.compile(r"error loading model: (?!.*\.gguf)(.+)|(GGML_ASSERT\(.+\) failed)")


# Below this a token takes so little work that threads cost more in waiting for one another
# than they save; one thread keeps its speed when other programs want the cores, too.
_SMALL_BYTES = 250_000_000


@dataclass(frozen=True)
class Stats:
    """Figures of one reply, counted by the worker.

    `evaluated_tokens` of the `prompt_tokens` were evaluated (llama.cpp's own count), the
    others still in its cache; `new_tokens` lie behind every beginning that a prompt of this
    worker had before, so that no cache could have saved them. `finish` is "stop", "length"
    or "cancelled". Seconds are wall time, without a model load.
    """

    prompt_tokens: int
    new_tokens: int
    evaluated_tokens: int
    generated_tokens: int
    first_token_seconds: float
    seconds: float
    finish: str


class LlamaChat:
    """A GGUF model. Usable from several threads: requests wait for one another.

    The worker starts at the first request and after a death at the next one; `restarts`
    counts the latter. `stats` holds the figures of the last finished reply;
    `evaluated_tokens` and `new_tokens` add up those of all of them. A model that is
    marked `english_only` is not asked to write Chinese.
    """

    def __init__(
        self,
        path: Path,
        *,
        threads: int | None = None,
        tuning: Tuning | None = None,
        context: int = 4096,
        load_seconds: float = 180.0,
        silence_seconds: float = 120.0,
    ) -> None:
        """`threads` has the say over those of a `tuning`, which was measured for this model.

        Raises ModelMissingError or ModelBrokenError when `path` cannot be a GGUF model.
        """
        gguf.check(path)
        tuning = tuning or Tuning(_generation_threads(path), physical_cores())
        self.path = path
        # Goes with the model's identity into a grade's fingerprint; "" for the usual shape.
        self.mark = tuning.shape.mark and f"+{tuning.shape.mark}"
        self.restarts = 0
        self.english_only = False
        self.stats: Stats | None = None
        self.evaluated_tokens = self.new_tokens = 0
        self._options = {
            "path": str(path.resolve()),
            "context": context,
            "threads": threads or tuning.threads,
            "prompt_threads": threads or tuning.prompt_threads,
            "shape": asdict(tuning.shape),
        }
        self._load_seconds = load_seconds
        self._silence_seconds = silence_seconds
        self._turn = Line()
        self._ids = itertools.count(1)
        self._current = (0, 0)
        self._worker: Worker | None = None
        self._broken: ModelBrokenError | None = None
        self._closed = False

    @property
    def name(self) -> str:
        """The file's name without its ending: model, size and quantisation."""
        return self.path.stem

    @property
    def worker_pid(self) -> int | None:
        """The worker's process id, None while there is none."""
        return self._worker.pid if self._worker else None

    def start(self) -> None:
        """Load the model now rather than at the first request."""
        with self._turn:
            self._ready_worker()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Iterator[str]:
        """Pieces of the reply; closing the iterator cancels. `max_tokens=0` only evaluates.

        Raises ModelError for a prompt longer than the context or a model that stays silent,
        ModelBrokenError when it cannot be loaded, WorkerDiedError when its process dies.
        """
        with self._turn:
            worker, request = self._ask(
                messages, max_tokens=max_tokens, temperature=temperature, seed=seed
            )
            try:
                for reply in self._replies(worker, request):
                    if reply["text"]:
                        yield reply["text"]
            except GeneratorExit:
                self._cancel(worker, request)
                raise

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        """How likely the reply begins with each option: see ports.ChatModel; raises as `stream`."""
        with self._turn:
            worker, request = self._ask(messages, options=list(options))
            chosen: list[float] = []
            for reply in self._replies(worker, request):
                chosen = reply.get("chosen", chosen)
            if len(chosen) != len(options):
                raise ModelError(f"{self.name} was stopped before it gave a verdict.")
            return tuple(round(share, VERDICT_DIGITS) for share in chosen)

    def cancel(self, thread: int | None = None) -> None:
        """End the request under way, from any thread; its iterator ends early.

        `thread` (an identifier of `threading`) spares the request of any other thread.
        """
        # Together, so that the number belongs to the thread.
        request, owner = self._current
        worker = self._worker
        if worker is not None and thread in (None, owner):
            self._cancel(worker, request)

    def close(self) -> None:
        """End the worker, also in the middle of a request. Harmless when repeated."""
        self._closed = True
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    def _ask(self, messages: Sequence[Message], **options: object) -> tuple[Worker, int]:
        """Send a request; the worker and the request's number."""
        worker = self._ready_worker()
        request = next(self._ids)
        self._current = (request, threading.get_ident())
        turns = [{"role": m.role, "content": m.content} for m in messages]
        worker.send({"id": request, "messages": turns, **options})
        return worker, request

    def _replies(self, worker: Worker, request: int) -> Iterator[dict[str, Any]]:
        while True:
            try:
                reply = worker.receive(self._silence_seconds)
            except TimeoutError:
                worker.end()
                raise ModelError(
                    f"{self.name} gave no word within {self._silence_seconds:.0f} seconds. "
                    "Choose a smaller model, or try again."
                ) from None
            if "done" in reply:
                self.evaluated_tokens += reply["done"]["evaluated_tokens"]
                self.new_tokens += reply["done"]["new_tokens"]
            if reply["id"] != request:
                continue  # the rest of a cancelled one
            if "refused" in reply:
                raise ModelError(reply["refused"])
            yield reply
            if "done" in reply:
                self._keep(reply["done"])
                return

    def _keep(self, figures: dict[str, object]) -> None:
        if figures["finish"] != "cancelled":
            self.stats = Stats(**figures)  # type: ignore[arg-type]

    def _cancel(self, worker: Worker, request: int) -> None:
        try:
            worker.send({"cancel": request})
        except WorkerDiedError:
            return  # nothing is left to cancel

    def _ready_worker(self) -> Worker:
        if self._closed:
            raise ModelError("The model was closed. Open it again to use it.")
        if self._broken is not None:
            raise self._broken
        if self._worker is not None:
            if self._worker.alive:
                return self._worker
            self._worker.end()
            self._worker = None
            self.restarts += 1
        worker = self._worker = Worker(
            # -P: a llama_cpp.py in the working folder must not be taken for the library.
            [sys.executable, "-P", "-m", f"{__package__}.llama_child", json.dumps(self._options)],
            worker_environment(),
        )
        self._await_load(worker)
        return worker

    def _await_load(self, worker: Worker) -> None:
        try:
            reply = worker.receive(self._load_seconds)
        except TimeoutError:
            why = f"it did not load within {self._load_seconds:.0f} seconds"
        except WorkerDiedError:
            why = "llama.cpp ended while loading it"
        else:
            if "ready" in reply:
                return
            why = reply["broken"]
        told = _WHY.findall(worker.last_words())
        if told:
            why += f" ({''.join(told[-1]).strip()})"
        if self._worker is worker:
            self._worker = None
        worker.end()
        if self._closed:
            raise ModelError("The model was closed while it was loading.")
        self._broken = ModelBrokenError(f"{self.path} cannot be used: {why}.")
        raise self._broken


def worker_environment() -> dict[str, str]:
    """What a process that runs llama.cpp is started with.

    Threads that spin while they wait for one another stand still for whole time slices as
    soon as anything else wants a core: measured 50 times slower.
    """
    return {"OMP_WAIT_POLICY": "passive", **os.environ}


def _generation_threads(path: Path) -> int:
    return 1 if path.stat().st_size < _SMALL_BYTES else physical_cores()
