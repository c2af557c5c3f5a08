"""A sitting planned from the history, and what is typed that is no answer."""

from datetime import timedelta

import pytest

from interviewer.cards import CardStatus, KeyPoint, Lang
from interviewer.choosing import alike
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.intents import Intent
from interviewer.interview import Interviewer
from interviewer.manner import Manner, Mode
from interviewer.reason import Why
from tests.fakes import WordEmbedder
from tests.making import NOON, card

POINTS = (
    KeyPoint("A stack gives back last what was put in first.", 3),
    KeyPoint("Push adds on top.", 1),
)
REFERENCE = "A stack gives back last what was put in first. Push adds on top."


@pytest.fixture
def cards():
    topics = ("Stacks", "Queues", "Trees")
    return [card(f"What about {t}?", t, reference=REFERENCE, key_points=POINTS) for t in topics]


@pytest.fixture
def store(place, cards):
    with Store(place) as opened:
        opened.put_cards([(c, CardStatus.ACTIVE) for c in cards], origin="notes")
        yield opened


def _interviewer(store, days=0):
    grader = Grader(WordEmbedder())
    return Interviewer(store, lambda: grader, lambda: None, lambda: NOON + timedelta(days=days))


def _missed(store, cards):
    """A sitting in which the first card was answered with "I don't know"."""
    interviewer = _interviewer(store)
    session = interviewer.start(cards[:1], count=1, seed=1)
    session = interviewer.advance(session.id)
    interviewer.answer(session.id, session.current.id, "click", "I don't know")
    return interviewer.advance(session.id)


def test_a_first_question_says_that_it_is_new(store, cards):
    interviewer = _interviewer(store)
    session = interviewer.advance(interviewer.start(cards, count=2, seed=1).id)
    assert session.current.why.why is Why.NEW
    assert len(session.reasons) == len(session.plan) == 2


def test_a_drill_begins_with_what_was_missed_and_says_so_after_a_restart(store, cards):
    _missed(store, cards)
    later = _interviewer(store, days=6)
    session = later.advance(later.start(cards, count=2, seed=1, manner=Manner(Mode.DRILL)).id)
    again = store.session(session.id)
    assert again.current.card_id == cards[0].id
    assert (again.current.why.why, again.current.why.days) == (Why.MISSED, 6)
    assert again.current.why.about == "a stack"


def test_not_knowing_is_an_answer_that_scores_nothing_and_gets_no_follow_up(store, cards):
    session = _missed(store, cards)
    assert session.finished
    assert session.turns[0].answer == "I don't know"
    assert session.turns[0].grade.score == 0
    assert len(session.turns) == 1


def test_help_is_given_without_an_answer_being_recorded(store, cards):
    interviewer = _interviewer(store)
    session = interviewer.advance(interviewer.start(cards, count=1, seed=1, lang=Lang.EN).id)
    turn = session.current
    assert interviewer.intent_of(session.id, "could you repeat the question?") is Intent.REPEAT
    assert interviewer.controls.aid(session.id, turn.id, Intent.REPEAT) == turn.question
    clear = interviewer.controls.aid(session.id, turn.id, Intent.CLARIFY)
    assert clear.startswith(turn.question)
    assert "Points in a full answer: 2" in clear
    assert interviewer.controls.aid(session.id, turn.id, Intent.HINT)
    kept = store.session(session.id).current
    assert (kept.answer, kept.hints) == (None, 1)


def test_questions_in_other_words_of_the_same_kind_are_alike_and_others_are_not():
    one, same = card("What is a closure in Python?"), card("In Python, what is a closure?")
    assert alike(one, same) == 1.0
    assert alike(one, card("How does garbage collection work?")) < 0.6
