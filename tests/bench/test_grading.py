"""The grading benchmark reports what it saw and fits nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from interviewer.bench.grading import run
from interviewer.errors import ModelError
from interviewer.grading.juror import Juror
from interviewer.grading.opinion import Trust
from tests.fakes import WordEmbedder
from tests.scripted import ScriptedChat

FIELDS = {
    "n", "questions", "pearson", "spearman", "rmse", "qwk", "within_question_r",
    "mean_r_with_raters", "unsure_share", "baselines", "not_graded", "answers_per_second",
    "embedder", "judge",
}  # fmt: skip


def _file(folder: Path) -> Path:
    reference = "A leaf is a node that has no children in the tree."
    answers = [
        ("a leaf is a node that has no children", 10),
        ("a node without any children in the tree", 9),
        ("the root of the tree", 1),
        ("", 0),
    ]
    rows = [
        {"question": "What is a leaf?", "reference": reference, "answer": a, "score": s}
        for a, s in answers
    ]
    file = folder / "answers.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return file


def test_report_has_every_field_and_its_baselines(tmp_path: Path) -> None:
    report = run(_file(tmp_path), None, WordEmbedder())
    assert set(report) >= FIELDS
    assert set(report["baselines"]) == {"constant", "length", "cosine"}
    assert report["n"] == 4
    assert report["questions"] == 1
    assert report["pearson"] > 0.5
    json.dumps(report)


def test_predictions_name_every_row_in_file_order(tmp_path: Path) -> None:
    out = tmp_path / "p.csv"
    run(_file(tmp_path), out, WordEmbedder())
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["row"] for r in rows] == ["0", "1", "2", "3"]
    assert all(0 <= float(r["predicted"]) <= 1 for r in rows)
    assert rows[3]["predicted"] == "0.0000"
    assert {r["status"] for r in rows} <= {"graded", "unsure"}


def test_a_model_with_a_say_is_named_with_its_weight_and_failures(tmp_path: Path) -> None:
    doubting = ScriptedChat(verdicts=[(0.0, 0.0, 0.9, 0.1), ModelError("died")])
    juror = Juror(doubting, Trust("tiny", "abc", {"en": 0.4}))
    alone = run(_file(tmp_path), None, WordEmbedder())
    heard = run(_file(tmp_path), None, WordEmbedder(), juror=lambda: juror)
    assert alone["judge"] is None
    assert heard["judge"]["model"] == "tiny"
    assert heard["judge"]["failed"] >= 1
    assert 0 < heard["judge"]["weight"] < 0.4
    assert heard["rmse"] != alone["rmse"]
