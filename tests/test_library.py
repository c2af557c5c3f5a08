"""Cards in, vectors in step."""

from __future__ import annotations

import dataclasses
import threading

import numpy as np
import pytest

from interviewer.bench.synthetic import cards_of
from interviewer.cards import CardStatus
from interviewer.errors import StoreError
from interviewer.history.store import Store
from interviewer.library import BATCH, Library
from tests.fakes import DictIndex, WordEmbedder
from tests.making import card


@pytest.fixture
def index():
    return DictIndex()


@pytest.fixture
def library(place, index):
    with Store(place) as store:
        yield Library(store, lambda: index, WordEmbedder)


def test_new_cards_are_stored_and_embedded(library, index):
    library.take([card()], origin="notes")
    assert library.sync() == 1
    assert set(index.rows) == {card().id}


def test_importing_again_embeds_nothing(library, index):
    for _ in range(2):
        library.take([card()], origin="notes")
        library.sync()
    assert index.puts == 1


def test_an_edited_card_keeps_its_id_and_is_embedded_again(library, index):
    library.take([card()], origin="notes")
    library.sync()
    edited = dataclasses.replace(card(), reference="It captures variables of its scope.")
    library.take([edited], origin="notes")
    assert library.sync() == 1
    assert library.store.cards() == [(edited, CardStatus.CHANGED)]


def test_a_card_gone_from_its_file_is_retired_and_leaves_the_index(library, index):
    stays, goes = card("Stays?"), card("Goes?")
    library.take([stays, goes], origin="notes")
    library.sync()
    library.take([stays], origin="notes")
    library.sync()
    assert library.cards() == [stays]
    assert set(index.rows) == {stays.id}


def test_importing_notes_leaves_the_pack_alone(library):
    library.take([card("From the pack?")], origin="pack")
    library.take([card("From notes?")], origin="notes")
    assert len(library.cards()) == 2


def test_a_question_without_a_reference_is_kept_and_not_embedded(library, index):
    library.take([card(reference=None, key_points=())], origin="notes")
    library.sync()
    assert library.store.cards()[0][1] is CardStatus.UNANSWERED
    assert index.rows == {}


def test_a_lost_index_is_built_again(library, index):
    library.take([card()], origin="notes")
    library.sync()
    index.rows.clear()
    assert library.sync() == 1


def test_drift_of_every_kind_is_found_and_mended(library, index):
    lost, stale = card("Lost?"), card("Stale?")
    library.take([lost, stale], origin="notes")
    library.sync()
    assert not library.drift()
    index.remove([lost.id])
    index.put(["stranger"], ["h"], index.rows[stale.id][1][None])
    index.put([stale.id], ["an old hash"], index.rows[stale.id][1][None])
    drift = library.drift()
    assert set(drift.missing) == {lost.id, stale.id}
    assert drift.gone == ("stranger",)
    library.sync()
    assert not library.drift()


def test_the_nearest_card_is_found_by_its_words(library):
    queue = card("What is a queue?", reference="First in first out.")
    library.take([card(), queue], origin="notes")
    library.sync()
    found, cosine = library.nearest_card("queue first in first out")
    assert found == queue
    assert cosine > 0.5


def test_likeness_is_the_cosine_of_two_cards_and_nothing_where_one_is_not_embedded(library):
    one, same, other = card("What is a stack?"), card("A stack is what?"), card("Why hash?", "C++")
    library.take([one, same, other], origin="notes")
    library.sync()
    alike = library.likeness([one, same, other])
    assert alike(one, one) == pytest.approx(1.0, abs=1e-5)
    assert alike(one, same) > alike(one, other)
    assert library.likeness([one])(one, other) == 0.0


class Counting(WordEmbedder):
    """Gives every text the same vector, and counts how many it was given."""

    def __init__(self):
        self.texts = 0
        self.calls = 0
        self.again = threading.Event()

    def encode(self, texts):
        self.texts += len(texts)
        self.calls += 1
        if self.calls > 1:
            self.again.set()
        return np.ones((len(texts), self.dimension), np.float32) / 8


class Slow(DictIndex):
    """Stores its first batch only once the next one is being embedded."""

    def __init__(self, embedder):
        super().__init__()
        self.embedder = embedder
        self.overlapped = []
        self.ahead = []

    def put(self, ids, hashes, vectors):
        if not self.overlapped:
            self.overlapped.append(self.embedder.again.wait(10))
        super().put(ids, hashes, vectors)
        self.ahead.append(self.embedder.texts - len(self.rows))


def test_ten_thousand_cards_imported_again_unchanged_embed_nothing(tmp_path, index):
    embedder, cards = Counting(), cards_of(10_000)
    with Store(tmp_path / "store.sqlite3") as store:
        library = Library(store, lambda: index, lambda: embedder)
        library.take(cards, origin="notes")
        assert library.sync() == embedder.texts == 10_000
        plan = library.take(cards_of(10_000), origin="notes")
        assert library.sync() == 0
    assert embedder.texts == 10_000
    assert len(plan.unchanged) == 10_000


def test_a_batch_is_stored_while_the_next_is_embedded_and_no_third_is_held(tmp_path):
    embedder = Counting()
    index = Slow(embedder)
    with Store(tmp_path / "store.sqlite3") as store:
        library = Library(store, lambda: index, lambda: embedder)
        seen = list(library.embed(cards_of(4 * BATCH + 1)))
    assert index.overlapped == [True]
    assert max(index.ahead) <= BATCH
    assert seen[-1] == (4 * BATCH + 1, 4 * BATCH + 1)
    assert len(index.rows) == 4 * BATCH + 1


def test_who_leaves_off_in_the_middle_finds_whole_batches_stored(tmp_path, index):
    with Store(tmp_path / "store.sqlite3") as store:
        library = Library(store, lambda: index, Counting)
        library.take(cards_of(4 * BATCH), origin="notes")
        steps = library.embed(library.cards())
        next(steps)
        steps.close()
        assert len(index.rows) % BATCH == 0
        assert len(library.drift().missing) == 4 * BATCH - len(index.rows)
        library.sync()
        assert not library.drift()


def test_a_store_that_fails_ends_the_embedding_with_its_error(tmp_path):
    class Full(DictIndex):
        def put(self, ids, hashes, vectors):
            raise StoreError("The disk is full.")

    with Store(tmp_path / "store.sqlite3") as store:
        library = Library(store, Full, Counting)
        with pytest.raises(StoreError, match="disk"):
            list(library.embed(cards_of(3 * BATCH)))
