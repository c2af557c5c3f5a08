import importlib.util

import numpy as np
import pytest

from interviewer.bench import backends
from interviewer.bench.backends import compared, cosine_r, require_alike, timed
from interviewer.bench.datasets import GradedAnswer
from interviewer.errors import InputError
from interviewer.grading.rubric import Rubric


def _unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _steady(texts):
    """A text's vector, whatever else is encoded."""
    return _unit(np.array([[len(text), 1.0 + text.count("a")] for text in texts]))


def _swayed(texts):
    """A text's vector as one that takes its scale from the whole batch gives it."""
    return _unit(np.array([[len(text), 1.0 + len(texts)] for text in texts]))


TEXTS = ["a stack", "a queue of tasks", "last in"]


def test_without_the_extra_the_error_names_it(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "onnxscript" else find(name)
    )
    with pytest.raises(InputError, match=r"onnxscript .*interviewer\[onnx\]"):
        backends.run()


def test_vectors_are_compared_with_the_program_s_and_with_themselves_alone():
    same = compared(_steady, _steady(TEXTS), TEXTS)
    assert same == {"cosine_off": [0.0, 0.0], "moved_by_others": 0.0}
    other = compared(_swayed, _steady(TEXTS), TEXTS)
    assert other["cosine_off"][0] > other["cosine_off"][1] > 0
    assert other["moved_by_others"] > 0


def test_a_network_that_came_out_otherwise_is_not_timed():
    require_alike(_steady, _steady, TEXTS)
    with pytest.raises(RuntimeError, match="other vectors"):
        require_alike(_steady, lambda texts: _steady(texts)[::-1], TEXTS)


def test_ways_take_turns_and_the_batch_comes_in_every_fifth_round():
    calls = []

    def way(name):
        def encode(texts):
            calls.append((name, len(texts)))
            return _steady(texts)

        return encode

    found = timed({"one": way("one"), "two": way("two")}, TEXTS[:1], TEXTS, rounds=6)
    assert set(found) == {"one", "two"}
    assert calls[:6] == [("one", 1), ("two", 1), ("one", 1), ("one", 3), ("two", 1), ("two", 3)]
    assert calls.count(("one", 3)) == 2


def test_agreement_is_that_of_the_cosine_with_the_people_s_scores():
    rubric = Rubric.from_texts("What is a stack?", ("last in, first out", "aaa"))
    answers = [
        GradedAnswer(rubric, "last in, first out", 5, 1.0),
        GradedAnswer(rubric, "last in", 4, 0.8),
        GradedAnswer(rubric, "a", 0, 0.0),
    ]
    assert cosine_r(_steady, answers) > 0.5
    assert cosine_r(_steady, answers[:1]) is None
