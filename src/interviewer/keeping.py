"""Where histories and vectors are kept: in the learner's folder, or on servers that are named.

Acts for whoever is being served. What is in them is none of its business.
`keeper = Keeper(settings.servers()); store, recovery = keeper.history(); keeper.index(folder, store, embedder.name)`
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer import backup, holdings, locations
from interviewer.history import carrying, copies
from interviewer.history.copies import Recovery
from interviewer.history.database import Database
from interviewer.history.store import Store
from interviewer.ports import CardIndex
from interviewer.settings import Servers

if TYPE_CHECKING:
    from interviewer.adapters.chroma_server import ChromaServer
    from interviewer.history.postgres import Server

_DAILY = (locations.store_file, locations.copies_folder)


class Keeper:
    """Opens, copies, backs up and erases what is kept, wherever that is."""

    def __init__(self, servers: Servers) -> None:
        # An address that is empty is none.
        self._history = servers.history.url or None
        self._chroma = servers.chroma.url or None
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._vectors: ChromaServer | None = None

    @property
    def on_server(self) -> bool:
        """Whether histories are in a database that other programs may use at once."""
        return self._history is not None

    def history(self) -> tuple[Store, Recovery | None]:
        """The history, and what became of a damaged file of it."""
        database = self.database()
        if database is not None:
            return Store(database), None
        now = datetime.now(UTC)
        return copies.opened(locations.store_file(), locations.copies_folder(), now)

    def database(self) -> Database | None:
        """The database with the history; None when it is a file."""
        if self._history is None:
            return None
        # Imported here: who keeps a file needs no driver of a database.
        from interviewer.history.postgres import Server

        with self._lock:
            if self._server is None:
                self._server = Server(self._history.get_secret_value())
            return self._server.history(locations.schema())

    def index(
        self, folder: Path, store: Store, embedder_name: str
    ) -> tuple[CardIndex, Path | None]:
        """The vectors of a store's cards under this embedder: in this folder, or on the server.

        Also where a damaged folder was put. Asked in a thread, nobody may be being served.
        """
        server = self._vector_server()
        if server is not None:
            return server.cards(store.identity(), embedder_name), None
        from interviewer.adapters.chroma import ChromaIndex

        made = ChromaIndex(folder, embedder_name)
        return made, made.set_aside

    def _vector_server(self) -> ChromaServer | None:
        if self._chroma is None:
            return None
        from interviewer.adapters.chroma_server import ChromaServer

        with self._lock:
            if self._vectors is None:
                self._vectors = ChromaServer(self._chroma.get_secret_value())
            return self._vectors

    def keep_daily(self, folder: Path, now: datetime) -> None:
        """Copy the history in this folder unless that was done today, and unless it is elsewhere."""
        if not self.on_server:
            store, held = (folder / place().name for place in _DAILY)
            copies.keep_daily(store, held, now)

    def back_up(self, target: Path, now: datetime) -> Path:
        """See backup.make."""
        return backup.make(target, now, self.database())

    def restore(self, source: Path, now: datetime) -> Path:
        """See backup.restore."""
        return backup.restore(source, now, self.database())

    def erase(self) -> None:
        """Delete everything of whoever is being served: history, vectors, files."""
        database, vectors = self.database(), self._vector_server()
        if vectors is not None:
            store, _ = self.history()
            owner = store.identity()
            store.close()
            vectors.erase(owner)
        if database is not None:
            carrying.erase(database)
        holdings.erase()

    def weight(self) -> holdings.Weight:
        """What is kept of whoever is being served weighs, on the servers as well."""
        files, database = holdings.weight(), self.database()
        if database is None:
            return files
        return holdings.Weight(files.own + carrying.weight(database), files.models)

    def places(self) -> dict[str, str]:
        """The servers, by the names that `locations.all_places` has for files and folders."""
        database, vectors = self.database(), self._vector_server()
        found = {} if database is None else {"store": database.shown}
        return found if vectors is None else {**found, "index": vectors.shown}

    def close(self) -> None:
        """Let go of the connections."""
        for server in (self._server, self._vectors):
            if server is not None:
                server.close()
