"""Time on a question and in a sitting: only while a question stands open."""

from datetime import timedelta

from interviewer import clock
from interviewer.manner import Manner, Mode, timed
from tests.making import NOON, session, turn


def _after(seconds):
    return NOON + timedelta(seconds=seconds)


def test_a_stopped_clock_keeps_its_time_and_a_started_one_adds_to_it():
    open_turn = turn(since=NOON)
    stopped = clock.stopped(open_turn, _after(40))
    assert clock.elapsed(stopped, _after(500)) == 40
    again = clock.started(stopped, _after(500))
    assert clock.elapsed(again, _after(510)) == 50


def test_a_clock_set_back_takes_nothing_away():
    assert clock.elapsed(turn(since=NOON, spent=7.0), _after(-60)) == 7


def test_a_sitting_has_used_the_time_of_its_questions_but_not_of_what_was_set_aside():
    turns = turn(1, spent=60.0), turn(2, spent=30.0, aside=True), turn(3, since=NOON)
    sitting = session(*turns, manner=Manner(minutes=2))
    assert clock.used(sitting, _after(10)) == 70
    assert clock.left(sitting, _after(10)) == 50
    assert not clock.time_is_up(sitting, _after(59))
    assert clock.time_is_up(sitting, _after(60))


def test_without_a_limit_time_is_never_up():
    assert clock.left(session(turn(spent=1e6)), NOON) is None
    assert not clock.time_is_up(session(turn(spent=1e6)), NOON)


def test_the_warning_of_a_question_counts_from_its_limit():
    sitting = session(turn(since=NOON), manner=Manner(seconds=30))
    assert clock.overtime(sitting, sitting.current, _after(30)) == 0
    assert clock.overtime(sitting, sitting.current, _after(45)) == 15
    assert clock.overtime(session(turn(since=NOON)), turn(since=NOON), _after(45)) == 0


def test_an_exam_always_has_a_limit_and_other_modes_only_when_asked():
    assert timed(Manner(Mode.EXAM), 4).minutes == 12
    assert timed(Manner(Mode.EXAM, minutes=5), 4).minutes == 5
    assert timed(Manner(Mode.DRILL), 4).minutes is None
