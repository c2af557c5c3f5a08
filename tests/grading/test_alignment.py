"""Tokens laid beside each other: more of the reference met is a higher figure, foreign words a lower one."""

from __future__ import annotations

import pytest

from interviewer.grading.alignment import SIGNALS, aligned
from interviewer.grading.passage import Passage, read
from interviewer.grading.text import fold
from tests.fakes import WordEmbedder

QUESTION = "What is a hash table?"
REFERENCE = "It maps keys to buckets. Collisions are resolved by chaining."


def _passages(*texts: str) -> list[Passage]:
    return read(WordEmbedder(), [fold(text) for text in texts], ())


def _signals(answer: str) -> dict[str, float]:
    question, reference, said = _passages(QUESTION, REFERENCE, answer)
    return aligned(reference, question, said)


def test_the_reference_meets_itself_in_full() -> None:
    found = _signals(REFERENCE)
    assert tuple(found) == SIGNALS
    for name in ("soft_recall", "soft_precision", "strict_recall", "gist_cosine"):
        assert found[name] == pytest.approx(1.0, abs=1e-5)
    assert found["foreign"] == 0.0


def test_a_sentence_left_out_lowers_recall_and_not_precision() -> None:
    found = _signals("It maps keys to buckets.")
    assert found["soft_recall"] < 0.8
    assert found["reference_sentence_least"] < found["reference_sentence_most"]
    assert found["soft_precision"] == pytest.approx(1.0, abs=1e-5)


def test_words_that_nobody_asked_for_are_foreign() -> None:
    assert _signals("Bananas grow in warm southern valleys.")["foreign"] > 0.5


def test_repeating_the_question_adds_nothing_new() -> None:
    assert _signals(QUESTION)["new_mass"] == pytest.approx(0.0, abs=1e-5)
    assert _signals(REFERENCE)["met_mass"] > 0.5


@pytest.mark.parametrize("answer", ["", "…", "!?"])
def test_a_text_without_tokens_has_nothing_in_common(answer: str) -> None:
    assert set(_signals(answer).values()) == {0.0}
