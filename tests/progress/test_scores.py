from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from interviewer.history.track import Result
from interviewer.progress.scores import Mark, trends

TOPICS = {"c1": "Python", "c2": "Python", "c3": "C++"}


def _result(card, day, score, hour=12, month=1):
    return Result(card, datetime(2026, month, day, hour, tzinfo=UTC), score)


def _trends(*results, zone=UTC, first=date(2026, 1, 1), last=date(2026, 1, 14)):
    return trends(results, TOPICS, zone=zone, first=first, last=last)


def test_a_day_is_the_mean_of_its_questions():
    (trend,) = _trends(_result("c1", 5, 40.0), _result("c2", 5, 80.0), _result("c1", 6, 90.0))
    assert trend.marks == (Mark(date(2026, 1, 5), 60.0, 2), Mark(date(2026, 1, 6), 90.0, 1))
    assert trend.mean == pytest.approx(70.0)


def test_the_most_practised_topic_comes_first():
    found = _trends(_result("c3", 5, 50.0), _result("c1", 6, 50.0), _result("c2", 6, 50.0))
    assert [trend.topic for trend in found] == ["Python", "C++"]


def test_a_change_is_the_later_half_against_the_earlier():
    scores = {3: 20.0, 4: 40.0, 6: 90.0, 9: 60.0, 12: 80.0}
    (trend,) = _trends(*(_result("c1", day, score) for day, score in scores.items()))
    assert trend.change == pytest.approx(70.0 - 30.0)


def test_three_days_say_nothing_of_change():
    (trend,) = _trends(*(_result("c1", day, 40.0) for day in (5, 6, 7)))
    assert trend.change is None


def test_a_score_outside_the_days_or_of_an_unknown_card_is_left_out():
    assert _trends(_result("c1", 15, 50.0), _result("gone", 5, 50.0)) == []


def test_a_day_is_the_learners_own():
    (trend,) = _trends(_result("c1", 5, 40.0, hour=20), zone=ZoneInfo("Asia/Shanghai"))
    assert trend.marks[0].day == date(2026, 1, 6)


def test_a_long_span_has_a_mark_a_week():
    first = date(2026, 1, 1)  # a Thursday
    results = [_result("c1", 1, 20.0), _result("c1", 5, 40.0), _result("c1", 11, 60.0)]
    (trend,) = _trends(*results, first=first, last=date(2026, 3, 1))
    assert trend.marks == (Mark(first, 20.0, 1), Mark(date(2026, 1, 5), 50.0, 2))
