"""Which gap a follow-up is about."""

from interviewer.followup import next_angle, next_target
from interviewer.grade import Gate, Verdict
from tests.making import grade, verdict


def _target(*points, asked=(), held=(), most=2):
    found = next_target(grade(50, *points), set(asked), most=most, held=held)
    return found and found.point.text


def _angle(*points, asked=(), angles=("beyond", "further"), most=2):
    return next_angle(grade(90, *points), set(asked), angles, most=most)


def test_a_contradiction_comes_before_a_loss_before_missing_before_half_whatever_the_weight():
    points = [
        verdict("half", Verdict.PARTIAL, 9),
        verdict("missing", Verdict.MISSING, 5),
        verdict("lost", Verdict.MISSING, 3),
        verdict("wrong", Verdict.CONTRADICTED, 1),
    ]
    order, asked = [], []
    while (found := _target(*points, asked=asked, held=["lost"], most=9)) is not None:
        order.append(found)
        asked.append(found)
    assert order == ["wrong", "lost", "missing", "half"]


def test_of_two_missing_points_the_weightier_is_asked_for():
    light, heavy = verdict("light", Verdict.MISSING, 1), verdict("heavy", Verdict.MISSING, 3)
    assert _target(light, heavy) == "heavy"


def test_what_was_said_last_time_and_again_is_no_target():
    assert _target(verdict("kept", Verdict.COVERED), held=["kept"]) is None


def test_a_stretch_question_is_asked_once_and_only_when_everything_was_said():
    said, half = verdict("a", Verdict.COVERED), verdict("b", Verdict.PARTIAL)
    assert _angle(said) == "beyond"
    assert _angle(said, half) is None
    assert _angle(said, asked=["beyond"]) is None
    assert _angle(said, asked=["a", "b"]) is None
    assert _angle(said, angles=()) is None


def test_no_point_is_asked_about_twice():
    points = verdict("a", Verdict.MISSING, 2), verdict("b", Verdict.MISSING)
    assert _target(*points, asked=["a"]) == "b"


def test_there_are_no_more_follow_ups_than_the_manner_allows():
    points = [verdict(name, Verdict.MISSING) for name in "abc"]
    assert _target(*points, asked=["a", "b"], most=2) is None
    assert _target(*points, asked=["a", "b"], most=3) == "c"
    assert _target(*points, most=0) is None


def test_nothing_is_asked_when_everything_was_covered():
    assert _target(verdict("a", Verdict.COVERED)) is None


def test_an_answer_held_back_by_a_gate_gets_no_follow_up():
    held = grade(0, verdict("a", Verdict.MISSING), gates=(Gate.DONT_KNOW,))
    assert next_target(held, set(), most=2) is None


def test_an_answer_that_could_not_be_graded_gets_no_follow_up():
    assert next_target(grade(None, verdict("a", Verdict.MISSING)), set(), most=2) is None
