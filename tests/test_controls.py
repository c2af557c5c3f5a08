"""Pause, back, skip, lessons, exams and the price of hints, over the real loop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interviewer.cards import CardStatus, KeyPoint, Lang
from interviewer.errors import InputError
from interviewer.grade import Gate
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.manner import Manner, Mode, Persona
from interviewer.schedule import reviews_of
from interviewer.session import Confidence, Kind, Step, live, step_of
from tests.fakes import WordEmbedder
from tests.making import NOON, card

STACK = "A stack gives back last what was put in first. Push adds on top. Pop removes from the top."
POINTS = (
    KeyPoint("A stack gives back last what was put in first.", 3),
    KeyPoint("Push adds on top.", 1),
    KeyPoint("Pop removes from the top.", 2),
)


class Watch:
    """A clock that is moved by hand."""

    def __init__(self):
        self.time = NOON

    def __call__(self):
        return self.time

    def move(self, seconds):
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def cards():
    questions = [f"What does a stack do, case {n}?" for n in range(3)]
    angles = ("How would you build a queue from two stacks?",)
    return [
        card(q, "Structures", reference=STACK, key_points=POINTS, angles=angles) for q in questions
    ]


@pytest.fixture
def interviewer(place, cards, watch):
    with Store(place) as store:
        store.put_cards([(c, CardStatus.ACTIVE) for c in cards], origin="notes")
        grader = Grader(WordEmbedder())
        yield Interviewer(store, lambda: grader, lambda: None, watch)


def _begun(interviewer, cards, count=3, **manner):
    session = interviewer.start(cards, count=count, seed=1, manner=Manner(**manner))
    return interviewer.advance(session.id)


def _answer(interviewer, session, text, confidence=None):
    turn = session.current
    interviewer.answer(session.id, turn.id, f"click-{turn.id}", text, confidence)
    return interviewer.advance(session.id)


def test_a_pause_costs_no_time(interviewer, cards, watch):
    session = _begun(interviewer, cards)
    watch.move(20)
    assert interviewer.controls.pause(session.id).paused
    watch.move(3600)
    session = interviewer.controls.go_on(session.id)
    watch.move(5)
    turn = session.current.id
    session = _answer(interviewer, session, STACK)
    assert session.turn(turn).spent == 25
    assert not session.paused


def test_a_sitting_opened_again_later_has_not_used_the_time_between(interviewer, cards, watch):
    session = _begun(interviewer, cards, minutes=10)
    watch.move(86_400)
    session = interviewer.controls.go_on(session.id)
    session = _answer(interviewer, session, "I don't know")
    assert session.finished is None


def test_when_time_is_up_the_open_answer_counts_and_no_question_follows(interviewer, cards, watch):
    session = _begun(interviewer, cards, minutes=1, mode=Mode.DRILL, persona=Persona.FRIENDLY)
    watch.move(61)
    session = _answer(interviewer, session, STACK)
    assert session.finished
    assert session.turns[0].grade.score >= 60
    assert len(session.turns) == 1


def test_going_back_puts_the_earlier_question_and_then_the_open_one_again(interviewer, cards):
    session = _begun(interviewer, cards, mode=Mode.DRILL)
    session = _answer(interviewer, session, "I don't know")
    first, waiting = session.turns[0], session.current
    session = interviewer.controls.back(session.id)
    assert (session.current.kind, session.current.card_id) == (Kind.BACK, first.card_id)
    session = _answer(interviewer, session, STACK)
    assert session.turns[2].grade.score >= 60 > first.grade.score
    assert session.current.question == waiting.question
    assert step_of(session) is Step.ANSWER
    # Once put again it is not put a third time.
    session = _answer(interviewer, session, "I don't know")
    assert session.current.card_id not in (first.card_id, waiting.card_id)
    assert [turn.aside for turn in session.turns] == [False, True, False, False, False]


def test_back_twice_reaches_the_one_before_and_skipping_there_returns(interviewer, cards):
    session = _begun(interviewer, cards, mode=Mode.DRILL)
    for _ in range(2):
        session = _answer(interviewer, session, "I don't know")
    first, third = session.turns[0], session.current
    interviewer.controls.back(session.id)
    session = interviewer.controls.back(session.id)
    assert session.current.card_id == first.card_id
    interviewer.controls.skip(session.id, session.current.id)
    session = interviewer.advance(session.id)
    assert session.current.question == third.question


def test_a_skipped_question_can_be_gone_back_to_and_answered(interviewer, cards):
    session = _begun(interviewer, cards, mode=Mode.DRILL)
    interviewer.controls.skip(session.id, session.current.id)
    session = interviewer.advance(session.id)
    session = _answer(interviewer, interviewer.controls.back(session.id), STACK)
    entry = interviewer.report(session.id).entries[0]
    assert entry.grade.score >= 60
    assert not entry.skipped


def test_there_is_nothing_before_the_first_question(interviewer, cards):
    session = _begun(interviewer, cards)
    with pytest.raises(InputError, match="earlier"):
        interviewer.controls.back(session.id)


def test_an_exam_grades_nothing_before_its_end_and_then_everything(interviewer, cards):
    session = _begun(interviewer, cards, mode=Mode.EXAM)
    assert session.manner.minutes == 9
    session = _answer(interviewer, session, STACK)
    assert session.turns[0].grade is None
    interviewer.controls.skip(session.id, session.current.id)
    session = interviewer.advance(session.id)
    session = _answer(interviewer, session, "Push adds on top.")
    assert session.finished
    assert all(turn.kind is Kind.MAIN for turn in session.turns)
    full, nothing, part = (turn.grade for turn in session.turns)
    assert full.score >= 60 > part.score
    assert (nothing.score, nothing.gates) == (0.0, (Gate.EMPTY,))
    mean = (full.score + part.score) / 3
    assert interviewer.report(session.id).score == pytest.approx(mean)
    assert len(reviews_of([session])) == 2


def test_an_exam_gives_no_hint(interviewer, cards):
    session = _begun(interviewer, cards, mode=Mode.EXAM)
    assert "no hints" in interviewer.controls.hint(session.id, session.current.id)
    assert interviewer.store.session(session.id).current.hints == 0


def test_an_answer_added_in_an_exam_is_graded_together_with_the_first(interviewer, cards):
    session = _begun(interviewer, cards, mode=Mode.EXAM, count=2)
    session = _answer(interviewer, session, "Push adds on top.")
    session = _answer(interviewer, interviewer.controls.back(session.id), STACK)
    session = interviewer.finish(session.id)
    assert interviewer.report(session.id).entries[0].grade.score >= 60


def test_a_lesson_waits_until_its_answer_was_read_and_counts_as_prompted(interviewer, cards, watch):
    session = _begun(interviewer, cards, mode=Mode.TEACH, count=1)
    assert step_of(session) is Step.READ
    watch.move(300)
    session = interviewer.controls.read(session.id, session.current.id)
    assert step_of(session) is Step.ANSWER
    watch.move(10)
    session = _answer(interviewer, session, STACK)
    assert session.turns[0].spent == 10
    (review,) = reviews_of([session])
    assert review.prompted == {point.text for point in POINTS}


def test_hints_cost_what_was_said_and_the_verdicts_stay(interviewer, cards):
    plain = _answer(interviewer, _begun(interviewer, cards[:1], mode=Mode.DRILL), STACK)
    session = _begun(interviewer, cards[:1], mode=Mode.DRILL)
    said = [interviewer.controls.hint(session.id, session.current.id) for _ in range(2)]
    assert "cost 5 points" in said[0]
    assert "cost 15 points" in said[1]
    session = _answer(interviewer, interviewer.store.session(session.id), STACK)
    free, paid = plain.turns[0].grade, session.turns[0].grade
    assert paid.score == free.score - 15
    assert paid.hint_cost == 15
    assert paid.points == free.points


def test_hints_to_a_follow_up_cost_once_and_never_below_zero(interviewer, cards):
    session = _begun(interviewer, cards, mode=Mode.DRILL)
    session = _answer(interviewer, session, "It stores things somehow.")
    assert session.current.kind is Kind.FOLLOW_UP
    for _ in range(5):
        interviewer.controls.hint(session.id, session.current.id)
    follow_up = session.current.id
    session = _answer(interviewer, interviewer.store.session(session.id), "It keeps some things.")
    graded = session.turn(follow_up).grade
    assert graded.score >= 0
    assert graded.hint_cost <= 30


def test_confidence_is_kept_with_the_answer(interviewer, cards):
    session = _begun(interviewer, cards)
    turn = session.current.id
    session = _answer(interviewer, session, STACK, Confidence.SURE)
    assert session.turn(turn).confidence is Confidence.SURE
    (review,) = reviews_of([session])
    assert review.confidence is Confidence.SURE


@pytest.mark.parametrize("text", [STACK, "Push adds on top.", "Bananas are yellow."])
def test_the_persona_changes_words_and_depth_and_never_the_score(interviewer, cards, text):
    scores, questions, depths = set(), set(), []
    for persona in Persona:
        session = _begun(interviewer, cards[:1], count=1, persona=persona)
        questions.add(session.current.question)
        session = _answer(interviewer, session, text)
        scores.add(session.turns[0].grade.score)
        while session.finished is None:
            session = _answer(interviewer, session, f"It stores things, try {len(session.turns)}.")
        depths.append(len(session.turns) - 1)
    assert len(scores) == 1
    assert len(questions) == 3
    assert depths == sorted(depths)
    if text == "Bananas are yellow.":
        assert depths == [1, 2, 3]


def test_a_complete_answer_gets_a_question_beyond_the_notes_that_leaves_the_grade(
    interviewer, cards
):
    session = _answer(interviewer, _begun(interviewer, cards, count=1), STACK)
    assert session.current.kind is Kind.STRETCH
    assert "two stacks" in session.current.question
    session = _answer(interviewer, session, "Bananas are yellow.")
    assert session.finished
    assert session.turns[1].grade.score == session.turns[0].grade.score
    assert list(interviewer.critique(session.id, session.turns[1].id)) == []


def test_answers_can_be_asked_for_in_another_language(interviewer, cards):
    session = _begun(interviewer, cards, answer_in=Lang.ZH)
    assert session.current.question.endswith("Please answer in Chinese.")


def test_what_was_set_aside_does_not_count_as_asked(interviewer, cards):
    session = _answer(interviewer, _begun(interviewer, cards, mode=Mode.DRILL), "I don't know")
    session = interviewer.controls.back(session.id)
    session = interviewer.finish(session.id)
    assert len(live(session)) == 2
    assert len(interviewer.report(session.id).entries) == 1
