"""One question with its answer out of many, the card it is graded against, and its grade.

Knows nothing of where the text came from. `mean_score(graded)`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from interviewer.cards import Card
from interviewer.grade import Grade, Status


class How(StrEnum):
    """By what an item was given its card."""

    NONE = "none"
    NAMED = "named"
    TEXT = "text"
    LIKENESS = "likeness"
    MEANING = "meaning"
    NUMBER = "number"
    HAND = "hand"


@dataclass(frozen=True)
class Item:
    """A question and its answer as they stand in a document.

    `line` is 1-based, the first line of the item. `question` is "" where only the answer
    stands, `number` the item's own number, if any. `card_id` is None while no card is known;
    `note` says what the reader should look at.
    """

    line: int
    question: str
    answer: str
    number: int | None = None
    card_id: str | None = None
    how: How = How.NONE
    note: str | None = None


@dataclass(frozen=True)
class Graded:
    """An item with its card, if any, and its grade. What could not be graded says why."""

    item: Item
    card: Card | None
    grade: Grade

    @property
    def question(self) -> str:
        """The question as it was put in the document, else as the card has it."""
        return self.item.question or (self.card.question if self.card else "")


def mean_score(graded: Iterable[Graded]) -> float | None:
    """Mean over the items that have a score (0..100); None when there is none."""
    scores = [one.grade.score for one in graded if one.grade.score is not None]
    return fmean(scores) if scores else None


def counts(graded: Iterable[Graded]) -> Counter[Status]:
    """How many items were graded, unsure, not graded."""
    return Counter(one.grade.status for one in graded)
