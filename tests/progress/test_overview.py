"""Two weeks of practice, as the room and the terminal show them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from interviewer.bench.simulated import sittings
from interviewer.cards import CardStatus, KeyPoint
from interviewer.history.store import Store
from interviewer.progress.mastery import Level
from interviewer.progress.overview import progress_of
from interviewer.report import session_score
from tests.making import card

NOW = datetime(2026, 1, 14, 20, tzinfo=UTC)
CARDS = [
    card(
        f"Question {number}?",
        topic="Python" if number % 2 else "C++",
        key_points=(KeyPoint(f"A{number}", 2.0), KeyPoint(f"B{number}")),
    )
    for number in range(16)
]


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "store.sqlite3") as opened:
        opened.put_cards([(each, CardStatus.ACTIVE) for each in CARDS], origin="notes")
        yield opened


@pytest.fixture
def practised(store):
    last = NOW - timedelta(hours=2)
    store.track.take_over(sittings(CARDS, days=14, last=last, a_day=4, again=12))
    return store


def test_without_a_history_nothing_is_made_up(store):
    shown = progress_of(store, now=NOW, zone=UTC)
    assert not shown.begun
    assert (shown.trends, shown.topics, shown.weakest, shown.due_now) == ((), (), (), ())
    assert (shown.activity.answers, shown.activity.streak) == ({}, 0)
    assert [day.points for day in shown.week] == [0] * 7


def test_the_days_of_rest_are_missing_from_the_days(practised):
    shown = progress_of(practised, now=NOW, zone=UTC)
    rested = {date(2026, 1, 1) + timedelta(days=number) for number in (3, 8, 13)}
    assert (
        set(shown.activity.answers)
        == {date(2026, 1, 1) + timedelta(days=number) for number in range(14)} - rested
    )
    assert sum(shown.activity.answers.values()) == sum(len(s.turns) for s in practised.sessions())
    assert shown.activity.streak == 4


def test_the_trends_hold_every_graded_question(practised):
    shown = progress_of(practised, now=NOW, zone=UTC)
    assert {trend.topic for trend in shown.trends} == {"Python", "C++"}
    questions = [len(s.plan) for s in practised.sessions()]
    assert sum(trend.count for trend in shown.trends) == sum(questions)
    mean = sum(trend.mean * trend.count for trend in shown.trends) / sum(questions)
    scores = [session_score(s) for s in practised.sessions()]
    assert mean == pytest.approx(sum(scores) / len(scores))


def test_a_shorter_span_shows_less(practised):
    short = progress_of(practised, now=NOW, zone=UTC, span=7)
    assert sum(trend.count for trend in short.trends) == 5 * 4
    assert short.topics == progress_of(practised, now=NOW, zone=UTC).topics


def test_every_point_of_a_topic_stands_at_one_level(practised):
    shown = progress_of(practised, now=NOW, zone=UTC)
    assert {topic.topic: topic.points for topic in shown.topics} == {"Python": 16, "C++": 16}
    assert sum(topic.levels[Level.NEW] for topic in shown.topics) == 2 * 4
    unsure = sum(t.levels[level] for t in shown.topics for level in (Level.WEAK, Level.GROWING))
    assert len(shown.weakest) == unsure == 6


def test_a_retired_card_is_not_practised_any_more_and_its_scores_stay(practised):
    before = progress_of(practised, now=NOW, zone=UTC)
    practised.retire([weak.card.id for weak in before.weakest])
    after = progress_of(practised, now=NOW, zone=UTC)
    gone = {weak.card.id for weak in before.weakest}
    assert not gone & {weak.card.id for weak in after.weakest}
    assert not gone & {card.id for day in after.week for card in day.cards}
    assert after.trends == before.trends


def test_a_moment_without_a_zone_is_refused(practised):
    with pytest.raises(ValueError, match="no zone"):
        progress_of(practised, now=datetime(2026, 1, 14), zone=UTC)
