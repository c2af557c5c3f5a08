"""The benchmarks of size and load run, and what they found is kept: choosing stays cheap."""

from __future__ import annotations

import pytest

from interviewer.bench.synthetic import cards_of, vectors_of
from interviewer.cards import CardStatus
from interviewer.choosing import MOST_NEW, sampled
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.selection import Seen
from tests.fakes import WordEmbedder
from tests.making import NOON


def test_synthetic_cards_are_many_different_ones_and_the_same_each_time():
    cards = cards_of(2000)
    assert len({card.id for card in cards}) == 2000
    assert len({len(card.key_points) for card in cards}) == 6
    assert cards == cards_of(2000)
    assert vectors_of(300).shape == (300, 384)


def test_of_thousands_of_new_cards_a_part_is_drawn_and_every_asked_one_stays():
    cards = cards_of(3 * MOST_NEW)
    seen = {card.id: Seen(NOON, 50.0) for card in cards[::10]}
    some = sampled(cards, seen, seed=1)
    assert len(some) == MOST_NEW + len(seen)
    assert {card.id for card in some} >= set(seen)
    assert sampled(cards, seen, seed=1) == some != sampled(cards, seen, seed=2)
    assert sampled(cards[:100], seen, seed=1) == cards[:100]


def test_a_sitting_over_many_cards_reads_them_once(tmp_path):
    cards = cards_of(500)
    with Store(tmp_path / "store.sqlite3") as store:
        store.put_cards([(c, CardStatus.ACTIVE) for c in cards], origin="notes")
        first = store.cards()
        program = Interviewer(store, lambda: Grader(WordEmbedder()), lambda: None, lambda: NOON)
        program.start([c for c, _ in first], count=5, seed=1)
        assert all(a is b for (a, _), (b, _) in zip(first, store.cards(), strict=True))


@pytest.mark.model
def test_the_benchmark_of_size_measures_the_real_store_and_index(tmp_path):
    from interviewer.bench.scale import measure

    figures = measure(200, 200, tmp_path)
    assert figures["indexed"] == 200
    assert figures["choose_next_p95_cpu_ms"] < 50
    assert figures["query_p95_ms"] > 0


@pytest.mark.model
def test_learners_at_once_are_all_graded_and_nothing_leaks(monkeypatch):
    from interviewer.bench.load import run, soak

    figures = run([1, 3], seconds=3.0)
    assert [row["learners"] for row in figures["with_thinking"]] == [1, 3]
    assert figures["burst"]["answers"] == 3
    found = soak(0.5, learners=3)
    print(found)
    assert found["answers"] > 20
    assert found["memory_growth"] < 0.05
    assert found["processes"] == 0
    # A pool may still open one more connection; a leak is one for every answer or sitting.
    assert found["files_growth"] < 5
    assert found["threads_growth"] < 5
