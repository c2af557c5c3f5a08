"""Small real stand-ins for the heavy parts, for tests of pure code. Settings cannot reach them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from interviewer.errors import WorkerDiedError
from interviewer.ports import Message, TokenVectors, Vectors

_TOKEN = re.compile(r"[A-Za-z0-9]+|[\u4e00-\u9fff]")


class WordEmbedder:
    """ports.Embedder that knows texts by their words only: each word has a fixed random vector."""

    name = "words"
    dimension = 64

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([_unit(self._vectors(text).sum(axis=0)) for text in texts])

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        return [
            TokenVectors(
                self._vectors(text),
                tuple(m.span() for m in _TOKEN.finditer(text)),
                _unit(self._vectors(text).sum(axis=0)),
            )
            for text in texts
        ]

    def _vectors(self, text: str) -> Vectors:
        rows = [_word(match.group().lower()) for match in _TOKEN.finditer(text)]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32)


def _word(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    return _unit(np.random.default_rng(seed).normal(size=WordEmbedder.dimension))


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return (vector / length if length else vector).astype(np.float32)


class DictIndex:
    """ports.CardIndex in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, Vectors]] = {}
        self.puts = 0

    def put(self, ids: Sequence[str], hashes: Sequence[str], vectors: Vectors) -> None:
        self.puts += len(ids)
        self.rows.update(zip(ids, zip(hashes, vectors, strict=True), strict=True))

    def hashes(self) -> dict[str, str]:
        return {card_id: digest for card_id, (digest, _) in self.rows.items()}

    def remove(self, ids: Sequence[str]) -> None:
        for card_id in ids:
            self.rows.pop(card_id, None)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        return {card_id: self.rows[card_id][1] for card_id in ids if card_id in self.rows}

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        near = [(card_id, float(row @ vector)) for card_id, (_, row) in self.rows.items()]
        return sorted(near, key=lambda pair: -pair[1])[:count]


class DyingChat:
    """ports.ChatModel whose process dies at every request."""

    name = "dying"

    def __init__(self) -> None:
        self.requests = 0

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Iterator[str]:
        self.requests += 1
        yield "Half a sen"
        raise WorkerDiedError("the model's process ended")

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        self.requests += 1
        raise WorkerDiedError("the model's process ended")


def without_heavy_parts(monkeypatch: Any) -> None:
    """Parts made from now on have a word embedder and an index in memory."""
    from interviewer.adapters import chroma, embedder

    def index(folder: Any, name: str) -> DictIndex:
        made = DictIndex()
        made.set_aside = None
        return made

    monkeypatch.setattr(chroma, "ChromaIndex", index)
    monkeypatch.setattr(embedder, "load_embedder", lambda *_, **__: WordEmbedder())
