"""What llama.cpp has evaluated: kept, given back, and evaluated at the same boundaries always.

The numbers that come out of a prompt depend a little on how it was cut into batches. So
a verdict's prompt is cut at given places, and only what was cut there is used again: a
cached verdict is the cold one to the last bit. Knows nothing of prompts or replies.
`Prefixes(llm).evaluate(tokens, boundaries)`
"""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from interviewer.adapters.llama_prompts import common

# Bringing back a state takes milliseconds; below this many tokens it is hardly worth it.
LEAST_TOKENS = 32
_MOST_BYTES = 192_000_000
_MOST_SEEN = 200_000
_SEQUENCE = 0
_Key = tuple[tuple[int, ...], tuple[int, ...]]


class Prefixes:
    """The states of one `llama_cpp.Llama`: the live one, and the beginnings kept beside it."""

    def __init__(self, llm: Any) -> None:
        import llama_cpp

        self._lib, self._llm = llama_cpp, llm
        # Where the live tokens were cut, as far as that was at places asked for.
        self._cuts: tuple[int, ...] = ()
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()

    def hold(self, tokens: Sequence[int], cuts: Sequence[int], *, keep: int) -> None:
        """Have the tokens up to the last of `cuts` (rising) evaluated, cut there.

        What was cut alike is taken from the live state or from a kept one; the first
        `keep` beginnings are kept. Raises RuntimeError when it is stopped.
        """
        alike = common(self._live(), tokens)
        done = self._taken(tokens, cuts, alike)
        start = cuts[done - 1] if done else 0
        self._cuts = tuple(cuts[:done])
        if not start:
            self._clear()
        self._llm.n_tokens = start
        for place in range(done, len(cuts)):
            self._llm.eval(list(tokens[start : cuts[place]]))
            start, self._cuts = cuts[place], tuple(cuts[: place + 1])
            if place < keep:
                self._keep(tokens[:start], self._cuts)

    def evaluate(self, tokens: Sequence[int], boundaries: Sequence[int]) -> None:
        """Evaluate all of `tokens`, cut at `boundaries`, the last of which is not kept."""
        self.hold(tokens, boundaries, keep=len(boundaries) - 1)
        start = boundaries[-1] if boundaries else 0
        self._llm.eval(list(tokens[start:]))
        self._cuts = (*boundaries, len(tokens))

    def begin(self, tokens: Sequence[int], constant: int) -> None:
        """Have the first `constant` tokens of a prompt evaluated, in whatever pieces."""
        self._cuts = ()
        live = common(self._live(), tokens)
        start = tokens[:constant]
        if constant < LEAST_TOKENS or live >= constant or self._bring_back(start, ()):
            return
        if not self._trim(live):
            self._clear()
            live = 0
        self._llm.n_tokens = live
        self._llm.eval(list(tokens[live:constant]))
        self._keep(start, ())

    def _live(self) -> list[int]:
        return list(self._llm.input_ids[: self._llm.n_tokens].tolist())

    def _taken(self, tokens: Sequence[int], cuts: Sequence[int], alike: int) -> int:
        """How many pieces at the beginning were taken from what is there."""
        live = common(self._cuts, cuts)
        for count in range(len(cuts), 0, -1):
            end = cuts[count - 1]
            if count <= live and end <= alike and self._trim(end):
                return count
            if self._bring_back(tokens[:end], tuple(cuts[:count])):
                return count
        return 0

    def _trim(self, length: int) -> bool:
        """Forget what lies behind `length` tokens. False for a model that cannot."""
        memory = self._lib.llama_get_memory(self._llm.ctx)
        return bool(self._lib.llama_memory_seq_rm(memory, _SEQUENCE, length, -1))

    def _clear(self) -> None:
        # Cells are then filled from the first one on, so that sums run in the same order.
        self._lib.llama_memory_clear(self._lib.llama_get_memory(self._llm.ctx), True)

    def _keep(self, tokens: Sequence[int], cuts: tuple[int, ...]) -> None:
        key = (tuple(tokens), cuts)
        if len(tokens) < LEAST_TOKENS or key in self._kept:
            return
        size = self._lib.llama_state_seq_get_size(self._llm.ctx, _SEQUENCE)
        if size > _MOST_BYTES // 2:
            return
        buffer = (ctypes.c_uint8 * size)()
        written = self._lib.llama_state_seq_get_data(self._llm.ctx, buffer, size, _SEQUENCE)
        self._kept[key] = bytes(memoryview(buffer)[:written])
        while sum(map(len, self._kept.values())) > _MOST_BYTES:
            self._kept.popitem(last=False)

    def _bring_back(self, tokens: Sequence[int], cuts: tuple[int, ...]) -> bool:
        key = (tuple(tokens), cuts)
        state = self._kept.get(key)
        if state is None:
            return False
        self._kept.move_to_end(key)
        self._clear()
        data = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if not self._lib.llama_state_seq_set_data(self._llm.ctx, data, len(state), _SEQUENCE):
            del self._kept[key]
            return False
        self._llm.input_ids[: len(tokens)] = tokens
        self._llm.n_tokens = len(tokens)
        return True


class Seen:
    """Remembers every beginning of every prompt, to tell how many tokens of the next are new.

    What a cache without limits would save: the measure for the real one.
    """

    def __init__(self) -> None:
        self._beginnings: set[int] = set()

    def new(self, tokens: Sequence[int]) -> int:
        """How many tokens lie behind the longest beginning seen before; remembers them."""
        if len(self._beginnings) > _MOST_SEEN:
            self._beginnings.clear()
        running, fresh = 0, 0
        for token in tokens:
            running = hash((running, token))
            if running not in self._beginnings:
                self._beginnings.add(running)
                fresh += 1
        return fresh
