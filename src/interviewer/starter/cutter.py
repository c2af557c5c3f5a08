"""Cuts runs of Chinese characters into known words, the likeliest way.

Knows nothing of models or of any language but Chinese. `Cutter(words, logp).cut("注意力机制")`
"""

from __future__ import annotations

import random
from collections.abc import Sequence

_UNKNOWN = -30.0
"""Log probability of a character that is no word: worse than any way around it."""


class Cutter:
    """Splits text into the words of a unigram language model (Viterbi).

    `words` are texts, `logp` their natural-log probabilities.
    """

    def __init__(self, words: Sequence[str], logp: Sequence[float]) -> None:
        self._logp = dict(zip(words, map(float, logp), strict=True))
        self._longest = max(map(len, words), default=1)

    def cut(
        self, run: str, dropout: float = 0.0, rng: random.Random | None = None
    ) -> list[tuple[int, int]]:
        """Offsets (start, end) of the words of a run of characters, in order, without gaps.

        With `dropout`, each word of two or more characters is passed over with that
        probability (drawn from `rng`), so that training also sees its parts.
        """
        best = [0.0] + [float("-inf")] * len(run)
        came_from = [0] * (len(run) + 1)
        logp, longest = self._logp, self._longest
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - longest), end):
                score = logp.get(run[start:end])
                if score is None:
                    if end - start > 1:
                        continue
                    score = _UNKNOWN
                elif dropout and end - start > 1 and rng and rng.random() < dropout:
                    continue
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    came_from[end] = start
        pieces = []
        end = len(run)
        while end:
            pieces.append((came_from[end], end))
            end = came_from[end]
        return pieces[::-1]
