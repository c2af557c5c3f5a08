"""The process that measures how fast llama.cpp computes. Started by `adapters.llama_tuning`.

One model, and a context for each shape that is asked for, so that candidates can take turns.
Reads and writes JSON lines and ends with its parent, as `llama_child` does; knows nothing of
what follows from a time. `python -m interviewer.adapters.llama_trial '{"path": …}'`
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from interviewer.adapters.llama_child import Inbox, cache_type

# A prompt's new piece and a wording, as they are in an interview.
READ_TOKENS = 128
WRITTEN_TOKENS = 16
_CONTEXT = 512


class Trial:
    """A loaded model whose tokens are of no interest, only the time they take."""

    def __init__(self, path: str) -> None:
        """Raises RuntimeError when the model does not load."""
        import llama_cpp

        self._lib = llama_cpp
        llama_cpp.llama_backend_init()
        self._model = llama_cpp.llama_model_load_from_file(
            path.encode(), llama_cpp.llama_model_default_params()
        )
        if not self._model:
            raise RuntimeError("the model cannot be loaded")
        words = llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(self._model))
        # Different ones: experts and embeddings are then read as they are for a text.
        ids = [1000 + 37 * n % 9000 for n in range(READ_TOKENS)]
        self._tokens = (llama_cpp.llama_token * READ_TOKENS)(*(n % words for n in ids))
        self._contexts: dict[str, Any] = {}

    def seconds(self, candidate: dict[str, Any]) -> tuple[float, float] | None:
        """To read a prompt and to write a reply; None when llama.cpp refuses the shape."""
        lib, context = self._lib, self._context(candidate["shape"])
        if not context:
            return None
        lib.llama_set_n_threads(context, candidate["threads"], candidate["prompt_threads"])
        lib.llama_memory_clear(lib.llama_get_memory(context), True)
        step = candidate["shape"]["micro_batch"]
        began = time.perf_counter()
        for start in range(0, READ_TOKENS, step):
            self._decode(context, start, min(step, READ_TOKENS - start))
        read = time.perf_counter()
        for place in range(WRITTEN_TOKENS):
            self._decode(context, place, 1)
        return read - began, time.perf_counter() - read

    def _decode(self, context: Any, start: int, count: int) -> None:
        lib = self._lib
        size = lib.ctypes.sizeof(lib.llama_token)
        at = (lib.llama_token * count).from_buffer(self._tokens, start * size)
        if lib.llama_decode(context, lib.llama_batch_get_one(at, count)):
            raise RuntimeError("llama.cpp cannot compute this")
        lib.llama_synchronize(context)

    def _context(self, shape: dict[str, Any]) -> Any:
        key = json.dumps(shape)
        if key not in self._contexts:
            self._contexts[key] = self._lib.llama_init_from_model(self._model, self._params(shape))
        return self._contexts[key]

    def _params(self, shape: dict[str, Any]) -> Any:
        lib = self._lib
        params = lib.llama_context_default_params()
        params.n_ctx = params.n_batch = _CONTEXT
        params.n_ubatch = shape["micro_batch"]
        params.flash_attn_type = (
            lib.LLAMA_FLASH_ATTN_TYPE_ENABLED
            if shape["flash"]
            else lib.LLAMA_FLASH_ATTN_TYPE_DISABLED
        )
        params.type_k = params.type_v = cache_type(shape["cache"])
        return params


def main() -> None:
    """Load the model named in the first argument and time candidates, a request a time."""
    # llama.cpp writes to file descriptor 1 as it likes: keep the real one for the messages.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    inbox = Inbox(sys.stdin.buffer)
    try:
        trial = Trial(json.loads(sys.argv[1])["path"])
        out.write(json.dumps({"ready": True}) + "\n")
        out.flush()
        while True:
            request = inbox.next()
            out.write(json.dumps({"seconds": trial.seconds(request)}) + "\n")
            out.flush()
    except RuntimeError as error:
        out.write(json.dumps({"broken": str(error)}) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
