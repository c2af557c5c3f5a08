"""Elo: a learner's rating by topic, and each card's own."""

import math
from datetime import timedelta

import pytest

from interviewer.cards import Level
from interviewer.rating import Rating, Ratings, ratings_of
from interviewer.schedule import Review
from tests.making import NOON, card, grade


def _reviews(one, *scores):
    return [Review(one.id, NOON + timedelta(days=n), grade(s)) for n, s in enumerate(scores)]


def test_equals_are_expected_to_get_half():
    assert Ratings().expected(card()) == 0.5


def test_a_first_full_score_moves_learner_and_card_by_the_formula():
    one = card()
    ratings = ratings_of(_reviews(one, 100.0), [one])
    assert ratings.topics["Python"] == Rating(0.5, 1)
    assert ratings.cards[one.id] == Rating(-0.5, 1)
    assert ratings.expected(one) == pytest.approx(1 / (1 + math.exp(-1.0)))


def test_the_step_shrinks_with_every_result():
    assert Rating(0.0, 0).moved(1.0).value == 1.0
    assert Rating(0.0, 20).moved(1.0).value == 0.5


def test_a_steady_score_is_what_is_expected_in_the_end():
    one = card()
    ratings = ratings_of(_reviews(one, *[80.0] * 200), [one])
    assert ratings.expected(one) == pytest.approx(0.8, abs=0.01)


def test_topics_are_rated_apart():
    python, cpp = card("A?", "Python"), card("B?", "C++")
    ratings = ratings_of(_reviews(python, 100.0) + _reviews(cpp, 0.0), [python, cpp])
    assert ratings.topics["Python"].value > 0 > ratings.topics["C++"].value


def test_a_senior_question_is_taken_to_be_harder_until_it_was_asked():
    senior, junior = card("A?", level=Level.SENIOR), card("B?", level=Level.JUNIOR)
    assert Ratings().expected(senior) < 0.5 < Ratings().expected(junior)


def test_cards_no_longer_known_are_left_out():
    one = card()
    assert ratings_of(_reviews(one, 100.0), []).cards == {}
