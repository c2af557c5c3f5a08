"""Chroma behind an address: a real `chroma run` on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest

from interviewer import locations, settings
from interviewer.adapters.chroma_cards import BATCH
from interviewer.adapters.chroma_server import ChromaServer
from interviewer.errors import InputError, StoreError
from interviewer.history.store import Store
from interviewer.keeping import Keeper
from interviewer.library import Library
from interviewer.parts import Parts
from tests.fakes import WordEmbedder
from tests.making import card
from tests.servers import chroma_server, free_port, running

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with chroma_server(tmp_path_factory.mktemp("chroma") / "data", free_port()) as address:
        yield address


@pytest.fixture
def at():
    """The server at an address, as another program has it each time."""
    made: list[ChromaServer] = []

    def opened(address: str) -> ChromaServer:
        made.append(ChromaServer(address))
        return made[-1]

    yield opened
    for server in made:
        server.close()


@pytest.fixture
def owner():
    """A history that no other test has."""
    return os.urandom(8).hex()


def _rows(*numbers: int):
    return np.eye(8, dtype=np.float32)[list(numbers)]


def test_what_one_program_writes_the_other_sees_at_once(url, at, owner):
    here, there = at(url).cards(owner, "a"), at(url).cards(owner, "a")
    assert here.nearest(_rows(0)[0], 3) == []
    here.put(["x", "y"], ["h1", "h2"], _rows(0, 1))
    assert there.hashes() == {"x": "h1", "y": "h2"}
    assert there.nearest(_rows(1)[0], 1) == [("y", pytest.approx(1.0))]
    there.put(["x"], ["h3"], _rows(2))
    there.remove(["y", "unknown"])
    assert here.hashes() == {"x": "h3"}
    np.testing.assert_allclose(here.vectors(["x", "y"])["x"], _rows(2)[0])


def test_another_process_s_vectors_are_seen(url, at, owner):
    here = at(url).cards(owner, "a")
    script = (
        "import sys, numpy as np; from interviewer.adapters.chroma_server import ChromaServer; "
        "ChromaServer(sys.argv[1]).cards(sys.argv[2], 'a')"
        ".put(['y'], ['h'], np.eye(8, dtype='f')[[1]])"
    )
    subprocess.run([sys.executable, "-c", script, url, owner], check=True)
    assert here.nearest(_rows(1)[0], 1) == [("y", pytest.approx(1.0))]


def test_histories_and_embedders_do_not_share_vectors(url, at, owner):
    server = at(url)
    server.cards(owner, "a").put(["x"], ["h"], _rows(0))
    assert server.cards(owner, "b").hashes() == {}
    assert server.cards("other" + owner, "a").hashes() == {}


def test_more_than_a_batch_is_stored_and_listed(url, at, owner):
    index = at(url).cards(owner, "a")
    count = 2 * BATCH + 7
    rows = np.random.default_rng(0).normal(size=(count, 8)).astype(np.float32)
    index.put([f"x{n}" for n in range(count)], ["h"] * count, rows)
    assert len(index.hashes()) == count
    assert len(index.vectors([f"x{n}" for n in range(count)])) == count
    index.remove([f"x{n}" for n in range(count)])
    assert index.hashes() == {}


def test_erasing_deletes_one_history_s_vectors_and_others_go_on(url, at, owner):
    server = at(url)
    mine, also, others = server.cards(owner, "a"), server.cards(owner, "b"), server.cards("o", "a")
    for index in (mine, also, others):
        index.put(["x"], ["h"], _rows(0))
    at(url).erase(owner)
    assert mine.hashes() == also.hashes() == {}
    assert others.hashes() == {"x": "h"}
    mine.put(["y"], ["h"], _rows(1))
    assert mine.nearest(_rows(1)[0], 1)[0][0] == "y"


def test_libraries_that_sync_at_once_end_in_step(url, at, tmp_path):
    """As app processes do that start together over one history."""
    cards = [card(f"What is thing {number}?") for number in range(150)]
    with Store(tmp_path / "store.sqlite3") as store:
        libraries = []
        for _ in range(3):
            index = at(url).cards(store.identity(), "words")
            libraries.append(Library(store, lambda index=index: index, WordEmbedder))
        libraries[0].take(cards, origin="notes")
        libraries[0].index().put(["gone"], ["h"], np.ones((1, WordEmbedder.dimension), "f"))
        start = Barrier(3)

        def sync(library):
            start.wait()
            library.sync()

        with ThreadPoolExecutor(3) as threads:
            list(threads.map(sync, libraries))
        assert not any(library.drift() for library in libraries)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://h",
        "127.0.0.1:8000",
        "http://",
        "http://me:s3cret@host:many",
        "http://h/path",
        "s3cret",
    ],
)
def test_an_address_that_is_none_is_said_without_what_is_in_it(url):
    with pytest.raises(InputError, match="http://host:port") as caught:
        ChromaServer(url)
    assert "cret" not in str(caught.value)


def test_a_server_that_is_away_is_said_with_what_to_do_and_found_when_it_is_back(
    tmp_path, at, owner
):
    port = free_port()
    address = f"http://me:s3cret@127.0.0.1:{port}"
    with pytest.raises(StoreError, match=rf"at http://127.0.0.1:{port}\. Start it") as caught:
        at(address).cards(owner, "a")
    assert "s3cret" not in str(caught.value)
    with chroma_server(tmp_path / "data", port):
        index = at(address).cards(owner, "a")
        index.put(["x"], ["h"], _rows(0))
    with pytest.raises(StoreError, match="Start it"):
        index.hashes()
    with pytest.raises(StoreError, match="Start it"):
        index.vectors(["x"])
    with chroma_server(tmp_path / "data", port):
        assert index.hashes() == {"x": "h"}


def test_what_is_no_chroma_is_said(tmp_path, at, owner):
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with (
        running(command, f"http://127.0.0.1:{port}/", tmp_path / "log"),
        pytest.raises(StoreError, match="of the version that is installed here"),
    ):
        at(f"http://127.0.0.1:{port}").cards(owner, "a")


def test_persons_have_collections_of_their_own_and_no_folder(url, at, home, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_CHROMA__URL", url)
    keeper = Keeper(settings.load())
    for name in ("ann", "bob"):
        monkeypatch.setattr(locations, "_person", lambda name=name: name)
        store, _ = keeper.history()
        index, aside = keeper.index(locations.index_folder(), store, "a")
        assert (index.hashes(), aside) == ({}, None)
        index.put([name], ["h"], _rows(0))
        assert list(keeper.index(locations.index_folder(), store, "a")[0].hashes()) == [name]
        assert not locations.index_folder().exists()
        store.close()
    assert keeper.places() == {"index": url}
    keeper.close()


def test_what_is_erased_leaves_no_vector_on_the_server(url, at, home, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_CHROMA__URL", url)
    from interviewer.adapters import embedder

    monkeypatch.setattr(embedder, "load_embedder", lambda *_, **__: WordEmbedder())
    monkeypatch.setattr(Parts, "take_pack", lambda _: [])
    with Parts(settings.load(), use_llm=False) as parts:
        parts.library.take([card()], origin="notes")
        parts.library.sync()
        owner = parts.store.identity()
        with parts.laid_down():
            parts.keeper.erase()
        assert at(url).cards(owner, WordEmbedder.name).hashes() == {}
        assert parts.library.index().hashes() == {}
        for thread in threading.enumerate():
            if "_sync" in thread.name:
                thread.join()
