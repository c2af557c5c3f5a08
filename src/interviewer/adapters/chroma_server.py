"""Card vectors on a Chroma server, which several programs may use at once.

Nothing is kept here between two calls but the way to the server: what others wrote is seen at
once. Knows nothing of cards. `ChromaServer("http://127.0.0.1:8000").cards(owner, embedder.name)`
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from interviewer.adapters.chroma_cards import (
    batches,
    collection_name,
    collection_of,
    hashes_in,
    nearest_in,
    owned,
    put_into,
    vectors_in,
)
from interviewer.errors import InputError, StoreError
from interviewer.ports import Vectors

_PORT = 8000
_CONNECT_SECONDS = 5.0
_SILENCE_SECONDS = 120.0
_MANY = 100

T = TypeVar("T")


class ChromaServer:
    """A server by its address; http://name:password@host:port for one behind a proxy that asks.

    Raises InputError for an address that cannot be one. Connects at first use.
    """

    def __init__(self, url: str) -> None:
        self._parts = _parsed(url)
        host = f"[{self._parts.hostname}]" if ":" in str(self._parts.hostname) else ""
        self._host = host or str(self._parts.hostname)
        secure = self._parts.scheme == "https"
        self._port = self._parts.port or (443 if secure else _PORT)
        self.shown = f"{self._parts.scheme}://{self._host}:{self._port}"
        self._client: Any = None
        self._lock = threading.Lock()

    def cards(self, owner: str, embedder_name: str) -> ServerIndex:
        """The vectors of one history under one embedder. Raises StoreError when nobody answers."""
        return ServerIndex(self, collection_name(embedder_name, owner), embedder_name)

    def erase(self, owner: str) -> None:
        """Delete all vectors of one history, under whichever embedder."""
        for name in self.asked(self._names):
            if name.startswith(owned(owner)):
                self.asked(partial(self.client().delete_collection, name))

    def _names(self) -> list[str]:
        names: list[str] = []
        while part := self.client().list_collections(limit=_MANY, offset=len(names)):
            names += [collection.name for collection in part]
        return names

    def client(self) -> Any:
        """Chroma's client, made at first use."""
        # Imported here: chromadb takes a second to load.
        import chromadb
        import httpx
        from chromadb.config import Settings

        headers = _headers(self._parts)
        with self._lock:
            if self._client is None:
                # Chroma's client would wait for ever, already while it is being made.
                patience = httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS)
                beat = f"{self.shown}/api/v2/heartbeat"
                httpx.get(beat, headers=headers, timeout=patience).raise_for_status()
                made = chromadb.HttpClient(
                    self._host,
                    self._port,
                    ssl=self._parts.scheme == "https",
                    headers=headers,
                    settings=Settings(anonymized_telemetry=False),
                )
                made._server._session.timeout = patience
                self._client = made
            return self._client

    def close(self) -> None:
        """Let go of the connections; the next use makes new ones."""
        with self._lock:
            if self._client is not None:
                # Chroma's own way to close leaves them open, and there are two sets of them.
                for client in (self._client, self._client._admin_client):
                    client._server._session.close()
                self._client.close()
                self._client = None

    def asked(self, question: Callable[[], T]) -> T:
        """What a question to Chroma gives. Raises StoreError when it gives none."""
        try:
            return question()
        # Chroma passes on errors of httpx and has many of its own, all without a common base.
        except Exception as error:
            raise StoreError(self._what_to_do(error)) from error

    def _what_to_do(self, error: Exception) -> str:
        import httpx

        # Chroma turns a refused connection of its first request into a ValueError.
        if isinstance(error, httpx.TransportError) or "Could not connect" in str(error):
            return (
                f"No Chroma server answers at {self.shown}. Start it (chroma run), or mend "
                "INTERVIEWER_CHROMA__URL; unset, the vectors are kept in a folder."
            )
        return (
            f"The Chroma server at {self.shown} cannot be used ({type(error).__name__}). Its log "
            f"says more; it has to be of the version that is installed here, {_version()}."
        )


class ServerIndex:
    """ports.CardIndex over one collection of a server."""

    def __init__(self, server: ChromaServer, name: str, embedder_name: str) -> None:
        self._server, self._name, self._embedder = server, name, embedder_name
        self._cards = server.asked(self._opened)

    def put(self, ids: Sequence[str], hashes: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; `hashes` are the cards' content hashes."""
        for part in batches(ids):
            self._asked(put_into, ids[part], hashes[part], vectors[part])

    def hashes(self) -> dict[str, str]:
        """Id → content hash of everything stored."""
        return self._asked(hashes_in)

    def remove(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are ignored."""
        for part in batches(ids):
            self._asked(lambda cards, some: cards.delete(ids=list(some)), ids[part])

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Id → vector (d,), for those of these ids that are stored."""
        found: dict[str, Vectors] = {}
        for part in batches(ids):
            found |= self._asked(vectors_in, ids[part])
        return found

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Up to `count` (id, cosine) pairs, nearest first. `vector` is (d,)."""
        return self._asked(nearest_in, vector, count)

    def _opened(self) -> Any:
        return collection_of(self._server.client(), self._name, self._embedder)

    def _asked(self, question: Callable[..., T], *values: Any) -> T:
        from chromadb.errors import NotFoundError

        def once() -> T:
            try:
                return question(self._cards, *values)
            except NotFoundError:
                # Another program deleted it, as somebody's data were deleted.
                self._cards = self._opened()
                return question(self._cards, *values)

        return self._server.asked(once)


def _parsed(url: str) -> SplitResult:
    wrong = InputError(
        "INTERVIEWER_CHROMA__URL is no address of a server. Write it as http://host:port."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        # The error quotes the address, which may hold a password.
        raise wrong from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise wrong
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise wrong
    return parts


def _headers(parts: SplitResult) -> dict[str, str]:
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def _version() -> str:
    import chromadb

    return str(chromadb.__version__)
