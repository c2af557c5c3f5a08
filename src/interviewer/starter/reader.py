"""Reads text with Chinese in it into token ids: Chinese words by the lexicon, the rest as before.

Knows nothing of vectors. `ChineseReader(fast_tokenizer, words, logp, first=30522).read(text)`
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from interviewer.starter.cutter import Cutter
from interviewer.starter.script import HAN_RUN, folded

Tokens = tuple[list[int], list[tuple[int, int]]]
"""Ids and their code-point offsets (start, end) into the text."""


class ChineseReader:
    """A fast tokenizer of the `tokenizers` library, with words of Chinese beside it.

    Word n of `words` gets the id `first` + n.
    """

    def __init__(self, fast: Any, words: Sequence[str], logp: Sequence[float], first: int) -> None:
        self._fast = fast
        self._cutter = Cutter(words, logp)
        self._ids = {word: first + n for n, word in enumerate(words)}

    def read(self, text: str, dropout: float = 0.0, rng: random.Random | None = None) -> Tokens:
        """The text's tokens; `dropout` and `rng` as for Cutter.cut."""
        plain = folded(text)
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        end = 0
        for run in HAN_RUN.finditer(plain):
            self._read_other(plain, end, run.start(), ids, offsets)
            end = run.end()
            for a, b in self._cutter.cut(run.group(), dropout, rng):
                start, stop = run.start() + a, run.start() + b
                known = self._ids.get(plain[start:stop])
                if known is None:
                    self._read_other(plain, start, stop, ids, offsets)
                else:
                    ids.append(known)
                    offsets.append((start, stop))
        self._read_other(plain, end, len(plain), ids, offsets)
        return ids, offsets

    def _read_other(
        self, text: str, start: int, end: int, ids: list[int], offsets: list[tuple[int, int]]
    ) -> None:
        if start == end:
            return
        encoding = self._fast.encode(text[start:end], add_special_tokens=False)
        ids.extend(encoding.ids)
        offsets.extend((start + a, start + b) for a, b in encoding.offsets)
