from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from interviewer.progress.days import activity, local_day

TODAY = date(2026, 1, 14)


def _at(day, hour=12, minute=0):
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def _active(*days):
    return activity([(_at(day), 1) for day in days], zone=UTC, today=TODAY)


def test_a_day_is_the_learners_own():
    late = datetime(2026, 1, 5, 17, 30, tzinfo=UTC)
    assert local_day(late, UTC) == date(2026, 1, 5)
    assert local_day(late, ZoneInfo("Asia/Shanghai")) == date(2026, 1, 6)
    assert local_day(late, ZoneInfo("America/New_York")) == date(2026, 1, 5)


def test_summer_time_moves_the_end_of_the_day():
    berlin = ZoneInfo("Europe/Berlin")
    assert local_day(datetime(2026, 1, 5, 22, 30, tzinfo=UTC), berlin) == date(2026, 1, 5)
    assert local_day(datetime(2026, 7, 5, 22, 30, tzinfo=UTC), berlin) == date(2026, 7, 6)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no zone"):
        local_day(datetime(2026, 1, 5), UTC)


def test_answers_of_one_day_are_summed():
    shown = activity([(_at(5, 9), 2), (_at(5, 21), 3), (_at(7), 1)], zone=UTC, today=TODAY)
    assert shown.answers == {date(2026, 1, 5): 5, date(2026, 1, 7): 1}
    assert shown.most == 5


def test_a_streak_counts_today_and_the_days_before_without_a_gap():
    assert _active(10, 12, 13, 14).streak == 3


def test_a_streak_lives_until_today_is_over():
    assert _active(12, 13).streak == 2


def test_a_streak_ends_with_a_day_missed():
    assert _active(11, 12).streak == 0
    assert _active().streak == 0


def test_the_last_week_is_seven_days_with_today():
    assert _active(7, 8, 14).within(7) == 2
