"""What a sitting waits for, and how follow-ups change a grade."""

from interviewer.grade import Gate, Verdict
from interviewer.session import Kind, Step, answer_text, merged, questions_left, step_of
from tests.making import NOON, grade, session, turn, verdict


def test_a_new_sitting_waits_for_a_question():
    assert step_of(session()) is Step.QUESTION


def test_an_unanswered_question_waits_for_an_answer():
    assert step_of(session(turn())) is Step.ANSWER


def test_an_answer_without_a_grade_waits_for_the_grade():
    assert step_of(session(turn(answer="a"))) is Step.GRADE


def test_a_graded_or_skipped_question_waits_for_the_next():
    assert step_of(session(turn(answer="a", grade=grade()))) is Step.QUESTION
    assert step_of(session(turn(skipped=True))) is Step.QUESTION


def test_a_finished_sitting_waits_for_nothing():
    assert step_of(session(turn(), finished=NOON)) is Step.NOTHING


def test_questions_left_are_the_planned_cards_not_yet_asked():
    assert questions_left(session(turn(card_id="b"), plan=("a", "b", "c"))) == ("a", "c")


def test_answers_to_one_question_are_joined_in_order():
    main, follow_up = turn(1, answer="first"), turn(2, kind=Kind.FOLLOW_UP, answer="second")
    assert answer_text([main, follow_up, turn(3)]) == "first\n\nsecond"


def test_a_gated_follow_up_leaves_the_score_and_names_the_gate():
    after = merged(grade(55), grade(0, gates=(Gate.SYMBOLS,)), grade(20))
    assert (after.score, after.gates) == (55, (Gate.SYMBOLS,))


def test_a_follow_up_that_adds_nothing_does_not_lower_the_score():
    assert merged(grade(55), grade(10), grade(50)).score == 55


def test_a_follow_up_that_adds_a_point_raises_the_score():
    assert merged(grade(55), grade(40), grade(72)).score == 72


def test_a_follow_up_that_contradicts_the_reference_lowers_the_score():
    wrong = grade(35, verdict("x", Verdict.CONTRADICTED, quote="q", start=0, end=1))
    assert merged(grade(55, verdict("x", Verdict.PARTIAL)), wrong, wrong).score == 35


def test_after_a_failed_grading_the_new_grade_stands():
    assert merged(grade(None), grade(10), grade(48)).score == 48
