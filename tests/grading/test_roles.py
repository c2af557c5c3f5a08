"""What is said of one thing is told from what is said of the other."""

from __future__ import annotations

from interviewer.grading.passage import Passage, read
from interviewer.grading.roles import exchanges, names_of, sayings
from interviewer.grading.text import fold
from tests.fakes import WordEmbedder

QUESTION = "What is the difference between a stack and a queue?"
POINT = "A stack removes the newest element first. A queue removes the oldest element first."


def _read(*texts: str) -> list[Passage]:
    return read(WordEmbedder(), [fold(text) for text in texts], ())


def _margins(answer: str) -> list[float]:
    point, said = _read(POINT, answer)
    names = names_of(fold(QUESTION).text, [point])
    return [e.margin for e in exchanges(sayings(point, names, 0), sayings(said, names))]


def test_exchanged_roles_fit_the_other_thing_better() -> None:
    turned = _margins("A queue removes the newest element. A stack removes the oldest element.")
    assert turned
    assert min(turned) > 0


def test_the_right_roles_fit_their_own_thing_better() -> None:
    right = _margins("A queue removes the oldest element. A stack removes the newest element.")
    assert right
    assert max(right) < 0


def test_without_two_things_nothing_can_be_exchanged() -> None:
    assert names_of("what is a stack?", _read("It grows.")) == ()
