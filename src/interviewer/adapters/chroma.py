"""Card vectors in Chroma on disk, one collection an embedding model.

Knows nothing of cards: ids, content hashes and vectors. Embeddings are always given,
so that Chroma never loads (or downloads) a model of its own.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from interviewer.errors import StoreError
from interviewer.ports import Vectors

_BATCH = 2000
_TRIED = 10
# Seconds in which another program ends what it is writing.
_MOMENT = 0.5
# Chroma shares what it opened between threads, and is not ready for two that open at once.
_opening = threading.RLock()


class ChromaIndex:
    """ports.CardIndex over a Chroma folder.

    A damaged folder is renamed and begun anew, and `set_aside` says where it lies; the vectors
    are then made again from the store. Raises StoreError when the folder cannot be used at all.
    """

    def __init__(self, folder: Path, embedder_name: str) -> None:
        self._folder = folder
        self._embedder = embedder_name
        self.set_aside: Path | None = None
        with _opening:
            try:
                self._cards = _opened(folder, embedder_name)
            except StoreError:
                self._cards = self._second_try()
        self._state = _state(folder)

    def _second_try(self) -> Any:
        """Once more, as what Chroma remembers or a write under way may be at fault."""
        time.sleep(_MOMENT)
        forget_opened()
        try:
            return _opened(self._folder, self._embedder)
        except StoreError:
            if not self._folder.is_dir():
                raise
        self.set_aside = _renamed(self._folder)
        forget_opened()
        return _opened(self._folder, self._embedder)

    def put(self, ids: Sequence[str], hashes: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; `hashes` are the cards' content hashes."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            with _explained(self._folder):
                self._cards.upsert(
                    ids=list(ids[part]),
                    embeddings=np.asarray(vectors[part], dtype=np.float32),
                    metadatas=[{"hash": digest} for digest in hashes[part]],
                )
        self._state = _state(self._folder)

    def hashes(self) -> dict[str, str]:
        """Id → content hash of everything stored."""
        stored: dict[str, str] = {}
        while True:
            with _explained(self._folder):
                page = self._cards.get(include=["metadatas"], limit=_BATCH, offset=len(stored))
            if not page["ids"]:
                return stored
            for card_id, metadata in zip(page["ids"], page["metadatas"], strict=True):
                stored[card_id] = str(metadata["hash"])

    def remove(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are ignored."""
        for start in range(0, len(ids), _BATCH):
            with _explained(self._folder):
                self._cards.delete(ids=list(ids[start : start + _BATCH]))
        self._state = _state(self._folder)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Id → vector (d,), for those of these ids that are stored."""
        found: dict[str, Vectors] = {}
        for start in range(0, len(ids), _BATCH):
            part = self._cards.get(ids=list(ids[start : start + _BATCH]), include=["embeddings"])
            vectors = np.asarray(part["embeddings"], dtype=np.float32)
            found |= dict(zip(part["ids"], vectors, strict=True))
        return found

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Up to `count` (id, cosine) pairs, nearest first. `vector` is (d,)."""
        if _state(self._folder) != self._state:
            # Another program wrote here: Chroma goes on searching the vectors it has in memory.
            with _opening:
                forget_opened()
                self._cards = _opened(self._folder, self._embedder)
        with _explained(self._folder):
            found = _nearest(self._cards, vector, count)
        self._state = _state(self._folder)
        return found


def _state(folder: Path) -> tuple[int, ...]:
    """Changes whenever a program writes to the folder."""
    files = (folder / "chroma.sqlite3", folder / "chroma.sqlite3-wal")
    stats = [file.stat() for file in files if file.exists()]
    return tuple(number for stat in stats for number in (stat.st_mtime_ns, stat.st_size))


def _opened(folder: Path, embedder_name: str) -> Any:
    """The collection of this embedder, tried out. Raises StoreError when it does not work."""
    # Imported here: chromadb takes a second to load.
    import chromadb
    from chromadb.config import Settings

    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        cards = client.get_or_create_collection(
            collection_name(embedder_name),
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"embedder": embedder_name},
        )
        _try_out(cards)
    return cards


def forget_opened() -> None:
    """Chroma remembers what it opened at a path, also what failed there or was renamed since."""
    from chromadb.api.shared_system_client import SharedSystemClient

    with _opening:
        SharedSystemClient.clear_system_cache()


def _try_out(cards: Any) -> None:
    """Raise ValueError when vectors are missing though their ids are there.

    Chroma notices broken vector files at the first query only, and missing ones never.
    """
    known = cards.get(include=["embeddings"], limit=1)
    if known["ids"]:
        wanted = min(_TRIED, cards.count())
        if len(_nearest(cards, known["embeddings"][0], wanted)) < wanted:
            raise ValueError("vectors are missing")


def _nearest(cards: Any, vector: Vectors, count: int) -> list[tuple[str, float]]:
    count = min(count, cards.count())
    if count == 0:
        return []
    found = cards.query(
        query_embeddings=[np.asarray(vector, dtype=np.float32)],
        n_results=count,
        include=["distances"],
    )
    return [
        (card_id, 1.0 - float(distance))
        for card_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
    ]


def _renamed(folder: Path) -> Path:
    aside = folder.with_name(f"{folder.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
    try:
        return folder.rename(aside)
    except OSError as error:
        raise StoreError(
            f"The index in {folder} is damaged and cannot be set aside ({error.strerror}). "
            "Check that the folder it lies in may be written."
        ) from error


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    # Chroma raises errors of many kinds from its native part, all without a common base.
    except Exception as error:
        raise StoreError(
            f"The index in {folder} cannot be used ({error}). Start again: a damaged index is set "
            "aside and built anew from your cards. If that does not help, delete that folder."
        ) from error


def collection_name(embedder_name: str) -> str:
    """A name that Chroma takes (3–63 of a–z, 0–9, - and _) and that no other embedder has."""
    return f"cards-{hashlib.sha256(embedder_name.encode()).hexdigest()[:16]}"
