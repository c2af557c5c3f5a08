"""The narrow interfaces to everything heavy: models, the vector index.

Domain code names these; `adapters/` fills them; tests fill them with small real classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class TokenVectors:
    """Contextual token vectors of one text.

    `vectors` is (t, d) float32 with rows of unit length; `offsets` holds t pairs of
    code-point offsets into the text. Special tokens are left out; t may be 0. `whole` (d,)
    is the vector of the text, the same as `encode` gives.
    """

    vectors: Vectors
    offsets: tuple[tuple[int, int], ...]
    whole: Vectors


class Embedder(Protocol):
    """Maps texts to one space in which near means alike."""

    @property
    def name(self) -> str:
        """Names model and version; vectors of two names do not mix."""

    @property
    def dimension(self) -> int:
        """Length d of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text: (n, d), rows of unit length. Long texts are windowed, never cut."""

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Token vectors of each text, windowed likewise, and the text's own vector, in one pass."""


class CardIndex(Protocol):
    """Vectors of cards on disk, one collection an embedder."""

    def put(self, ids: Sequence[str], hashes: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; `hashes` are the cards' content hashes."""

    def hashes(self) -> dict[str, str]:
        """Id → content hash of everything stored."""

    def remove(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are ignored."""

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Id → vector (d,), for those of these ids that are stored."""

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Up to `count` (id, cosine) pairs, nearest first. `vector` is (d,)."""


@dataclass(frozen=True)
class Message:
    """One turn of a chat with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


# Digits of a verdict's probability: what differs behind them is no difference.
VERDICT_DIGITS = 4


class ChatModel(Protocol):
    """A language model that continues a chat."""

    @property
    def name(self) -> str:
        """The model as shown to the learner."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Iterator[str]:
        """Pieces of the reply as they come. Closing the iterator cancels the work.

        Raises ModelError when the model cannot be used, WorkerDiedError when it died.
        """

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        """How likely the reply begins with each of a few short options: 0..1, four decimals.

        The same messages give the same numbers, whatever was asked before. They add up to
        less than 1 where the model would say something else. Without options the messages
        are only got ready, for requests that begin with them. Raises as `stream` does.
        """
