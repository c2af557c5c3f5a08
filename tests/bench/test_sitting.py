"""The scripted sitting that `bench speed` plays, on small parts: what it measures and what it counts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from interviewer.bench import sitting
from interviewer.cards import CardStatus, KeyPoint, Lang
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from tests.fakes import WordEmbedder
from tests.making import card
from tests.scripted import ScriptedChat


class Endless(ScriptedChat):
    """Says the same to everything, and counts like a model that evaluates half of it again."""

    evaluated_tokens = new_tokens = 0

    def stream(self, messages, **options):
        self.replies = [""]
        self.evaluated_tokens += 15
        self.new_tokens += 10
        return super().stream(messages, **options)


@pytest.fixture
def parts(tmp_path):
    points = tuple(KeyPoint(f"Point number {word}.") for word in ("one", "two", "three"))
    cards = [card(f"What is thing {n}?", reference="Points.", key_points=points) for n in range(6)]
    grader, model = Grader(WordEmbedder()), Endless("")
    with Store(tmp_path / "parts.sqlite3") as store:
        store.put_cards([(each, CardStatus.ACTIVE) for each in cards], origin="notes")
        library = SimpleNamespace(cards=lambda: cards)
        yield SimpleNamespace(
            store=store, library=library, grader=lambda: grader, model=lambda: model
        )


def test_a_sitting_has_as_many_turns_as_asked_for_and_times_each(parts):
    times = sitting.play(parts, Lang.EN, turns=5)
    assert times.turns == 5
    for each in (times.acknowledged, times.graded, times.next_shown, times.waited):
        assert len(each) == 5
    assert all(a <= n for a, n in zip(times.acknowledged, times.next_shown, strict=True))


def test_a_model_whose_words_are_refused_has_no_share(parts):
    assert sitting.figures(parts, Lang.EN, turns=4)["en_by_model"] == 0


def test_tokens_are_those_after_submit_only(parts):
    found = sitting.figures(parts, Lang.EN, turns=4)
    assert found["en_evaluated_to_new"] == 1.5
    everything = parts.model().evaluated_tokens
    assert 0 < found["en_evaluated_after_submit"] < everything


def test_nothing_of_the_sitting_is_left_in_the_learners_history(parts):
    sitting.play(parts, Lang.EN, turns=2)
    assert parts.store.open_session() is None
