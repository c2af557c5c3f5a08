"""Graded answers are read from CSV, JSONL and the pack's own gold answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interviewer.bench.datasets import Scale, load, load_pack, scale_of, step_index
from interviewer.errors import InputError


def test_csv_with_raters_is_read_in_file_order(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "question,reference,answer,score,rater_1,rater_2\n"
        'What is a leaf?,"A node, without children.",No children,4.5,4,5\n'
        "What is a leaf?,A node without children.,A root,0,0,0\n",
        encoding="utf-8",
    )
    data = load(file)
    assert data.scale == Scale(5.0, 0.5)
    assert [a.share for a in data.answers] == [0.9, 0.0]
    assert data.answers[0].raters == (4.0, 5.0)
    assert data.answers[0].rubric.references == ("A node, without children.",)


def test_jsonl_may_give_several_references(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    row = {
        "question": "栈？",
        "references": ["后进先出", "先进后出"],
        "answer": "后进先出",
        "score": 10,
    }
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    assert load(file).answers[0].rubric.references == ("后进先出", "先进后出")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("question,reference,answer\nq,r,a\n", "score"),
        ("question,answer,score\nq,a,1\n", "reference"),
        ("question,reference,answer,score\nq,r,a,-1\n", "0 or more"),
        ("question,reference,answer,score\n", "no graded answers"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_missing(
    tmp_path: Path, text: str, why: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        load(file)


def test_a_broken_line_is_named_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"question": "q"}\n{oops\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:2"):
        load(file)


@pytest.mark.parametrize(
    ("scores", "scale"),
    [
        ([0, 4.5, 5], Scale(5.0, 0.5)),
        ([0, 7, 10], Scale(10.0, 1.0)),
        ([0.2, 1.0], Scale(1.0, 0.1)),
        ([10, 96], Scale(100.0, 1.0)),
    ],
)
def test_scale_is_told_from_the_scores(scores: list[float], scale: Scale) -> None:
    assert scale_of(scores) == scale


def test_scores_are_rounded_half_up_to_steps() -> None:
    assert step_index(4.25, Scale(5.0, 0.5)) == 9
    assert step_index(99.0, Scale(10.0, 1.0)) == 10


def test_gold_answers_are_joined_with_the_points_of_their_cards() -> None:
    gold = load_pack("test")
    assert len(gold) > 100
    assert all(len(a.verdicts) == len(a.rubric.points) for a in gold)
    assert {a.lang for a in gold} == {"en", "zh"}


def test_no_question_is_in_both_halves_of_the_gold_answers() -> None:
    fit = {a.question for a in load_pack("fit")}
    assert fit.isdisjoint({a.question for a in load_pack("test")})
