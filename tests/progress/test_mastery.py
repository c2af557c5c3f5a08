from datetime import timedelta

import pytest

from interviewer.cards import KeyPoint
from interviewer.grade import Status, Verdict
from interviewer.progress.mastery import (
    ONCE,
    Level,
    mastered,
    masteries,
    topics_of,
    weakest,
)
from interviewer.schedule import Review, memory_of
from tests.making import NOON, card, grade, verdict

DAY = timedelta(days=1)
ONE = card("What is a closure?", key_points=(KeyPoint("A", 3.0), KeyPoint("B", 1.0)))
TWO = card("What is a generator?", key_points=(KeyPoint("C", 1.0), KeyPoint("D", 1.0)))
OTHER = card("What is RAII?", topic="C++", key_points=(KeyPoint("E", 1.0),))


def _review(of, day, **said):
    points = [verdict(text, kind) for text, kind in said.items()]
    return Review(of.id, NOON + day * DAY, grade(80.0, *points, status=Status.GRADED))


def _memories(*reviews):
    return memory_of(reviews)


def _held(cards, memories):
    return masteries(cards, memories, NOON)


def test_a_point_said_once_counts_for_half_at_most():
    memories = _memories(_review(ONE, 0, A=Verdict.COVERED))
    assert mastered(memories[ONE.id]["A"], NOON) == ONCE


def test_a_point_said_in_two_sittings_counts_in_full():
    memories = _memories(_review(ONE, 0, A=Verdict.COVERED), _review(ONE, 3, A=Verdict.COVERED))
    assert mastered(memories[ONE.id]["A"], NOON + 3 * DAY) == 1.0


def test_mastery_fades_with_time():
    memories = _memories(_review(ONE, 0, A=Verdict.COVERED), _review(ONE, 3, A=Verdict.COVERED))
    point = memories[ONE.id]["A"]
    now, later, much_later = (mastered(point, NOON + days * DAY) for days in (3, 30, 300))
    assert 1.0 == now > later > much_later > 0.0


@pytest.mark.parametrize("kind", [Verdict.MISSING, Verdict.CONTRADICTED])
def test_what_was_missing_or_wrong_last_time_is_not_mastered(kind):
    memories = _memories(_review(ONE, 0, A=Verdict.COVERED), _review(ONE, 1, A=kind))
    assert mastered(memories[ONE.id]["A"], NOON + DAY) == 0.0


def test_a_point_never_asked_for_has_no_mastery():
    points = _held([ONE], _memories(_review(ONE, 0, A=Verdict.COVERED)))[0].points
    assert [point.level for point in points] == [Level.GROWING, Level.NEW]
    assert points[1].value is None


def test_a_topic_counts_its_points_by_level_and_weighs_what_was_asked():
    memories = _memories(_review(ONE, 0, A=Verdict.MISSING, B=Verdict.COVERED))
    (topic,) = topics_of(_held([ONE, TWO, OTHER], memories))
    assert topic.topic == "Python"
    assert topic.levels == {Level.WEAK: 1, Level.GROWING: 1, Level.NEW: 2}
    assert topic.points == 4
    assert topic.value == pytest.approx((3 * 0.0 + 1 * ONCE) / 4)
    assert [held.card for held in topic.cards] == [ONE]


def test_the_weakest_topic_comes_first():
    memories = _memories(_review(ONE, 0, A=Verdict.COVERED), _review(OTHER, 0, E=Verdict.MISSING))
    assert [topic.topic for topic in topics_of(_held([ONE, OTHER], memories))] == ["C++", "Python"]


def test_wrong_comes_before_missing_and_missing_before_half():
    memories = _memories(
        _review(TWO, 0, C=Verdict.PARTIAL, D=Verdict.MISSING),
        _review(OTHER, 0, E=Verdict.CONTRADICTED),
    )
    found = weakest(_held([TWO, OTHER], memories))
    assert [weak.mastery.point.text for weak in found] == ["E", "D", "C"]


def test_among_equals_the_weightiest_comes_first():
    memories = _memories(_review(ONE, 0, A=Verdict.MISSING, B=Verdict.MISSING))
    found = weakest(_held([ONE], memories))
    assert [weak.mastery.point.text for weak in found] == ["A", "B"]
    assert len(weakest(_held([ONE], memories), count=1)) == 1


def test_a_solid_point_is_not_among_the_weakest():
    memories = _memories(
        _review(OTHER, 0, E=Verdict.COVERED),
        _review(OTHER, 2, E=Verdict.COVERED),
    )
    assert weakest(masteries([OTHER], memories, NOON + 2 * DAY)) == []


def test_a_point_reworded_in_the_notes_is_new_again():
    memories = _memories(_review(OTHER, 0, E=Verdict.MISSING))
    edited = card("What is RAII?", topic="C++", key_points=(KeyPoint("E, reworded"),))
    assert weakest(_held([edited], memories)) == []
    assert topics_of(_held([edited], memories)) == []
