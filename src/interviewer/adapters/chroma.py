"""Card vectors in a Chroma folder on this machine, one collection an embedding model.

A damaged folder is set aside; what another program writes there is noticed. Knows nothing of
cards. `ChromaIndex(locations.index_folder(), embedder.name)`
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from interviewer.adapters.chroma_cards import (
    batches,
    collection_name,
    collection_of,
    hashes_in,
    nearest_in,
    put_into,
    vectors_in,
)
from interviewer.errors import StoreError
from interviewer.ports import Vectors

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
        for part in batches(ids):
            with _explained(self._folder):
                put_into(self._cards, ids[part], hashes[part], vectors[part])
        self._state = _state(self._folder)

    def hashes(self) -> dict[str, str]:
        """Id → content hash of everything stored."""
        with _explained(self._folder):
            return hashes_in(self._cards)

    def remove(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are ignored."""
        for part in batches(ids):
            with _explained(self._folder):
                self._cards.delete(ids=list(ids[part]))
        self._state = _state(self._folder)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Id → vector (d,), for those of these ids that are stored."""
        found: dict[str, Vectors] = {}
        for part in batches(ids):
            found |= vectors_in(self._cards, ids[part])
        return found

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Up to `count` (id, cosine) pairs, nearest first. `vector` is (d,)."""
        if _state(self._folder) != self._state:
            # Another program wrote here: Chroma goes on searching the vectors it has in memory.
            with _opening:
                forget_opened()
                self._cards = _opened(self._folder, self._embedder)
        with _explained(self._folder):
            found = nearest_in(self._cards, vector, count)
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
        cards = collection_of(client, collection_name(embedder_name), embedder_name)
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
        if len(nearest_in(cards, known["embeddings"][0], wanted)) < wanted:
            raise ValueError("vectors are missing")


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
