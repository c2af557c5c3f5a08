"""English sentence vectors of the frozen MiniLM, encoded once and kept on disk.

Knows nothing of Chinese. `Teacher(Path("cache"), Path("all-MiniLM-L6-v2")).encode(texts)`
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CHUNK = 2048


class Teacher:
    """Encodes English texts and remembers each by a hash of its words.

    Chunks are written as they are done, so an interrupted run goes on where it stopped.
    """

    def __init__(self, folder: Path, model: Path) -> None:
        self._folder = folder
        self._model = model
        self._known: dict[int, NDArray[np.float16]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(folder.glob("teacher-*.npz")):
            with np.load(file) as chunk:
                self._known.update(zip(chunk["keys"].tolist(), chunk["vectors"], strict=True))

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float16]:
        """(n, 384) float16, rows of unit length; texts beyond 256 tokens are cut."""
        missing = sorted({text for text in texts if _key(text) not in self._known}, key=len)
        if missing:
            self._encode_missing(missing, progress)
        return np.stack([self._known[_key(text)] for text in texts])

    def _encode_missing(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None
    ) -> None:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(self._model), device="cpu", local_files_only=True)
        for start in range(0, len(texts), _CHUNK):
            chunk = texts[start : start + _CHUNK]
            vectors = model.encode(
                list(chunk), batch_size=64, normalize_embeddings=True, show_progress_bar=False
            ).astype(np.float16)
            keys = np.array([_key(text) for text in chunk], dtype=np.uint64)
            self._write(keys, vectors)
            self._known.update(zip(keys.tolist(), vectors, strict=True))
            if progress:
                progress(min(start + _CHUNK, len(texts)), len(texts))

    def _write(self, keys: NDArray[np.uint64], vectors: NDArray[np.float16]) -> None:
        target = self._folder / f"teacher-{hashlib.sha256(keys.tobytes()).hexdigest()[:16]}.npz"
        partial = target.with_suffix(".partial")
        with partial.open("wb") as file:
            np.savez(file, keys=keys, vectors=vectors)
        os.replace(partial, target)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
