"""A text read after its question keeps its own tokens, and what the question brings in is left out."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.asked import SIGNALS, beyond, in_context
from interviewer.grading.passage import Passage, read
from interviewer.grading.text import fold
from tests.fakes import WordEmbedder

QUESTION = "What is a hash table?"
REFERENCE = "It maps keys to buckets. Collisions are resolved by chaining."


def _signals(answer: str) -> dict[str, float]:
    [question] = read(WordEmbedder(), [fold(QUESTION)], ())
    reference, said = read(
        WordEmbedder(), [fold(REFERENCE), fold(answer)], (), question=question.text
    )
    return in_context(reference, question, said)


def test_tokens_after_a_question_are_those_of_the_text_alone() -> None:
    [passage] = read(WordEmbedder(), [fold(REFERENCE)], (), question=fold(QUESTION).text)
    assert passage.asked is not None
    assert passage.asked.offsets == passage.token_offsets
    assert (passage.asked.vectors == passage.token_vectors).all()
    assert (passage.asked.whole != passage.vector).any()


def test_the_reference_meets_itself_and_more_than_itself_with_a_sentence_deleted() -> None:
    whole, part = _signals(REFERENCE), _signals("It maps keys to buckets.")
    for name in SIGNALS:
        assert whole[name] == pytest.approx(1.0, abs=1e-5)
        assert part[name] < whole[name]


def test_repeating_the_question_comes_no_nearer_to_the_reference() -> None:
    assert _signals(QUESTION)["asked_cosine"] < 0.2


def test_passages_read_without_a_question_give_zero() -> None:
    passages: list[Passage] = read(WordEmbedder(), [fold(QUESTION), fold(REFERENCE)], ())
    assert set(in_context(passages[1], passages[0], passages[1]).values()) == {0.0}


def test_what_points_where_the_question_does_is_taken_away() -> None:
    question = np.array([1.0, 0.0], dtype=np.float32)
    assert beyond(np.array([0.6, 0.8], dtype=np.float32), question) == pytest.approx([0.0, 1.0])
