"""The process that runs llama.cpp. Started by `adapters.llama`, never by hand.

Reads requests as JSON lines from standard input, writes pieces and figures as JSON lines
to standard output, and ends when standard input closes: when the program is gone, so is
this. A crash in native code ends this process and nothing else. Knows nothing of
interviews.  `python -m interviewer.adapters.llama_child '{"path": …}'`
"""

from __future__ import annotations

import codecs
import json
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO, TypeVar

import numpy as np

from interviewer.adapters.llama_prefixes import Prefixes, Seen
from interviewer.adapters.llama_prompts import LoadError, Prompts, RefusedError
from interviewer.adapters.reasoning import visible

T = TypeVar("T")

# Pieces are gathered this long: waking the reader at every token takes time from llama.cpp.
_GATHER_SECONDS = 0.03
_ALIVE_SECONDS = 5.0
_POLITE = 5


class Inbox:
    """Requests from the parent, read on a thread of its own so that a cancel is seen at once."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._cancelled = 0
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> dict[str, Any]:
        """The next request, waited for."""
        return self._requests.get()

    def cancelled(self, request_id: int) -> bool:
        """Whether that request is no longer wanted. Ids grow."""
        return request_id <= self._cancelled

    def _read(self) -> None:
        for line in self._source:
            message = json.loads(line)
            if "cancel" in message:
                self._cancelled = message["cancel"]
            else:
                self._requests.put(message)
        os._exit(0)  # the parent is gone, and native code may be busy for a long time yet


class Engine:
    """llama.cpp with one model loaded."""

    def __init__(
        self, path: str, context: int, threads: int, prompt_threads: int, shape: dict[str, Any]
    ) -> None:
        """`shape`: the fields of `models.tuning.Shape`. Raises LoadError."""
        import llama_cpp

        self._lib = llama_cpp
        try:
            # Loud while loading: what it says is the only account of why a file is no good.
            self._llm = llama_cpp.Llama(
                path,
                n_ctx=context,
                n_threads=threads,
                n_threads_batch=prompt_threads,
                n_ubatch=shape["micro_batch"],
                flash_attn=shape["flash"],
                type_k=cache_type(shape["cache"]),
                type_v=cache_type(shape["cache"]),
                no_perf=False,
                verbose=True,
            )
        except (ValueError, RuntimeError, AssertionError) as error:
            raise LoadError(_plain(error)) from error
        self._llm.verbose = False
        logging.getLogger("llama-cpp-python").setLevel(logging.ERROR)
        self._vocab = llama_cpp.llama_model_get_vocab(self._llm.model)
        self._prompts = Prompts(self._llm)
        self._prefixes = Prefixes(self._llm)
        self._seen = Seen()
        self.stats: dict[str, Any] = {}

    def reply(self, request: dict[str, Any], cancelled: Callable[[], bool]) -> Iterator[str]:
        """Pieces of the reply, reasoning left out; `stats` holds the figures afterwards.

        Raises RefusedError when the prompt does not fit or cannot be rendered.
        """
        messages = request["messages"]
        prompt = self._prompts.reply(messages)
        limit = min(request["max_tokens"], self._room(prompt.tokens))
        generated = self._generate(
            prompt.tokens,
            self._prompts.constant(prompt.tokens, messages),
            limit,
            request["temperature"],
            request["seed"],
            cancelled,
        )
        return visible(self._decoded(generated), thinking=prompt.thinking)

    def choose(self, request: dict[str, Any], cancelled: Callable[[], bool]) -> list[float]:
        """How likely the reply begins with each option, 0..1; `stats` holds the figures.

        Without options the messages are only evaluated, ready for requests that begin with
        them. An empty list too when it was cancelled.
        """
        messages, options = request["messages"], request["options"]
        tokens = (
            self._prompts.verdict(messages).tokens if options else self._prompts.turns(messages)
        )
        self._room(tokens)
        boundaries = self._prompts.boundaries(tokens, messages)
        starts = self._prompts.option_tokens(options)
        began = time.perf_counter()
        self._begin_stats(tokens)

        def evaluate() -> list[float]:
            if not options:
                cuts = (*boundaries, len(tokens))
                self._prefixes.hold(tokens, cuts, keep=len(cuts))
                return []
            self._prefixes.evaluate(tokens, boundaries)
            return self._likely(starts)

        found = self._stoppable(evaluate, cancelled)
        self.stats["first_token_seconds"] = self.stats["seconds"] = time.perf_counter() - began
        if found is not None:
            self.stats |= {"finish": "stop", "new_tokens": self._seen.new(tokens)}
        return found or []

    def _likely(self, starts: Sequence[set[int]]) -> list[float]:
        """The share that the next token's distribution gives to each set of tokens."""
        logits = np.ctypeslib.as_array(
            self._lib.llama_get_logits_ith(self._llm.ctx, -1), shape=(self._llm.n_vocab(),)
        ).astype(np.float64)
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        return [float(sum(shares[token] for token in sorted(tokens))) for tokens in starts]

    def _begin_stats(self, prompt: Sequence[int]) -> None:
        self.stats = {
            "prompt_tokens": len(prompt),
            "new_tokens": 0,
            "evaluated_tokens": 0,
            "generated_tokens": 0,
            "finish": "cancelled",
        }

    def _room(self, tokens: Sequence[int]) -> int:
        room = int(self._llm.n_ctx()) - len(tokens)
        if room < 1:
            raise RefusedError(
                f"The prompt has {len(tokens)} tokens and the model's context holds "
                f"{self._llm.n_ctx()}. Raise INTERVIEWER_LLM__CONTEXT, or shorten the text."
            )
        return room

    def _generate(
        self,
        prompt: list[int],
        constant: int,
        limit: int,
        temperature: float,
        seed: int,
        cancelled: Callable[[], bool],
    ) -> Iterator[int]:
        """Token ids until the end of the reply, `limit` or a cancel; fills `stats`."""
        began = time.perf_counter()
        self._begin_stats(prompt)
        self._llm.set_seed(seed)
        source = self._llm.generate(prompt, temp=temperature)

        def first() -> int:
            self._prefixes.begin(prompt, constant)
            token: int = next(source)
            return token

        token = self._stoppable(first, cancelled)
        if token is not None:
            self.stats["new_tokens"] = self._seen.new(prompt)
        self.stats["first_token_seconds"] = time.perf_counter() - began
        while token is not None and not cancelled():
            if self._lib.llama_vocab_is_eog(self._vocab, token):
                self.stats["finish"] = "stop"
                break
            if self.stats["generated_tokens"] == limit:
                self.stats["finish"] = "length"
                break
            self.stats["generated_tokens"] += 1
            yield token
            if self.stats["generated_tokens"] == limit:
                self.stats["finish"] = "length"
                break
            token = next(source)
        self.stats["seconds"] = time.perf_counter() - began

    def _stoppable(self, work: Callable[[], T], cancelled: Callable[[], bool]) -> T | None:
        """What the work gives, its evaluated tokens counted; None when cancelled meanwhile."""
        lib, context = self._lib, self._llm.ctx
        # Only while a prompt is evaluated: the call back into Python would slow every token.
        abort = lib.ggml_abort_callback(lambda _: cancelled())
        lib.llama_synchronize(context)  # else tokens of a cancelled prompt are counted later
        lib.llama_perf_context_reset(context)
        lib.llama_set_abort_callback(context, abort, None)
        try:
            made: T | None = work()
        except RuntimeError:
            if not cancelled():
                raise
            made = None
        finally:
            lib.llama_set_abort_callback(context, lib.ggml_abort_callback(), None)
        perf = lib.llama_perf_context(context)
        # A piece of a single token is counted as generation; llama.cpp gives 1 for none there.
        self.stats["evaluated_tokens"] = perf.n_p_eval or perf.n_eval
        return made

    def _decoded(self, tokens: Iterator[int]) -> Iterator[str]:
        """Text of the tokens; a character spread over several of them comes out whole."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        for token in tokens:
            text = decoder.decode(self._llm.detokenize([token]))
            if text:
                yield text
        tail = decoder.decode(b"", final=True)
        if tail:
            yield tail


def cache_type(name: str) -> int:
    """llama.cpp's number of a type that keys and values are kept in."""
    import llama_cpp

    return int({"f16": llama_cpp.GGML_TYPE_F16, "q8_0": llama_cpp.GGML_TYPE_Q8_0}[name])


