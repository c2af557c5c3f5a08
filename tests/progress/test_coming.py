from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from interviewer.cards import KeyPoint
from interviewer.grade import Verdict
from interviewer.progress.coming import coming
from interviewer.schedule import Memory
from tests.making import NOON, card

DAY = timedelta(days=1)
ONE = card("What is a closure?", key_points=(KeyPoint("A"), KeyPoint("B")))
TWO = card("What is a generator?", key_points=(KeyPoint("C"),))


def _due(days):
    return Memory(1.0, 5.0, NOON - DAY, NOON + days * DAY, Verdict.COVERED, 2)


def _week(memories, cards=(ONE, TWO), zone=UTC):
    return coming(cards, memories, now=NOON, zone=zone)


def test_the_week_begins_today_and_has_seven_days():
    assert [held.day for held in _week({})] == [date(2026, 1, 5) + n * DAY for n in range(7)]


def test_what_is_late_is_due_today():
    week = _week({ONE.id: {"A": _due(-9)}})
    assert (week[0].cards, week[0].points) == ((ONE,), 1)


def test_a_card_stands_on_the_day_of_its_first_point_and_each_point_on_its_own():
    week = _week({ONE.id: {"A": _due(1), "B": _due(3)}, TWO.id: {"C": _due(3)}})
    assert [held.cards for held in week] == [(), (ONE,), (), (TWO,), (), (), ()]
    assert [held.points for held in week] == [0, 1, 0, 2, 0, 0, 0]


def test_what_is_due_after_the_week_is_left_out():
    assert not any(held.points for held in _week({TWO.id: {"C": _due(7)}}))


def test_the_day_is_the_learners_own():
    memory = {TWO.id: {"C": _due(0.4)}}  # 21:36 UTC
    assert _week(memory)[0].cards == (TWO,)
    shanghai = _week(memory, zone=ZoneInfo("Asia/Shanghai"))
    assert (shanghai[0].cards, shanghai[1].cards) == ((), (TWO,))
