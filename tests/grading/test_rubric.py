"""A rubric takes its key points from the card, else from the reference's own sentences."""

from __future__ import annotations

from interviewer.cards import Card, KeyPoint, Lang, Source
from interviewer.grading.rubric import Rubric, key_points


def _card(reference: str | None, points: tuple[KeyPoint, ...] = ()) -> Card:
    return Card("id", "t", "What is a heap?", reference, points, Lang.EN, Source("n.md", 1))


def test_points_of_a_reference_stand_in_it_literally() -> None:
    reference = "1. 后进先出，只在栈顶操作。\n2. 先进先出，队尾进队头出。"
    points = key_points(reference)
    assert len(points) == 2
    assert all(reference[p.start : p.end] == p.text for p in points)


def test_no_more_than_eight_points_are_made() -> None:
    reference = " ".join(f"Step {n} copies buffer {n} to disk." for n in range(30))
    points = key_points(reference)
    assert len(points) == 8
    assert points[-1].end == len(reference) - 1


def test_written_points_are_told_from_guessed_ones() -> None:
    point = KeyPoint("The parent is never smaller.", 3.0)
    assert Rubric.of(_card("A tree. The root is greatest.", (point,))).given
    assert not Rubric.of(_card("A tree. The root is greatest.")).given
    assert not Rubric.from_texts("q", ["A tree."]).given


def test_a_card_without_reference_gives_an_empty_rubric() -> None:
    rubric = Rubric.of(_card(None))
    assert rubric.references == ()
    assert rubric.points == ()
