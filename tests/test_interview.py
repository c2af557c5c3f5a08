"""The loop: question, answer, grade, follow-up, report; and where it goes on after a kill."""

from __future__ import annotations

import pytest

from interviewer.assessing import LONGEST_ANSWER
from interviewer.cards import CardStatus, KeyPoint, Lang
from interviewer.errors import GradingError, InputError
from interviewer.grade import Status
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.session import Step, step_of
from tests.fakes import DyingChat, WordEmbedder
from tests.making import NOON, card

STACK = "A stack gives back last what was put in first. Push adds on top. Pop removes from the top."
POINTS = (
    KeyPoint("A stack gives back last what was put in first.", 3),
    KeyPoint("Push adds on top.", 1),
    KeyPoint("Pop removes from the top.", 2),
)


@pytest.fixture
def cards():
    questions = [f"What does a stack do, case {n}?" for n in range(3)]
    return [card(q, "Structures", reference=STACK, key_points=POINTS) for q in questions]


@pytest.fixture
def store(place, cards):
    with Store(place) as opened:
        opened.put_cards([(c, CardStatus.ACTIVE) for c in cards], origin="notes")
        yield opened


def _interviewer(store, model=None, grader=None):
    made = grader or Grader(WordEmbedder())
    return Interviewer(store, lambda: made, lambda: model, lambda: NOON)


@pytest.fixture
def interviewer(store):
    return _interviewer(store)


def _begun(interviewer, cards, count=2):
    session = interviewer.start(cards, count=count, lang=Lang.EN, seed=1)
    return interviewer.advance(session.id)


def test_a_sitting_puts_its_first_question(interviewer, cards):
    session = _begun(interviewer, cards)
    assert step_of(session) is Step.ANSWER
    assert "stack" in session.current.question
    assert session.current.phrased_by == "composed"


def test_an_answer_is_kept_before_it_is_graded(interviewer, store, cards):
    session = _begun(interviewer, cards)
    interviewer.answer(session.id, session.current.id, "click", "Push adds on top.")
    kept = store.session(session.id)
    assert kept.current.answer == "Push adds on top."
    assert kept.current.grade is None


def test_a_killed_process_grades_what_was_left_and_goes_on(interviewer, store, cards):
    session = _begun(interviewer, cards)
    interviewer.answer(session.id, session.current.id, "click", "Push adds on top.")
    again = _interviewer(store).advance(session.id)
    assert again.turns[0].grade is not None
    assert step_of(again) is Step.ANSWER


def test_a_gap_gets_a_follow_up_on_its_weightiest_point(interviewer, cards):
    session = _begun(interviewer, cards)
    interviewer.answer(session.id, session.current.id, "click", "Push adds on top.")
    session = interviewer.advance(session.id)
    assert session.current.target == POINTS[0].text
    assert session.current.card_id == session.turns[0].card_id


def test_follow_ups_end_after_two_and_the_next_card_is_asked(interviewer, cards):
    session = _begun(interviewer, cards)
    for number in range(3):
        words = f"It stores things somehow, attempt {number}."
        interviewer.answer(session.id, session.current.id, f"click{number}", words)
        session = interviewer.advance(session.id)
    assert session.current.target is None
    assert session.current.card_id != session.turns[0].card_id
    targets = [turn.target for turn in session.turns if turn.target]
    assert len(targets) == len(set(targets)) == 2


def test_a_complete_answer_gets_no_follow_up(interviewer, cards):
    session = _begun(interviewer, cards)
    interviewer.answer(session.id, session.current.id, "click", STACK)
    session = interviewer.advance(session.id)
    assert session.turns[0].grade.score >= 60
    assert session.current.target is None


def test_the_sitting_ends_when_every_card_was_asked(interviewer, cards):
    session = _begun(interviewer, cards, count=1)
    interviewer.answer(session.id, session.current.id, "click", STACK)
    session = interviewer.advance(session.id)
    assert session.finished == NOON
    assert interviewer.report(session.id).score >= 60


