"""When which point is due: the library's own intervals, replayed from the history."""

from datetime import timedelta, timezone

import fsrs
import pytest

from interviewer.cards import KeyPoint
from interviewer.grade import Status, Verdict
from interviewer.schedule import (
    Review,
    due_of,
    memory_of,
    rating_of,
    recall,
    reviews_of,
)
from interviewer.session import Kind
from tests.making import NOON, card, grade, session, turn, verdict

POINT = "It keeps the variables of the scope it was made in."
LIBRARY = {Verdict.COVERED: fsrs.Rating.Good, Verdict.PARTIAL: fsrs.Rating.Hard}


def _review(kind, day, **fields):
    return Review("c1", NOON + timedelta(days=day), grade(80.0, verdict(POINT, kind)), **fields)


def test_intervals_are_those_of_the_library():
    kinds = [Verdict.COVERED, Verdict.COVERED, Verdict.MISSING, Verdict.PARTIAL, Verdict.COVERED]
    days = [0, 2, 13, 14, 20]
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    theirs = fsrs.Card(card_id=1)
    reviews = []
    for kind, day in zip(kinds, days, strict=True):
        rating = LIBRARY.get(kind, fsrs.Rating.Again)
        theirs, _ = scheduler.review_card(theirs, rating, NOON + timedelta(days=day))
        reviews.append(_review(kind, day))
        ours = memory_of(reviews)["c1"][POINT]
        assert (ours.due, ours.last) == (theirs.due, theirs.last_review)
        assert (ours.stability, ours.difficulty) == (
            theirs.stability,
            theirs.difficulty,
        )


def test_parameters_are_the_stock_ones_and_a_first_success_is_due_in_two_days():
    memory = memory_of([_review(Verdict.COVERED, 0)])["c1"][POINT]
    assert memory.due == NOON + timedelta(days=2)
    assert memory_of([_review(Verdict.MISSING, 0)])["c1"][POINT].due == NOON + timedelta(days=1)


def test_a_replay_gives_the_same_twice():
    reviews = [_review(kind, day) for day, kind in enumerate(Verdict)]
    assert memory_of(reviews) == memory_of(reviews)


def test_recall_is_certain_at_once_and_falls_to_nine_tenths_when_due():
    memory = memory_of([_review(Verdict.COVERED, 0), _review(Verdict.COVERED, 2)])["c1"][POINT]
    assert recall(memory, memory.last) == 1.0
    assert recall(memory, memory.due) == pytest.approx(0.9, abs=0.01)
    assert recall(memory, memory.due + timedelta(days=300)) < 0.7


@pytest.mark.parametrize(
    ("kind", "score", "status", "prompted", "rating"),
    [
        (Verdict.COVERED, 90, Status.GRADED, False, fsrs.Rating.Good),
        (Verdict.COVERED, 90, Status.GRADED, True, fsrs.Rating.Hard),
        (Verdict.COVERED, 90, Status.UNSURE, False, fsrs.Rating.Hard),
        (Verdict.COVERED, 40, Status.GRADED, False, fsrs.Rating.Hard),
        (Verdict.PARTIAL, 90, Status.GRADED, False, fsrs.Rating.Hard),
        (Verdict.MISSING, 90, Status.GRADED, False, fsrs.Rating.Again),
        (Verdict.CONTRADICTED, 90, Status.GRADED, False, fsrs.Rating.Again),
    ],
)
def test_the_rating_follows_verdict_grade_and_help(kind, score, status, prompted, rating):
    given = grade(float(score), status=status)
    assert rating_of(verdict(POINT, kind), given, prompted=prompted) is rating


def _graded(number, said, **fields):
    when = NOON + timedelta(minutes=number)
    given = grade(80.0, verdict(POINT, said))
    return turn(number, **{"answer": "…", "answered": when, "grade": given, **fields})


def test_a_question_counts_once_a_sitting_with_its_last_grade():
    follow_up = _graded(2, Verdict.COVERED, kind=Kind.FOLLOW_UP, target=POINT)
    (review,) = reviews_of([session(_graded(1, Verdict.MISSING), follow_up)])
    assert review.when == NOON + timedelta(minutes=2)
    assert review.grade.points[0].verdict is Verdict.COVERED
    assert review.prompted == {POINT}


def test_a_telling_hint_counts_as_help_and_the_first_one_does_not():
    assert reviews_of([session(_graded(1, Verdict.COVERED, hints=1))])[0].prompted == frozenset()
    assert reviews_of([session(_graded(1, Verdict.COVERED, hints=2))])[0].prompted == {POINT}


def test_skipped_and_ungraded_questions_teach_nothing():
    skipped = turn(1, "c1", skipped=True)
    ungraded = _graded(2, Verdict.COVERED, card_id="c2", grade=grade(None))
    waiting = turn(3, "c3")
    assert reviews_of([session(skipped, ungraded, waiting)]) == []


def test_sittings_are_replayed_in_order_of_time_whatever_the_order_given():
    later = _graded(1, Verdict.COVERED, answered=NOON + timedelta(days=9))
    both = [session(later), session(_graded(1, Verdict.MISSING), id="s0")]
    assert [review.when for review in reviews_of(both)] == sorted(r.when for r in reviews_of(both))


def test_a_card_is_due_with_its_first_point_and_edited_points_are_forgotten():
    one = card(key_points=(KeyPoint(POINT), KeyPoint("Another.")))
    points = memory_of([_review(Verdict.COVERED, 0)])["c1"]
    assert due_of(one, points) == NOON + timedelta(days=2)
    assert due_of(card(key_points=(KeyPoint("Reworded."),)), points) is None


def test_times_outside_utc_are_refused():
    elsewhere = NOON.astimezone(timezone(timedelta(hours=8)))
    with pytest.raises(ValueError, match="UTC"):
        memory_of([Review("c1", elsewhere, grade(80.0, verdict(POINT, Verdict.COVERED)))])
