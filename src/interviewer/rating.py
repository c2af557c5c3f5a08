"""How able a learner is in a topic and how hard a card is, both learned from scores: Elo.

Logistic scale; a learner and a card at the same rating score half. The step shrinks with
the number of results (Pelánek 2016, "Applications of the Elo rating system in adaptive
educational systems", step a / (1 + b n)). Pure. `ratings_of(results, cards)`
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from interviewer.cards import Card, Level

_STEP, _SHRINK = 1.0, 0.05
_PRIOR = {Level.JUNIOR: -0.7, Level.MID: 0.0, Level.SENIOR: 0.7, None: 0.0}


class Scored(Protocol):
    """What a card got in one sitting."""

    @property
    def card_id(self) -> str:
        """The card."""

    @property
    def score(self) -> float:
        """0..100."""


@dataclass(frozen=True)
class Rating:
    """A rating in logits (0 average, +1 is e times the odds) and the results behind it."""

    value: float = 0.0
    results: int = 0

    def moved(self, by: float) -> Rating:
        """The rating after one more result that was `by` (-1..1) off what it foretold."""
        step = _STEP / (1.0 + _SHRINK * self.results)
        return Rating(self.value + step * by, self.results + 1)


@dataclass(frozen=True)
class Ratings:
    """The learner's rating by topic, and each card's own by its id."""

    topics: Mapping[str, Rating] = field(default_factory=dict)
    cards: Mapping[str, Rating] = field(default_factory=dict)

    def expected(self, card: Card) -> float:
        """The share of full marks (0..1) that the learner is expected to get on a card."""
        able = self.topics.get(card.topic, Rating())
        hard = self.cards.get(card.id, _prior(card))
        return _logistic(able.value - hard.value)


def ratings_of(results: Iterable[Scored], cards: Iterable[Card]) -> Ratings:
    """Ratings after these results, which come in order of time; cards unknown are left out."""
    known = {card.id: card for card in cards}
    topics: dict[str, Rating] = {}
    hard: dict[str, Rating] = {}
    ratings = Ratings(topics, hard)
    for result in results:
        card = known.get(result.card_id)
        if card is None:
            continue
        off = result.score / 100.0 - ratings.expected(card)
        topics[card.topic] = topics.get(card.topic, Rating()).moved(off)
        hard[card.id] = hard.get(card.id, _prior(card)).moved(-off)
    return ratings


def _prior(card: Card) -> Rating:
    return Rating(_PRIOR[card.level])


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))
