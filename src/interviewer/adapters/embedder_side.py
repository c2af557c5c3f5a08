"""One way of reading texts into a sentence-transformers model: tokens in, vectors out.

Knows nothing of windows. `PlainSide(model).read("What is a closure?")`
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.ports import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_STEP = 16
# Rows of a product that go through the same matrix kernels as many more do.
ENOUGH = 64


@dataclass(frozen=True)
class Reading:
    """Token ids of a text, without special tokens, and their code-point offsets into it."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class Side(ABC):
    """A tokenizer and a model. `window` is how many tokens it takes besides special ones."""

    window: int
    dimension: int
    # Whether the windows of one pass have to be of one padded length.
    alike = True

    @abstractmethod
    def read(self, text: str) -> Reading:
        """The text's tokens."""

    @abstractmethod
    def run(
        self, windows: Sequence[Reading], *, with_tokens: bool
    ) -> list[tuple[Vectors, Vectors]]:
        """For each window its token rows (t, d), and the unit sentence vector (d,).

        Without `with_tokens` the token rows are empty.
        """

    @staticmethod
    def padded(length: int) -> int:
        """What a window of `length` tokens is padded to; depends on nothing else."""
        return -(-(length + 2) // _STEP) * _STEP


class PlainSide(Side):
    """A sentence-transformers model as it came."""

    def __init__(self, model: SentenceTransformer) -> None:
        self.model = model
        tokenizer = model.tokenizer
        self._fast = tokenizer.backend_tokenizer
        self._fast.no_truncation()
        self._fast.no_padding()
        self._before, self._after = _special_tokens(self._fast)
        self._pad = int(tokenizer.pad_token_id or 0)
        special = len(self._before) + len(self._after)
        self.window = int(model.max_seq_length or 512) - special
        self.dimension = int(model.get_embedding_dimension() or 0)

    def read(self, text: str) -> Reading:
        """The text's tokens by the model's own tokenizer."""
        encoding = self._fast.encode(text, add_special_tokens=False)
        return Reading(tuple(encoding.ids), tuple(encoding.offsets))

    def run(
        self, windows: Sequence[Reading], *, with_tokens: bool
    ) -> list[tuple[Vectors, Vectors]]:
        """One pass of the model, padded; a single short window is doubled (see SentenceEmbedder)."""
        import torch

        length = max(self.padded(len(window.ids)) for window in windows)
        # Few rows alone go through other matrix kernels, which round differently.
        rows = max(2 if length < ENOUGH else 1, len(windows))
        ids = np.full((rows, length), self._pad, dtype=np.int64)
        mask = np.zeros((rows, length), dtype=np.int64)
        for row in range(rows):
            window = windows[row % len(windows)]
            content = (*self._before, *window.ids, *self._after)
            ids[row, : len(content)] = content
            mask[row, : len(content)] = 1
        features: dict[str, Any] = {
            "input_ids": torch.from_numpy(ids),
            "attention_mask": torch.from_numpy(mask),
        }
        with torch.inference_mode():
            features = self.model(features)
        sentences: Vectors = features["sentence_embedding"].numpy().astype(np.float32)
        sentences /= np.maximum(np.linalg.norm(sentences, axis=1, keepdims=True), 1e-12)
        tokens: Vectors = features["token_embeddings"].numpy()
        first = len(self._before)
        return [
            (tokens[row, first : first + (len(window.ids) if with_tokens else 0)], sentences[row])
            for row, window in enumerate(windows)
        ]


def _special_tokens(fast: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ids that the tokenizer puts before and after a text."""
    bare = fast.encode("a", add_special_tokens=False).ids
    full = fast.encode("a").ids
    start = next(n for n in range(len(full)) if full[n : n + len(bare)] == bare)
    return tuple(full[:start]), tuple(full[start + len(bare) :])
