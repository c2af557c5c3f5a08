"""Each point is found in the clause that says it, and another point's words are not taken for it."""

from __future__ import annotations

from interviewer.grading.bearing import SIGNALS, Ground, aims, bearings, beliefs
from interviewer.grading.passage import Passage, read
from interviewer.grading.text import fold
from tests.fakes import WordEmbedder

POINTS = ["The hash of the key gives the number of the bucket.", "Collisions are kept in a list."]


def _read(*texts: str) -> list[Passage]:
    return read(WordEmbedder(), [fold(text) for text in texts], ())


def _signal(row: tuple[float, ...], name: str) -> float:
    return row[SIGNALS.index(name)]


def test_the_quote_is_the_clause_and_not_the_sentence_around_it() -> None:
    question, answer, *points = _read(
        "How does a hash table work?",
        "I read about it once, collisions are kept in a list, and the weather was fine.",
        *POINTS,
    )
    found = bearings(aims(points, question), Ground.of(answer))[1]
    assert answer.text[found.span.start : found.span.end] == "collisions are kept in a list"


def test_a_point_said_word_for_word_is_told_from_one_that_is_not_said() -> None:
    question, answer, *points = _read("How does a hash table work?", POINTS[0], *POINTS)
    said, other = bearings(aims(points, question), Ground.of(answer))
    assert _signal(said.row, "run_terms") == 1
    assert _signal(said.row, "margin") > 0.3
    assert _signal(other.row, "own_terms") == 0
    assert _signal(other.row, "margin") < 0


def test_a_misconception_is_nearer_than_any_key_point_where_it_is_stated() -> None:
    claim = "Collisions overwrite the older entry."
    question, answer, wrong, *points = _read("How?", "I think " + claim, claim, *POINTS)
    held = beliefs(aims([wrong], question), aims(points, question), Ground.of(answer))
    assert held[0].row[3] > 0.2
    honest = _read(POINTS[1])[0]
    held = beliefs(aims([wrong], question), aims(points, question), Ground.of(honest))
    assert held[0].row[3] < 0
