"""Vectors of cards in one Chroma collection, wherever Chroma keeps it.

Knows nothing of cards: ids, content hashes and vectors. Embeddings are always given,
so that Chroma never loads (or downloads) a model of its own. `hashes_in(collection)`
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from interviewer.ports import Vectors

BATCH = 2000


def collection_of(client: Any, name: str, embedder_name: str) -> Any:
    """The collection of this name, made when it is not there."""
    return client.get_or_create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine"}},
        metadata={"embedder": embedder_name},
    )


def collection_name(embedder_name: str, owner: str = "") -> str:
    """A name that Chroma takes (3–63 of a–z, 0–9, - and _) and that no other embedder has.

    On a server, where it has an owner, it is no other owner's either.
    """
    return f"{owned(owner)}{_sum(embedder_name)}"


def owned(owner: str) -> str:
    """How the names of all collections of an owner begin."""
    return f"cards-{_sum(owner)}-" if owner else "cards-"


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def batches(ids: Sequence[str]) -> Iterator[slice]:
    """As many ids at a time as Chroma takes at once."""
    for start in range(0, len(ids), BATCH):
        yield slice(start, start + BATCH)


def put_into(cards: Any, ids: Sequence[str], hashes: Sequence[str], vectors: Vectors) -> None:
    """Add or replace one batch."""
    cards.upsert(
        ids=list(ids),
        embeddings=np.asarray(vectors, dtype=np.float32),
        metadatas=[{"hash": digest} for digest in hashes],
    )


def hashes_in(cards: Any) -> dict[str, str]:
    """Id → content hash of everything stored."""
    stored: dict[str, str] = {}
    read = 0
    while True:
        page = cards.get(include=["metadatas"], limit=BATCH, offset=read)
        if not page["ids"]:
            return stored
        # Counted apart: while others write, a page may bring an id once more.
        read += len(page["ids"])
        for card_id, metadata in zip(page["ids"], page["metadatas"], strict=True):
            stored[card_id] = str(metadata["hash"])


def vectors_in(cards: Any, ids: Sequence[str]) -> dict[str, Vectors]:
    """Id → vector (d,), for those of one batch that are stored."""
    part = cards.get(ids=list(ids), include=["embeddings"])
    vectors = np.asarray(part["embeddings"], dtype=np.float32)
    return dict(zip(part["ids"], vectors, strict=True))


def nearest_in(cards: Any, vector: Vectors, count: int) -> list[tuple[str, float]]:
    """Up to `count` (id, cosine) pairs, nearest first. `vector` is (d,)."""
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
