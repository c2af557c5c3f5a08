"""Wishes recognised, and answers taken for wishes, counted."""

import json

import pytest

from interviewer.bench.intents import run
from interviewer.errors import InputError


def _answers(folder, *rows):
    path = folder / "answers.jsonl"
    fields = ("answer", "score")
    path.write_text(
        "".join(
            json.dumps({"question": "Q?", "reference": "R.", **dict(zip(fields, row, strict=True))})
            + "\n"
            for row in rows
        )
    )
    return path


def test_wishes_are_counted_by_language_and_answers_only_when_they_earned_something(tmp_path):
    phrases = tmp_path / "phrases.tsv"
    phrases.write_text("en\tskip\tnext\nen\thint\tbananas\nzh\tskip\t跳过\nen\tanswer\tA.\n")
    graded = _answers(tmp_path, ("next question", 2.0), ("A stack.", 1.0), ("skip", 0.0))
    result = run(phrases, [graded])
    assert result["phrases"] == {"en": {"n": 2, "share": 0.5}, "zh": {"n": 1, "share": 1.0}}
    assert result["answers"]["answers.jsonl"] == {"n": 2, "taken": 1, "texts": ["next question"]}


def test_no_gold_answer_of_the_pack_is_taken_for_a_wish():
    result = run(None, [])
    assert result["answers"]["pack"]["n"] > 500
    assert result["taken"] == 0


def test_a_file_of_another_shape_is_a_clear_error(tmp_path):
    path = tmp_path / "phrases.tsv"
    path.write_text("only one column\n")
    with pytest.raises(InputError, match="tabs"):
        run(path, [])
