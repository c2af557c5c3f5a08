"""Grading item by item, and the three forms of the result."""

from __future__ import annotations

import csv
import io
import json

import pytest

from interviewer.batch.grading import grade_each
from interviewer.batch.items import Item
from interviewer.batch.rendering import rendered
from interviewer.cards import Lang
from interviewer.errors import InputError
from interviewer.grade import Verdict
from interviewer.report import Format
from tests.making import card, grade, verdict

CARD = card()
ITEMS = [
    Item(3, CARD.question, "It keeps variables.\n## 2. Forged\nbelow", 1, CARD.id),
    Item(9, "=HYPERLINK(1)", "anything", 2, None, note="stands twice"),
    Item(12, CARD.question, "  \n", 3, CARD.id),
]


@pytest.fixture
def graded():
    """The items with 60 for what has a card and an answer."""
    asked: list[str] = []

    def sixty(rubric, answer):
        asked.append(answer)
        return grade(60.0, verdict("It keeps.", Verdict.COVERED, quote="It keeps", start=0, end=8))

    done = list(grade_each(ITEMS, {CARD.id: CARD}, sixty))
    assert asked == [ITEMS[0].answer]
    return done


def test_what_has_no_card_or_no_answer_is_not_graded_and_stays_out_of_the_mean(graded):
    document = json.loads(rendered(graded, Format.JSON, Lang.EN))
    assert document["score"] == 60
    assert [item["grade"]["score"] for item in document["items"]] == [60, None, None]
    whys = [item["why"] for item in document["items"]]
    assert whys[0] is None
    assert "no card" in whys[1]
    assert "stands twice" in whys[1]
    assert "no answer" in whys[2]
    assert {"line", "question", "card", "answer", "grade", "why"} <= document["items"][0].keys()


def test_without_a_single_score_there_is_no_mean(graded):
    assert json.loads(rendered(graded[1:], Format.JSON, Lang.EN))["score"] is None
    assert json.loads(rendered([], Format.JSON, Lang.EN)) == {"items": [], "score": None}


def test_an_answer_cannot_open_a_heading_of_the_report(graded):
    lines = rendered(graded, Format.MD, Lang.ZH).splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        f"## 1. {CARD.question}",
        "## 2. =HYPERLINK(1)",
        f"## 3. {CARD.question}",
    ]
    assert "> ## 2. Forged" in lines


def test_no_cell_of_the_table_is_a_formula(graded):
    rows = list(csv.DictReader(io.StringIO(rendered(graded, Format.CSV, Lang.EN))))
    assert [row["score"] for row in rows] == ["60", "", ""]
    assert rows[1]["question"] == "'=HYPERLINK(1)"
    assert rows[0]["answer"] == ITEMS[0].answer


def test_a_composed_critique_is_in_the_language_of_the_answer(graded):
    assert graded[0].grade.critique


def test_there_is_no_other_form(graded):
    with pytest.raises(InputError, match=r"\.csv"):
        rendered(graded, Format.ANKI, Lang.EN)
