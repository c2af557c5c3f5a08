from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.models import identity, machine, tuning
from interviewer.models.tuning import Shape, Tuned, Tuning, quickest, shapes, thread_counts

TUNED = Tuned(
    Tuning(2, 2, Shape(flash=True)), Tuning(1, 2), chosen_rates=(2.0, 2.0), default_rates=(1.0, 1.0)
)


def test_the_default_stays_where_nothing_is_clearly_quicker():
    own = [1.0, 1.1, 1.0, 0.9, 1.0]
    hardly = [0.98 * one for one in own]
    lucky = [0.2, 0.2, 0.2, 1.2, 1.3]
    assert quickest({"own": own, "hardly": hardly, "lucky": lucky}, "own") == "own"
    assert quickest({"own": own}, "own") == "own"


def test_the_quickest_of_those_that_are_clearly_quicker_is_taken():
    own = [1.0, 3.0, 1.0]
    seconds = {"half": [0.5, 1.5, 0.5], "own": own, "third": [0.3, 1.0, 0.3]}
    assert quickest(seconds, "own") == "third"


def test_a_slow_round_of_the_machine_falls_on_all_and_decides_nothing():
    assert quickest({"own": [1.0, 9.0, 1.0, 1.0], "other": [1.0, 9.1, 1.0, 1.0]}, "own") == "own"


@given(st.lists(st.lists(st.floats(0.01, 10), min_size=4, max_size=4), min_size=2, max_size=5))
def test_what_is_taken_was_never_measured_slower_than_the_default(rows):
    seconds = dict(enumerate(rows))
    taken = quickest(seconds, 0)
    assert median(a / b for a, b in zip(seconds[taken], rows[0], strict=True)) <= 1


@pytest.mark.parametrize(("cores", "counts"), [(1, (1,)), (2, (1, 2)), (6, (1, 2, 4, 6))])
def test_threads_are_tried_up_to_the_number_of_cores(cores, counts):
    assert thread_counts(cores) == counts


def test_the_library_s_own_shape_is_among_the_candidates_and_leaves_no_mark():
    assert shapes()[0] == Shape()
    marks = [shape.mark for shape in shapes()]
    assert marks[0] == ""
    assert len(set(marks)) == len(marks)


def test_a_tuning_is_kept_for_one_model_on_one_machine(monkeypatch):
    tuning.keep("a" * 16, TUNED)
    assert tuning.load("a" * 16) == TUNED
    assert tuning.load("b" * 16) is None
    monkeypatch.setattr(machine, "processor", lambda: "another one")
    assert tuning.load("a" * 16) is None


def test_a_tuning_of_another_llama_cpp_counts_for_nothing(monkeypatch):
    tuning.keep("a" * 16, TUNED)
    monkeypatch.setattr(tuning, "version", lambda _: "99")
    assert tuning.load("a" * 16) is None


def test_a_forgotten_or_damaged_tuning_is_none():
    file = tuning.keep("a" * 16, TUNED)
    file.write_text("{", encoding="utf-8")
    assert tuning.load("a" * 16) is None
    tuning.forget("a" * 16)
    assert not file.exists()
    tuning.forget("a" * 16)


def test_a_file_is_not_read_to_its_end_where_nothing_was_ever_measured(tmp_path, home):
    file = tmp_path / "some.gguf"
    file.write_bytes(b"GGUF and more")
    assert tuning.of_file(file) is None
    assert not home.exists()
    tuning.keep(identity.of_file(file), TUNED)
    assert tuning.of_file(file) == TUNED.chosen
    assert tuning.of_file(tmp_path / "gone.gguf") is None
