"""What confidence was worth."""

from interviewer.calibration import Calibrated, calibration
from interviewer.session import Confidence, Kind
from tests.making import grade, session, turn

SURE, GUESS = Confidence.SURE, Confidence.GUESS


def _said(number, confidence, score, **fields):
    return turn(number, f"c{number}", confidence=confidence, grade=grade(score), **fields)


def test_each_confidence_has_the_mean_and_number_of_its_scores():
    first = session(_said(1, SURE, 80.0), _said(2, SURE, 40.0), _said(3, GUESS, 90.0))
    second = session(_said(1, SURE, 60.0))
    assert calibration([first, second]) == {
        SURE: Calibrated(60.0, 3),
        GUESS: Calibrated(90.0, 1),
    }


def test_what_was_not_said_not_graded_or_a_follow_up_does_not_count():
    sitting = session(
        _said(1, None, 80.0),
        _said(2, SURE, None),
        _said(3, SURE, 10.0, kind=Kind.FOLLOW_UP),
    )
    assert calibration([sitting]) == {}
