"""Grades items one by one. What cannot be graded says why; nothing gets a default score.

Knows the grader only as a function. `for graded in grade_each(items, cards, grade): …`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from interviewer.batch.items import Graded, Item
from interviewer.cards import Card, Lang, language_of
from interviewer.grade import Grade
from interviewer.grading.grader import not_graded
from interviewer.grading.rubric import Rubric
from interviewer.interview import joined
from interviewer.phrasing.critique import critique

Grading = Callable[[Rubric, str], Grade]
Rubrics = Callable[[Card], Rubric]


def grade_each(
    items: Iterable[Item], cards: Mapping[str, Card], grade: Grading, rubric: Rubrics = Rubric.of
) -> Iterator[Graded]:
    """Each item with its grade, in order, as it is done. `cards` is by id; `rubric` gives what a
    card's answers are graded against."""
    for item in items:
        yield grade_one(item, cards.get(item.card_id or ""), grade, rubric)


def grade_one(item: Item, card: Card | None, grade: Grading, rubric: Rubrics = Rubric.of) -> Graded:
    """An item's grade with a composed critique: no language model is asked for hundreds of them.

    An empty answer is not graded: a question left out says nothing of what was known.
    """
    if card is None:
        return Graded(item, None, not_graded("no card fits this question: choose one for it"))
    if not item.answer.strip():
        return Graded(item, card, not_graded("there is no answer to this question"))
    found = grade(rubric(card), item.answer)
    lang = Lang.EN if language_of(f"{card.question} {item.answer}") is Lang.EN else Lang.ZH
    said = list(critique(card, item.answer, found, lang, None, seed=0))
    return Graded(item, card, replace(found, critique=joined(said, lang) or None))
