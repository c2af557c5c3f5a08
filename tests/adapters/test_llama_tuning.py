"""How llama.cpp computes here: measured beside its own defaults, and what a shape may change."""

from __future__ import annotations

import pytest

from interviewer.adapters import llama_tuning
from interviewer.adapters.llama import LlamaChat
from interviewer.errors import ModelBrokenError, ModelMissingError
from interviewer.models.find import starter_gguf
from interviewer.models.tuning import Shape, Tuning, shapes
from interviewer.ports import Message

OPTIONS = ("A", "B", "C", "D")
STORY = "It gives back what came first, and nothing can be read by its number. " * 12


def _asked(point):
    return [
        Message("system", "You compare answers with key points."),
        Message("user", f"What is a queue? 1. First in, first out. 2. No index. {STORY}"),
        Message("assistant", "Which key point?"),
        Message("user", f"Key point {point}. A, B, C or D?"),
    ]


def test_what_is_no_model_is_refused_before_any_process_starts(tmp_path):
    with pytest.raises(ModelMissingError):
        llama_tuning.tune(tmp_path / "gone.gguf")


@pytest.mark.model
def test_what_is_chosen_was_measured_no_slower_than_the_library_s_own(monkeypatch):
    monkeypatch.setattr(llama_tuning, "_STAGE_SECONDS", 0.0)
    stages = []
    tuned = llama_tuning.tune(starter_gguf(), stages.append)
    assert len(stages) == 3
    if tuned.chosen == tuned.default:
        assert tuned.chosen_rates == tuned.default_rates
    else:
        (read, written), (own_read, own_written) = tuned.chosen_rates, tuned.default_rates
        seconds, own = (
            llama_tuning.READ_TOKENS / r + llama_tuning.WRITTEN_TOKENS / w
            for r, w in ((read, written), (own_read, own_written))
        )
        assert seconds < own


@pytest.mark.model
def test_a_damaged_model_is_named_by_the_one_who_measures(tmp_path):
    file = tmp_path / "junk.gguf"
    file.write_bytes(b"GGUF\x03\0\0\0" + bytes(range(256)) * 9)
    with pytest.raises(ModelBrokenError, match=r"junk\.gguf cannot be measured"):
        llama_tuning.tune(file)


@pytest.fixture(scope="module")
def plain():
    """The text and the verdicts of the starter as the library computes by itself."""
    chat = LlamaChat(starter_gguf(), context=1024)
    yield "".join(chat.stream(_asked(1), max_tokens=24)), chat.choose(_asked(2), OPTIONS)
    chat.close()


@pytest.mark.model
@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.mark or "plain")
def test_in_every_shape_a_cached_verdict_is_the_cold_one_and_near_the_plain_one(plain, shape):
    chat = LlamaChat(starter_gguf(), tuning=Tuning(1, 2, shape), context=1024)
    try:
        cold = chat.choose(_asked(2), OPTIONS)
        chat.choose(_asked(1), OPTIONS)
        "".join(chat.stream([Message("user", STORY)], max_tokens=4))
        assert chat.choose(_asked(2), OPTIONS) == cold == pytest.approx(plain[1], abs=0.05)
        assert bool(chat.mark) == (shape != Shape())
    finally:
        chat.close()


@pytest.mark.model
def test_other_threads_change_neither_text_nor_verdict(plain):
    chat = LlamaChat(starter_gguf(), tuning=Tuning(2, 1), context=1024)
    try:
        assert "".join(chat.stream(_asked(1), max_tokens=24)) == plain[0]
        assert chat.choose(_asked(2), OPTIONS) == plain[1]
    finally:
        chat.close()