def _plain(error: Exception) -> str:
    """Why loading failed, in words that help."""
    if "load model" in str(error):
        return "the file is damaged, incomplete, or of a kind this llama.cpp does not know"
    if "context" in str(error):
        return "there is no memory for its context; lower INTERVIEWER_LLM__CONTEXT"
    return f"llama.cpp says: {error}"


def _serve(engine: Engine, inbox: Inbox, emit: Callable[[dict[str, Any]], None]) -> None:
    """Answer requests one after the other until the process ends."""
    while True:
        request = inbox.next()
        number = request["id"]
        watched = _watched(
            partial(inbox.cancelled, number), partial(emit, {"id": number, "text": ""})
        )
        try:
            _answer(engine, request, watched, emit)
        except RefusedError as refusal:
            emit({"id": number, "refused": str(refusal)})


def _watched(cancelled: Callable[[], bool], alive: Callable[[], None]) -> Callable[[], bool]:
    """`cancelled`, with a sign of life now and then: a long prompt is not a hung process."""
    told = time.perf_counter()

    def look() -> bool:
        nonlocal told
        if time.perf_counter() - told >= _ALIVE_SECONDS:
            told = time.perf_counter()
            alive()
        return cancelled()

    return look


def _answer(
    engine: Engine,
    request: dict[str, Any],
    cancelled: Callable[[], bool],
    emit: Callable[[dict[str, Any]], None],
) -> None:
    if "options" in request:
        chosen = engine.choose(request, cancelled)
        emit({"id": request["id"], "text": "", "chosen": chosen, "done": engine.stats})
        return
    held: list[str] = []
    sent = 0.0
    for piece in engine.reply(request, cancelled):
        held.append(piece)
        if time.perf_counter() - sent >= _GATHER_SECONDS:
            emit({"id": request["id"], "text": "".join(held)})
            held.clear()
            sent = time.perf_counter()
    emit({"id": request["id"], "text": "".join(held), "done": engine.stats})


def main() -> None:
    """Load the model named in the first argument and serve requests."""
    # Grades, the page and whatever else the learner looks at come first.
    os.nice(_POLITE)
    # llama.cpp writes to file descriptor 1 as it likes: keep the real one for the messages.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def emit(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    options = json.loads(sys.argv[1])
    inbox = Inbox(sys.stdin.buffer)
    try:
        engine = Engine(**options)
    except LoadError as error:
        emit({"broken": str(error)})
        return
    emit({"ready": True})
    _serve(engine, inbox, emit)


if __name__ == "__main__":
    main()