def test_skipped_questions_stay_out_of_the_score(interviewer, cards):
    session = _begun(interviewer, cards, count=1)
    interviewer.controls.skip(session.id, session.current.id)
    session = interviewer.advance(session.id)
    assert session.finished
    assert interviewer.report(session.id).score is None


def test_stopping_grades_the_answer_that_waits(interviewer, cards):
    session = _begun(interviewer, cards)
    interviewer.answer(session.id, session.current.id, "click", STACK)
    session = interviewer.finish(session.id)
    assert session.turns[0].grade.score >= 60


def test_an_answer_that_cannot_be_graded_has_no_score_and_can_be_graded_again(store, cards):
    class Failing:
        def grade(self, rubric, answer):
            raise GradingError("the embedder is gone")

    broken = _interviewer(store, grader=Failing())
    session = _begun(broken, cards)
    broken.answer(session.id, session.current.id, "click", STACK)
    failed = broken.grade(session.id).current.grade
    assert (failed.status, failed.score) == (Status.NOT_GRADED, None)
    assert "embedder is gone" in failed.why
    mended = _interviewer(store).grade_again(session.id, session.current.id)
    assert mended.current.grade.score >= 60


def test_a_model_that_dies_costs_its_words_and_nothing_else(store, cards):
    model = DyingChat()
    interviewer = _interviewer(store, model)
    session = _begun(interviewer, cards)
    assert session.current.phrased_by == "composed"
    assert session.current.refused
    interviewer.answer(session.id, session.current.id, "click", STACK)
    interviewer.grade(session.id)
    assert list(interviewer.critique(session.id, session.current.id))
    assert model.requests >= 2


def test_the_critique_is_kept_with_the_grade(interviewer, store, cards):
    session = _begun(interviewer, cards)
    turn = session.current.id
    interviewer.answer(session.id, turn, "click", "Push adds on top.")
    graded = interviewer.grade(session.id).current.grade
    *_, last = interviewer.critique(session.id, turn)
    kept = store.session(session.id).current.grade
    assert kept.critique == last
    assert kept.score == graded.score


def test_empty_and_endless_answers_are_refused_with_what_to_do(interviewer, cards):
    session = _begun(interviewer, cards)
    with pytest.raises(InputError, match="empty"):
        interviewer.answer(session.id, session.current.id, "click", " \n ")
    with pytest.raises(InputError, match="200,000"):
        interviewer.answer(session.id, session.current.id, "click", "x" * (LONGEST_ANSWER + 1))


def test_a_lone_surrogate_is_stored_as_a_replacement(interviewer, store, cards):
    session = _begun(interviewer, cards)
    interviewer.answer(session.id, session.current.id, "click", "Push \ud800 adds")
    assert store.session(session.id).current.answer == "Push ? adds"


def test_an_answer_to_a_question_that_moved_on_is_refused(interviewer, cards):
    session = _begun(interviewer, cards)
    interviewer.controls.skip(session.id, session.current.id)
    with pytest.raises(InputError, match="another window"):
        interviewer.answer(session.id, session.current.id, "click", "late")


def test_hints_say_more_each_time_and_are_counted(interviewer, store, cards):
    session = _begun(interviewer, cards)
    said = [interviewer.controls.hint(session.id, session.current.id) for _ in range(3)]
    assert len(set(said)) == 3
    assert store.session(session.id).current.hints == 3


def test_nothing_to_ask_is_a_clear_error(interviewer, cards):
    with pytest.raises(InputError, match="topic"):
        interviewer.start(cards, topics=["Cooking"])


def test_a_model_that_writes_english_only_is_not_asked_for_chinese(store, cards):
    model = DyingChat()
    model.english_only = True
    interviewer = _interviewer(store, model)
    session = interviewer.start(cards, count=1, lang=Lang.ZH, seed=1)
    session = interviewer.advance(session.id)
    assert model.requests == 0
    assert session.current.phrased_by == "composed"
